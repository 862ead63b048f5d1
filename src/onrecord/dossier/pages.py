"""What the templates print: one report as paragraphs of runs with the notes of its claims; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.dossier.runs import Mark, Run, anchor_role, flat_runs, in_reading_order, place_marks
from onrecord.dossier.sources import Cited
from onrecord.records import Claim, Extraction, Report, ReportRow, Span
from onrecord.text import is_web_address
from onrecord.vocabulary import naming

# RFC 5646, section 2.1, as far as a report's language goes: a primary subtag and an optional script or region.
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")

ACT_VERBS = {
    "state": "states",
    "allege": "alleges",
    "confirm": "confirms",
    "deny": "denies",
    "promise": "promises",
    "demand": "demands",
    "warn": "warns",
    "ask": "asks",
    "believe": "believes",
    "decline": "declines",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A claim in the margin: its number in the report, and the number of the claim that contains it (0: none)."""

    number: int
    within: int
    claim: Claim

    @property
    def source(self) -> str:
        """Who is cited, "" when nobody is named."""
        return joined(self.claim.source)

    @property
    def cue(self) -> str:
        """The words that link source and content."""
        return joined(self.claim.cue)

    @property
    def relays(self) -> tuple[str, ...]:
        """Through whom it reached the report."""
        return tuple(span.text for span in self.claim.relays)

    @property
    def channel(self) -> str:
        """The medium the statement was made through."""
        return joined(self.claim.channel)

    @property
    def verb(self) -> str:
        """What the source does, as a verb."""
        return ACT_VERBS[self.claim.act]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One line of the report's text as runs, and the notes of the claims whose number stands in it."""

    runs: tuple[Run, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPage:
    """One report of the dossier; `number` is its place in order of publication, from 1."""

    number: int
    row: ReportRow
    report: Report
    notes: tuple[Note, ...]
    paragraphs: tuple[Paragraph, ...]
    capture: int

    @property
    def language(self) -> str:
        """The value of its `lang` attribute; "" (unknown) for anything that is not a language tag."""
        return self.report.language if _LANGUAGE.fullmatch(self.report.language) else ""

    @property
    def link(self) -> str:
        """Its address, when it is one that a reader may follow, else ""."""
        return web_address(self.report.url)


def report_page(number: int, row: ReportRow, extraction: Extraction, *, capture: int = 0) -> ReportPage:
    """Return the report as it is printed; `capture` is the number of its row in the list of captures."""
    claims = in_reading_order(extraction.claims)
    numbers = {claim.id: place for place, claim in enumerate(claims, 1)}
    notes = tuple(Note(number=numbers[c.id], within=numbers.get(c.parent, 0), claim=c) for c in claims)
    return ReportPage(
        number=number,
        row=row,
        report=extraction.report,
        notes=notes,
        paragraphs=tuple(_paragraphs(extraction.report.text, claims, notes)),
        capture=capture,
    )


def cited_in(page_number: int, claims: Sequence[Claim]) -> Iterator[Cited]:
    """Yield the report's claims for the lists of their sources, numbered as `report_page` numbers them."""
    for number, claim in enumerate(in_reading_order(claims), 1):
        yield Cited(
            report=page_number,
            number=number,
            source=joined(claim.source),
            words=joined(claim.content),
            cue=joined(claim.cue),
            act=claim.act,
            quotation=claim.quotation,
            polarity=claim.polarity,
            certainty=claim.certainty,
        )


def joined(spans: Sequence[Span]) -> str:
    """Return the words of several fragments in a row, the gaps between them marked."""
    return naming.joined(span.text for span in spans)


def is_anchor(mark: Mark, notes: Sequence[Note]) -> bool:
    """Tell whether the claim's number stands where this mark opens."""
    return mark.fragment == 0 and mark.role == anchor_role(notes[mark.claim - 1].claim)


def web_address(url: str) -> str:
    """Return the address when it is http or https, else "": no other scheme becomes a link."""
    address = url.strip()
    return address if is_web_address(address) else ""


def _paragraphs(text: str, claims: Sequence[Claim], notes: Sequence[Note]) -> Iterator[Paragraph]:
    """Yield the lines of the text that say something, each with its runs and notes."""
    breaks = [found.end() for found in re.finditer("\n", text)]
    line: list[Run] = []
    for run in flat_runs(text, place_marks(claims), breaks):
        line.append(run)
        if run.text.endswith("\n") or run.start + len(run.text) == len(text):
            if any(part.text.strip() for part in line):
                yield Paragraph(runs=tuple(line), notes=_notes_in(line, notes))
            line = []


def _notes_in(line: Sequence[Run], notes: Sequence[Note]) -> tuple[Note, ...]:
    opened = [mark for run in line for mark in run.opens]
    return tuple(notes[mark.claim - 1] for mark in opened if is_anchor(mark, notes))
