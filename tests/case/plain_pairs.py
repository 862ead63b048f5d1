"""A stand-in for the net that compares: passages that share half of their words say the same.

Where they differ in a figure they conflict, and "answered" is news of what was not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.engines.work import Work
from onrecord.nets.pair_pieces import SidePair
from onrecord.nets.pairs import Judged
from onrecord.records import Comparable, Extraction, content_id
from onrecord.sentences import Passage
from onrecord.weigh.comparable import comparable

NAME = "plain-pairs-1"


@dataclass(frozen=True)
class Words:
    """A passage as the stand-in reads it."""

    start: int
    end: int
    words: tuple[str, ...]

    def figures(self) -> set[str]:
        return {word for word in self.words if word.isdigit()}


class PlainPairs:
    """Judges by words alone."""

    name = NAME
    thresholds = {"same": 0.5, "conflict": 0.5, "update": 0.5, "near": 0.3, "kin": 0.0}  # noqa: RUF012
    kin = 0.0
    width = 32

    def side(self, text: str, passage: Passage) -> Words:
        return Words(passage.start, passage.end, tuple(re.findall(r"\w+", text[passage.start : passage.end].lower())))

    def vectors(self, sides: Sequence[Words]) -> np.ndarray:
        found = np.zeros((len(sides), self.width), np.float32)
        for row, side in enumerate(sides):
            for word in side.words:
                found[row, int(content_id("word", word)[-4:], 16) % self.width] += 1
            found[row] /= max(1e-9, float(np.linalg.norm(found[row])))
        return found

    def judge_all(self, pairs: Iterable[SidePair]) -> Iterator[Judged]:
        return (_judge(pair.a, pair.b) for pair in pairs)


def _judge(a: Words, b: Words) -> Judged:
    shared = len({*a.words} & {*b.words}) / max(1, len({*a.words} | {*b.words}))
    news = "answered" in b.words and "answer" in a.words
    differs = bool(a.figures()) and bool(b.figures()) and a.figures() != b.figures()
    chances = {"same": shared * (not differs), "conflict": shared * differs, "update": float(news)}
    places = ((a.start, a.end), (b.start, b.end))
    return Judged(chances, "number", shared=0.0, answers=float(news), words=dict.fromkeys(chances, places))


def load_pairs(threads: int = 1) -> PlainPairs:
    return PlainPairs()


def load_preparer(threads: int) -> Work[Extraction, Comparable]:
    return lambda extractions: [_prepare(extraction) for extraction in extractions]


def _prepare(extraction: Extraction) -> Comparable:
    if extraction.report.text.startswith("cough"):
        raise RuntimeError("the net is sick")
    return comparable(extraction, PlainPairs())


def load_judge(threads: int) -> Work[SidePair, Judged]:
    return lambda pairs: list(PlainPairs().judge_all(pairs))


def compared_by() -> str:
    return NAME


COMPARING = {
    "load_preparer": load_preparer,
    "load_judge": load_judge,
    "load_pairs": load_pairs,
    "compared_by": compared_by,
}
"""What of the stages compares."""
