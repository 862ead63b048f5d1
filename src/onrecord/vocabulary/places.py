"""Where places lie: a gazetteer of those with 500 inhabitants or more; pure."""

from __future__ import annotations

import lzma
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from onrecord.vocabulary.folding import folded

SOURCE: Final = "geonames-cities500-2025"
"""GeoNames' extract, CC BY 4.0, as the header of `places.tsv.xz` says; made by `training/gazetteer.py`."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One place that bears a name.

    Attributes:
        country: ISO 3166-1 alpha-2 code.
        latitude: Degrees north.
        longitude: Degrees east.
        size: Binary logarithm of its inhabitants, rounded down.
    """

    country: str
    latitude: float
    longitude: float
    size: int


def readings(name: str) -> tuple[Reading, ...]:
    """Return every place of the gazetteer that bears a name, the largest first."""
    return _readings(folded(name))


@cache
def _lines() -> bytes:
    """Return the gazetteer: a line per name and place, in the order of their bytes."""
    return lzma.decompress(files("onrecord.vocabulary").joinpath("places.tsv.xz").read_bytes())


@lru_cache(maxsize=4096)
def _readings(key: str) -> tuple[Reading, ...]:
    if not key:
        return ()
    lines = _lines()
    wanted = key.encode("utf-8", "surrogatepass") + b"\t"
    at = _first_not_before(lines, wanted)
    found = []
    while lines.startswith(wanted, at):
        end = lines.index(b"\n", at)
        _, country, latitude, longitude, size = lines[at:end].decode().split("\t")
        found.append(Reading(country, float(latitude), float(longitude), int(size)))
        at = end + 1
    return tuple(sorted(found, key=lambda reading: -reading.size))


def _first_not_before(lines: bytes, wanted: bytes) -> int:
    """Return where the first line begins that is not below `wanted`, by bisection over the bytes."""
    low, high = 0, len(lines)
    while low < high:
        middle = (low + high) // 2
        start = lines.rfind(b"\n", low, middle) + 1 or low
        end = lines.find(b"\n", start)
        if lines[start : start + len(wanted)] < wanted:
            low = end + 1
        else:
            high = start
    return low
