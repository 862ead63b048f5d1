"""Nodes that are one, joined the likeliest first where no judgement, country or other name speaks against it; pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from onrecord.resolve.alignment import Words, aligned
from onrecord.resolve.nodes import Node

_COMPARED: Final = 12
"""Names of a cluster that another's are compared with; the longest, which say most."""


@dataclass(slots=True)
class _Cluster:
    nodes: list[int]
    names: set[Words] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    apart: set[int] = field(default_factory=set)


class Clusters:
    """A partition of the nodes."""

    def __init__(self, nodes: Sequence[Node], apart: Iterable[tuple[int, int]]) -> None:
        self._nodes = nodes
        self._of = list(range(len(nodes)))
        self._clusters = {
            node.number: _Cluster(
                [node.number],
                {node.naming.words} if node.naming.telling else set(),
                {node.naming.country} - {""} if node.naming.telling else set(),
            )
            for node in nodes
        }
        for one, other in apart:
            self._clusters[one].apart.add(other)
            self._clusters[other].apart.add(one)

    def join(self, one: int, other: int, *, judged: bool = False) -> bool:
        """Join the clusters of two nodes; return whether they are one now.

        Args:
            one: Number of a node.
            other: Number of another.
            judged: Whether a person said so; then only what a person parted stays apart.
        """
        a, b = self._of[one], self._of[other]
        if a == b:
            return True
        keep, go = self._clusters[a], self._clusters[b]
        if any(self._of[far] == b for far in keep.apart) or any(self._of[far] == a for far in go.apart):
            return False
        if not judged and not self._agree(keep, go, one, other):
            return False
        if (len(keep.nodes), b) < (len(go.nodes), a):
            a, b, keep, go = b, a, go, keep
        for number in go.nodes:
            self._of[number] = a
        keep.nodes += go.nodes
        keep.names |= go.names
        keep.countries |= go.countries
        keep.apart |= go.apart
        del self._clusters[b]
        return True

    def together(self, one: int, other: int) -> bool:
        """Return whether two nodes are one."""
        return self._of[one] == self._of[other]

    def groups(self) -> list[list[int]]:
        """Return the numbers of the nodes of each cluster, sorted."""
        return sorted(sorted(cluster.nodes) for cluster in self._clusters.values())

    def _agree(self, keep: _Cluster, go: _Cluster, one: int, other: int) -> bool:
        """Return whether what two clusters hold beyond the two nodes themselves can be one's."""
        own = {self._nodes[one].naming.country, self._nodes[other].naming.country} - {""}
        if keep.countries and go.countries and not keep.countries & go.countries and len(own) < 2:
            return False
        if self._nodes[one].naming.sort not in {"person", "body"}:
            return True
        between = {self._nodes[one].naming.words, self._nodes[other].naming.words}
        first, second = (sorted(c.names, key=_long_first)[:_COMPARED] for c in (keep, go))
        return all(
            aligned(a, b) is not None or {a, b} <= between or self._called(a, b, one, other)
            for a in first
            for b in second
        )

    def _called(self, a: Words, b: Words, one: int, other: int) -> bool:
        """Return whether a report has both names for one of them."""
        return any(
            {a, b} <= {self._nodes[n].naming.words, *(name.words for name in self._nodes[n].others)}
            for n in (one, other)
        )


def _long_first(words: Words) -> tuple[int, Words]:
    return -len(words), words
