"""The part of the world that a map shows: which, and where on the picture a place of it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians
from typing import Final

from onrecord.desk.outlines import Box
from onrecord.errors import UsageError

WIDTH: Final = 1086
"""Pixels of the picture from left to right: on a narrower screen it scrolls, so that words stay readable."""
LOWEST: Final = 380
HIGHEST: Final = 640
"""Pixels from top to bottom."""

WORLD: Final[Box] = (-180.0, -58.0, 180.0, 82.0)
_LEAST: Final = 3.0
"""Degrees from west to east that are shown at least: nearer the outlines are too coarse."""
_MARGIN: Final = 0.14
_POLAR: Final = 80.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewBox:
    """A part of the world in a picture, by its bounds in degrees.

    A degree from west to east is as long everywhere as it is in the middle (equirectangular projection): a part as
    large as a country is hardly distorted.
    """

    west: float
    south: float
    east: float
    north: float

    @classmethod
    def of(cls, box: Box) -> ViewBox:
        """Return the part that shows all of a box, as much more of it as the picture has room for."""
        west, south, east, north = box
        middle = (south + north) / 2
        for _ in range(3):  # a picture near a pole is moved away from it, where a degree is longer
            least = min(max(east - west, _LEAST), 360.0)
            ratio = max(_narrowing(middle) * least / WIDTH, (north - south) / HIGHEST)  # degrees of latitude in a pixel
            ratio = min(ratio, _narrowing(middle) * 360 / WIDTH)
            high = min(max(north - south, LOWEST * ratio), HIGHEST * ratio, 180.0)
            middle = min(max(middle, high / 2 - 90), 90 - high / 2)
        aside, above = ratio * WIDTH / _narrowing(middle) / 2, high / 2
        centre = (west + east) / 2
        return cls(west=centre - aside, south=middle - above, east=centre + aside, north=middle + above)

    @classmethod
    def around(cls, places: Sequence[tuple[float, float]]) -> ViewBox:
        """Return the part that shows some places, degrees east and north, with a margin."""
        west, east = min(place[0] for place in places), max(place[0] for place in places)
        south, north = min(place[1] for place in places), max(place[1] for place in places)
        aside, above = max((east - west) * _MARGIN, 1.0), max((north - south) * _MARGIN, 0.7)
        return cls.of((west - aside, south - above, east + aside, north + above))

    @classmethod
    def named(cls, given: str) -> ViewBox:
        """Return the part that an address names: "21.5,-18.25,33.75,8.25" are its bounds from the west on.

        Raises:
            UsageError: There is no such part.
        """
        west, south, east, north = map(float, given.split(","))
        if not (-540 <= west < east <= 540 and -90 <= south < north <= 90):
            raise UsageError(f"the map has no part {given!r}", hint="west, south, east and north in degrees")
        return cls.of((west, south, east, north))

    @property
    def height(self) -> int:
        """Pixels of the picture from top to bottom."""
        return round((self.north - self.south) * self.scale[1])

    @property
    def scale(self) -> tuple[float, float]:
        """Pixels of a degree from west to east and from south to north."""
        across = WIDTH / (self.east - self.west)
        return across, across / _narrowing((self.south + self.north) / 2)

    def spot(self, place: tuple[float, float]) -> tuple[float, float]:
        """Return where a place is in the picture, in pixels from its left and its top."""
        across, up = self.scale
        return (place[0] - self.west) * across, (self.north - place[1]) * up

    def shows(self, place: tuple[float, float]) -> bool:
        """Tell whether a place is in the picture."""
        return self.west <= place[0] <= self.east and self.south <= place[1] <= self.north

    def scaled(self, factor: float) -> ViewBox:
        """Return a part around the same middle that shows so many times as much from west to east."""
        aside, above = ((b - a) * (factor - 1) / 2 for a, b in ((self.west, self.east), (self.south, self.north)))
        return ViewBox.of((self.west - aside, self.south - above, self.east + aside, self.north + above))

    def moved(self, across: float, up: float) -> ViewBox:
        """Return the part that is so many times its own size to the east and to the north, never past the poles."""
        aside, above = across * (self.east - self.west), up * (self.north - self.south)
        middle = (self.south + self.north) / 2
        above = min(max(middle + above, -_POLAR), _POLAR) - middle
        turn = -360 if self.west + aside > 180 else 360 if self.east + aside < -180 else 0
        aside += turn
        return ViewBox.of((self.west + aside, self.south + above, self.east + aside, self.north + above))

    def __str__(self) -> str:
        return ",".join(f"{bound:.2f}" for bound in (self.west, self.south, self.east, self.north))


def _narrowing(north: float) -> float:
    """Return how much shorter a degree from west to east is at a latitude than at the equator."""
    return cos(radians(min(abs(north), _POLAR)))
