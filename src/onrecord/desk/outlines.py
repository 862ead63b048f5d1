"""Outlines of countries, as the map is drawn on them: `outlines.tsv.xz`, which `training/outlines.py` writes."""

from __future__ import annotations

import lzma
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

Line = NDArray[np.float64]
"""Points as rows of degrees east and degrees north; the last is followed by the first."""

Box = tuple[float, float, float, float]
"""West, south, east and north in degrees."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ring:
    """The line around a piece of land, and what it lies within."""

    line: Line
    box: Box


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A country.

    Attributes:
        code: ISO 3166-1 alpha-2, or "" for land that has none.
        middle: A point well within it, degrees east and north.
        rings: The lines around its pieces, the largest first; none where it is too small to be drawn.
    """

    code: str
    middle: tuple[float, float]
    rings: Sequence[Ring]


@cache
def outlines() -> dict[str, Outline]:
    """Return the outlines by their codes; they say nothing about whose the land is."""
    text = lzma.decompress(files("onrecord.desk").joinpath("outlines.tsv.xz").read_bytes()).decode()
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {code: _outline(code, middle, rings) for code, middle, rings in rows}


def _outline(code: str, middle: str, rings: str) -> Outline:
    east, north = map(float, middle.split(","))
    return Outline(code=code, middle=(east, north), rings=[_ring(ring) for ring in rings.split(";") if ring])


def _ring(steps: str) -> Ring:
    line: Line = np.cumsum(np.array(steps.split(), dtype=np.int64).reshape(-1, 2), axis=0) / 100
    (west, south), (east, north) = line.min(axis=0), line.max(axis=0)
    return Ring(line=line, box=(float(west), float(south), float(east), float(north)))
