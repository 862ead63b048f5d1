"""The places that a case names, each met once whatever it is called."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from onrecord.desk.outlines import outlines
from onrecord.records import End, EventRole, Journey, NamedPlace
from onrecord.vocabulary.countries import belonging, country_name
from onrecord.vocabulary.folding import folded

NOWHERE: Final = ""
"""The id of where a journey begins or ends that no place is told of."""

_ARTICLE: Final = re.compile(r"^the\s+", re.IGNORECASE)

SpotKind = Literal["town", "country", "unplaced"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place of the map.

    Attributes:
        id: "54.12,18.40" by its coordinates, "ZM" for a country, "name:…" for what has no known place.
        kind: Which of these.
        name: What most passages call it; of a country its usual name.
        names: All names, the most frequent first.
        east: Degrees east; of a country, of a point within it; None where it is not known.
        north: Degrees north.
        country: ISO 3166-1 alpha-2, or "".
        readings: How many places of the gazetteer bear the name; above 1 it may be another one.
    """

    id: str
    kind: SpotKind
    name: str
    names: Sequence[str]
    east: float | None
    north: float | None
    country: str
    readings: int

    @property
    def place(self) -> tuple[float, float] | None:
        """Degrees east and north, or None."""
        return None if self.east is None or self.north is None else (self.east, self.north)

    @property
    def ambiguous(self) -> bool:
        """Whether several places bear the name."""
        return self.readings > 1


class Key(NamedTuple):
    """What a journey is counted under: the ids of its ends, what the beginning is told as, and the event's type."""

    begins: str
    role: EventRole | Literal[""]
    ends: str
    type: str


class Spots:
    """Spots as they are met, each with what it is called."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._names: list[Counter[str]] = []
        self._countries: list[Counter[str]] = []
        self._readings: list[int] = []
        self._of_entity: dict[str, str] = {}
        self._of_name: dict[str, str] = {}

    def number(self, named: NamedPlace) -> int:
        """Return the number of the spot that a report names."""
        where = named.place
        own = f"{where.latitude:.2f},{where.longitude:.2f}" if where else self._country(named.name)
        own = own or f"name:{folded(named.name) or named.name.casefold()}"
        number = self._met(own)
        self._names[number][" ".join(named.name.split())] += named.mentions
        self._countries[number][named.country] += named.mentions
        self._readings[number] = max(self._readings[number], where.readings if where else 0)
        self._of_entity[named.entity] = own
        return number

    def key(self, journey: Journey) -> Key:
        """Return what a journey is counted under."""
        begins, ends = self._end(journey.begins), self._end(journey.ends)
        role: EventRole | Literal[""] = journey.begins.role if journey.begins and begins else ""
        return Key(begins, role, ends, journey.type)

    def made(self) -> list[Spot]:
        """Return the spots in the order in which they were met."""
        return [self._spot(own, number) for own, number in self._numbers.items()]

    def _end(self, end: End | None) -> str:
        if end is None:
            return NOWHERE
        if end.entity in self._of_entity:
            return self._of_entity[end.entity]
        code = self._country(end.words)
        if code:
            self._met(code)
        return code

    def _met(self, own: str) -> int:
        number = self._numbers.setdefault(own, len(self._numbers))
        if number == len(self._names):
            self._names.append(Counter())
            self._countries.append(Counter())
            self._readings.append(0)
        return number

    def _country(self, name: str) -> str:
        """Return the code of the country that a name is of, or ""."""
        if name not in self._of_name:
            known = belonging(_ARTICLE.sub("", name))
            self._of_name[name] = known.countries[0] if known and known.kind == "country" else ""
        return self._of_name[name]

    def _spot(self, own: str, number: int) -> Spot:
        names = [name for name, _ in sorted(self._names[number].items(), key=lambda pair: (-pair[1], pair[0]))]
        country = self._countries[number].most_common(1)[0][0] if self._countries[number] else ""
        east: float | None = None
        north: float | None = None
        kind: SpotKind = "unplaced"
        if own[0] in "-0123456789":
            north, east = map(float, own.split(","))
            kind = "town"
        elif not own.startswith("name:"):
            kind, country = "country", own
            names = list(dict.fromkeys([country_name(own), *names]))
            east, north = outlines()[own].middle if own in outlines() else (None, None)
        return Spot(
            id=own,
            kind=kind,
            name=names[0],
            names=names,
            east=east,
            north=north,
            country=country,
            readings=self._readings[number],
        )
