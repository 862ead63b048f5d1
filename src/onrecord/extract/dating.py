"""Which of the times in its sentence an event or an act of speech has."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from onrecord.extract.entities.named import Layout
from onrecord.extract.holders import Holders
from onrecord.records import Time
from onrecord.vocabulary.dating import dating_words

Bounds = tuple[int, int]

_WORD: Final = re.compile(r"\S+")
_BREAK: Final = re.compile(r"[;:—–()]| - ")
_MARK: Final = re.compile(r"[,;:—–()“”\"]")
_LEADING: Final = re.compile(r"(?:[,;]|\b(?:and|but))\s*\Z")
_REACH: Final = 400  # code points; of the labelled links within a sentence, none is longer
_NEARBY: Final = 8  # times or verbs on either side that are weighed: a bound for sentences of thousands of words
_MANY: Final = 4  # closer verbs; more of them say no more
_CLAUSE: Final = 3  # words that a mark or a subordinator counts for when it is asked which verb is closest to a time


@dataclass(frozen=True, slots=True, kw_only=True)
class Verb:
    """The words that tell an event or link a claim to its source, with what is known of them.

    Attributes:
        bounds: Where they stand.
        lasts: Whether how long it lasted is told with it.
        content: Passages in which its time does not stand: what somebody said is not when.
    """

    bounds: Bounds
    lasts: bool = False
    content: tuple[Bounds, ...] = ()


class Dating:
    """The times of a text and the verbs they can belong to.

    Args:
        layout: The text with its sentences.
        times: Its times.
        verbs: Where verbs stand that a time can belong to: triggers and cues.
        holders: Its claims' contents.
    """

    def __init__(self, layout: Layout, times: Sequence[Time], verbs: Collection[Bounds], holders: Holders) -> None:
        self._layout = layout
        self._times = sorted(times, key=lambda time: time.span)
        self._places = [(time.span.start, time.span.end) for time in self._times]
        self._held = [holders.innermost_id(*place) for place in self._places]
        self._verbs = sorted(set(verbs))
        self._holders = holders
        words = dating_words()
        self._of = {
            name: [found.start() for found in pattern.finditer(layout.text)]
            for name, pattern in {
                "words": _WORD,
                "breaks": _BREAK,
                "marks": _MARK,
                "coordinators": words.coordinators,
                "subordinators": words.subordinators,
            }.items()
        }

    def time_of(self, verb: Verb, weights: Mapping[str, float]) -> str:
        """Return the id of the verb's time: of those in its sentence the one with most weight above nothing, or ""."""
        best, chosen = 0.0, ""
        for time, features in self.candidates(verb):
            weight = sum(weights[name] * value for name, value in features.items())
            if weight > best:
                best, chosen = weight, time
        return chosen

    def candidates(self, verb: Verb) -> Iterator[tuple[str, dict[str, float]]]:
        """Yield the id of each time that can be the verb's, with what holds between the two."""
        holder = self._holders.innermost_id(*verb.bounds)
        for number in self._near(self._places, verb.bounds):
            place = self._places[number]
            if not any(start <= place[0] < end for start, end in verb.content):
                features = self._features(verb, number, same_holder=holder == self._held[number])
                yield self._times[number].id, features

    def _features(self, verb: Verb, number: int, *, same_holder: bool) -> dict[str, float]:
        time, place = self._times[number], self._places[number]
        first, last = sorted((verb.bounds, place))
        gap = (first[1], max(first[1], last[0]))
        cost = self._cost(verb.bounds, place)
        closer_verbs = sum(
            self._cost(self._verbs[other], place) < cost
            for other in self._near(self._verbs, place)
            if not _touch(self._verbs[other], verb.bounds)
        )
        others = (self._places[other] for other in self._near(self._places, verb.bounds) if other != number)
        lasts = time.type == "DURATION"
        return {
            "always": 1,
            "same_holder": same_holder,
            "time_follows": place[0] >= verb.bounds[1],
            "distance": math.log1p(self._count("words", *gap)),
            "breaks": min(self._count("breaks", *gap), 2),
            "coordinators": min(self._count("coordinators", *gap), 3),
            "subordinators": min(self._count("subordinators", *gap), 3),
            "closer_verbs": min(closer_verbs, _MANY),
            "closest_time": all(self._cost(other, verb.bounds) >= cost for other in others),
            "opens_clause": place[1] <= verb.bounds[0] and self._opens(place),
            "duration": lasts,
            "lasting": lasts and verb.lasts,
            "repeated": time.type == "SET",
            "vague": time.value.endswith("_REF"),
            "adjunct": self._word_before(place) in dating_words().adjuncts,
        }

    def _near(self, places: Sequence[Bounds], around: Bounds) -> Iterator[int]:
        """Yield the numbers of the nearest places in the same sentence."""
        start, end = self._layout.bounds(around[0])
        at = bisect_left(places, around)
        for number in range(max(0, at - _NEARBY), min(len(places), at + _NEARBY)):
            place = places[number]
            if start <= place[0] < end and abs(place[0] - around[0]) <= _REACH:
                yield number

    def _cost(self, one: Bounds, other: Bounds) -> int:
        """Return how far two places are apart: words between them, with marks and subordinators as several."""
        first, last = sorted((one, other))
        gap = (first[1], max(first[1], last[0]))
        return self._count("words", *gap) + _CLAUSE * (self._count("marks", *gap) + self._count("subordinators", *gap))

    def _count(self, name: str, start: int, end: int) -> int:
        places = self._of[name]
        return bisect_left(places, end) - bisect_left(places, start)

    def _opens(self, place: Bounds) -> bool:
        """True when a time is the first thing in its sentence or clause: a preposition and an article may precede."""
        before = self._layout.before(place[0], 24)
        at_start = place[0] - self._layout.bounds(place[0])[0] <= len(before)
        return (at_start and len(before.split()) <= 2) or bool(_LEADING.search(before))

    def _word_before(self, place: Bounds) -> str:
        return (self._layout.before(place[0], 16).split() or [""])[-1].lower()


def _touch(one: Bounds, other: Bounds) -> bool:
    return one[0] < other[1] and other[0] < one[1]
