"""`/reports/ID`: a report's words with what was found in them, and the card of a record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import HTMLResponse

from onrecord.desk.addresses import place_in, segment_name
from onrecord.desk.answering import AtDesk, Desk
from onrecord.desk.editing import Field, fields_of
from onrecord.desk.marked_text import part_of
from onrecord.desk.paging import LAST_PAGE
from onrecord.desk.refusals import found
from onrecord.dossier.pages import web_address
from onrecord.dossier.told import Happening, told_in
from onrecord.dossier.wording import on_whose_word
from onrecord.records import (
    Entity,
    Event,
    Extraction,
    Finding,
    FindingFilter,
    Found,
    FoundKind,
    Marked,
    Voice,
    Word,
    kind_of,
    outwards,
)

router = APIRouter()


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A record as it is shown beside its words.

    Attributes:
        record: The record.
        kind: Of it.
        fields: With what stands in them.
        word: On whose word it stands, or "".
        happening: For an event, what is told of it.
        finding: What the reports say together of it, or None.
        others: The other passages of the finding.
        marked: How it stands in review, or None.
    """

    record: Found
    kind: FoundKind
    fields: tuple[Field, ...]
    word: str = ""
    happening: Happening | None = None
    finding: Finding | None = None
    others: tuple[Voice, ...] = ()
    marked: Marked | None = None


@router.get("/reports/{part:path}")
def report(
    request: Request,
    desk: AtDesk,
    part: str,
    at: str = "",
    record: str = "",
    number: Annotated[int, Query(alias="part", ge=0, le=LAST_PAGE)] = 0,
) -> HTMLResponse:
    """Return a report; `at` marks the words at a place, `record` shows the card of a record."""
    name = segment_name(part)
    row = desk.kept.report_rows().get(name)
    if row is None:
        raise HTTPException(404)
    with found():
        extraction = desk.case.extraction(name)
    marks = {one.mark.record: one for one in desk.case.marks(name)}
    chosen = _record(extraction, record)
    place = place_in(at) or (_place(chosen) if chosen else None)
    return desk.page(
        request,
        "report.html.j2",
        row=row,
        report=extraction.report,
        link=web_address(extraction.report.url),
        shown=part_of(extraction, number=number, at=place),
        place=place,
        told=told_in(extraction),
        on_whose_word=on_whose_word,
        claims=len(extraction.claims),
        card=_card(desk, extraction, chosen, marks.get(chosen.id)) if chosen else None,
        standing={record: one.mark.review for record, one in marks.items()},
    )


def _record(extraction: Extraction, name: str) -> Found | None:
    """Return the record with an id, or None where none is asked for.

    Raises:
        HTTPException: The report has none; 404.
    """
    if not name:
        return None
    kinds: Iterable[Iterable[Found]] = (
        extraction.claims,
        extraction.events,
        extraction.times,
        extraction.entities,
        extraction.questions,
        extraction.elements,
    )
    for one in (one for records in kinds for one in records):
        if one.id == name:
            return one
    raise HTTPException(404)


def _place(record: Found) -> tuple[int, int]:
    spans = [span for name, span in record.passages() if name not in ("source", "cue")]
    first = (spans or [span for _, span in record.passages()])[0]
    return first.start, first.end


def _card(desk: Desk, extraction: Extraction, record: Found, marked: Marked | None) -> Card:
    finding, others = _finding(desk, record)
    happenings = told_in(extraction).events if isinstance(record, Event) else ()
    return Card(
        record=record,
        kind=kind_of(record),
        fields=tuple(field for field in fields_of(kind_of(record), record) if field.value),
        word=_word(extraction, record),
        happening=next((one for one in happenings if one.event.id == record.id), None),
        finding=finding,
        others=others,
        marked=marked,
    )


def _word(extraction: Extraction, record: Found) -> str:
    """Return on whose word an event or a nested claim stands."""
    holder = getattr(record, "holder", "") or getattr(record, "parent", "")
    if isinstance(record, Entity) or not (holder or isinstance(record, Event)):
        return ""
    claims = {claim.id: claim for claim in extraction.claims}
    names = {entity.id: entity.name for entity in extraction.entities}
    around = outwards(claims, holder) if holder in claims else ()
    return on_whose_word([Word(claim=one, speaker=names.get(one.speaker, "")) for one in around])


def _finding(desk: Desk, record: Found) -> tuple[Finding | None, tuple[Voice, ...]]:
    """Return the finding that a record speaks to, and the other voices in it."""
    for row in desk.case.findings(FindingFilter(report=record.report)):
        if any(voice.record == record.id for voice in row.finding.voices):
            return row.finding, tuple(voice for voice in row.finding.voices if voice.record != record.id)
    return None, ()
