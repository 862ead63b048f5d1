"""`/status`: the counts of the case."""

from __future__ import annotations

from dataclasses import asdict

from fastapi import APIRouter

from onrecord.desk.answering import AtDesk
from onrecord.desk.exact import ExactJSON
from onrecord.records import CaseStatus

router = APIRouter(tags=["case"])


@router.get("/status", response_model=CaseStatus)
def status(desk: AtDesk) -> ExactJSON:
    """Return the counts of the case."""
    return ExactJSON(asdict(desk.kept.answer("status", lambda case: case.status())))
