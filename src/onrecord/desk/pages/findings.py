"""`/findings` and `/findings/ID`: what reports say together, and one such thing from all sides."""

from __future__ import annotations

from collections import Counter
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from onrecord.desk.addresses import segment_name
from onrecord.desk.answering import AtDesk
from onrecord.desk.brief import LONGEST_SAID, brief
from onrecord.desk.listed_findings import FindingsAsked, listed_findings, weighing_due
from onrecord.desk.paging import PageNumber
from onrecord.desk.refusals import found
from onrecord.desk.resting import MOST_GROUPS, MOST_VOICES, own_report, resting
from onrecord.desk.shown_finding import stances_on, voices_page
from onrecord.desk.side_by_side import briefs, contests
from onrecord.desk.versions import MOST_VERSIONS, versions
from onrecord.desk.wording import say
from onrecord.dossier.wording import SLOT_WORDS, backed, backing
from onrecord.records import SLOTS, STANDINGS

router = APIRouter()


@router.get("/findings")
def findings(request: Request, desk: AtDesk, asked: Annotated[FindingsAsked, Query()]) -> HTMLResponse:
    """Return a page of the list of findings."""
    listing = listed_findings(desk, asked)
    return desk.page(
        request,
        "findings.html.j2",
        asked=asked,
        listing=listing,
        due=weighing_due(desk),
        rows={row.id: row for row in desk.case.findings_in_short([one.id for one in listing.items])},
        standings=[(code, say(f"standing.{code}")) for code in STANDINGS],
        slots=[(code, say(f"slot.{code}")) for code in SLOTS],
        orders=[(code, say(f"findings.orders.{code}")) for code in ("reports", "newest", "oldest")],
        differ=[("yes", say("findings.only_differing"))],
        backed=backed,
        briefs=briefs,
        brief=brief,
    )


@router.get("/findings/{finding_id:path}")
def finding(request: Request, desk: AtDesk, finding_id: str, page: Annotated[PageNumber, Query()] = 1) -> HTMLResponse:
    """Return the page of a finding; of its passages fifty."""
    with found():
        whole = desk.case.finding(segment_name(finding_id))
    own = whole.row.finding
    listing = voices_page(desk.case, whole, page)
    steps = versions(own, whole.reports)
    origins = resting(whole)
    return desk.page(
        request,
        "finding.html.j2",
        whole=whole,
        finding=own,
        due=weighing_due(desk),
        published=[row.published for row in whole.reports.values() if row.published],
        spoken={voice.side.report for voice in own.voices},
        stances=Counter(voice.stance for voice in own.voices),
        backing=backing(own),
        contests=contests(own),
        listing=listing,
        by_stance=list(stances_on(listing)),
        versions=steps[:MOST_VERSIONS],
        versions_more=len(steps[MOST_VERSIONS:]),
        origins=origins[:MOST_GROUPS],
        origins_more=len(origins[MOST_GROUPS:]),
        most_voices=MOST_VOICES,
        own_report=own_report,
        slot_words=SLOT_WORDS,
        longest=LONGEST_SAID,
        brief=brief,
    )
