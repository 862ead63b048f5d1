"""`/api/v1/captures`: what reports were made of."""

from __future__ import annotations

from dataclasses import asdict

from fastapi import APIRouter, HTTPException

from onrecord.desk.answering import AtDesk
from onrecord.desk.exact import ExactJSON
from onrecord.desk.pages.capture import captures_of
from onrecord.desk.refusals import Refusal
from onrecord.records import CaptureRow

router = APIRouter(tags=["captures"])


@router.get("/captures/{name}", response_model=CaptureRow, responses={404: {"model": Refusal}})
def capture(desk: AtDesk, name: str) -> ExactJSON:
    """Return where a capture came from, when and with which hash; its bytes are at `/captures/ID/bytes`."""
    row = captures_of(desk).get(name)
    if row is None:
        raise HTTPException(404)
    return ExactJSON(asdict(row))
