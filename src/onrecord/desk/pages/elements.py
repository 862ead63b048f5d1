"""`/elements` and `/elements/CODE`: which passages speak to which element, on whose word; no verdict."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import HTMLResponse

from onrecord.desk.answering import AtDesk
from onrecord.desk.brief import brief
from onrecord.desk.listed_passages import PassagesAsked, listed_passages
from onrecord.desk.listed_sources import sources_of
from onrecord.desk.speaking import by_standard, lines_of
from onrecord.desk.wording import say
from onrecord.dossier.wording import ELEMENT_HEADINGS
from onrecord.records import ELEMENT_STATUSES
from onrecord.vocabulary.elements import element_descriptions

MOST_HOLDERS = 3
"""Sources named in a row of the table."""

MOST_BESIDE = 12
"""Sources named on the page of an element; the others are found by their names."""

router = APIRouter()


@router.get("/elements")
def elements(request: Request, desk: AtDesk) -> HTMLResponse:
    """Return how much speaks to each element of each standard."""
    return desk.page(
        request,
        "elements.html.j2",
        standards=by_standard(lines_of(desk)),
        statuses=ELEMENT_STATUSES,
        descriptions=element_descriptions(),
        most=MOST_HOLDERS,
        brief=brief,
    )


@router.get("/elements/{code}")
def element(request: Request, desk: AtDesk, code: str, asked: Annotated[PassagesAsked, Query()]) -> HTMLResponse:
    """Return a page of the passages that speak to an element."""
    line = lines_of(desk).get(code)
    if line is None:
        raise HTTPException(404)
    return desk.page(
        request,
        "element.html.j2",
        line=line,
        asked=asked,
        heading=ELEMENT_HEADINGS.get(line.code.element, line.code.element),
        listing=listed_passages(desk, line, asked),
        holder=sources_of(desk).by_key.get(asked.holder),
        statuses=[(status, say(f"elements.status.{status}")) for status in ELEMENT_STATUSES],
        voices=[(voice, say(f"elements.voices.{voice}")) for voice in ("own", "named", "nobody")],
        most=MOST_BESIDE,
        brief=brief,
    )
