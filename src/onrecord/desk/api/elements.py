"""`/elements`: how much speaks to each element, on whose word; and the passages that do."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query
from pydantic import BaseModel

from onrecord.desk.answering import AtDesk
from onrecord.desk.exact import ExactJSON
from onrecord.desk.listed_passages import PassagesAsked, ShownPassage, listed_passages
from onrecord.desk.paging import PER_PAGE
from onrecord.desk.refusals import Refusal
from onrecord.desk.speaking import Counted, Line, lines_of
from onrecord.records.across_json import side_json

router = APIRouter(tags=["elements"])

Json = dict[str, Any]

MOST_HOLDERS = 50
"""Sources told of an element; `name` finds the others."""


class Elements(BaseModel):
    """Every element, those that no passage speaks to as well. Never a verdict: no element is said to be given."""

    elements: list[Json]


class ElementPassages(BaseModel):
    """A page of the passages that speak to an element, those published last first."""

    element: Json
    page: int
    per_page: int
    total: int
    more: bool
    passages: list[Json]


@router.get("/elements", response_model=Elements)
def elements(desk: AtDesk) -> ExactJSON:
    """Return every element with how much speaks to it, told as what, on how many origins and on whose word."""
    return ExactJSON({"elements": [_line(line) for line in lines_of(desk).values()]})


@router.get("/elements/{code}", response_model=ElementPassages, responses={404: {"model": Refusal}})
def element(desk: AtDesk, code: str, asked: Annotated[PassagesAsked, Query()]) -> ExactJSON:
    """Return a page of the passages that speak to an element, each with its words and on whose word it stands."""
    line = lines_of(desk).get(code)
    if line is None:
        raise HTTPException(404)
    page = listed_passages(desk, line, asked)
    counted = {"page": page.number, "per_page": PER_PAGE, "total": page.total, "more": page.more}
    return ExactJSON({"element": _line(line), **counted, "passages": [_passage(one) for one in page.items]})


def _line(line: Line) -> Json:
    code = line.code
    return {
        "code": code.code,
        "element": code.element,
        "name": line.name,
        "called": code.name,
        "description": code.description,
        "standard": code.standard.citation,
        "dimensions": code.dimensions or None,
        **_counted(line.whole),
        "by_status": {status: _counted(count) for status, count in line.by_status.items() if count.passages},
        "holders": [
            {"voice": one.voice, "source": one.key or None, "name": one.name or None, "passages": one.passages}
            for one in line.holders[:MOST_HOLDERS]
        ],
        "more_holders": len(line.holders[MOST_HOLDERS:]),
        "rejected": line.out,
    }


def _counted(count: Counted) -> Json:
    return {
        "passages": count.passages,
        "reports": count.reports,
        "independent_origins": count.origins,
        "untold_origins": count.untold,
    }


def _passage(one: ShownPassage) -> Json:
    row, passage = one.row, one.passage
    return {
        "element": passage.element,
        **side_json(one.side),
        "title": row.title or None,
        "publisher": row.publisher or None,
        "published": row.published or None,
        "status": passage.status,
        "voice": one.voice,
        "source": one.holder or None,
        "claim": passage.claim or None,
        "on_whose_word": one.whose,
        "review": row.review,
    }
