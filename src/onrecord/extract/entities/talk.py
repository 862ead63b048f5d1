"""The claims of a report as they go by: who has been spoken of where, and which quotations hold a place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Final, Literal

from onrecord.extract.entities.candidates import Candidate
from onrecord.extract.entities.named import Layout
from onrecord.records import Claim

Bounds = tuple[int, int]
Kind = Literal["name", "nominal", "pronoun"]

_LOOKED_BACK: Final = 64  # places of names and of those meant before a pronoun; people do not look further


@dataclass(frozen=True)
class Within:
    """Which claims' contents hold a place."""

    claims: Sequence[tuple[int, int, Claim]]
    reach: Sequence[int]

    @classmethod
    def of(cls, claims: Iterable[Claim]) -> Within:
        """Order the contents by where they begin, with how far any of them reaches."""
        spans = sorted(((s.start, s.end, c) for c in claims for s in c.content), key=lambda row: row[:2])
        return cls(spans, list(accumulate((end for _, end, _ in spans), max)))

    def around(self, position: int) -> Iterator[Claim]:
        """Yield the claims whose content holds a place, the innermost first."""
        at = bisect_right(self.claims, position, key=lambda row: row[0]) - 1
        for number in range(at, max(-1, at - _LOOKED_BACK), -1):
            if self.reach[number] <= position:
                return
            if self.claims[number][1] > position:
                yield self.claims[number][2]


@dataclass
class Talk:
    """The claims of a report as they go by, and every place where somebody is spoken of so far."""

    layout: Layout
    candidates: Sequence[Candidate]
    quotes: Within
    places: list[tuple[int, int, int]] = field(default_factory=list)
    everybody: list[Candidate] = field(default_factory=list)
    subjects: set[int] = field(default_factory=set)
    by_source: dict[Bounds, tuple[Candidate | None, Kind]] = field(default_factory=dict)
    speaker: dict[str, Candidate] = field(default_factory=dict)
    last: Candidate | None = None

    def __post_init__(self) -> None:
        for one in self.candidates:
            self.everybody.append(one)
            self.places += [(start, end, len(self.everybody) - 1) for start, end in one.places]
        self.places.sort()
        self.subjects = {start for start, _, _ in self.places if self.layout.begins_clause(start)}

    def before(self, position: int) -> Iterator[tuple[int, int, Candidate]]:
        """Yield where each was spoken of last before a place, the nearest first."""
        at = bisect_left(self.places, (position, 0, 0))
        seen: set[int] = set()
        for start, end, number in reversed(self.places[max(0, at - _LOOKED_BACK) : at]):
            if number not in seen:
                seen.add(number)
                yield start, end, self.everybody[number]

    def spoken(self, one: Candidate, place: Bounds) -> None:
        """Note that a source means somebody."""
        if one not in self.everybody[-_LOOKED_BACK:] and one not in self.candidates:
            self.everybody.append(one)
        number = one.number if one.number >= 0 else len(self.everybody) - 1
        if not (one.number >= 0 and self._is_noted(place)):
            insort(self.places, (*place, number))
        self.subjects.add(place[0])

    def _is_noted(self, place: Bounds) -> bool:
        at = bisect_left(self.places, (*place, -1))
        return at < len(self.places) and self.places[at][:2] == place
