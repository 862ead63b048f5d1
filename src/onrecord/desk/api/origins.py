"""`/origins`: which reports rest on one text or on one statement."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel

from onrecord.desk.addresses import segment_name
from onrecord.desk.answering import AtDesk
from onrecord.desk.api.findings import reports_json, short_json
from onrecord.desk.exact import ExactJSON
from onrecord.desk.listed_origins import OriginsAsked, listed_origins
from onrecord.desk.paging import PER_PAGE
from onrecord.desk.refusals import Refusal, found
from onrecord.records.across_json import origin_json

router = APIRouter(tags=["origins"])


class Origins(BaseModel):
    """A page of the list of origins."""

    page: int
    per_page: int
    total: int
    more: bool
    origins: list[dict[str, Any]]


class OneOrigin(BaseModel):
    """An origin with its reports by their ids, and findings that its words speak to; `more` of them are left out."""

    origin: dict[str, Any]
    reports: dict[str, dict[str, Any]]
    findings: list[dict[str, Any]]
    more: int


@router.get("/origins", response_model=Origins)
def origins(desk: AtDesk, asked: Annotated[OriginsAsked, Query()]) -> ExactJSON:
    """Return a page of the origins that pass the filter, those of most reports first."""
    page = listed_origins(desk, asked)
    counted = {"page": page.number, "per_page": PER_PAGE, "total": page.total, "more": page.more}
    return ExactJSON({**counted, "origins": [origin_json(whole.origin) for whole in page.items]})


@router.get("/origins/{origin_id:path}", response_model=OneOrigin, responses={404: {"model": Refusal}})
def origin(desk: AtDesk, origin_id: str) -> ExactJSON:
    """Return an origin; the beginning of an id is enough where it is unique."""
    with found():
        whole = desk.case.origin(segment_name(origin_id))
    return ExactJSON(
        {
            "origin": origin_json(whole.origin),
            "reports": reports_json(whole.reports),
            "findings": [short_json(row) for row in whole.findings],
            "more": whole.more,
        }
    )
