"""`/network`: who says something about whom and who does what to whom."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query
from pydantic import BaseModel

from onrecord.desk.answering import AtDesk
from onrecord.desk.exact import ExactJSON
from onrecord.desk.network import Edge, EdgeAsked, NetworkAsked, network_of
from onrecord.desk.paging import PER_PAGE
from onrecord.desk.refusals import Refusal
from onrecord.desk.told_passages import passage_json, told_passages

router = APIRouter(tags=["network"])


class NodeFound(BaseModel):
    """Somebody or something; `type` is empty where the reports only describe it."""

    id: str
    name: str
    type: str
    country: str


class EdgeFound(BaseModel):
    """What joins two nodes, by their ids; `manners` says how many passages tell it in which manner."""

    kind: str
    by: str
    to: str
    act: str
    roles: list[str]
    passages: int
    reports: int
    manners: dict[str, int]


class NetworkFound(BaseModel):
    """A page of the edges, those of most reports first, with the nodes that they join."""

    page: int
    per_page: int
    total: int
    more: bool
    nodes: list[NodeFound]
    edges: list[EdgeFound]


class Passages(BaseModel):
    """A page of the passages that an edge or a route rests on: claims and events, by their `kind`."""

    page: int
    per_page: int
    total: int
    more: bool
    passages: list[dict[str, Any]]


@router.get("/network", response_model=NetworkFound)
def network(desk: AtDesk, asked: Annotated[NetworkAsked, Query()]) -> ExactJSON:
    """Return a page of the edges that pass the filter."""
    whole = network_of(desk)
    page = whole.edges(asked, whole.published(desk.kept, asked.since, asked.until)).page(asked.page)
    nodes = {node.id: asdict(node) for edge in page.items for node in (edge.by, edge.to)}
    counted = {"page": page.number, "per_page": PER_PAGE, "total": page.total, "more": page.more}
    return ExactJSON({**counted, "nodes": list(nodes.values()), "edges": [_json(edge) for edge in page.items]})


@router.get("/network/edge", response_model=Passages, responses={404: {"model": Refusal}})
def edge(desk: AtDesk, asked: Annotated[EdgeAsked, Query()]) -> ExactJSON:
    """Return a page of the passages that join two nodes, the earliest first."""
    whole = network_of(desk)
    if whole.node(asked.by) is None or whole.node(asked.to) is None:
        raise HTTPException(404)
    records = whole.records(whole.between(asked), whole.published(desk.kept, asked.since, asked.until))
    page = told_passages(desk, records, asked.page)
    counted = {"page": page.number, "per_page": PER_PAGE, "total": page.total, "more": page.more}
    return ExactJSON({**counted, "passages": [passage_json(shown) for shown in page.items]})


def _json(edge: Edge) -> dict[str, Any]:
    return {
        "kind": edge.kind,
        "by": edge.by.id,
        "to": edge.to.id,
        "act": edge.act,
        "roles": list(edge.roles),
        "passages": edge.passages,
        "reports": edge.reports,
        "manners": dict(edge.manners),
    }
