"""Who says something about whom and who does what to whom, all of a case: nodes, and edges with their passages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

import numpy as np
from pydantic import BaseModel

from onrecord.desk.answering import Desk
from onrecord.desk.kept import Kept
from onrecord.desk.listed_reports import Day, Words
from onrecord.desk.paging import PER_PAGE, Page, PageNumber
from onrecord.desk.tallies import Counts, Numbers, Tallies, Which, bare
from onrecord.records import MANNERS, EventRole, Manner, Node, Tie, TieKind


class NetworkAsked(BaseModel):
    """Which edges; an empty field lets all pass.

    The words of `who` stand together in the name of one of the two, without regard to case or accents. `named` leaves
    out those that the reports only describe. `event` is a type of event. `node` is the id of one of the two. Days bound
    the publication, both inclusive.
    """

    who: Words = ""
    node: Words = ""
    kind: Literal[TieKind, ""] = ""
    event: Words = ""
    named: Literal["yes", ""] = ""
    since: Day = ""
    until: Day = ""
    page: PageNumber = 1


class EdgeAsked(BaseModel):
    """Whose passages are wanted: of the edges between two nodes, by their ids, of a kind, and of an act or type."""

    by: Words
    to: Words
    kind: Literal[TieKind, ""] = ""
    act: Words = ""
    since: Day = ""
    until: Day = ""
    page: PageNumber = 1


class _Key(NamedTuple):
    kind: TieKind
    by: int
    to: int
    act: str
    roles: tuple[EventRole, EventRole] | Literal[""]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bond:
    """What joins two in the chosen reports, whatever exactly is said or done.

    Attributes:
        kind: Whether one says something about the other, or does something to the other.
        by: Who says or does it.
        to: About whom, or to whom.
        passages: How many tell it.
        manners: How many passages tell it in which manner; those that none does are left out.
    """

    kind: TieKind
    by: Node
    to: Node
    passages: int
    manners: Mapping[Manner, int]

    @property
    def manner(self) -> Manner:
        """How it is told at its surest: as having happened if one passage tells it so."""
        return next((manner for manner in MANNERS if manner in self.manners), "told")


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge(Bond):
    """A bond of one act of claims or type of events; of events, `roles` are what each of the two takes part as."""

    act: str
    roles: tuple[EventRole, EventRole] | Literal[""]
    reports: int


class Network:
    """All edges of a case, and the passages that each rests on.

    Args:
        ties: The passages.

    Attributes:
        nodes: Who says or does something, or to whom it is done.
        events: Types of events that there are.
    """

    def __init__(self, ties: Iterable[Tie]) -> None:
        self.nodes: list[Node] = []
        self._places: dict[str, int] = {}
        keys: dict[_Key, int] = {}
        self._tallies = Tallies(self._read(ties, keys))
        self._keys = list(keys)
        self._kinds, self._by, self._to, self._acts = _columns(self._keys)
        bonds = {key[:3]: number for number, key in enumerate(self._keys)}
        self._bonds = np.array([bonds[key[:3]] for key in self._keys], dtype=np.int64)
        self._names = bare([node.name for node in self.nodes])
        self.events = sorted({key.act for key in self._keys if key.kind == "does"})

    def published(self, kept: Kept, since: str, until: str) -> Which | None:
        """Return which passages are of reports published between two days; None where no day is given."""
        return self._tallies.published(kept, since, until)

    def edges(self, asked: NetworkAsked, which: Which | None) -> Ranked:
        """Return the edges that pass, those of most reports first.

        Args:
            asked: Which.
            which: Which passages are of chosen reports; None is all.
        """
        counts = self._tallies.counted(len(self._keys), which)
        passing = np.flatnonzero(self._passing(asked) & (counts.passages > 0))
        order = np.lexsort((passing, -counts.passages[passing], -counts.reports[passing]))
        return Ranked(network=self, numbers=passing[order], counts=counts)

    def edge(self, number: int, counts: Counts) -> Edge:
        """Return an edge by its number."""
        kind, by, to, act, roles = self._keys[number]
        return Edge(
            kind=kind,
            by=self.nodes[by],
            to=self.nodes[to],
            act=act,
            roles=roles,
            passages=int(counts.passages[number]),
            reports=int(counts.reports[number]),
            manners=_told(counts.manners[number]),
        )

    def bonds(self, numbers: Numbers, counts: Counts) -> Iterator[Bond]:
        """Yield some edges taken together as bonds, those of most passages first."""
        of, size = self._bonds[numbers], len(self._keys)
        passages = np.bincount(of, counts.passages[numbers], size).astype(np.int64)
        manners = np.zeros((size, len(MANNERS)), dtype=np.int64)
        np.add.at(manners, of, counts.manners[numbers])
        for bond in np.argsort(-passages, kind="stable"):
            if not passages[bond]:
                return
            kind, by, to, *_ = self._keys[bond]
            yield Bond(
                kind=kind,
                by=self.nodes[by],
                to=self.nodes[to],
                passages=int(passages[bond]),
                manners=_told(manners[bond]),
            )

    def between(self, asked: EdgeAsked) -> list[int]:
        """Return the numbers of the edges between two nodes; none where there are no such nodes."""
        by, to = self._places.get(asked.by, -1), self._places.get(asked.to, -1)
        found = (self._by == by) & (self._to == to)
        found &= (self._kinds == asked.kind) if asked.kind else True
        found &= (self._acts == asked.act) if asked.act else True
        return [int(number) for number in np.flatnonzero(found)]

    def records(self, edges: Iterable[int], which: Which | None) -> list[tuple[str, str]]:
        """Return report and id of each record that some edges rest on, each once."""
        tallies = self._tallies
        return list(dict.fromkeys(tallies.named(at) for at in tallies.of(edges, which)))

    def node(self, name: str) -> Node | None:
        """Return the node with this id, if there is one."""
        return self.nodes[self._places[name]] if name in self._places else None

    def _read(self, ties: Iterable[Tie], keys: dict[_Key, int]) -> Iterator[tuple[int, str, Manner, int, str]]:
        for tie in ties:
            by, to = (self._place(node) for node in (tie.by, tie.to))
            key = _Key(tie.kind, by, to, tie.act, tie.roles)
            yield keys.setdefault(key, len(keys)), tie.report, tie.manner, 1, tie.record

    def _place(self, node: Node) -> int:
        place = self._places.setdefault(node.id, len(self.nodes))
        if place == len(self.nodes):
            self.nodes.append(node)
        return place

    def _passing(self, asked: NetworkAsked) -> Which:
        passes: Which = np.ones(len(self._keys), dtype=bool)
        if asked.kind:
            passes &= self._kinds == asked.kind
        if asked.node:
            place = self._places.get(asked.node, -1)
            passes &= (self._by == place) | (self._to == place)
        if asked.event:
            passes &= (self._acts == asked.event) & (self._kinds == "does")
        if asked.named:
            own = np.array([node.named for node in self.nodes], dtype=bool)
            passes &= own[self._by] & own[self._to]
        if words := bare([asked.who])[0].split():
            has = np.array([all(word in name for word in words) for name in self._names], dtype=bool)
            passes &= has[self._by] | has[self._to]
        return passes


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """Edges of a network in their order, with the counts of all."""

    network: Network
    numbers: Numbers
    counts: Counts

    def __len__(self) -> int:
        return len(self.numbers)

    def page(self, number: int) -> Page[Edge]:
        """Return a page of them."""
        start = (number - 1) * PER_PAGE
        shown = [self.network.edge(int(one), self.counts) for one in self.numbers[start : start + PER_PAGE]]
        return Page(items=shown, number=number, more=len(self) > start + PER_PAGE, total=len(self))

    def bonds(self) -> Iterator[Bond]:
        """Yield what they are together, those of most passages first."""
        return self.network.bonds(self.numbers, self.counts)


def network_of(desk: Desk) -> Network:
    """Return the network of the case, told once and kept; of a large case, the last one until it is told anew."""
    return desk.kept.soon("network", lambda case: Network(case.ties()))


def _told(counts: Numbers) -> dict[Manner, int]:
    return {manner: int(count) for manner, count in zip(MANNERS, counts, strict=True) if count}


def _columns(keys: Sequence[_Key]) -> Sequence[Any]:
    """Return the fields of the keys as arrays."""
    kinds, by, to, acts, _ = zip(*keys, strict=True) if keys else ((), (), (), (), ())
    whole = [np.array(places, dtype=np.int64) for places in (by, to)]
    return np.array(kinds, dtype=str), *whole, np.array(acts, dtype=str)
