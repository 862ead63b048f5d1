"""`/problems`: what could not be used, or only with doubt."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from pydantic import BaseModel

from onrecord.desk.answering import AtDesk
from onrecord.desk.paging import PageNumber, page_of

router = APIRouter()


class ProblemsAsked(BaseModel):
    """Which page of the problems."""

    page: PageNumber = 1


@router.get("/problems")
def problems(request: Request, desk: AtDesk, asked: Annotated[ProblemsAsked, Query()]) -> HTMLResponse:
    """Return a page of the problems, in the order they were met."""
    met = desk.kept.answer("problems", lambda case: tuple(case.problems()))
    return desk.page(request, "problems.html.j2", listing=page_of(met, asked.page))
