"""A net without weights that finds something everywhere, to try what surrounds the weights on any text."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

from onrecord.nets import AttributionNet
from onrecord.nets.attribution import Floats
from onrecord.nets.decode import AFTER, BEFORE
from onrecord.nets.pieces import Pieces
from onrecord.nets.windows import Window

_LETTERS = "abcdefghijklmnopqrstuvwxyzйцукенгшщзхъфывапролджэячсмитьбюक"
_WORDS = ("said", "that", "he", "the", "mayor", "and", "word", "we", "go", "bridge", "so")
_MARKS = "“”„«»‘’\"'.,:;!?-–—()"


def tiny_tokenizer() -> Tokenizer:
    """Return a tokenizer of the shipped one's kind whose pieces are letters: nearly every word is cut."""
    listed = ["[UNK]", *_LETTERS, *(f"##{letter}" for letter in _LETTERS), *_MARKS, *_WORDS]
    tokenizer = Tokenizer(WordPiece({piece: n for n, piece in enumerate(listed)}, unk_token="[UNK]"))  # noqa: S106
    tokenizer.normalizer = BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = BertPreTokenizer()
    return tokenizer


class TinyNet(AttributionNet):
    """Scores pieces by arithmetic on their ids: no meaning, and the same for the same window.

    `seen` is the length of the longest window that was encoded.
    """

    def __init__(self, *, size: int = 96, edge: int = 16, threshold: float = 0.2) -> None:
        self.name = "tiny-v1-00000000"
        self.size = size
        self.edge = edge
        self.threshold = threshold
        self.seen = 0
        self._tokenizer = tiny_tokenizer()

    def encode(self, pieces: Pieces, window: Window) -> tuple[Floats, Floats, Floats]:
        self.seen = max(self.seen, window.last - window.first)
        ids = pieces.ids[window.first : window.last].astype(np.float32)
        states = np.stack([np.sin(ids * k) for k in (1, 2, 3, 5)], axis=1).astype(np.float32)
        return states, states * 2, np.cos(ids * 7) * 4 - 2

    def _link(self, states: Floats, projected: Floats, anchors: npt.NDArray[np.int64]) -> dict[str, Floats]:
        around = anchors[:, None] + np.arange(-BEFORE, AFTER)[None]
        there = (around >= 0) & (around < len(states))
        phase = states[anchors].sum(-1)[:, None] + around // 9 + (projected[np.where(there, around, 0), 0] > 1.9)
        tags = np.sin(phase[..., None] + np.arange(6) * 1.7).astype(np.float32)
        tags[~there] = np.nan
        return {"tags": tags, "verify": states[anchors, 0] + 1}
