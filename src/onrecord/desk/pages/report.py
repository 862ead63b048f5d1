"""`/reports/ID`: a report's words with what was found in them, and the card of a record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, Field

from onrecord.desk.addresses import place_in, segment_name
from onrecord.desk.answering import AtDesk, Desk
from onrecord.desk.brief import LONGEST_SAID, brief
from onrecord.desk.marked_text import Part, Place, part_of
from onrecord.desk.paging import LAST_PAGE
from onrecord.desk.record_card import Cards, Fact, made
from onrecord.desk.refusals import found
from onrecord.dossier.deciding import asides, stands
from onrecord.dossier.pages import language_tag, web_address
from onrecord.dossier.runs import NAME, TRIGGER, WHEN
from onrecord.dossier.told import Told, told_in
from onrecord.records import (
    Answer,
    Claim,
    Event,
    Extraction,
    FindingRow,
    Found,
    FoundKind,
    Marked,
    Question,
    QuestionFilter,
    Voice,
    kind_of,
)

router = APIRouter()

MOST_VOICES: Final = 12
"""Other passages of a finding that a card shows; the finding's page has all."""

_LIMITS: Final[dict[str, Any]] = {"brief": brief, "longest": LONGEST_SAID, "most_voices": MOST_VOICES}

_CLASSES: Final = {TRIGGER: "trigger", WHEN: "when-said", NAME: "named"}
"""How the words that lead to an event, a time and an entity are shown."""

_RIGHT_TO_LEFT: Final = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "syr", "ug", "ur", "yi"})
"""Languages that are written from right to left (Unicode CLDR 44, `characterOrder`), without those of two scripts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """A finding that a record speaks to, with the other voices in it."""

    row: FindingRow
    others: tuple[Voice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A record as it is shown beside its words.

    Attributes:
        record: The record.
        kind: Of it.
        at: The words that it is opened at.
        places: Of all its words.
        facts: What it says.
        made: Who found it, and how surely.
        together: The findings that it speaks to.
        answers: For a question, the passages that answer it.
        marked: How it stands in review, or None.
        decided: What persons decided about it, in words.
    """

    record: Found
    kind: FoundKind
    at: Place
    places: tuple[Place, ...]
    facts: tuple[Fact, ...]
    made: tuple[Fact, ...]
    together: tuple[Together, ...] = ()
    answers: tuple[Answer, ...] = ()
    marked: Marked | None = None
    decided: tuple[str, ...] = ()

    @property
    def is_weighed(self) -> bool:
        """Whether findings are made of what it is."""
        return isinstance(self.record, Claim | Event)


class Asked(BaseModel):
    """What of a report is shown.

    `at` names a place ("12-40") whose words are marked, `record` a record whose card is shown, `part` a part of the
    text, 0 the one with what is marked. With `only` it is the card alone.
    """

    at: str = ""
    record: str = ""
    part: Annotated[int, Field(ge=0, le=LAST_PAGE)] = 0
    only: Literal["", "card"] = ""


@router.get("/reports/{name:path}")
def report(request: Request, desk: AtDesk, name: str, asked: Annotated[Asked, Query()]) -> HTMLResponse:
    """Return a report with what was found in it."""
    rows = desk.kept.report_rows()
    row = rows.get(segment_name(name))
    if row is None:
        raise HTTPException(404)
    with found():
        extraction = desk.case.extraction(row.id)
    card = _card(desk, extraction, asked.record, place_in(asked.at)) if asked.record else None
    known = {"row": row, "rows": rows, "card": card, **_LIMITS}
    if asked.only and card:
        return desk.page(request, "card.html.j2", **known)
    place = card.at if card else place_in(asked.at)
    places = (place, *(card.places if card else ())) if place else ()
    shown = part_of(extraction, number=asked.part, at=places)
    return desk.page(request, "report.html.j2", **known, **_text(desk, extraction, shown))


def _text(desk: Desk, extraction: Extraction, shown: Part) -> dict[str, Any]:
    """Return what the template shows of a report and of a part of its text."""
    own = extraction.report
    return {
        "report": own,
        "link": web_address(own.url),
        "language": language_tag(own.language),
        "direction": "rtl" if own.language.casefold().partition("-")[0] in _RIGHT_TO_LEFT else "auto",
        "shown": shown,
        "classes": _CLASSES,
        "told": _told_in(extraction, shown),
        "claims": len(extraction.claims),
        "standing": {one.mark.record: one.mark.review for one in desk.case.marks(own.id)},
    }


def _told_in(extraction: Extraction, part: Part) -> Told:
    """Return what is told in a part of the text; all of it where that is the whole text."""
    told = told_in(extraction)
    if part.of == 1:
        return told
    named = {mention.entity for mention in extraction.mentions if part.holds(mention.span)}
    elements = (
        (heading, tuple(one for one in group if any(map(part.holds, one.element.spans))))
        for heading, group in told.elements
    )
    names = ((heading, tuple(one for one in group if one.id in named)) for heading, group in told.names)
    return Told(
        questions=tuple(one for one in told.questions if part.holds(one.question.span)),
        events=tuple(one for one in told.events if part.holds(one.event.trigger)),
        elements=tuple((heading, group) for heading, group in elements if group),
        names=tuple((heading, group) for heading, group in names if group),
    )


def _card(desk: Desk, extraction: Extraction, name: str, at: Place | None) -> Card:
    """Return the card of a record, opened at a place of its or at its first words.

    Raises:
        HTTPException: The report has no such record; 404.
    """
    cards = Cards(extraction)
    record = cards.record(name)
    if record is None:
        raise HTTPException(404)
    places = cards.places(record)
    marked = next((one for one in desk.case.marks(extraction.report.id) if one.mark.record == name), None)
    return Card(
        record=record,
        kind=kind_of(record),
        at=at if at in places else places[0],
        places=places,
        facts=cards.facts(record),
        made=made(record),
        together=_together(desk, record),
        answers=_answers(desk, record),
        marked=marked,
        decided=tuple(filter(None, (stands(marked), *asides(marked)))) if marked else (),
    )


def _together(desk: Desk, record: Found) -> tuple[Together, ...]:
    rows = desk.case.findings_of(record.id) if isinstance(record, Claim | Event) else []
    return tuple(
        Together(row=row, others=tuple(voice for voice in row.finding.voices if voice.record != record.id))
        for row in rows
    )


def _answers(desk: Desk, record: Found) -> tuple[Answer, ...]:
    """Return what answers a question."""
    if not isinstance(record, Question):
        return ()
    rows = desk.case.questions(QuestionFilter(report=record.report))
    return next((row.answers for row in rows if row.question.id == record.id), ())
