"""`/places` and `/routes`: where the reports are set, and who goes from where to where."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query
from pydantic import BaseModel

from onrecord.desk.answering import AtDesk
from onrecord.desk.chart import MapAsked, PlaceAsked, Route, RouteAsked, chart_of
from onrecord.desk.exact import ExactJSON
from onrecord.desk.named_passages import named_passages
from onrecord.desk.paging import PER_PAGE, Page, page_of
from onrecord.desk.refusals import Refusal
from onrecord.desk.told_passages import passage_json, told_passages
from onrecord.records import SearchHit

router = APIRouter(tags=["places"])


class _Listed(BaseModel):
    page: int
    per_page: int
    total: int
    more: bool


class PlaceFound(BaseModel):
    """A place: a town, a country or one that is `unplaced`. Above 1 `readings`, it may be another of the name."""

    id: str
    kind: str
    name: str
    names: list[str]
    east: float | None
    north: float | None
    country: str
    readings: int
    passages: int
    reports: int


class Places(_Listed):
    """A page of the places, those of most passages first."""

    places: list[PlaceFound]


class RouteFound(BaseModel):
    """A route between places by their ids, null where none is told; `role` is what its beginning is told as."""

    begins: str | None
    role: str
    ends: str | None
    types: dict[str, int]
    passages: int
    reports: int
    manners: dict[str, int]


class RoutesFound(_Listed):
    """A page of the routes, those of most passages first."""

    routes: list[RouteFound]


class NamedPassages(_Listed):
    """A page of the passages that name a place, in order of publication."""

    passages: list[SearchHit]


class Journeys(_Listed):
    """A page of the events that tell of a route, in order of publication."""

    passages: list[dict[str, Any]]


@router.get("/places", response_model=Places)
def places(desk: AtDesk, asked: Annotated[MapAsked, Query()]) -> ExactJSON:
    """Return a page of the places that pass the filter; of the world, whatever `box` says."""
    page = page_of(chart_of(desk).places(asked, desk.kept), asked.page)
    found = [{**asdict(one.spot), "passages": one.passages, "reports": one.reports} for one in page.items]
    return ExactJSON({**_counted(page), "places": found})


@router.get("/places/passages", response_model=NamedPassages, responses={404: {"model": Refusal}})
def place(desk: AtDesk, asked: Annotated[PlaceAsked, Query()]) -> ExactJSON:
    """Return a page of the passages that name a place."""
    chart = chart_of(desk)
    if chart.spot(asked.at) is None:
        raise HTTPException(404)
    page = named_passages(desk, chart.namings(asked, desk.kept), asked.page)
    return ExactJSON({**_counted(page), "passages": [asdict(hit) for hit in page.items]})


@router.get("/routes", response_model=RoutesFound)
def routes(desk: AtDesk, asked: Annotated[MapAsked, Query()]) -> ExactJSON:
    """Return a page of the routes that pass the filter."""
    page = chart_of(desk).routes(asked, desk.kept).page(asked.page)
    return ExactJSON({**_counted(page), "routes": [_json(route) for route in page.items]})


@router.get("/routes/passages", response_model=Journeys, responses={404: {"model": Refusal}})
def route(desk: AtDesk, asked: Annotated[RouteAsked, Query()]) -> ExactJSON:
    """Return a page of the events that tell of journeys from one place to another."""
    chart = chart_of(desk)
    if any(name and chart.spot(name) is None for name in (asked.begins, asked.ends)):
        raise HTTPException(404)
    page = told_passages(desk, chart.journeys(asked, desk.kept), asked.page)
    return ExactJSON({**_counted(page), "passages": [passage_json(shown) for shown in page.items]})


def _counted(page: Page[Any]) -> dict[str, Any]:
    return {"page": page.number, "per_page": PER_PAGE, "total": page.total, "more": page.more}


def _json(route: Route) -> dict[str, Any]:
    return {
        "begins": route.begins.id if route.begins else None,
        "role": route.role,
        "ends": route.ends.id if route.ends else None,
        "types": dict(route.types),
        "passages": route.passages,
        "reports": route.reports,
        "manners": dict(route.manners),
    }
