"""The claims of a report as they go by: who has been spoken of where, and which quotations hold a place."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Final, Literal

from onrecord.extract.entities.candidates import Candidate
from onrecord.extract.entities.named import Layout
from onrecord.records import Claim
from onrecord.vocabulary.persons import is_function

Bounds = tuple[int, int]
Kind = Literal["name", "nominal", "pronoun"]

_THE: Final = re.compile(r"\b[Tt]he ((?:[a-z]+ ){0,2}[a-z]+)")
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
    names: set[tuple[int, int, int]] = field(default_factory=set)
    everybody: list[Candidate] = field(default_factory=list)
    numbers: dict[int, int] = field(default_factory=dict)
    subjects: set[int] = field(default_factory=set)
    by_source: dict[Bounds, tuple[Candidate | None, Kind]] = field(default_factory=dict)
    speaker: dict[str, Candidate] = field(default_factory=dict)
    last: Candidate | None = None

    def __post_init__(self) -> None:
        for number, one in enumerate(self.candidates):
            self.everybody.append(one)
            self.numbers[id(one)] = number
            self.names.update((start, end, number) for start, end in one.places)
        self.places = sorted({*self.names, *self._described()})
        self.subjects = {start for start, _, _ in self.places if self.layout.begins_clause(start)}

    def _described(self) -> Iterator[tuple[int, int, int]]:
        """Yield where "the judge" and its like stand for the one person whom the report calls so."""
        bearers: defaultdict[str, list[int]] = defaultdict(list)
        for number, one in enumerate(self.candidates):
            for head in one.heads if one.sort == "person" else ():
                if is_function(head):
                    bearers[head].append(number)
        for found in _THE.finditer(self.layout.text):
            numbers = next((bearers[word] for word in found[1].split() if word in bearers), ())
            if len(numbers) == 1:
                yield found.start(), found.end(), numbers[0]

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
        if id(one) not in self.numbers:
            self.numbers[id(one)] = len(self.everybody)
            self.everybody.append(one)
        where = (*place, self.numbers[id(one)])
        at = bisect_left(self.places, where)
        if at == len(self.places) or self.places[at] != where:
            insort(self.places, where)
        self.subjects.add(place[0])
