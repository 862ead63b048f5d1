"""The pairs net: passages as vectors, and what two of them have to do with each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from onrecord.nets.card import read_card
from onrecord.nets.pair_pieces import ALIKE, PART_PASSAGE, Joined, Side, SidePair, alike, cut_side, joined, single
from onrecord.nets.session import open_session, open_tokenizer
from onrecord.nets.settling import Floats as Evidence
from onrecord.nets.settling import evidence, settled

if TYPE_CHECKING:
    from onrecord.sentences import Passage

Floats = npt.NDArray[np.float32]
Bounds = tuple[int, int]

_NOTHING: Final[Floats] = np.zeros(ALIKE, np.float32)

PAIRS: Final = "pairs-v1"
_LIKELY = 0.5  # chance of a piece to be among the words that a relation rests on
_FEW = 3  # words: fewer tell nothing by themselves ("25", "of")
_OUTPUTS = ("related", "relation", "slot", "origin", "answers", "words")


@dataclass(frozen=True, slots=True)
class Judged:
    """What the net says of two passages.

    Attributes:
        chances: Relation → chance that it holds, in [0, 1]; several may.
        slot: In what they conflict, if they do.
        shared: Chance that both rest on one origin.
        answers: Chance that the second answers what the first leaves open.
        words: Relation → the words of the first and of the second passage that it rests on, in code points.
    """

    chances: dict[str, float]
    slot: str
    shared: float
    answers: float
    words: dict[str, tuple[Bounds, Bounds]]


@dataclass(frozen=True, slots=True)
class Read:
    """What the net says of two passages, before it is settled.

    Attributes:
        evidence: What it is settled by: see `onrecord.nets.settling.evidence`.
        slot: Number of the slot in which they conflict, if they do.
        shared: Chance that both rest on one origin.
        answers: Chance that the second answers what the first leaves open.
        words: For each of the two, chance of its pieces to be among the words that a relation rests on
            (pieces, relations).
    """

    evidence: Evidence
    slot: int
    shared: float
    answers: float
    words: tuple[Floats, Floats]


class PairsNet:
    """Runs the pairs net, one passage or pair at a time.

    Attributes:
        name: Its version.
        relations: What it judges.
        slots: In what two passages can conflict.
        thresholds: Least score of each relation, and of what is judged the least cosine ("near"), kinship ("kin") and
            chance to be related by what is seen at a glance ("likely").
        width: Of the vectors.
        kin: What the log-odds of the reports' kinship count beside those of a relation.

    The int8 net scales its activations by what is in a run: by itself, a pair is judged the same
    whatever else is in the case.
    """

    def __init__(self, name: str = PAIRS, *, threads: int = 1, folder: Path | None = None) -> None:
        card = read_card(name, folder)
        self.name = card.version
        self.relations: tuple[str, ...] = tuple(card.settings["relations"])
        self.slots: tuple[str, ...] = tuple(card.settings["slots"])
        self.thresholds: Mapping[str, float] = dict(card.settings["thresholds"])
        self.width: int = int(card.settings["vector"])
        self.kin: float = float(card.settings["kin"])
        self._gate = np.array(card.settings["gate"], np.float32)
        self._settled = np.array(card.settings["settled"], np.float64)
        self._tokenizer = open_tokenizer(card.folder / "tokenizer.json")
        self._session = open_session(card.folder / "pairs.onnx", threads)

    def side(self, text: str, passage: Passage) -> Side:
        """Return a passage of a text as the net reads it."""
        return cut_side(text, passage.start, passage.end, self._tokenizer)

    def vectors(self, sides: Sequence[Side]) -> Floats:
        """Return a unit vector for each passage (passages, width); like passages have like vectors."""
        found = np.zeros((len(sides), self.width), np.float32)
        for row, side in enumerate(sides):
            (found[row],) = self._run(["vector"], single(side))
        return found

    def judge_all(self, pairs: Iterable[SidePair]) -> Iterator[Judged]:
        """Yield what `judge` returns for each two passages."""
        return map(self.judge, pairs)

    def judge(self, pair: SidePair) -> Judged:
        """Return what two passages have to do with each other; nothing, where `read` turns them away."""
        found, sides = self.read(pair), (pair.a, pair.b)
        if found is None:
            whole = _whole(pair.a), _whole(pair.b)
            return Judged(dict.fromkeys(self.relations, 0.0), "", 0.0, 0.0, dict.fromkeys(self.relations, whole))
        chances = settled(found.evidence, self._settled).tolist()
        told = [[_told(side, words[:, k]) for side, words in zip(sides, found.words, strict=True)] for k in range(3)]
        return Judged(
            chances=dict(zip(self.relations, chances, strict=True)),
            slot=self.slots[found.slot],
            shared=found.shared,
            answers=found.answers,
            words={name: (a, b) for name, (a, b) in zip(self.relations, told, strict=True)},
        )

    def read(self, pair: SidePair) -> Read | None:
        """Return what the net says of two passages, or None where they are too unlike to be read."""
        a, b = pair.a, pair.b
        told = alike(a, b, pair.near)
        if _sigmoid(told @ self._gate[:-1] + self._gate[-1]) < self.thresholds["likely"]:
            return None
        related, relation, slot, origin, answers, words = self._run(list(_OUTPUTS), joined(a, b), pair.lapse, told)
        chances = _sigmoid(words)
        others = (float(slot.max()), float(origin), float(answers))
        return Read(
            evidence=evidence(float(related), relation, others, told, pair.lapse, pair.rivals),
            slot=int(slot.argmax()),
            shared=float(_sigmoid(origin)),
            answers=float(_sigmoid(answers)),
            words=(chances[1 : 1 + len(a.ids)], chances[2 + len(a.ids) : -1]),
        )

    def _run(self, outputs: list[str], row: Joined, lapse: int = 0, told: Floats = _NOTHING) -> list[Any]:
        inputs = {name: getattr(row, name).astype(np.int64)[None] for name in ("ids", "case", "part", "match")}
        found = self._session.run(outputs, inputs | {"lapse": np.array([lapse], np.int64), "alike": told[None]})
        return [output[0] for output in found]


def _whole(side: Side) -> Bounds:
    inside = np.flatnonzero(side.part >= PART_PASSAGE)
    return int(side.starts[inside[0]]), int(side.ends[inside[-1]])


def _told(side: Side, chances: Floats) -> Bounds:
    """Return the words from the first likely piece of a passage to the last; where they are few, the whole passage."""
    inside = side.part >= PART_PASSAGE
    likely = np.flatnonzero(inside & (chances >= _LIKELY))
    if not len(likely):
        return _whole(side)
    first, last = likely[0], likely[-1]
    while first > 0 and inside[first - 1] and side.ends[first - 1] == side.starts[first]:  # whole words
        first -= 1
    while last + 1 < len(inside) and inside[last + 1] and side.starts[last + 1] == side.ends[last]:
        last += 1
    gaps = int((side.starts[first + 1 : last + 1] > side.ends[first:last]).sum())
    return (int(side.starts[first]), int(side.ends[last])) if gaps + 1 >= _FEW else _whole(side)


def _sigmoid(logits: Any) -> Any:
    return 1 / (1 + np.exp(-np.asarray(logits, np.float64)))
