"""The sides of a case's relations, held as columns so that there can be millions; and what copied passages inherit."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from onrecord.records import RELATION_KINDS, SLOTS, Relation, Slot

KINDS: Final = RELATION_KINDS
SLOT_NAMES: Final[tuple[Slot | str, ...]] = ("", *SLOTS)
_SAME: Final = RELATION_KINDS.index("same")

Places = Mapping[str, Sequence[tuple[int, int, int]]]
"""Report → its sides in order of place, each start, end and number."""


@dataclass(slots=True)
class Sides:
    """The sides of all relations, by number, and the relations as columns.

    Two passages that are alike word for word, with one origin, are twins: what is told of words within the one holds of
    the same words of the other.
    """

    numbers: dict[tuple[str, int, int], int] = field(default_factory=dict)
    a: array[int] = field(default_factory=lambda: array("q"))
    b: array[int] = field(default_factory=lambda: array("q"))
    kind: array[int] = field(default_factory=lambda: array("b"))
    slot: array[int] = field(default_factory=lambda: array("b"))
    score: array[float] = field(default_factory=lambda: array("d"))
    shared: array[float] = field(default_factory=lambda: array("d"))
    answers: array[int] = field(default_factory=lambda: array("b"))
    twins: set[tuple[tuple[str, int, int], tuple[str, int, int]]] = field(default_factory=set)

    @classmethod
    def of(cls, relations: Iterable[Relation]) -> Sides:
        """Return the sides and columns of relations, those of twins spread to the words within."""
        sides = cls()
        for one in relations:
            places = [(side.report, side.span.start, side.span.end) for side in one.sides()]
            if one.relation == "same" and one.score >= 1 and one.shared >= 1 and one.a.span.text == one.b.span.text:
                sides.twins.add((places[0], places[1]))
            else:
                sides._add(places[0], places[1], one)
        sides._spread()
        return sides

    def _add(self, a: tuple[str, int, int], b: tuple[str, int, int], one: Relation) -> None:
        self.a.append(self.numbers.setdefault(a, len(self.numbers)))
        self.b.append(self.numbers.setdefault(b, len(self.numbers)))
        self.kind.append(KINDS.index(one.relation))
        self.slot.append(SLOT_NAMES.index(one.slot))
        self.score.append(one.score)
        self.shared.append(one.shared)
        self.answers.append(one.answers)

    def _spread(self) -> None:
        """Join twins: each side within the one with the same words of the other, else the whole passages."""
        own = self.places()
        for a, b in sorted(self.twins):
            within = {
                (start - here[1], end - here[1])
                for here in (a, b)
                for start, end, _ in _inside(own.get(here[0], ()), here[1], here[2])
            }
            for start, end in sorted(within) or [(0, a[2] - a[1])]:
                for column, (report, at, _) in ((self.a, a), (self.b, b)):
                    place = (report, at + start, at + end)
                    column.append(self.numbers.setdefault(place, len(self.numbers)))
                self.kind.append(_SAME)
                self.slot.append(0)
                self.score.append(1.0)
                self.shared.append(1.0)
                self.answers.append(0)

    def places(self) -> Places:
        """Return the sides of each report."""
        found: defaultdict[str, list[tuple[int, int, int]]] = defaultdict(list)
        for (report, start, end), number in self.numbers.items():
            found[report].append((start, end, number))
        for rows in found.values():
            rows.sort()
        return found


def _inside(rows: Sequence[tuple[int, int, int]], start: int, end: int) -> Iterable[tuple[int, int, int]]:
    first = bisect_left(rows, (start, 0, 0))
    for row in rows[first:]:
        if row[0] >= end:
            return
        if row[1] <= end:
            yield row
