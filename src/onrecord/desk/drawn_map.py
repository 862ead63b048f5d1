"""Places and routes as a picture on the outlines of countries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import hypot, sqrt
from typing import Final, Literal

import numpy as np

from onrecord.desk.chart import Counted, Route
from onrecord.desk.outlines import Line, Outline, Ring, outlines
from onrecord.desk.view_box import WIDTH, ViewBox

MOST_TOWNS: Final = 150
MOST_ROUTES: Final = 50
LEVELS: Final = 3
"""Shades of countries that are named, the deepest for those that most passages name."""

FINE: Final = 2
"""Parts of a pixel in which outlines are drawn; points nearer to each other are one."""
SPECK: Final = 3
"""Parts of a pixel below which land is left out."""
_SMALLEST: Final = 4.5
_LARGEST: Final = 20.0
_ROOMY: Final = 25
"""Towns up to which circles are as large as that; of more they are smaller."""
_TOUCH: Final = 12.0
"""Half of the 24 pixels that a target needs (WCAG 2.2, 2.5.8)."""
_LETTER: Final = 6.7
_LINE: Final = 15.0
_LONGEST: Final = 36
_BEYOND: Final = 25.0
"""Degrees around the picture beyond which a line's points are drawn at its edge: longer than any line between two."""
_BEND: Final = 0.14

Anchor = Literal["start", "middle", "end"]
Room = tuple[float, float, float, float]
"""Left, top, right and bottom in pixels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A name in the picture."""

    text: str
    x: float
    y: float
    anchor: Anchor


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnArea:
    """A country that is named: its outline, its shade, and its name where there is room."""

    counted: Counted
    path: str
    level: int
    label: Label | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnTown:
    """A town: its circle, and its name where there is room."""

    counted: Counted
    x: float
    y: float
    size: float
    label: Label | None

    @property
    def touch(self) -> float:
        """Half the width of what can be clicked."""
        return max(self.size, _TOUCH)


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnRoute:
    """A route: its line and how broad it is."""

    route: Route
    path: str
    width: float


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPicture:
    """What is drawn, from the bottom to the top; `land` is all that is not named."""

    view: ViewBox
    land: str
    areas: Sequence[DrawnArea]
    routes: Sequence[DrawnRoute]
    towns: Sequence[DrawnTown]
    width: int = WIDTH
    fine: int = FINE


def whole_view(places: Sequence[Counted], routes: Sequence[Route]) -> ViewBox | None:
    """Return the part of the world that shows all places and routes, or None where nothing has a place.

    Where no town is among them, countries are shown whole.
    """
    ends = [spot for route in routes for spot in (route.begins, route.ends) if spot]
    spots = [counted.spot for counted in places] + ends
    points = [spot.place for spot in spots if spot.place]
    if points and not any(spot.kind == "town" for spot in spots):
        boxes = [ring.box for spot in spots if spot.id in outlines() for ring in outlines()[spot.id].rings[:1]]
        points += [corner for west, south, east, north in boxes for corner in ((west, south), (east, north))]
    return ViewBox.around(points) if points else None


def drawn_map(places: Sequence[Counted], routes: Sequence[Route], view: ViewBox) -> MapPicture:
    """Return the picture of a part of the world.

    Args:
        places: Those of most passages first.
        routes: As the places.
        view: The part.
    """
    seen = [one for one in places if one.spot.place and view.shows(one.spot.place)]
    towns = [one for one in seen if one.spot.kind == "town"][:MOST_TOWNS]
    countries = {one.spot.id: one for one in places if one.spot.kind == "country"}
    middles = {one.spot.id: view.spot(one.spot.place) for one in towns if one.spot.place}
    sizes = _sizes(towns)
    taken = [_around(middles[name], sizes[name]) for name in middles]
    labels = _labels([one for one in seen if one in towns or one.spot.kind == "country"], view, sizes, taken)
    shown = [route for route in routes if _can_be_drawn(route, view)][:MOST_ROUTES]
    return MapPicture(
        view=view,
        land="".join(_path(outline, view) for code, outline in outlines().items() if code not in countries),
        areas=list(_areas(countries, labels, view)),
        routes=[_route(route, view, sizes, shown[0].passages) for route in reversed(shown)],
        towns=[
            DrawnTown(
                counted=one,
                x=round(middles[one.spot.id][0], 1),
                y=round(middles[one.spot.id][1], 1),
                size=round(sizes[one.spot.id], 1),
                label=labels.get(one.spot.id),
            )
            for one in reversed(towns)
        ],
    )


def _sizes(towns: Sequence[Counted]) -> dict[str, float]:
    """Return how large the circle of each town is: its area tells how many passages name it."""
    most = max((one.passages for one in towns), default=1)
    largest = _LARGEST * min(1.0, sqrt(_ROOMY / max(len(towns), 1)))
    return {one.spot.id: max(_SMALLEST, largest * sqrt(one.passages / most)) for one in towns}


def _areas(countries: dict[str, Counted], labels: dict[str, Label], view: ViewBox) -> Iterator[DrawnArea]:
    most = max((one.passages for one in countries.values()), default=1)
    for code, one in countries.items():
        outline = outlines().get(code)
        path = _path(outline, view) if outline else ""
        if outline and not outline.rings and view.shows(outline.middle):
            x, y = (round(value * FINE) for value in view.spot(outline.middle))
            path = f"M{x} {y - 12}l12 12l-12 12l-12-12z"
        if path:
            level = 1 + min(int(LEVELS * one.passages / (most + 1)), LEVELS - 1)
            yield DrawnArea(counted=one, path=path, level=level, label=labels.get(code))


def _path(outline: Outline, view: ViewBox) -> str:
    """Return the lines of a country as far as they are near the picture, in parts of pixels."""
    near = [(ring, turn) for ring in outline.rings for turn in (-360.0, 0.0, 360.0) if _meet(ring, turn, view)]
    return "".join(_drawn(ring.line + np.array((turn, 0.0)), view) for ring, turn in near)


def _meet(ring: Ring, turn: float, view: ViewBox) -> bool:
    west, south, east, north = ring.box
    return west + turn < view.east and east + turn > view.west and south < view.north and north > view.south


def _drawn(line: Line, view: ViewBox) -> str:
    """Return a line as a path from its first point and from each to the next; "" for a speck."""
    low, high = (view.west - _BEYOND, view.south - _BEYOND), (view.east + _BEYOND, view.north + _BEYOND)
    points = np.rint((np.clip(line, low, high) - (view.west, view.north)) * view.scale * (FINE, -FINE)).astype(np.int64)
    steps = np.diff(points, axis=0)
    steps = steps[steps.any(axis=1)]
    if len(steps) < 2 or np.ptp(points, axis=0).max() < SPECK:
        return ""
    first = f"M{points[0][0]} {points[0][1]}l"
    return first + " ".join(map(str, steps.ravel().tolist())).replace(" -", "-") + "z"


def _can_be_drawn(route: Route, view: ViewBox) -> bool:
    if not (route.begins and route.ends) or route.begins.id == route.ends.id:
        return False
    begins, ends = route.begins.place, route.ends.place
    return begins is not None and ends is not None and (view.shows(begins) or view.shows(ends))


def _route(route: Route, view: ViewBox, sizes: dict[str, float], most: int) -> DrawnRoute:
    """Return the line of a route, from edge to edge of the circles at its ends."""
    (ax, ay), (bx, by) = (view.spot(spot.place) for spot in (route.begins, route.ends) if spot and spot.place)
    away, towards = (sizes.get(spot.id, 0.0) for spot in (route.begins, route.ends) if spot)
    dx, dy = bx - ax, by - ay
    long = hypot(dx, dy) or 1.0
    mx, my = (ax + bx) / 2 - dy * _BEND, (ay + by) / 2 + dx * _BEND
    ax, ay = _towards((ax, ay), (mx, my), min(away + 2, long / 3))
    bx, by = _towards((bx, by), (mx, my), min(towards + 7, long / 3))
    path = f"M{ax:.1f} {ay:.1f}Q{mx:.1f} {my:.1f} {bx:.1f} {by:.1f}"
    return DrawnRoute(route=route, path=path, width=round(1.2 + 2.8 * sqrt(route.passages / most), 1))


def _towards(start: tuple[float, float], end: tuple[float, float], far: float) -> tuple[float, float]:
    dx, dy = end[0] - start[0], end[1] - start[1]
    long = hypot(dx, dy) or 1.0
    return start[0] + dx / long * far, start[1] + dy / long * far


def _labels(shown: Sequence[Counted], view: ViewBox, sizes: dict[str, float], taken: list[Room]) -> dict[str, Label]:
    """Return the names for which there is room, those of most passages first.

    Args:
        shown: Whose.
        view: Of the picture.
        sizes: Of the circles of towns.
        taken: Where nothing else may stand; what the names take is added.
    """
    found = {}
    for one in shown:
        if one.spot.place:
            words = " ".join(one.spot.name.split())
            words = words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…"
            for label, room in _choices(words, view.spot(one.spot.place), sizes.get(one.spot.id)):
                within = room[0] >= 0 and room[1] >= 0 and room[2] <= WIDTH and room[3] <= view.height
                if within and not any(_overlap(room, other) for other in taken):
                    found[one.spot.id] = label
                    taken.append(room)
                    break
    return found


def _choices(words: str, at: tuple[float, float], size: float | None) -> Iterator[tuple[Label, Room]]:
    """Yield where a name can stand: of a country on its middle, of a town beside its circle, above or below it."""
    (x, y), wide = at, _LETTER * len(words)
    spots: list[tuple[float, float, Anchor]] = [(x, y + 4, "middle"), (x, y + 22, "middle"), (x, y - 16, "middle")]
    if size is not None:
        beside = size + 4
        spots = [
            (x + beside, y + 4, "start"),
            (x - beside, y + 4, "end"),
            (x, y + size + 13, "middle"),
            (x, y - size - 5, "middle"),
        ]
    for left, base, anchor in spots:
        start = left - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
        label = Label(text=words, x=round(left, 1), y=round(base, 1), anchor=anchor)
        yield label, (start, base - _LINE + 3, start + wide, base + 3)


def _around(middle: tuple[float, float], size: float) -> Room:
    return middle[0] - size, middle[1] - size, middle[0] + size, middle[1] + size


def _overlap(one: Room, other: Room) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
