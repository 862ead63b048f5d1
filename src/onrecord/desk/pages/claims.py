"""`/claims`: who is cited for what."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from onrecord.desk.answering import AtDesk
from onrecord.desk.listed_claims import ClaimsAsked, listed_claims
from onrecord.desk.wording import say
from onrecord.dossier.wording import ACT_VERBS, joined, who
from onrecord.records import CERTAINTIES, QUOTATIONS, REVIEWS, STANDINGS

router = APIRouter()


@router.get("/claims")
def claims(request: Request, desk: AtDesk, asked: Annotated[ClaimsAsked, Query()]) -> HTMLResponse:
    """Return a page of the list of claims."""
    listing = listed_claims(desk, asked)
    return desk.page(
        request,
        "claims.html.j2",
        asked=asked,
        listing=listing,
        one=desk.kept.report_rows().get(asked.report),
        acts=list(ACT_VERBS.items()),
        quotations=[(code, say(f"claims.quotations.{code}")) for code in QUOTATIONS],
        certainties=[(code, say(f"claims.certainties.{code}")) for code in CERTAINTIES],
        reviews=[(code, say(f"decide.standing.{code}")) for code in REVIEWS],
        standings=[(code, say(f"standing.{code}")) for code in STANDINGS],
        who=who,
        joined=joined,
    )
