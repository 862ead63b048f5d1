"""`/api/v1/questions`, `/promises`, `/events`, `/timeline`: what the reports tell, in pages and counts."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel

from onrecord.desk.answering import AtDesk
from onrecord.desk.exact import ExactJSON
from onrecord.desk.pages.questions import PromisesAsked, QuestionsAsked, listed_questions
from onrecord.desk.pages.timeline import TimelineAsked, buckets_of, listed_events
from onrecord.desk.paging import Page
from onrecord.desk.promises import Promise, promises
from onrecord.records import EventRow, QuestionRow, RecordRow, found_json

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


@router.get("/promises", response_model=Told)
def overdue(desk: AtDesk, asked: Annotated[PromisesAsked, Query()]) -> ExactJSON:
    """Return a page of the promises whose time is over by the newest report, those that were due first at the top."""
    return _page(promises(desk, asked.page).of(_promise))


@router.get("/events", response_model=Told)
def events(desk: AtDesk, asked: Annotated[TimelineAsked, Query()]) -> ExactJSON:
    """Return a page of the events of a stretch of time, of all times where none is asked for."""
    return _page(listed_events(desk, asked).of(_event))


@router.get("/timeline", response_model=Counted)
def timeline(desk: AtDesk, asked: Annotated[TimelineAsked, Query()]) -> ExactJSON:
    """Return how much happened, was said and was published in each stretch of time."""
    return ExactJSON({"counts": [asdict(bucket) for bucket in buckets_of(desk, asked)]})


def _page(page: Page[Json]) -> ExactJSON:
    return ExactJSON({"page": page.number, "more": page.more, "records": list(page.items)})


def _stands(row: RecordRow, report: str) -> Json:
    return {"report": report, "title": row.title, "publisher": row.publisher, "published": row.published}


def _question(row: QuestionRow) -> Json:
    told = {"answers": [asdict(answer) for answer in row.answers], "review": row.review}
    return found_json(row.question) | told | {"stands_in": _stands(row, row.question.report)}


def _promise(one: Promise) -> Json:
    claim = one.row.claim
    term = {"time": one.term.time, "value": one.term.value, "words": one.term.words, "days_over": one.days}
    told = {
        "term": term,
        "findings": [row.finding.id for row in one.findings],
        "told_more": one.others,
        "review": one.row.review,
    }
    return found_json(claim) | told | {"stands_in": _stands(one.row, claim.report)}


def _event(row: EventRow) -> Json:
    when = {"value": row.time.value, "days": row.time.days} if row.time else None
    return found_json(row.event) | {"when": when, "review": row.review, "stands_in": _stands(row, row.event.report)}
