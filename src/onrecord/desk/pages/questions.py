"""`/questions`: what the reports leave open, what later reports answer, and promises whose time is over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Final, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from pydantic import BaseModel

from onrecord.desk.answering import AtDesk, Desk
from onrecord.desk.listed_reports import Day, Words
from onrecord.desk.paging import Page, PageNumber, page_from, rows_for
from onrecord.desk.promises import days_between, due, newest_day, promises
from onrecord.dossier.wording import QUESTION_WORDS, who
from onrecord.records import QUESTION_KINDS, QuestionFilter, QuestionKind, QuestionRow

router = APIRouter()


_KINDS: Final[tuple[QuestionKind | Literal[""], ...]] = ("", *QUESTION_KINDS)


class QuestionsAsked(BaseModel):
    """Which questions; an empty field lets all pass."""

    kind: Literal[QuestionKind, ""] = ""
    text: Words = ""
    party: Words = ""
    answered: Literal["yes", "no", ""] = ""
    since: Day = ""
    until: Day = ""
    report: str = ""
    page: PageNumber = 1


class PromisesAsked(BaseModel):
    """Which page of the promises."""

    page: PageNumber = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class KindCount:
    """How many questions of a kind there are, of all kinds under ""; and of how many later reports say something."""

    kind: QuestionKind | Literal[""]
    total: int
    answered: int


@router.get("/questions")
def questions(request: Request, desk: AtDesk, asked: Annotated[QuestionsAsked, Query()]) -> HTMLResponse:
    """Return a page of the open questions."""
    return desk.page(
        request,
        "questions.html.j2",
        asked=asked,
        listing=listed_questions(desk, asked),
        kinds=list(QUESTION_WORDS.items()),
        counts=kind_counts(desk),
        overdue=len(due(desk)),
        newest=newest_day(desk),
        days_between=days_between,
        one=desk.kept.report_rows().get(asked.report),
        rows=desk.kept.report_rows(),
    )


@router.get("/questions/promises")
def overdue(request: Request, desk: AtDesk, asked: Annotated[PromisesAsked, Query()]) -> HTMLResponse:
    """Return a page of the promises whose time is over."""
    return desk.page(
        request,
        "promises.html.j2",
        listing=promises(desk, asked.page),
        counts=kind_counts(desk),
        overdue=len(due(desk)),
        newest=newest_day(desk),
        who=who,
    )


def kind_counts(desk: Desk) -> list[KindCount]:
    """Return how many questions there are of all kinds, and of each."""
    counts = desk.kept.soon("question_counts", lambda case: tuple(case.question_counts()))
    return [
        KindCount(
            kind=kind,
            total=sum(one.count for one in counts if kind in ("", one.kind)),
            answered=sum(one.count for one in counts if kind in ("", one.kind) and one.answered),
        )
        for kind in _KINDS
    ]


def listed_questions(desk: Desk, asked: QuestionsAsked) -> Page[QuestionRow]:
    """Return a page of the questions that pass, by report."""
    most = 0 if asked.answered else rows_for(asked.page)
    wanted = QuestionFilter(**asked.model_dump(exclude={"answered", "page"}), limit=most)
    return page_from(_answered(desk.case.questions(wanted), asked.answered), asked.page)


def _answered(rows: Iterator[QuestionRow], answered: str) -> Iterator[QuestionRow]:
    return (row for row in rows if not answered or bool(row.answers) == (answered == "yes"))
