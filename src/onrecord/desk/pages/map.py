"""`/map`: the places that reports name and who goes from where to where; and the passages that each rests on."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import HTMLResponse

from onrecord.desk import addresses
from onrecord.desk.answering import AtDesk
from onrecord.desk.chart import MapAsked, PlaceAsked, RouteAsked, chart_of
from onrecord.desk.drawn_map import MOST_ROUTES, drawn_map, whole_view
from onrecord.desk.named_passages import named_passages
from onrecord.desk.paging import page_of
from onrecord.desk.told_passages import told_passages
from onrecord.desk.view_box import WORLD, ViewBox
from onrecord.dossier.wording import joined, who
from onrecord.records import ClaimRow, Span
from onrecord.vocabulary.countries import country_name

SHOWN_ROUTES = 20
"""Routes in the table under the map; the others are on a page of their own."""

router = APIRouter()


@router.get("/map")
def whole_map(request: Request, desk: AtDesk, asked: Annotated[MapAsked, Query()]) -> HTMLResponse:
    """Return the map, the strongest routes, and a page of the table of places."""
    chart = chart_of(desk)
    places, routes = chart.places(asked, desk.kept), chart.routes(asked, desk.kept)
    drawn = routes.some(0, MOST_ROUTES)
    whole = whole_view(places, drawn)
    view = ViewBox.named(asked.box) if asked.box else whole
    return desk.page(
        request,
        "map.html.j2",
        asked=asked,
        listing=page_of(places, asked.page),
        routes=drawn[:SHOWN_ROUTES],
        route_count=len(routes),
        picture=drawn_map(places, drawn, view) if view and asked.page == 1 else None,
        zooms=_zooms(view) if view else [],
        events=[(event, event) for event in chart.events],
        days={"since": asked.since, "until": asked.until},
        **_ways(),
    )


@router.get("/map/routes")
def routes(request: Request, desk: AtDesk, asked: Annotated[MapAsked, Query()]) -> HTMLResponse:
    """Return a page of the table of all routes."""
    chart = chart_of(desk)
    return desk.page(
        request,
        "routes.html.j2",
        asked=asked,
        listing=chart.routes(asked, desk.kept).page(asked.page),
        events=[(event, event) for event in chart.events],
        days={"since": asked.since, "until": asked.until},
        **_ways(),
    )


@router.get("/map/place")
def place(request: Request, desk: AtDesk, asked: Annotated[PlaceAsked, Query()]) -> HTMLResponse:
    """Return a page of the passages that name a place, and the routes that begin or end there."""
    chart = chart_of(desk)
    spot = chart.spot(asked.at)
    if spot is None:
        raise HTTPException(404)
    within = MapAsked(since=asked.since, until=asked.until)
    routes = chart.routes(within, desk.kept, asked.at)
    return desk.page(
        request,
        "place.html.j2",
        asked=asked,
        spot=spot,
        listing=named_passages(desk, chart.namings(asked, desk.kept), asked.page),
        routes=routes.some(0, SHOWN_ROUTES) if asked.page == 1 else [],
        days={"since": asked.since, "until": asked.until},
        span_of=lambda hit: Span(start=hit.start, end=hit.end, text=hit.match),
        **_ways(),
    )


@router.get("/map/route")
def route(request: Request, desk: AtDesk, asked: Annotated[RouteAsked, Query()]) -> HTMLResponse:
    """Return a page of the passages that tell of journeys from one place to another."""
    chart = chart_of(desk)
    if any(name and chart.spot(name) is None for name in (asked.begins, asked.ends)):
        raise HTTPException(404)
    return desk.page(
        request,
        "route.html.j2",
        asked=asked,
        begins=chart.spot(asked.begins),
        ends=chart.spot(asked.ends),
        listing=told_passages(desk, chart.journeys(asked, desk.kept), asked.page),
        is_claim=lambda shown: isinstance(shown, ClaimRow),
        who=who,
        joined=joined,
        **_ways(),
    )


def _zooms(view: ViewBox) -> list[tuple[str, str]]:
    """Return the ways to other parts of the world: the keys of their words, and the parts; "" is where all is."""
    return [
        ("closer", str(view.scaled(0.5))),
        ("further", str(view.scaled(2))),
        ("west", str(view.moved(-0.5, 0))),
        ("east", str(view.moved(0.5, 0))),
        ("north", str(view.moved(0, 0.5))),
        ("south", str(view.moved(0, -0.5))),
        ("all", ""),
        ("world", ",".join(f"{bound:g}" for bound in WORLD)),
    ]


def _ways() -> dict[str, Any]:
    return {
        "place_address": addresses.place_address,
        "route_address": addresses.route_address,
        "around_address": addresses.around_address,
        "country_name": country_name,
    }
