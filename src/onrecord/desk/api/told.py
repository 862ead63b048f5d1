"""`/api/v1/questions`, `/elements`, `/events`, `/timeline`, `/sources`: what the reports tell, in pages and counts."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query
from pydantic import BaseModel

from onrecord.desk.answering import AtDesk
from onrecord.desk.exact import ExactJSON
from onrecord.desk.pages.elements import PassagesAsked, element_lines, listed_passages
from onrecord.desk.pages.questions import QuestionsAsked, listed_questions
from onrecord.desk.pages.sources import SourcesAsked, listed_sources
from onrecord.desk.pages.timeline import TimelineAsked, buckets_of, listed_events
from onrecord.desk.paging import Page
from onrecord.desk.refusals import Refusal
from onrecord.records import ElementRow, EventRow, QuestionRow, RecordRow, found_json
from onrecord.vocabulary.elements import element_codes

router = APIRouter()

Json = dict[str, Any]


class Told(BaseModel):
    """A page of records, each with the report it stands in."""

    page: int
    more: bool
    records: list[Json]


class Counted(BaseModel):
    """Counts, each with what it counts."""

    counts: list[Json]


@router.get("/questions", response_model=Told)
def questions(desk: AtDesk, asked: Annotated[QuestionsAsked, Query()]) -> ExactJSON:
    """Return a page of the open questions, with the passages that answer them."""
    return _page(listed_questions(desk, asked).of(_question))


@router.get("/elements", response_model=Counted)
def elements(desk: AtDesk) -> ExactJSON:
    """Return how many passages speak to each code, by status, in how many reports."""
    lines = (line for _, group in element_lines(desk) for line in group)
    return ExactJSON({"counts": [asdict(count) for line in lines for count in line.counts.values()]})


@router.get("/elements/{code}", response_model=Told, responses={404: {"model": Refusal}})
def element(desk: AtDesk, code: str, asked: Annotated[PassagesAsked, Query()]) -> ExactJSON:
    """Return a page of the elements with a code."""
    if code not in element_codes():
        raise HTTPException(404)
    return _page(listed_passages(desk, code, asked).of(_element))


@router.get("/events", response_model=Told)
def events(desk: AtDesk, asked: Annotated[TimelineAsked, Query()]) -> ExactJSON:
    """Return a page of the events of a stretch of time, of all times where none is asked for."""
    return _page(listed_events(desk, asked).of(_event))


@router.get("/timeline", response_model=Counted)
def timeline(desk: AtDesk, asked: Annotated[TimelineAsked, Query()]) -> ExactJSON:
    """Return how much happened, was said and was published in each stretch of time."""
    return ExactJSON({"counts": [asdict(bucket) for bucket in buckets_of(desk, asked)]})


@router.get("/sources", response_model=Told)
def sources(desk: AtDesk, asked: Annotated[SourcesAsked, Query()]) -> ExactJSON:
    """Return a page of those who are cited or who publish, with the ratings that persons gave them."""
    return _page(listed_sources(desk, asked).of(asdict))


def _page(page: Page[Json]) -> ExactJSON:
    return ExactJSON({"page": page.number, "more": page.more, "records": list(page.items)})


def _stands(row: RecordRow, report: str) -> Json:
    return {"report": report, "title": row.title, "publisher": row.publisher, "published": row.published}


def _question(row: QuestionRow) -> Json:
    told = {"answers": [asdict(answer) for answer in row.answers], "review": row.review}
    return found_json(row.question) | told | {"stands_in": _stands(row, row.question.report)}


def _element(row: ElementRow) -> Json:
    return found_json(row.element) | {"review": row.review, "stands_in": _stands(row, row.element.report)}


def _event(row: EventRow) -> Json:
    when = {"value": row.time.value, "days": row.time.days} if row.time else None
    return found_json(row.event) | {"when": when, "review": row.review, "stands_in": _stands(row, row.event.report)}
