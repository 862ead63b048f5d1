"""`/claims`: who is cited for what."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel

from onrecord.desk.answering import AtDesk
from onrecord.desk.exact import ExactJSON
from onrecord.desk.listed_claims import ClaimsAsked, listed_claims
from onrecord.desk.paging import PER_PAGE
from onrecord.desk.refusals import Refusal
from onrecord.records import ClaimRow, claim_json

router = APIRouter(tags=["claims"])


class Claims(BaseModel):
    """A page of the list of claims; `total` is null where counting them would mean reading them all."""

    page: int
    per_page: int
    total: int | None
    more: bool
    claims: list[dict[str, Any]]


@router.get("/claims", response_model=Claims, responses={404: {"model": Refusal}})
def claims(desk: AtDesk, asked: Annotated[ClaimsAsked, Query()]) -> ExactJSON:
    """Return a page of the claims that pass the filter, each as `onrecord claims --format json` prints it."""
    page = listed_claims(desk, asked)
    counted = {"page": page.number, "per_page": PER_PAGE, "total": page.total, "more": page.more}
    return ExactJSON({**counted, "claims": [_json(row) for row in page.items]})


def _json(row: ClaimRow) -> dict[str, Any]:
    told = {name: getattr(row, name) or None for name in ("title", "publisher", "published")}
    return {"report": row.claim.report, **told, **claim_json(row.claim), "speaker_name": row.speaker or None}
