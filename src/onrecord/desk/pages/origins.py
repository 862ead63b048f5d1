"""`/origins` and `/origins/ID`: which reports rest on one text or on one statement, and on what words that is told."""

from __future__ import annotations

from collections import defaultdict
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from onrecord.desk.addresses import segment_name
from onrecord.desk.answering import AtDesk
from onrecord.desk.brief import LONGEST_SAID, brief
from onrecord.desk.listed_findings import weighing_due
from onrecord.desk.listed_origins import OriginsAsked, listed_origins
from onrecord.desk.paging import PageNumber, page_of
from onrecord.desk.refusals import found
from onrecord.desk.resting import own_report
from onrecord.desk.wording import say
from onrecord.records import ORIGIN_KINDS, Side, WholeOrigin

NAMED = 4
"""Reports named in a row of the list; the origin's own page has them all."""

router = APIRouter()


@router.get("/origins")
def origins(request: Request, desk: AtDesk, asked: Annotated[OriginsAsked, Query()]) -> HTMLResponse:
    """Return a page of the list of origins."""
    return desk.page(
        request,
        "origins.html.j2",
        asked=asked,
        due=weighing_due(desk),
        listing=listed_origins(desk, asked),
        one=desk.kept.report_rows().get(asked.report) if asked.report else None,
        kinds=[(code, say(f"origins.kind.{code}")) for code in ORIGIN_KINDS],
        own_report=own_report,
        named=NAMED,
        brief=brief,
    )


@router.get("/origins/{origin_id:path}")
def origin(request: Request, desk: AtDesk, origin_id: str, page: Annotated[PageNumber, Query()] = 1) -> HTMLResponse:
    """Return the page of an origin; of its reports fifty, in order of publication."""
    with found():
        whole = desk.case.origin(segment_name(origin_id))
    return desk.page(
        request,
        "origin.html.j2",
        whole=whole,
        origin=whole.origin,
        due=weighing_due(desk),
        own=own_report(whole.origin.name, whole.reports),
        words=_words(whole),
        listing=page_of(list(whole.reports.items()), page),
        published=[row.published for row in whole.reports.values() if row.published],
        longest=LONGEST_SAID,
        brief=brief,
    )


def _words(whole: WholeOrigin) -> dict[str, list[Side]]:
    """Return id of a report → its passages that show the origin."""
    shown: defaultdict[str, list[Side]] = defaultdict(list)
    for side in whole.origin.words:
        shown[side.report].append(side)
    return shown
