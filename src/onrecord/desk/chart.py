"""Where the reports of a case are set: the places they name, and who goes from where to where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

import numpy as np
from pydantic import BaseModel, Field

from onrecord.desk.answering import Desk
from onrecord.desk.kept import Kept
from onrecord.desk.listed_reports import Day, Words
from onrecord.desk.paging import PER_PAGE, Page, PageNumber
from onrecord.desk.spots import Key, Spot, Spots
from onrecord.desk.tallies import Counts, Numbers, Tallies, Which
from onrecord.records import MANNERS, EventRole, Journey, Manner, NamedPlace
from onrecord.vocabulary.folding import folded


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A spot with how often the chosen reports name it."""

    spot: Spot
    passages: int
    reports: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """Journeys between two spots in the chosen reports.

    Attributes:
        begins: Where from, or None where it is not told or names no place.
        role: What the beginning is told as: "origin", or "place" where somebody is recruited there, say; "" for none.
        ends: Where to, or None.
        types: The events' types with their passages, the most frequent first.
        passages: How many tell it.
        reports: In how many reports.
        manners: How many passages tell it in which manner; those that none does are left out.
    """

    begins: Spot | None
    role: EventRole | Literal[""]
    ends: Spot | None
    types: Mapping[str, int]
    passages: int
    reports: int
    manners: Mapping[Manner, int]

    @property
    def manner(self) -> Manner:
        """How it is told at its surest."""
        return next((manner for manner in MANNERS if manner in self.manners), "told")


class MapAsked(BaseModel):
    """Which places and routes; an empty field lets all pass.

    `name` are words of a place's name; of a route, of one of its ends. `event` is a type of event that a route is told
    by. Days bound the publication, both inclusive. `box` is the part of the world that is shown: its bounds in degrees,
    from the west on ("21.5,-18.25,33.75,8.25"); "" is the part where all of them are.
    """

    name: Words = ""
    event: Words = ""
    box: Annotated[str, Field(pattern=r"^(-?[0-9]{1,3}(\.[0-9]{1,4})?(,-?[0-9]{1,3}(\.[0-9]{1,4})?){3})?$")] = ""
    since: Day = ""
    until: Day = ""
    page: PageNumber = 1


class PlaceAsked(BaseModel):
    """Whose passages are wanted: the id of a place (`at`), in reports published between two days."""

    at: Words
    since: Day = ""
    until: Day = ""
    page: PageNumber = 1


class RouteAsked(BaseModel):
    """Whose passages are wanted: of journeys from one place to another by their ids; "" is where none is told.

    `role` is what the beginning is told as ("origin", "place"), "" whatever it is; `event` a type of event.
    """

    begins: Words = ""
    role: Literal[EventRole, ""] = ""
    ends: Words = ""
    event: Words = ""
    since: Day = ""
    until: Day = ""
    page: PageNumber = 1


class Chart:
    """The places and routes of a case, and the passages that each rests on.

    Args:
        named: The places that the reports name.
        journeys: The events that are told with where from or where to.

    Attributes:
        events: Types of events that routes are told by.
    """

    def __init__(self, named: Iterable[NamedPlace], journeys: Iterable[Journey]) -> None:
        spots = Spots()
        self._named = Tallies(
            (spots.number(place), place.report, "told", place.mentions, place.entity) for place in named
        )
        keys: dict[Key, int] = {}
        self._went = Tallies(
            (keys.setdefault(key, len(keys)), journey.report, journey.manner, 1, journey.event)
            for journey in journeys
            if (key := spots.key(journey)).begins or key.ends
        )
        self._keys = list(keys)
        self._spots = spots.made()
        self._by_id = {spot.id: number for number, spot in enumerate(self._spots)}
        self._ways = list(dict.fromkeys(key[:3] for key in keys))
        place = {way: number for number, way in enumerate(self._ways)}
        self._way_of = np.array([place[key[:3]] for key in self._keys], dtype=np.int64)
        self._ends = [
            np.array([self._by_id.get(getattr(key, end), len(self._spots)) for key in self._keys], dtype=np.int64)
            for end in ("begins", "ends")
        ]
        self._words = [" ".join(folded(name) for name in spot.names) for spot in self._spots]
        self.events = sorted({key.type for key in self._keys})

    def spot(self, name: str) -> Spot | None:
        """Return the spot with this id, if there is one."""
        return self._spots[self._by_id[name]] if name in self._by_id else None

    def places(self, asked: MapAsked, kept: Kept) -> list[Counted]:
        """Return the places that pass, those of most passages first."""
        counts = self._named.counted(len(self._spots), self._named.published(kept, asked.since, asked.until))
        fits = self._fitting(folded(asked.name).split())
        found = [
            Counted(spot=spot, passages=int(counts.passages[n]), reports=int(counts.reports[n]))
            for n, spot in enumerate(self._spots)
            if fits[n] and counts.passages[n]
        ]
        return sorted(found, key=lambda one: (-one.passages, -one.reports, one.spot.name, one.spot.id))

    def routes(self, asked: MapAsked, kept: Kept, at: str = "") -> Routes:
        """Return the routes that pass, those of most passages first.

        Args:
            asked: Which.
            kept: Answers of the case.
            at: Id of a spot that they begin or end at; "" is any.
        """
        which = self._went.published(kept, asked.since, asked.until)
        counts = self._went.counted(len(self._keys), which)
        passing: Which = counts.passages > 0
        if words := folded(asked.name).split():
            passing &= self._touching(np.array(self._fitting(words), dtype=bool))
        if asked.event:
            passing &= np.array([key.type == asked.event for key in self._keys], dtype=bool)
        if at:
            passing &= self._touching(np.arange(len(self._spots)) == self._by_id.get(at, -1))
        passages = np.bincount(self._way_of[passing], counts.passages[passing], len(self._ways)).astype(np.int64)
        reports = self._went.reports_in(np.where(passing, self._way_of, len(self._ways)), len(self._ways) + 1, which)
        found = np.flatnonzero(passages)
        order = found[np.lexsort((found, -reports[found], -passages[found]))]
        return Routes(chart=self, ways=order, passing=passing, counts=counts, reports=reports)

    def route(self, way: int, passing: Which, counts: Counts, reports: int) -> Route:
        """Return a route by its number.

        Args:
            way: Its number.
            passing: Which keys count, by their numbers.
            counts: Of the keys.
            reports: In how many reports it is told.
        """
        begins, role, ends = self._ways[way]
        numbers = np.flatnonzero((self._way_of == way) & passing)
        types = {self._keys[n].type: int(counts.passages[n]) for n in numbers}
        told = counts.manners[numbers].sum(axis=0)
        return Route(
            begins=self.spot(begins),
            role=role,
            ends=self.spot(ends),
            types=dict(sorted(types.items(), key=lambda pair: (-pair[1], pair[0]))),
            passages=sum(types.values()),
            reports=reports,
            manners={manner: int(count) for manner, count in zip(MANNERS, told, strict=True) if count},
        )

    def journeys(self, asked: RouteAsked, kept: Kept) -> list[tuple[str, str]]:
        """Return report and id of each event that tells of a journey from one place to another."""
        wanted = [
            number
            for number, key in enumerate(self._keys)
            if (key.begins, key.ends) == (asked.begins, asked.ends)
            and asked.event in ("", key.type)
            and asked.role in ("", key.role)
        ]
        went = self._went
        return [went.named(at) for at in went.of(wanted, went.published(kept, asked.since, asked.until))]

    def namings(self, asked: PlaceAsked, kept: Kept) -> list[tuple[str, str, int]]:
        """Return report, id and passages of each entity that is a place."""
        named = self._named
        wanted = [self._by_id[asked.at]] if asked.at in self._by_id else []
        return [
            (*named.named(at), named.weight(at))
            for at in named.of(wanted, named.published(kept, asked.since, asked.until))
        ]

    def _fitting(self, words: Sequence[str]) -> list[bool]:
        return [all(word in own for word in words) for own in self._words]

    def _touching(self, spots: Which) -> Which:
        """Return which keys begin or end at some spots."""
        begins, ends = self._ends
        chosen = np.append(spots, False)  # what is nowhere is the last
        touching: Which = chosen[begins] | chosen[ends]
        return touching


@dataclass(frozen=True, slots=True, kw_only=True)
class Routes:
    """Routes of a chart in their order, made when they are asked for.

    Attributes:
        chart: Where they are.
        ways: Their numbers.
        passing: Which keys of the chart count.
        counts: Of the keys.
        reports: By number, in how many reports each is told.
    """

    chart: Chart
    ways: Numbers
    passing: Which
    counts: Counts
    reports: Numbers

    def __len__(self) -> int:
        return len(self.ways)

    def some(self, start: int, stop: int) -> list[Route]:
        """Return those from one place to another."""
        return [
            self.chart.route(int(way), self.passing, self.counts, int(self.reports[way]))
            for way in self.ways[start:stop]
        ]

    def page(self, number: int) -> Page[Route]:
        """Return a page of them."""
        start = (number - 1) * PER_PAGE
        more = len(self) > start + PER_PAGE
        return Page(items=self.some(start, start + PER_PAGE), number=number, more=more, total=len(self))


def chart_of(desk: Desk) -> Chart:
    """Return the chart of the case, told once and kept; of a large case, the last one until it is told anew."""
    return desk.kept.soon("chart", lambda case: Chart(case.named_places(), case.journeys()))
