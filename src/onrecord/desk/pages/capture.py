"""`/captures/ID`: what a report was made of, as it came; nothing in it runs, and it loads nothing."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, Response

from onrecord.desk.addresses import segment_name
from onrecord.desk.answering import AtDesk, Desk
from onrecord.desk.policy import SANDBOX_POLICY
from onrecord.desk.refusals import found
from onrecord.records import CaptureRow

router = APIRouter()

_SHOWN: Final = {"text/html": "text/html", "application/xhtml+xml": "text/html", "text/plain": "text/plain"}
"""Kinds that a browser shows within the sandbox; all others are only saved."""

_FORMATS: Final = {"html": "text/html", "plain": "text/plain"}
"""What a capture of no told kind was read as."""


@router.get("/captures/{part}")
def capture(request: Request, desk: AtDesk, part: str) -> HTMLResponse:
    """Return where a capture came from, with it in a sandbox where a browser can show it."""
    row = _row(desk, part)
    return desk.page(request, "capture.html.j2", row=row, shown=_kind(desk, row) in _SHOWN)


@router.get("/captures/{part}/bytes")
def as_it_came(desk: AtDesk, part: str, save: str = "") -> Response:
    """Return the bytes of a capture: to be shown in the sandbox, or to be saved."""
    row = _row(desk, part)
    with found():
        data = desk.case.capture_bytes(row.id)
    shown = _SHOWN.get(_kind(desk, row), "")
    headers = {"Content-Security-Policy": SANDBOX_POLICY}
    if save or not shown:
        headers["Content-Disposition"] = f'attachment; filename="{row.sha256[:16]}.bin"'
        return Response(data, media_type="application/octet-stream", headers=headers)
    return Response(data, headers={**headers, "Content-Type": shown})  # with no charset: the page names its own


def captures_of(desk: Desk) -> dict[str, CaptureRow]:
    """Return the captures by their ids."""
    return desk.kept.soon("captures", lambda case: {row.id: row for row in case.captures()})


def _row(desk: Desk, part: str) -> CaptureRow:
    row = captures_of(desk).get(segment_name(part))
    if row is None:
        raise HTTPException(404)
    return row


def _kind(desk: Desk, row: CaptureRow) -> str:
    told = row.media_type.partition(";")[0].strip().casefold()
    rows = desk.kept.report_rows()
    read_as = next((rows[report].format for report in row.reports if report in rows), "")
    return told or _FORMATS.get(read_as, "")
