"""A net without weights that finds something everywhere, to try what surrounds the weights on any text."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

from onrecord.nets import ReaderNet
from onrecord.nets.decode import AFTER, BEFORE
from onrecord.nets.hints import hint_labels
from onrecord.nets.pieces import Pieces
from onrecord.nets.reader import Bools, Floats, Ints
from onrecord.nets.settings import Linking, ReaderSettings, Tagging
from onrecord.nets.windows import Window
from onrecord.records import ACTS, CERTAINTIES, EVENT_ROLES, FACTUALITIES, POLARITIES, QUESTION_KINDS, TIME_TYPES
from onrecord.vocabulary.elements import element_codes
from onrecord.vocabulary.events import event_types

_LETTERS = "abcdefghijklmnopqrstuvwxyzйцукенгшщзхъфывапролджэячсмитьбюк"
_WORDS = ("said", "that", "he", "the", "mayor", "and", "word", "we", "go", "bridge", "so", "arrested", "it", "is")
_MARKS = "“”„«»‘’\"'.,:;!?-–—()"

TAGGINGS = {
    "names": Tagging(labels=("PER", "ORG", "GPE", "LOC", "NORP"), scheme="bio"),
    "times": Tagging(labels=TIME_TYPES, scheme="bio"),
    "questions": Tagging(labels=QUESTION_KINDS, scheme="bio"),
    "triggers": Tagging(labels=tuple(event_types()), scheme="anchor"),
    "elements": Tagging(labels=tuple(element_codes()), scheme="any"),
}
UPPER = ("triggers", "elements")
LINKINGS = {
    "claims": Linking(
        tags=("none", "source", "cue", "content", "relay", "channel"),
        before=BEFORE,
        after=AFTER,
        judged={"act": ACTS, "certainty": CERTAINTIES, "polarity": POLARITIES},
    ),
    "events": Linking(
        tags=("none", "trigger", *EVENT_ROLES),
        before=12,
        after=16,
        judged={"factuality": FACTUALITIES, "type": ("", *event_types())},
    ),
}


def tiny_tokenizer() -> Tokenizer:
    """Return a tokenizer of the shipped one's kind whose pieces are letters: nearly every word is cut."""
    listed = ["[UNK]", *_LETTERS, *(f"##{letter}" for letter in _LETTERS), *_MARKS, *_WORDS]
    tokenizer = Tokenizer(WordPiece({piece: n for n, piece in enumerate(listed)}, unk_token="[UNK]"))  # noqa: S106
    tokenizer.normalizer = BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = BertPreTokenizer()
    return tokenizer


class TinyReader(ReaderNet):
    """Scores pieces by arithmetic on their ids and hints: no meaning, and the same for the same window.

    `longest` is the length of the longest window that was encoded.
    """

    def __init__(
        self,
        *,
        size: int = 96,
        edge: int = 16,
        claims: float = 0.2,
        events: float = 0.1,
        elements: float = 0.9,
    ) -> None:
        self.name = "tiny-v1-00000000"
        self.settings = ReaderSettings(
            window=size,
            edge=edge,
            thresholds={"claims": claims, "events": events, "elements": elements, "questions": 0.5},
            hints=hint_labels(),
            taggings=TAGGINGS,
            upper=UPPER,
            linkings=LINKINGS,
        )
        self.longest = 0
        self._tokenizer = tiny_tokenizer()

    def encode(self, pieces: Pieces, hints: Bools, window: Window) -> tuple[Floats, Floats, Floats, Floats, Floats]:
        self.longest = max(self.longest, window.last - window.first)
        own = slice(window.first, window.last)
        ids = pieces.ids[own].astype(np.float32) + hints[own].sum(-1, dtype=np.float32)
        states = np.stack([np.sin(ids * k) for k in (1, 2, 3, 5)], axis=1).astype(np.float32)
        tags = _tags(ids, [tagging for name, tagging in TAGGINGS.items() if name not in UPPER])
        return states, states * 2, np.cos(ids * 7) * 4 - 2, tags, ids[:, None]

    def deepen(self, middle: Floats) -> tuple[Floats, Floats, Floats]:
        states = np.stack([np.sin(middle[:, 0] * k) for k in (1, 2, 3, 5)], axis=1).astype(np.float32)
        return states, states * 2, _tags(middle[:, 0], [TAGGINGS[name] for name in UPPER])

    def link(self, kind: str, projected: Floats, anchored: Floats, around: Ints) -> dict[str, Floats]:
        linking = LINKINGS[kind]
        phase = anchored.sum(-1)[:, None] + np.arange(around.shape[1]) // 9 + (projected[around, 0] > 1.9)
        tags = np.sin(phase[..., None] + np.arange(len(linking.tags)) * 1.7).astype(np.float32)
        scores = {"tags": tags, "verify": anchored[:, 0] + 1}
        for number, (name, values) in enumerate(linking.judged.items()):
            scores[name] = np.sin(anchored[:, [number]] * np.arange(1, len(values) + 1) * 9).astype(np.float32) * 4
        return scores


def _tags(ids: Floats, taggings: Sequence[Tagging]) -> Floats:
    columns = np.arange(sum(tagging.width for tagging in taggings), dtype=np.float32)
    tags: Floats = np.sin(ids[:, None] * (1 + columns % 7) + columns * 1.7).astype(np.float32) * 5
    return tags
