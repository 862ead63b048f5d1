"""`/sources`, `/sources/KEY`: who is cited and who publishes; persons rate them, the program never does."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from onrecord.desk.addresses import segment_name
from onrecord.desk.answering import AtDesk
from onrecord.desk.brief import brief
from onrecord.desk.listed_findings import weighing_due
from onrecord.desk.listed_sources import SourcesAsked, listed_sources
from onrecord.desk.shown_source import SourceAsked, shown_source
from onrecord.desk.wording import say
from onrecord.dossier.wording import ACT_VERBS, joined, who

router = APIRouter()


@router.get("/sources")
def sources(request: Request, desk: AtDesk, asked: Annotated[SourcesAsked, Query()]) -> HTMLResponse:
    """Return a page of those who are cited, or of those who publish."""
    return desk.page(
        request,
        "sources.html.j2",
        asked=asked,
        listing=listed_sources(desk, asked),
        kinds=[(code, say(f"sources.kinds.{code}")) for code in ("cited", "publishers")],
        ways=[(code, say(f"sources.ways.{code}")) for code in ("name", "pronoun")],
        orders=[(code, say(f"sources.orders.{code}")) for code in ("most", "newest", "name")],
        acts=list(ACT_VERBS.items()),
        brief=brief,
    )


@router.get("/sources/{key:path}")
def source(request: Request, desk: AtDesk, key: str, asked: Annotated[SourceAsked, Query()]) -> HTMLResponse:
    """Return the page of a source, or of one of the lists about it."""
    shown = shown_source(desk, segment_name(key), asked)
    return desk.page(
        request,
        "source.html.j2",
        asked=asked,
        shown=shown,
        source=shown.source,
        due=weighing_due(desk),
        acts=[(code, verb) for code, verb in ACT_VERBS.items() if code in shown.source.acts],
        brief=brief,
        who=who,
        joined=joined,
    )
