"""`/reports`: the reports of the case."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from onrecord.desk.answering import AtDesk
from onrecord.desk.listed_reports import ReportsAsked, chosen_reports
from onrecord.desk.paging import page_of
from onrecord.records import ReportRow

MOST_CHOICES = 200
"""Publishers offered in the filter; a name more is typed in the field for words."""

router = APIRouter()


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """The publishers and languages that the filter offers, each with its words: how many reports it has."""

    publishers: Sequence[tuple[str, str]]
    languages: Sequence[tuple[str, str]]


@router.get("/reports")
def reports(request: Request, desk: AtDesk, asked: Annotated[ReportsAsked, Query()]) -> HTMLResponse:
    """Return a page of the list of reports."""
    rows = desk.kept.reports()
    choices = desk.kept.answer("report_choices", lambda _: _choices(rows))
    listing = page_of(chosen_reports(rows, asked), asked.page)
    return desk.page(request, "reports.html.j2", asked=asked, listing=listing, choices=choices)


def _choices(rows: Sequence[ReportRow]) -> Choices:
    return Choices(publishers=_offered(row.publisher for row in rows), languages=_offered(row.language for row in rows))


def _offered(values: Iterable[str]) -> list[tuple[str, str]]:
    often = Counter(value for value in values if value).most_common(MOST_CHOICES)
    return [(value, f"{value} ({count:,})") for value, count in sorted(often, key=lambda pair: pair[0].casefold())]
