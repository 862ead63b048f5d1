"""`/log`: what persons decided."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import BaseModel

from onrecord.desk.answering import AtDesk, Desk
from onrecord.desk.listed_reports import Words
from onrecord.desk.paging import PER_PAGE, Page, PageNumber
from onrecord.desk.people import Reviewer
from onrecord.desk.safety import FormChecked
from onrecord.desk.wording import say
from onrecord.records import (
    DECISION_KINDS,
    DECISION_VERDICTS,
    Decision,
    DecisionFilter,
    DecisionKind,
    DecisionVerdict,
    Judgement,
)

router = APIRouter()


class LogAsked(BaseModel):
    """Which decisions; an empty field lets all pass."""

    by: Words = ""
    verdict: Literal[DecisionVerdict, ""] = ""
    kind: DecisionKind | Literal[""] = ""
    in_force: Literal["1", ""] = ""
    report: str = ""
    page: PageNumber = 1


@router.get("/log")
def log(request: Request, desk: AtDesk, asked: Annotated[LogAsked, Query()]) -> HTMLResponse:
    """Return a page of the log, the latest first, and on its first page the judgements on who is who."""
    return desk.page(
        request,
        "log.html.j2",
        asked=asked,
        listing=listed_decisions(desk, asked),
        judgements=_judgements(desk) if asked == LogAsked() else (),
        verdicts=[(code, say(f"decide.did.{code}")) for code in DECISION_VERDICTS],
        kinds=[(code, say(f"decide.kind.{code}")) for code in DECISION_KINDS],
        due=desk.kept.answer("weighing_due", lambda case: case.weighing_due()),
    )


@router.post("/weigh", dependencies=[FormChecked])
def weigh(desk: AtDesk, person: Reviewer) -> Response:  # noqa: ARG001 - whoever decides may have it counted
    """Tell anew what the reports say together."""
    desk.weigh()
    return RedirectResponse("/log", 303)


def listed_decisions(desk: Desk, asked: LogAsked) -> Page[Decision]:
    """Return a page of the decisions that pass, the latest first."""
    wanted = DecisionFilter(
        report=asked.report,
        kind=asked.kind,
        verdict=asked.verdict,
        by=asked.by.strip(),
        in_force=bool(asked.in_force),
        limit=asked.page * PER_PAGE + 1,
    )
    latest = list(desk.case.decisions(wanted))[::-1]
    start = (asked.page - 1) * PER_PAGE
    return Page(items=latest[start : start + PER_PAGE], number=asked.page, more=len(latest) > start + PER_PAGE)


def _judgements(desk: Desk) -> list[tuple[Judgement, tuple[str, str]]]:
    judged = list(desk.case.judgements())[::-1]
    named = desk.case.view.bearers({one for judgement in judged for one in (judgement.a, judgement.b)})
    names = {entity: bearer.name for entity, bearer in named.items()}
    return [(one, (names.get(one.a, one.a), names.get(one.b, one.b))) for one in judged]
