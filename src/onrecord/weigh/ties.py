"""The relations of a case as a web: its points are passages, its ties what two of them have to do with each other.

Relations name the same passage in slightly different words. What of one report overlaps by half is one point.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final, NamedTuple, cast

from onrecord.records import Relation, Side, Slot, Span
from onrecord.sentences import passages
from onrecord.weigh.sides import KINDS, SLOT_NAMES, Sides
from onrecord.weigh.slots import Values, values_of
from onrecord.weigh.telling import Telling
from onrecord.weigh.voices import Heard, Listening, outlet_name

_LEAST: Final[Mapping[str, float]] = {"same": 0.4, "conflict": 0.3, "update": 0.2}
"""Scores from which on a relation counts: those below are there for a person to look at. Chosen on the dev reports."""
_STRETCH: Final = 64  # code points; only for speed
_ALIKE: Final = 0.5  # share of the words of either that two sides have in common to be one point


@dataclass(frozen=True, slots=True)
class Point:
    """A passage that relations touch.

    Attributes:
        side: Its report and words.
        published: Its report's publication date; "9999" where it is not known, to come last.
        publisher: Its report's publisher, or "".
        outlet: What the report's own reporting is called.
        text: Digest of its report's words: copies have the same.
        heard: What it is, and on whose word.
        values: Slot that it conflicts with others in → what it gives for it.
    """

    side: Side
    published: str
    publisher: str
    outlet: str
    text: bytes
    heard: Heard
    values: Mapping[Slot, Values]

    @property
    def order(self) -> tuple[str, str, int, int]:
        """By publication, report and place."""
        return (self.published, self.report, self.span.start, self.span.end)

    @property
    def report(self) -> str:
        """Id of its report."""
        return self.side.report

    @property
    def span(self) -> Span:
        """Its words."""
        return self.side.span


class Tie(NamedTuple):
    """What two points have to do with each other; `a` is told earlier than `b` as the relations say it."""

    a: int
    b: int
    slot: Slot | str
    score: float
    shared: float
    answers: bool


@dataclass(frozen=True, slots=True)
class Web:
    """Points in their order, and ties in order of their points: one of a kind between two points, the surest.

    Attributes:
        points: All of the case.
        lengths: Id of a report that has points → how many passages it has.
        same: Ties of points that say the same.
        conflict: Of those that conflict.
        update: Of those of which the later brings news.
    """

    points: Sequence[Point]
    lengths: Mapping[str, int]
    same: Sequence[Tie]
    conflict: Sequence[Tie]
    update: Sequence[Tie]


class Spinning:
    """Makes the web while the reports pass by."""

    def __init__(self, relations: Iterable[Relation]) -> None:
        self._sides = Sides.of(relation for relation in relations if relation.score >= _LEAST[relation.relation])
        self._by_report = self._sides.places()
        self._weight = [0] * len(self._sides.numbers)
        for column in (self._sides.a, self._sides.b):
            for number in column:
                self._weight[number] += 1
        self._slots: defaultdict[int, set[Slot]] = defaultdict(set)
        for a, b, slot in zip(self._sides.a, self._sides.b, self._sides.slot, strict=True):
            for number in (a, b) if slot else ():
                self._slots[number].add(cast("Slot", SLOT_NAMES[slot]))
        self._points: list[Point] = []
        self._point_of: dict[int, int] = {}
        self._lengths: dict[str, int] = {}

    def add(self, telling: Telling) -> None:
        """Hear the passages of a report that relations touch."""
        sides = self._by_report.get(telling.report)
        if not sides:
            return
        self._lengths[telling.report] = len(passages(telling.text))
        listening = Listening(telling)
        text = blake2b(telling.text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        for (start, end), numbers in self._joined(sides):
            self._point_of.update(dict.fromkeys(numbers, len(self._points)))
            span = Span.of(telling.text, start, end)
            slots = sorted({slot for number in numbers for slot in self._slots.get(number, ())})
            self._points.append(
                Point(
                    side=Side(report=telling.report, span=span),
                    published=telling.published or "9999",
                    publisher=telling.publisher,
                    outlet=outlet_name(telling),
                    text=text,
                    heard=listening.hear(start, end),
                    values={slot: values_of(telling, span, slot) for slot in slots},
                )
            )

    def _joined(self, sides: Iterable[tuple[int, int, int]]) -> Iterator[tuple[tuple[int, int], list[int]]]:
        """Yield the points of a report: what most relations name stands for what overlaps it."""
        found: list[tuple[tuple[int, int], list[int]]] = []
        near: defaultdict[int, list[int]] = defaultdict(list)  # stretch of the report → points that reach into it
        for start, end, number in sorted(sides, key=lambda side: (-self._weight[side[2]], side[1] - side[0], side)):
            # what overlaps by half has the middle of the other
            for place in near[(start + end) // 2 // _STRETCH]:
                (first, last), numbers = found[place]
                common = min(end, last) - max(start, first)
                if common >= _ALIKE * (max(end, last) - min(start, first)):
                    numbers.append(number)
                    break
            else:
                for stretch in range(start // _STRETCH, end // _STRETCH + 1):
                    near[stretch].append(len(found))
                found.append(((start, end), [number]))
        yield from found

    def web(self) -> Web:
        """Return the web of the reports that were added; relations with others are left out."""
        order = sorted(range(len(self._points)), key=lambda n: self._points[n].order)
        place = {old: new for new, old in enumerate(order)}
        kinds: list[dict[tuple[int, int], Tie]] = [{} for _ in KINDS]
        sides = self._sides
        rows = zip(sides.a, sides.b, sides.kind, sides.slot, sides.score, sides.shared, sides.answers, strict=True)
        for a, b, kind, slot, score, shared, answers in rows:
            if a in self._point_of and b in self._point_of:
                one, other = place[self._point_of[a]], place[self._point_of[b]]
                tie = Tie(one, other, SLOT_NAMES[slot], score, shared, bool(answers))
                key = (min(one, other), max(one, other))
                kinds[kind][key] = _surer(tie, kinds[kind].get(key))
        found = [tuple(ties[key] for key in sorted(ties) if key[0] != key[1]) for ties in kinds]
        return Web(tuple(self._points[n] for n in order), self._lengths, *found)


def _surer(tie: Tie, other: Tie | None) -> Tie:
    """Return the surer of two ties between the same points, with the higher chance of one origin."""
    if other is None:
        return tie
    best = max(tie, other, key=lambda one: (one.score, one.slot, one.a, one.answers))
    return best._replace(shared=max(tie.shared, other.shared), answers=tie.answers or other.answers)
