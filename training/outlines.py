"""Writes the outlines of countries that the desk's map is drawn on, from Natural Earth's 1:50m countries.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python -m training.outlines package/countries-50m.json src/onrecord/desk/outlines.tsv.xz

Natural Earth is in the public domain; `world-atlas` gives its countries (4.1.0) as TopoJSON: borders that two countries
share are one arc, so that what is left out of it is left out of both.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import lzma
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from onrecord.vocabulary.countries import belonging

Line = NDArray[np.float64]
"""Points as rows of longitude and latitude."""

HEADER: Final = """\
# version\tnatural-earth-4.1.0-50m
# Outlines of countries: Natural Earth (www.naturalearthdata.com), public domain, by way of world-atlas 2.0.2 (ISC):
# countries-50m.json, sha256 {sha256}.
# Changed: by ISO 3166-1 alpha-2 code, disputed land by that standard too; simplified; whole hundredths of a degree;
# without Antarctica and specks.
# Columns: code ("" for land that has none); a point within it (longitude, latitude); rings parted by semicolons, each
# its first point and from each point to the next. A ring across the 180th meridian goes on beyond it.
"""
TOLERANCE: Final = 0.025
"""Degrees that a simplified line is off at most: a pixel where a picture of 960 pixels shows 24 degrees."""
SPECK: Final = 0.004
"""Square degrees from which an island is kept (7 by 7 kilometres); a country's largest is kept whatever its size."""
GRID: Final = 40
"""Points a side among which that within a country is looked for."""

ABBREVIATED: Final = {
    "Congo": "CG", "Dem. Rep. Congo": "CD", "Central African Rep.": "CF", "Eq. Guinea": "GQ", "S. Sudan": "SS",
    "W. Sahara": "EH", "Bosnia and Herz.": "BA", "Dominican Rep.": "DO", "Antigua and Barb.": "AG",
    "St. Vin. and Gren.": "VC", "Solomon Is.": "SB", "Marshall Is.": "MH", "N. Mariana Is.": "MP",
    "U.S. Virgin Is.": "VI", "British Virgin Is.": "VG", "Cook Is.": "CK", "Falkland Is.": "FK", "Cayman Is.": "KY",
    "Turks and Caicos Is.": "TC", "Pitcairn Is.": "PN", "Faeroe Is.": "FO", "Fr. Polynesia": "PF",
    "Fr. S. Antarctic Lands": "TF", "Wallis and Futuna Is.": "WF", "St. Pierre and Miquelon": "PM", "St-Martin": "MF",
    "St-Barthélemy": "BL", "Åland": "AX", "S. Geo. and the Is.": "GS", "Br. Indian Ocean Ter.": "IO",
    "Heard I. and McDonald Is.": "HM", "Ashmore and Cartier Is.": "AU", "Indian Ocean Ter.": "AU",
    "Siachen Glacier": "", "Somaliland": "SO", "N. Cyprus": "CY", "Antarctica": "AQ",
}  # fmt: skip
"""Names that the vocabulary does not list so, or that ISO 3166 gives no code of their own."""

ELSEWHERE: Final = {
    ("RU", "UA"): (32.0, 44.0, 36.7, 46.3),
    ("FR", "GF"): (-55.0, 2.0, -51.0, 6.0),
    ("FR", "GP"): (-62.0, 15.7, -60.9, 16.7),
    ("FR", "MQ"): (-61.4, 14.2, -60.7, 15.0),
    ("FR", "RE"): (55.0, -21.6, 56.0, -20.7),
    ("FR", "YT"): (44.9, -13.2, 45.4, -12.5),
    ("NO", "SJ"): (10.0, 76.0, 35.0, 81.0),
}
"""Rings that Natural Earth has with one country and ISO 3166 with another, by what they lie within: west, south, east,
north."""

POINTS: Final = {
    "BQ": (-68.27, 12.15),
    "CC": (96.83, -12.16),
    "CX": (105.63, -10.49),
    "GI": (-5.35, 36.14),
    "TV": (179.2, -8.52),
}
"""Where the countries lie that have no outline at this scale: their chief towns in the gazetteer."""


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("countries", type=Path)
    parser.add_argument("out", type=Path)
    given = parser.parse_args()
    source = given.countries.read_bytes()
    areas = by_code(json.loads(source))
    lines = [HEADER.format(sha256=hashlib.sha256(source).hexdigest()).rstrip("\n")]
    lines += [_line(code, areas[code]) for code in sorted(areas) if areas[code]]
    lines += [f"{code}\t{x:.2f},{y:.2f}\t" for code, (x, y) in POINTS.items()]
    given.out.write_bytes(lzma.compress("\n".join([*lines, ""]).encode(), preset=9 | lzma.PRESET_EXTREME))
    print(f"{len(areas)} areas, {given.out.stat().st_size} bytes")


def by_code(topology: dict[str, Any]) -> dict[str, list[Line]]:
    """Return the rings of each country, simplified, the largest first."""
    arcs = [_simple(arc) for arc in _arcs(topology)]
    found: dict[str, list[Line]] = {}
    for shape in topology["objects"]["countries"]["geometries"]:
        code = _code(shape["properties"]["name"])
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        for ring in (_ring(arcs, ids) for polygon in polygons for ids in polygon if code != "AQ"):
            found.setdefault(_elsewhere(code, ring), []).append(ring)
    return {code: _kept(rings) for code, rings in found.items()}


def _code(name: str) -> str:
    if name in ABBREVIATED:
        return ABBREVIATED[name]
    known = belonging(name)
    if known is None or known.kind != "country":
        raise ValueError(f"the vocabulary knows no country {name!r}: list it in ABBREVIATED")
    return known.countries[0]


def _elsewhere(code: str, ring: Line) -> str:
    for (held, other), (west, south, east, north) in ELSEWHERE.items():
        inside = (ring > (west, south)).all() and (ring < (east, north)).all()
        if held == code and inside:
            return other
    return code


def _kept(rings: Sequence[Line]) -> list[Line]:
    drawn = sorted((ring for ring in rings if len(ring) > 2), key=_size, reverse=True)
    return [ring for number, ring in enumerate(drawn) if number == 0 or _size(ring) > SPECK]


def _size(ring: Line) -> float:
    """Return the square degrees of a ring, as on the equator."""
    x, y = ring[:, 0] * np.cos(np.radians(ring[:, 1])), ring[:, 1]
    return abs(float(np.dot(x, np.roll(y, 1)) - np.dot(y, np.roll(x, 1)))) / 2


def _arcs(topology: dict[str, Any]) -> Iterator[Line]:
    """Yield the arcs in degrees (TopoJSON, section 2.1: differences of whole numbers, scaled and moved)."""
    scale, moved = (np.array(topology["transform"][name]) for name in ("scale", "translate"))
    for arc in topology["arcs"]:
        yield np.cumsum(np.array(arc), axis=0) * scale + moved


def _simple(line: Line) -> Line:
    """Return the points of a line that Douglas and Peucker keep (Cartographica 10:2, 1973)."""
    if len(line) < 3:
        return line
    along = line[-1] - line[0]
    length = float(np.hypot(*along))
    off = line - line[0]
    distance = (
        np.abs(off[:, 0] * along[1] - off[:, 1] * along[0]) / length if length else np.hypot(off[:, 0], off[:, 1])
    )
    far = int(distance.argmax())
    if distance[far] <= TOLERANCE:
        return line[[0, -1]]
    return np.concatenate([_simple(line[: far + 1]), _simple(line[far:])[1:]])


def _ring(arcs: Sequence[Line], ids: Sequence[int]) -> Line:
    """Return a ring, closed by itself, without the jumps of longitudes at the 180th meridian."""
    lines = [arcs[number] if number >= 0 else arcs[~number][::-1] for number in ids]
    ring = np.concatenate([line[:-1] for line in lines])
    ring[:, 0] = np.degrees(np.unwrap(np.radians(ring[:, 0])))
    return ring


def _line(code: str, rings: Sequence[Line]) -> str:
    x, y = _within(rings[0])
    return f"{code}\t{x:.2f},{y:.2f}\t" + ";".join(_written(ring) for ring in rings)


def _written(ring: Line) -> str:
    points = np.rint(ring * 100).astype(int)
    steps = np.diff(points, axis=0, prepend=np.zeros((1, 2), dtype=int))
    return " ".join(str(value) for step in steps if step.any() for value in step)


def _within(ring: Line) -> tuple[float, float]:
    """Return the point of a grid within a ring that is farthest from its line."""
    (west, south), (east, north) = ring.min(axis=0), ring.max(axis=0)
    x, y = (a.ravel() for a in np.meshgrid(np.linspace(west, east, GRID), np.linspace(south, north, GRID)))
    after = np.roll(ring, -1, axis=0)
    inside = np.zeros(len(x), dtype=bool)
    nearest = np.full(len(x), np.inf)
    wide = np.cos(np.radians((south + north) / 2))
    for (ax, ay), (bx, by) in zip(ring, after, strict=True):
        crossed = (ay > y) != (by > y)
        inside ^= crossed & (x < ax + (y - ay) * (bx - ax) / (by - ay if by != ay else 1))
        dx, dy = (bx - ax) * wide, by - ay
        part = np.clip((((x - ax) * wide) * dx + (y - ay) * dy) / (dx * dx + dy * dy or 1), 0, 1)
        nearest = np.minimum(nearest, np.hypot((x - ax) * wide - part * dx, y - ay - part * dy))
    best = int(np.where(inside, nearest, -1).argmax())
    return float(x[best]), float(y[best])


if __name__ == "__main__":
    main()
