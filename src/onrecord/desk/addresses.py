"""Where things are on the desk; pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import quote, urlencode

from onrecord.records import Side, Span

STATIC = "/static"
API = "/api/v1"
SIGN_IN = "/sign-in"
SESSION = "/session"

_PLACE = re.compile(r"([0-9]{1,9})-([0-9]{1,9})")
_MARKED = (".", "~")


def report_address(report: str) -> str:
    """Return the address of a report; its id may hold anything, as tables give it."""
    return f"/reports/{segment(report)}"


def passage_address(report: str, span: Span) -> str:
    """Return the address of words of a report: its page, marked and opened there.

    The page is told the place too (`at`), so that words which no record marks can be shown as well.
    """
    place = f"{span.start}-{span.end}"
    return f"{report_address(report)}?at={place}#c-{place}"


def side_address(side: Side) -> str:
    """Return the address of a passage."""
    return passage_address(side.report, side.span)


def place_in(at: str) -> tuple[int, int] | None:
    """Return the place that an address names ("12-40"), or None where it names none."""
    found = _PLACE.fullmatch(at)
    return (int(found[1]), int(found[2])) if found and int(found[1]) < int(found[2]) else None


def finding_address(finding: str) -> str:
    """Return the address of a finding, by its id."""
    return f"/findings/{segment(finding)}"


def identity_address(identity: str) -> str:
    """Return the address of somebody or something, by the id of an identity or of an entity."""
    return f"/entities/{segment(identity)}"


def capture_address(capture: str) -> str:
    """Return the address of a capture, by its id."""
    return f"/captures/{segment(capture)}"


def list_address(path: str, **wanted: object) -> str:
    """Return the address of a list with its filters; those that are empty are left out."""
    chosen = {name: value for name, value in wanted.items() if value not in ("", None)}
    return path + with_query(chosen)


def with_query(values: Mapping[str, object]) -> str:
    """Return "?name=value&…", or "" for nothing."""
    return f"?{urlencode(values, errors='replace')}" if values else ""


def segment(name: str) -> str:
    """Return an id as a part of an address; `segment_name` undoes it.

    Browsers take "." and ".." away, however they are written, so that what begins with a dot is marked.
    """
    marked = f"~{name}" if name.startswith(_MARKED) else name
    return quote(marked, safe="", errors="replace")


def segment_name(part: str) -> str:
    """Return the id that a decoded part of an address names."""
    return part.removeprefix("~")


def edge_address(by: str, to: str, **more: str) -> str:
    """Return the address of the passages that join two nodes of the network; `more` as in `EdgeAsked`."""
    return list_address("/network/edge", by=by, to=to, **more)


def around_address(node: str, **more: str) -> str:
    """Return the address of the network around a node; `more` as in `NetworkAsked`."""
    return list_address("/network", node=node, **more)


def origin_address(origin: str) -> str:
    """Return the address of what several reports rest on, by its id."""
    return f"/origins/{segment(origin)}"


def record_address(report: str, record: str, *, part: int = 0) -> str:
    """Return the address of a record's card beside its report; `part` is that of the text, 0 the one that holds it."""
    asked = with_query({"record": record} | ({"part": part} if part else {}))
    return f"{report_address(report)}{asked}#card"


def decide_address(record: str) -> str:
    """Return the address where a record, by its id, is looked at and decided about."""
    return f"/decide/{segment(record)}"


def add_address(report: str, kind: str = "claim") -> str:
    """Return the address where a record is put in that the program did not find."""
    return f"/add/{kind}/{segment(report)}"


def rate_address(source: str) -> str:
    """Return the address where a source is rated, by its name."""
    return list_address("/rate", source=source)


def own_path(given: str, otherwise: str) -> str:
    """Return where to go next: what was given, if it is an address of the desk itself."""
    return given if re.fullmatch(r"/(?![/\\])[^\x00-\x20\\]*", given) else otherwise


def place_address(at: str, **more: str) -> str:
    """Return the address of the passages that name a place of the map, by its id; `more` as in `PlaceAsked`."""
    return list_address("/map/place", at=at, **more)


def route_address(begins: str, ends: str, **more: str) -> str:
    """Return the address of the passages that tell of a route, by the ids of its ends; `more` as in `RouteAsked`."""
    return list_address("/map/route", begins=begins, ends=ends, **more)


def sign_in_address(then: str = "") -> str:
    """Return the address where a person signs in, and where they go on."""
    return list_address(SIGN_IN, then="" if then == "/" else then)


def name_address(then: str = "") -> str:
    """Return the address where a person says in whose name they decide, and where they go on."""
    return list_address("/name", then=then)
