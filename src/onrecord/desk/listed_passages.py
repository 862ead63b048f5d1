"""Which passages that speak to an element a list shows, and a page of them as the case answers it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel

from onrecord.desk.answering import Desk
from onrecord.desk.listed_reports import Day, ReportsAsked, Words, chosen_reports
from onrecord.desk.listed_sources import Sources, sources_of
from onrecord.desk.paging import Page, PageNumber, page_of
from onrecord.desk.speaking import Line, Voice, voice_of
from onrecord.dossier.wording import on_whose_word
from onrecord.records import Claim, ElementPassage, ElementRow, ElementStatus, Side, Span, Told, Word
from onrecord.vocabulary.folding import folded


class PassagesAsked(BaseModel):
    """Which passages; an empty field lets all pass.

    `text` matches words of the passage, `name` words in the name of the source on whose word it stands, both in any
    order, without regard to case or accents. `holder` is the whole key of that source, as in `/sources/KEY`. `voice`
    says whose word it is: the report's "own", somebody's who is "named", or "nobody"'s who is. Days bound the
    publication, both inclusive. `origin` "untold" lists those of which it cannot be told what they rest on, `review`
    "out" what persons rejected or replaced, which is left out else.
    """

    status: Literal[ElementStatus, ""] = ""
    voice: Literal[Voice, ""] = ""
    holder: str = ""
    name: Words = ""
    text: Words = ""
    since: Day = ""
    until: Day = ""
    origin: Literal["", "untold"] = ""
    review: Literal["", "out"] = ""
    page: PageNumber = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPassage:
    """A passage as a list shows it.

    Attributes:
        passage: What it is sifted by.
        row: The record that it belongs to, with what lists say of its report.
        side: Its words.
        holder: The key of the source on whose word it stands, or "".
        voice: Whose word it is.
        whose: On whose word it stands, in words.
    """

    passage: ElementPassage
    row: ElementRow
    side: Side
    holder: str
    voice: Voice
    whose: str


def listed_passages(desk: Desk, line: Line, asked: PassagesAsked) -> Page[ShownPassage]:
    """Return a page of the passages that speak to an element, those published last first; only those are read."""
    sources = sources_of(desk)
    page = page_of(_chosen(desk, line, asked, sources), asked.page)
    rows = {row.element.id: row for row in desk.case.view.elements_named({one.element for one in page.items})}
    told = desk.case.told({one.claim for one in page.items if one.claim})
    shown = [
        _shown(one, rows[one.element], sources.key_of.get(one.claim, ""), told.get(one.claim))
        for one in page.items
        if one.element in rows
    ]
    return Page(items=shown, number=page.number, more=page.more, total=page.total)


def _chosen(desk: Desk, line: Line, asked: PassagesAsked, sources: Sources) -> Sequence[ElementPassage]:
    passages = [one for one in line.passages if _passes(one, asked)]
    if asked.since or asked.until:
        rows = desk.kept.report_rows()
        there = [rows[report] for report in {one.report for one in passages} & rows.keys()]
        days = {row.id for row in chosen_reports(there, ReportsAsked(since=asked.since, until=asked.until))}
        passages = [one for one in passages if one.report in days]
    if asked.holder or asked.voice or asked.name.strip():
        passages = _held(passages, asked, sources)
    if asked.text.strip():
        code = line.code.code
        having = desk.kept.soon(f"words {code}", lambda case: case.view.passage_words(code)).having(asked.text)
        passages = [one for one in passages if (one.element, one.start) in having]
    return passages


def _passes(one: ElementPassage, asked: PassagesAsked) -> bool:
    return (
        one.counts != (asked.review == "out") and asked.status in ("", one.status) and not (asked.origin and one.rests)
    )


def _held(passages: Iterable[ElementPassage], asked: PassagesAsked, sources: Sources) -> list[ElementPassage]:
    """Return the passages that stand on the word that is asked for."""
    keyed = [(one, sources.key_of.get(one.claim, "")) for one in passages]
    wanted = folded(asked.name).split()
    return [
        one
        for one, key in keyed
        if asked.holder in ("", key)
        and asked.voice in ("", voice_of(one, key))
        and all(word in sources.names.get(key, "") for word in wanted)
    ]


def _shown(one: ElementPassage, row: ElementRow, holder: str, told: Told | None) -> ShownPassage:
    words = next((span.text for span in row.element.spans if (span.start, span.end) == (one.start, one.end)), "")
    return ShownPassage(
        passage=one,
        row=row,
        side=Side(report=one.report, span=Span(start=one.start, end=one.end, text=words)),
        holder=holder,
        voice=voice_of(one, holder),
        whose=on_whose_word(_words(told)),
    )


def _words(holder: Told | None) -> Sequence[Word]:
    """Return the claim that holds a passage and those around it, the innermost first."""
    if holder is None or not isinstance(holder.record, Claim):
        return ()
    return (Word(claim=holder.record, speaker=holder.speaker), *holder.words)
