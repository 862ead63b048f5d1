"""`/questions`: what the reports leave open, and what later reports answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from pydantic import BaseModel

from onrecord.desk.answering import AtDesk, Desk
from onrecord.desk.listed_reports import Day, Words
from onrecord.desk.paging import Page, PageNumber, page_from, rows_for
from onrecord.dossier.wording import QUESTION_WORDS
from onrecord.records import QuestionFilter, QuestionKind, QuestionRow

router = APIRouter()


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


@router.get("/questions")
def questions(request: Request, desk: AtDesk, asked: Annotated[QuestionsAsked, Query()]) -> HTMLResponse:
    """Return a page of the open questions."""
    return desk.page(
        request,
        "questions.html.j2",
        asked=asked,
        listing=listed_questions(desk, asked),
        kinds=list(QUESTION_WORDS.items()),
        one=desk.kept.report_rows().get(asked.report),
        rows=desk.kept.report_rows(),
    )


def listed_questions(desk: Desk, asked: QuestionsAsked) -> Page[QuestionRow]:
    """Return a page of the questions that pass, by report."""
    most = 0 if asked.answered else rows_for(asked.page)
    wanted = QuestionFilter(**asked.model_dump(exclude={"answered", "page"}), limit=most)
    return page_from(_answered(desk.case.questions(wanted), asked.answered), asked.page)


def _answered(rows: Iterator[QuestionRow], answered: str) -> Iterator[QuestionRow]:
    return (row for row in rows if not answered or bool(row.answers) == (answered == "yes"))
