"""A pairs net without weights that answers by arithmetic, to try what surrounds the weights on any text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from tiny_net import tiny_tokenizer
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

from onrecord.nets.pair_pieces import ALIKE, UNKNOWN
from onrecord.nets.pairs import PairsNet
from onrecord.records import RELATION_KINDS, SLOTS

WIDTH = 8
_COMMON = ("said", "that", "he", "the", "and", "we", "so", "it", "is")


def pairs_tokenizer() -> Tokenizer:
    """Return a tokenizer whose numbers are where BERT's are: marks, digits and common words low, all else high."""
    listed = [piece for piece in tiny_tokenizer().get_vocab() if piece != "[UNK]"]
    ids = {piece: 3000 + number for number, piece in enumerate(sorted(listed))}
    ids |= {piece: 950 + number for number, piece in enumerate(piece for piece in ids if not piece[-1].isalpha())}
    ids |= {str(digit): 1014 + digit for digit in range(10)} | {f"##{digit}": 2900 + digit for digit in range(10)}
    ids |= {word: 2000 + number for number, word in enumerate(_COMMON)} | {"[UNK]": UNKNOWN}
    assert len(set(ids.values())) == len(ids)
    tokenizer = Tokenizer(WordPiece(ids, unk_token="[UNK]"))  # noqa: S106
    tokenizer.normalizer = BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = BertPreTokenizer()
    return tokenizer


EVIDENCE = 1 + 3 + 3 + ALIKE + 3 + 3 + 3 + 4
"""Numbers by which a pair is settled."""


class TinySession:
    """Answers by the pieces' numbers alone, or as it is told to.

    Attributes:
        told: Output → what to answer instead, without the axis of the batch.
        asked: Inputs of every run.
    """

    def __init__(self, told: Mapping[str, Any]) -> None:
        self.told = told
        self.asked: list[Mapping[str, Any]] = []

    def run(self, outputs: Sequence[str], inputs: Mapping[str, Any]) -> list[Any]:
        self.asked.append(inputs)
        ids = inputs["ids"][0].astype(np.float64)
        vector = np.sin(np.outer(np.arange(1, WIDTH + 1), ids)).mean(1)
        own = {
            "vector": vector / np.linalg.norm(vector),
            "related": np.sin(ids.sum()) * 4,
            "relation": np.sin(ids.sum() * np.array([2, 3, 5])) * 4,
            "slot": np.cos(ids.sum() * np.arange(1, len(SLOTS) + 1)),
            "origin": np.cos(ids.sum()),
            "answers": np.sin(ids.sum() * 7),
            "words": np.sin(np.outer(ids, [1, 2, 3])) * 5,
        } | dict(self.told)
        return [np.asarray(own[name], np.float32)[None] for name in outputs]


class TinyPairs(PairsNet):
    """The pairs net around a `TinySession`; it reads all pairs, unless `gate` and `likely` say otherwise."""

    def __init__(self, *, gate: Sequence[float] = (0,) * ALIKE + (9,), likely: float = 0.5, **told: Any) -> None:
        self.name = "tiny-v1-00000000"
        self.relations, self.slots, self.width, self.kin = RELATION_KINDS, SLOTS, WIDTH, 0.3
        self.thresholds = {"same": 0.5, "conflict": 0.5, "update": 0.5, "near": 0.2, "likely": likely}
        self._gate = np.array(gate, np.float32)
        self._settled = np.zeros((len(RELATION_KINDS), EVIDENCE + 1))  # the logit of the relation alone
        self._settled[:, 1 : 1 + len(RELATION_KINDS)] = np.eye(len(RELATION_KINDS))
        self._tokenizer = pairs_tokenizer()
        self._session = self.session = TinySession(told)
