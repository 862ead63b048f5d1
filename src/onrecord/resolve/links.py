"""Which nodes may be one and how likely; the likeliest are joined first; pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from onrecord.resolve.candidates import Candidates
from onrecord.resolve.clusters import Clusters
from onrecord.resolve.nodes import Node
from onrecord.resolve.points import Points, points_of
from onrecord.resolve.surroundings import Surroundings

_SHOWN_FROM: Final = -1.0
"""Points from which two that were not joined are kept for a person to judge: a chance of 27 %."""
_CLEARLY: Final = 0.5
"""Points by which one bearer of a name must fit better than the next to be whom it means."""


@dataclass(frozen=True, slots=True)
class Link:
    """Two nodes that may be one, the smaller number first, and what speaks for it."""

    one: int
    other: int
    points: Points

    @property
    def joins(self) -> bool:
        """Whether they are likelier one than not."""
        return self.points.points >= 0


def links_of(nodes: Sequence[Node], surroundings: Surroundings) -> list[Link]:
    """Return the links of all nodes, the likeliest first."""

    def shared(one: Node, other: Node) -> float:
        return surroundings.shared(one.documents, other.documents, (one.naming, other.naming))

    found = []
    for one, other, bearers in Candidates(nodes, surroundings).pairs():
        points = points_of(nodes[one], nodes[other], shared, bearers)
        if points is not None and points.points >= _SHOWN_FROM:
            found.append(Link(one, other, points))
    return sorted(found, key=lambda link: (-link.points.points, link.one, link.other))


def join_all(nodes: Sequence[Node], clusters: Clusters, links: Iterable[Link]) -> None:
    """Join what is linked: whole names, then parts of names with whom they clearly mean, then parts with parts."""
    telling: list[Link] = []
    meaning: defaultdict[int, list[Link]] = defaultdict(list)
    parts: list[Link] = []
    for link in links:
        if not link.joins:
            continue
        weak = [number for number in (link.one, link.other) if not nodes[number].naming.telling]
        if len(weak) == 1:
            meaning[weak[0]].append(link)
        else:
            (parts if weak else telling).append(link)
    for link in telling:
        clusters.join(link.one, link.other)
    clear = (_clear(clusters, number, own) for number, own in meaning.items())
    for link in sorted((link for link in clear if link), key=lambda link: (-link.points.points, link.one, link.other)):
        clusters.join(link.one, link.other)
    for link in parts:
        clusters.join(link.one, link.other)


def _clear(clusters: Clusters, number: int, links: Sequence[Link]) -> Link | None:
    """Return the likeliest link of a part of a name, or None where another bearer fits about as well."""
    best = links[0]
    meant = best.one + best.other - number
    for link in links[1:]:
        if best.points.points - link.points.points >= _CLEARLY:
            break
        if not clusters.together(link.one + link.other - number, meant):
            return None
    return best
