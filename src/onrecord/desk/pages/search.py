"""`/search`: passages of the reports that have the words somebody looks for."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from pydantic import BaseModel

from onrecord.desk.answering import AtDesk
from onrecord.desk.listed_reports import Words
from onrecord.desk.paging import PER_PAGE, PageNumber, page_from
from onrecord.records import SearchHit, Span

router = APIRouter()


class Sought(BaseModel):
    """The words, and which page of what is found."""

    q: Words = ""
    page: PageNumber = 1


@router.get("/search")
def search(request: Request, desk: AtDesk, asked: Annotated[Sought, Query()]) -> HTMLResponse:
    """Return a page of the passages that have all words, those of the best reports first."""
    hits = desk.case.search(asked.q, limit=asked.page * PER_PAGE + 1) if asked.q.strip() else iter(())
    listing = page_from(hits, asked.page)
    return desk.page(request, "search.html.j2", sought=asked.q, listing=listing, span_of=_span)


def _span(hit: SearchHit) -> Span | None:
    """Return the place of a passage in the text of its report; None where it stands in the title."""
    return Span(start=hit.start, end=hit.end, text=hit.match) if hit.start >= 0 else None
