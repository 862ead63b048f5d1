"""`/reports`: the reports, and all records of one."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel

from onrecord.desk.addresses import segment_name
from onrecord.desk.answering import AtDesk
from onrecord.desk.exact import ExactJSON
from onrecord.desk.listed_reports import ReportsAsked, chosen_reports
from onrecord.desk.paging import PER_PAGE, page_of
from onrecord.desk.refusals import Refusal, found
from onrecord.records import ReportRow, extraction_json

router = APIRouter(tags=["reports"])


class Reports(BaseModel):
    """A page of the list of reports."""

    page: int
    per_page: int
    total: int
    more: bool
    reports: list[ReportRow]


@router.get("/reports", response_model=Reports)
def reports(desk: AtDesk, asked: Annotated[ReportsAsked, Query()]) -> ExactJSON:
    """Return a page of the reports that pass the filter, without their texts."""
    page = page_of(chosen_reports(desk.kept.reports(), asked), asked.page)
    rows = [asdict(row) for row in page.items]
    counted = {"page": page.number, "per_page": PER_PAGE, "total": page.total, "more": page.more}
    return ExactJSON({**counted, "reports": rows})


@router.get("/reports/{report_id:path}", response_model=dict[str, Any], responses={404: {"model": Refusal}})
def report(desk: AtDesk, report_id: str) -> ExactJSON:
    """Return a report with its text and all its records, as `onrecord extract` prints it.

    The beginning of an id is enough where no other report's begins so; before an id that begins with a dot or a tilde
    stands a tilde.
    """
    with found():
        extraction = desk.case.extraction(segment_name(report_id))
    return ExactJSON(extraction_json(extraction))
