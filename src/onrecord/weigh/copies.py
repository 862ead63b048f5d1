"""Which reports are copies: most of the shorter text stands word for word in the other, in whatever order.

One formula printed of different people and places is no copy.

A text is known by the numbers of its runs of words (shingles; Broder 1997), of which every second is kept, chosen by
the number itself, so that all texts keep the same ones. An index from number to texts gives the candidates: of texts
that share a run, each is compared with those published first alone, so that a phrase found everywhere costs little.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt

from onrecord.vocabulary.folding import folded
from onrecord.weigh.joined import Joined
from onrecord.weigh.kin import own_names, strangers
from onrecord.weigh.telling import Telling
from onrecord.weigh.traits import named
from onrecord.weigh.voices import outlet_name

_RUN: Final = 5  # words in a run: long enough that two who tell one event in their own words rarely share one
_KEPT: Final = 2  # of so many runs one is kept
_LEADERS: Final = 8  # texts, published first of those with a run, that the others are compared with
_LEAST_RUNS: Final = 8  # of a shorter text nothing is said
_COPIED: Final = (
    0.5  # share of the shorter text's runs that make it a copy: in the corpus copies keep 0.65, rewrites 0.16
)
_WHOLE: Final = 0.3  # share of the longer one's: below it, the shorter is quoted in a report of its own
_FACTOR: Final = np.uint64(0x9E3779B97F4A7C15)  # 2 to the 64th by the golden ratio, odd (Knuth 6.4)
_WORD: Final = re.compile(r"\w+")

Marks = npt.NDArray[np.uint64]


def marks_of(text: str) -> Marks:
    """Return the kept numbers of a text's runs of words, sorted, each once."""
    words = np.array([_number(word) for word in _WORD.findall(text)], np.uint64)
    runs = np.zeros(max(0, len(words) - _RUN + 1), np.uint64)
    for step in range(_RUN):
        runs = (runs + words[step : step + len(runs)]) * _FACTOR  # modulo 2 to the 64th
    runs = np.unique(runs >> np.uint64(1))  # the lowest bit mixes least
    kept: Marks = runs[runs % np.uint64(_KEPT) == 0]
    return kept


@lru_cache(maxsize=65536)
def _number(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(folded(word).encode(), digest_size=8).digest(), "big")


@dataclass(frozen=True, slots=True)
class Copied:
    """A text and another that has most of it.

    Attributes:
        first: Id of the report published first.
        later: Id of the other.
        whole: Whether they are one text, and not one quoted in the other.
    """

    first: str
    later: str
    whole: bool


class Texts:
    """Gathers the texts of a case while its reports pass by."""

    def __init__(self) -> None:
        self._rows: list[tuple[str, str, Marks]] = []
        self._names: dict[str, str] = {}
        self._own: dict[str, frozenset[str]] = {}

    def add(self, telling: Telling) -> None:
        """Mark a report's text."""
        self._own[telling.report] = own_names(named(telling.entities))
        self._rows.append((telling.published or "9999", telling.report, marks_of(telling.text)))
        self._names[telling.report] = outlet_name(telling)

    def names(self) -> dict[str, str]:
        """Return id of a report → its outlet and date, in order of publication."""
        return {report: self._names[report] for _, report, _ in sorted(self._rows, key=lambda row: row[:2])}

    def copied(self) -> Iterator[Copied]:
        """Yield the pairs of copies, in order of publication; of many copies each with the first ones alone."""
        rows = sorted(self._rows, key=lambda row: row[:2])
        lengths = np.array([len(row[2]) for row in rows], np.int64)
        for a, b, common in _shared(rows):
            shorter, longer = sorted((int(lengths[a]), int(lengths[b])))
            if shorter < _LEAST_RUNS or common < _COPIED * shorter:
                continue
            first, later = rows[a][1], rows[b][1]
            if not strangers(self._own[first], self._own[later]):
                yield Copied(first, later, whole=common >= _WHOLE * longer)


def _shared(rows: Sequence[tuple[str, str, Marks]]) -> Iterator[tuple[int, int, int]]:
    """Yield pairs of texts with the number of runs that they share, by the index."""
    if not rows:
        return
    text = np.repeat(np.arange(len(rows)), [len(row[2]) for row in rows])
    run = np.concatenate([row[2] for row in rows])
    by_run = np.lexsort((text, run))
    text, run = text[by_run], run[by_run]
    begins = np.flatnonzero(np.concatenate(([True], run[1:] != run[:-1]))) if len(run) else np.empty(0, np.int64)
    first = np.repeat(begins, np.diff(np.append(begins, len(run))))
    keys = np.empty(0, np.int64)
    counts = np.empty(0, np.int64)
    for step in range(_LEADERS):
        leader = first + step
        behind = np.flatnonzero(leader < np.arange(len(run)))
        pairs = text[leader[behind]] * len(rows) + text[behind]
        found, number = np.unique(pairs, return_counts=True)
        keys, which = np.unique(np.concatenate((keys, found)), return_inverse=True)
        counts = np.bincount(which, np.concatenate((counts, number)), len(keys)).astype(np.int64)
    for key, count in zip(keys.tolist(), counts.tolist(), strict=True):
        yield key // len(rows), key % len(rows), count


def classes(copied: Sequence[Copied]) -> Joined[str]:
    """Return which reports are one text."""
    joined = Joined[str]()
    for pair in copied:
        if pair.whole:
            joined.join(pair.first, pair.later)
    return joined
