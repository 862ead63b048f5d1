"""What the templates print: one report as paragraphs of runs with the notes of its claims; pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.dossier.decided import Decided, Line
from onrecord.dossier.quoted import paragraph_at
from onrecord.dossier.runs import (
    MARKED_FIELDS,
    NAME,
    TRIGGER,
    Mark,
    Run,
    anchor_role,
    flat_runs,
    in_reading_order,
    place_events,
    place_marks,
    place_names,
)
from onrecord.dossier.sources import Cited
from onrecord.dossier.told import GROUPS, Told, events_in_text, told_in
from onrecord.dossier.wording import ACT_VERBS, TYPE_WORDS, joined
from onrecord.records import Claim, Entity, Extraction, Report, ReportRow
from onrecord.text import is_web_address

# RFC 5646, section 2.1, as far as a report's language goes: a primary subtag and an optional script or region.
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_SHOWN_TYPES = frozenset(kind for types in GROUPS.values() for kind in types)


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A claim in the margin: its number in the report, and the number of the claim that contains it (0: none).

    `speaker` is the name of whom its source means, where the source does not hold it; `decided` is what persons decided
    about it, in words.
    """

    number: int
    within: int
    claim: Claim
    speaker: str = ""
    decided: str = ""

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
class Piece:
    """A stretch of a paragraph as it is printed.

    Attributes:
        text: The words.
        roles: Of the claims' marks on it, for its style.
        deep: Whether it stands in a claim within a claim.
        claims: Numbers of the claims whose marks are on it.
        title: What the marks are, in words.
        refs: Numbers of the claims whose number stands before it.
        event: Number of the event that it tells, 0 for none.
        opens: Numbers of the events whose words begin here.
        named: Whether it names somebody or something.
    """

    text: str
    roles: tuple[str, ...] = ()
    deep: bool = False
    claims: tuple[int, ...] = ()
    title: str = ""
    refs: tuple[int, ...] = ()
    event: int = 0
    opens: tuple[int, ...] = ()
    named: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One line of the report's text in pieces, and the notes of the claims whose number stands in it."""

    pieces: tuple[Piece, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPage:
    """One report of the dossier; `number` is its place in order of publication, from 1.

    `starts` are the first code points of the paragraphs; `decided` is what persons decided that no note says.
    """

    number: int
    row: ReportRow
    report: Report
    told: Told
    notes: tuple[Note, ...]
    paragraphs: tuple[Paragraph, ...]
    starts: tuple[int, ...]
    capture: int
    decided: tuple[Line, ...]

    @property
    def language(self) -> str:
        """The value of its `lang` attribute; "" (unknown) for anything that is not a language tag."""
        return language_tag(self.report.language)

    @property
    def link(self) -> str:
        """Its address, when it is one that a reader may follow, else ""."""
        return web_address(self.report.url)

    def paragraph_at(self, start: int) -> int:
        """Return the number of the paragraph, from 1, in which a code point of the text stands."""
        return paragraph_at(self.starts, start)


def report_page(number: int, row: ReportRow, decided: Decided, *, capture: int = 0) -> ReportPage:
    """Return the report as it is printed; `capture` is the number of its row in the list of captures."""
    extraction = decided.extraction
    notes, told = tuple(_notes(decided)), told_in(extraction)
    paragraphs = list(_paragraphs(extraction, notes, told))
    return ReportPage(
        number=number,
        row=row,
        report=extraction.report,
        told=told,
        notes=notes,
        paragraphs=tuple(paragraph for _, paragraph in paragraphs),
        starts=tuple(start for start, _ in paragraphs),
        capture=capture,
        decided=decided.lines({note.claim.id: note.number for note in notes}),
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


def language_tag(language: str) -> str:
    """Return the language when it is written as a page names one, else ""."""
    return language if _LANGUAGE.fullmatch(language) else ""


def web_address(url: str) -> str:
    """Return the address when it is http or https, else "": no other scheme becomes a link."""
    address = url.strip()
    return address if is_web_address(address) else ""


def _notes(decided: Decided) -> Iterator[Note]:
    extraction = decided.extraction
    claims = in_reading_order(extraction.claims)
    numbers = {claim.id: place for place, claim in enumerate(claims, 1)}
    names = {entity.id: entity.name for entity in extraction.entities}
    for claim in claims:
        name = names.get(claim.speaker, "")
        held = name.casefold() in joined(claim.source).casefold()
        within = numbers.get(claim.parent, 0)
        speaker, said = "" if held else name, decided.said(claim.id)
        yield Note(number=numbers[claim.id], within=within, claim=claim, speaker=speaker, decided=said)


def _paragraphs(extraction: Extraction, notes: Sequence[Note], told: Told) -> Iterator[tuple[int, Paragraph]]:
    """Yield the lines of the text that say something, each with its first code point, its pieces and its notes."""
    text = extraction.report.text
    shown = [entity for entity in extraction.entities if entity.type in _SHOWN_TYPES]
    piece_of = _printer(notes, told, shown)
    placed = [
        *place_marks([note.claim for note in notes]),
        *place_events(events_in_text(extraction.events)),
        *place_names(shown, extraction.mentions),
    ]
    breaks = [found.end() for found in re.finditer("\n", text)]
    line: list[Run] = []
    for run in flat_runs(text, placed, breaks):
        line.append(run)
        if run.text.endswith("\n") or run.start + len(run.text) == len(text):
            if any(part.text.strip() for part in line):
                pieces = tuple(piece_of(part) for part in line)
                opened = tuple(notes[number - 1] for piece in pieces for number in piece.refs)
                yield line[0].start, Paragraph(pieces=pieces, notes=opened)
            line = []


def _printer(notes: Sequence[Note], told: Told, entities: Sequence[Entity]) -> Callable[[Run], Piece]:
    """Return what makes a piece of a run, with the report's records at hand for its title."""
    events = {happening.number: happening for happening in told.events}

    def title(mark: Mark) -> str:
        if mark.role == TRIGGER:
            return f"event {mark.number}: {events[mark.number].kind}, {events[mark.number].told}"
        if mark.role == NAME:
            return described(entities[mark.number - 1])
        return f"{mark.role} of claim {mark.number}"

    def piece(run: Run) -> Piece:
        cited = [mark for mark in run.marks if mark.role in MARKED_FIELDS]
        triggers = [mark for mark in run.marks if mark.role == TRIGGER]
        roles = [mark.role for mark in cited]
        return Piece(
            text=run.text,
            roles=tuple(dict.fromkeys(roles)),
            deep=roles.count("content") > 1,
            claims=tuple(mark.number for mark in cited),
            title=", ".join(title(mark) for mark in (*cited, *(m for m in run.marks if m not in cited))),
            refs=tuple(mark.number for mark in run.opens if _is_anchor(mark, notes)),
            event=triggers[0].number if triggers else 0,
            opens=tuple(mark.number for mark in triggers if mark in run.opens),
            named=any(mark.role == NAME for mark in run.marks),
        )

    return piece


def described(entity: Entity) -> str:
    """Return who or what an entity is: "Ann Marlin: person, harbour master"."""
    return f"{entity.name}: {', '.join(filter(None, (TYPE_WORDS[entity.type], entity.role)))}"


def _is_anchor(mark: Mark, notes: Sequence[Note]) -> bool:
    """Tell whether the claim's number stands where this mark opens."""
    cites = mark.role in MARKED_FIELDS and mark.fragment == 0
    return cites and mark.role == anchor_role(notes[mark.number - 1].claim)
