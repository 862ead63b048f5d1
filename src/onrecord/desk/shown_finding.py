"""One finding as its page shows it: every passage with who says it, and what each of them stands against."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from onrecord.case import Case
from onrecord.desk.paging import PER_PAGE, Page
from onrecord.dossier.deciding import REVIEW_WORDS
from onrecord.dossier.wording import NOBODY, REPORT_ITSELF, on_whose_word, told, who
from onrecord.records import STANCES, Claim, Event, RecordRow, Side, Slot, Told, Voice, WholeFinding

MOST_AGAINST: Final = 4
"""Passages shown beside one that contradicts them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownVoice:
    """A passage that speaks to a finding.

    Attributes:
        voice: It.
        recorded: Whether it is a claim or event that can be decided about.
        report: What lists say of its report.
        claim: The claim that it is, or None.
        who: Who says it, in words of the report.
        through: Who cites them, or "".
        told: Of an event how far it is told as having happened, else "".
        review: What persons decided about it, or "".
        against: Passages that it was found to conflict with, each with what they differ in.
        more: How many more there are of those.
    """

    voice: Voice
    recorded: bool
    report: RecordRow
    claim: Claim | None
    who: str
    through: str
    told: str
    review: str
    against: tuple[tuple[Slot, Side], ...]
    more: int


def voices_page(case: Case, whole: WholeFinding, number: int) -> Page[ShownVoice]:
    """Return a page of the passages, those that support it first; of others nothing is asked.

    Args:
        case: What is asked.
        whole: The finding.
        number: Of the page, from 1.
    """
    voices = sorted(whole.row.finding.voices, key=lambda voice: STANCES.index(voice.stance))
    start = (number - 1) * PER_PAGE
    own = voices[start : start + PER_PAGE]
    records = case.told({voice.record for voice in own if voice.record})
    against = _conflicts(whole)
    items = [_shown(voice, records.get(voice.record), whole, against[voice.side]) for voice in own]
    return Page(items=items, number=number, more=len(voices) > start + PER_PAGE, total=len(voices))


def _conflicts(whole: WholeFinding) -> defaultdict[Side, list[tuple[Slot, Side]]]:
    """Return for each passage those that it conflicts with."""
    found: defaultdict[Side, list[tuple[Slot, Side]]] = defaultdict(list)
    for relation in whole.relations:
        if relation.relation == "conflict" and relation.slot:
            found[relation.a].append((relation.slot, relation.b))
            found[relation.b].append((relation.slot, relation.a))
    return found


def _shown(voice: Voice, record: Told | None, whole: WholeFinding, against: Sequence[tuple[Slot, Side]]) -> ShownVoice:
    said = record.record if record else None
    words = record.words if record else ()
    return ShownVoice(
        voice=voice,
        recorded=record is not None,
        report=whole.reports[voice.side.report],
        claim=said if isinstance(said, Claim) else None,
        who=_who(voice, record),
        through=on_whose_word(words) if isinstance(said, Claim) and words else "",
        told=told(said.factuality, words) if isinstance(said, Event) else "",
        review=REVIEW_WORDS[record.review] if record and record.review != "unreviewed" else "",
        against=tuple(against[:MOST_AGAINST]),
        more=len(against[MOST_AGAINST:]),
    )


def _who(voice: Voice, record: Told | None) -> str:
    """Return whose word it is, as lists of claims and events name them."""
    if record is None:
        return voice.source or (NOBODY if voice.act else REPORT_ITSELF)
    if isinstance(record.record, Event):
        return on_whose_word(record.words)
    return who(record.record, record.speaker)


def stances_on(page: Page[ShownVoice]) -> Iterator[tuple[str, list[ShownVoice]]]:
    """Yield the passages of a page by how they stand to the finding, in the order of the page."""
    for stance in STANCES:
        if own := [shown for shown in page.items if shown.voice.stance == stance]:
            yield stance, own
