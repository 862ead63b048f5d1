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

if TYPE_CHECKING:
    from onrecord.sentences import Passage

Floats = npt.NDArray[np.float32]
Bounds = tuple[int, int]

_NOTHING: Final[Floats] = np.zeros(ALIKE, np.float32)

PAIRS: Final = "pairs-v1"
_LIKELY = 0.5  # chance of a piece to be among the words that a relation rests on
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
        """Return what two passages have to do with each other: whether they are related at all, and then how.

        The net does not read what is unlikely to be related by how alike the two are: nothing holds then.
        """
        a, b = pair.a, pair.b
        told = alike(a, b, pair.near)
        if _sigmoid(told @ self._gate[:-1] + self._gate[-1]) < self.thresholds["likely"]:
            whole = _told(a, np.zeros(len(a.ids), np.float32)), _told(b, np.zeros(len(b.ids), np.float32))
            return Judged(dict.fromkeys(self.relations, 0.0), "", 0.0, 0.0, dict.fromkeys(self.relations, whole))
        related, relation, slot, origin, answers, words = self._run(list(_OUTPUTS), joined(a, b), pair.lapse, told)
        chances = _sigmoid(words)
        first, second = chances[1 : 1 + len(a.ids)], chances[2 + len(a.ids) : -1]
        return Judged(
            chances=dict(zip(self.relations, (_sigmoid(related) * _sigmoid(relation)).tolist(), strict=True)),
            slot=self.slots[int(slot.argmax())],
            shared=float(_sigmoid(origin)),
            answers=float(_sigmoid(answers)),
            words={name: (_told(a, first[:, k]), _told(b, second[:, k])) for k, name in enumerate(self.relations)},
        )

    def _run(self, outputs: list[str], row: Joined, lapse: int = 0, told: Floats = _NOTHING) -> list[Any]:
        inputs = {name: getattr(row, name).astype(np.int64)[None] for name in ("ids", "case", "part", "match")}
        found = self._session.run(outputs, inputs | {"lapse": np.array([lapse], np.int64), "alike": told[None]})
        return [output[0] for output in found]


def _told(side: Side, chances: Floats) -> Bounds:
    """Return the words from the first likely piece of a passage to the last, or the whole passage."""
    inside = side.part >= PART_PASSAGE
    likely = np.flatnonzero(inside & (chances >= _LIKELY))
    first, last = (likely[0], likely[-1]) if len(likely) else np.flatnonzero(inside)[[0, -1]]
    while first > 0 and inside[first - 1] and side.ends[first - 1] == side.starts[first]:  # whole words
        first -= 1
    while last + 1 < len(inside) and inside[last + 1] and side.starts[last + 1] == side.ends[last]:
        last += 1
    return int(side.starts[first]), int(side.ends[last])


def _sigmoid(logits: Any) -> Any:
    return 1 / (1 + np.exp(-np.asarray(logits, np.float64)))
