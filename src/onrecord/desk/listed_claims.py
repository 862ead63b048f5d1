"""Which claims a list shows, and a page of them as the case answers it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final, Literal

from fastapi import HTTPException
from pydantic import BaseModel

from onrecord.case import Case
from onrecord.desk.answering import Desk
from onrecord.desk.listed_reports import Day, ReportsAsked, Words, chosen_reports
from onrecord.desk.paging import PER_PAGE, Page, PageNumber, page_from
from onrecord.records import Act, Certainty, ClaimFilter, ClaimRow, Quotation, ReportRow, Review, Standing

AS_ADDED: Final = "reports_as_added"
"""The name under which the reports are kept in the order in which they came: that of the claims of a case."""


class ClaimsAsked(BaseModel):
    """Which claims; an empty field lets all pass.

    `source` and `text` match their words in any order, without regard to case or accents: in the cited source, in the
    content. Days bound the publication, both inclusive. `report` is the whole id of a report, `speaker` that
    of an entity or identity; `standing` that of a finding which the claim speaks to.
    """

    source: Words = ""
    text: Words = ""
    act: Literal[Act, ""] = ""
    quotation: Literal[Quotation, ""] = ""
    certainty: Literal[Certainty, ""] = ""
    review: Literal[Review, ""] = ""
    standing: Literal[Standing, ""] = ""
    speaker: str = ""
    since: Day = ""
    until: Day = ""
    report: str = ""
    page: PageNumber = 1

    @property
    def of_whole_reports(self) -> bool:
        """Whether all claims of a report pass or none does, so that its number of claims tells where a page begins."""
        return not (
            self.source.strip() or self.text.strip() or self.act or self.quotation or self.certainty or self.review
        )


def listed_claims(desk: Desk, asked: ClaimsAsked) -> Page[ClaimRow]:
    """Return a page of the claims, by report and place of finding.

    Raises:
        HTTPException: The case has no report of this id; 404.
        UsageError: A day that is none.
    """
    if asked.report and asked.report not in desk.kept.report_rows():
        raise HTTPException(404)
    if asked.of_whole_reports:
        rows = desk.kept.soon(AS_ADDED, lambda case: tuple(case.reports()))
        return _of_reports(desk.case, _reports(rows, asked), asked.page)
    return page_from(_sifted(desk.case, asked), asked.page)


def _reports(rows: Sequence[ReportRow], asked: ClaimsAsked) -> list[ReportRow]:
    found = chosen_reports(rows, ReportsAsked(since=asked.since, until=asked.until))
    return [row for row in found if not asked.report or row.id == asked.report]


def _of_reports(case: Case, rows: Sequence[ReportRow], number: int) -> Page[ClaimRow]:
    """Return a page of all claims of some reports; only the reports on it are read."""
    start = (number - 1) * PER_PAGE
    items: list[ClaimRow] = []
    passed = 0
    for row in rows:
        if row.claims and passed + row.claims > start and len(items) < PER_PAGE:
            skipped = max(start - passed, 0)
            own = case.claims(ClaimFilter(report=row.id, limit=skipped + PER_PAGE))
            items += islice(own, skipped, skipped + PER_PAGE - len(items))
        passed += row.claims
    return Page(items=items, number=number, more=passed > start + PER_PAGE, total=passed)


def _sifted(case: Case, asked: ClaimsAsked) -> Iterator[ClaimRow]:
    """Yield the claims that pass; how sure the source is, the case does not sift by."""
    wanted = ClaimFilter(**asked.model_dump(exclude={"certainty", "page"}))
    return (row for row in case.claims(wanted) if asked.certainty in ("", row.claim.certainty))
