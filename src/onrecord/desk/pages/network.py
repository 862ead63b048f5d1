"""`/network`: who says something about whom and who does what to whom; and the passages that an edge rests on."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import HTMLResponse

from onrecord.desk import addresses
from onrecord.desk.answering import AtDesk
from onrecord.desk.drawn_network import drawn_network
from onrecord.desk.network import EdgeAsked, NetworkAsked, network_of
from onrecord.desk.told_passages import told_passages
from onrecord.desk.wording import say
from onrecord.dossier.wording import joined, who
from onrecord.records import MANNERS, TIE_KINDS, ClaimRow

router = APIRouter()


@router.get("/network")
def network(request: Request, desk: AtDesk, asked: Annotated[NetworkAsked, Query()]) -> HTMLResponse:
    """Return the picture of the strongest edges and a page of the table of all."""
    whole = network_of(desk)
    edges = whole.edges(asked, whole.published(desk.kept, asked.since, asked.until))
    return desk.page(
        request,
        "network.html.j2",
        asked=asked,
        listing=edges.page(asked.page),
        picture=drawn_network(edges.bonds()) if asked.page == 1 and len(edges) else None,
        around=whole.node(asked.node),
        events=[(event, event) for event in whole.events],
        kinds=[(kind, say(f"network.kinds.{kind}")) for kind in TIE_KINDS],
        days={"since": asked.since, "until": asked.until},
        **_ways(),
    )


@router.get("/network/edge")
def edge(request: Request, desk: AtDesk, asked: Annotated[EdgeAsked, Query()]) -> HTMLResponse:
    """Return a page of the passages that an edge rests on."""
    whole = network_of(desk)
    by, to = whole.node(asked.by), whole.node(asked.to)
    if by is None or to is None:
        raise HTTPException(404)
    records = whole.records(whole.between(asked), whole.published(desk.kept, asked.since, asked.until))
    return desk.page(
        request,
        "edge.html.j2",
        asked=asked,
        by=by,
        to=to,
        listing=told_passages(desk, records, asked.page),
        is_claim=lambda shown: isinstance(shown, ClaimRow),
        who=who,
        joined=joined,
        **_ways(),
    )


def _ways() -> dict[str, Any]:
    return {"edge_address": addresses.edge_address, "around_address": addresses.around_address, "manners": MANNERS}
