"""Articles cut into windows of pieces, with the targets of everything that is labelled in them."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from training.articles import IGNORED, Anchored, AnchorWords, Article
from training.tasks import LINKINGS, TAGGINGS, Linking

Ints = npt.NDArray[np.int64]
INPUTS = ("ids", "case", "gap", "quote")
MASK = 103  # "[MASK]" of BERT's vocabulary
# the later ones win where spans overlap
_ORDER = {"claims": ("content", "channel", "relay", "source", "cue")}


@dataclass
class Linked:
    """The anchors of one linking in a window.

    Attributes:
        anchors: Index of each anchor in the window, (anchors,).
        tags: Tag of each piece around each anchor, (anchors, before + after); IGNORED outside the window.
        judged: (anchors, judgements), IGNORED where a judgement is not labelled.
    """

    anchors: Ints
    tags: Ints
    judged: Ints


@dataclass
class Window:
    """A stretch of pieces, `first` to `last`, with its labels.

    Attributes:
        scored: 1 where the losses of pieces count (pieces at a cut edge do not know their surroundings).
        linked: Linking → its anchors.
        tagged: Tagging → (pieces,) labels, or (pieces, labels) of 0 and 1 where any number can hold.
    """

    article: Article
    first: int
    last: int
    scored: npt.NDArray[np.float32]
    linked: dict[str, Linked]
    tagged: dict[str, Ints]


def around(anchor: int, length: int, linking: Linking) -> Ints:
    """Return the index of the piece at each place around an anchor, -1 outside the window of `length` pieces."""
    places = np.arange(anchor - linking.before, anchor + linking.after)
    return np.where((places >= 0) & (places < length), places, -1)


def windows(article: Article, words: AnchorWords, size: int, edge: int, rng: random.Random) -> Iterator[Window]:
    """Cut an article into overlapping windows, from an offset that differs each time, with one labelling drawn."""
    links = {
        name: list(_piece_tags(article, words, LINKINGS[name], rng.choice(labellings)))
        for name, labellings in article.links.items()
    }
    tagged = piece_labels(article)
    total = len(article.pieces)
    first = 0 if total <= size else -rng.randrange(size // 2)
    while first < total:
        start, last = max(first, 0), min(first + size, total)
        scored = np.ones(last - start, dtype=np.float32)
        if start > 0:
            scored[:edge] = 0
        if last < total:
            scored[-edge:] = 0
        linked = {name: _linked(rows, start, scored, LINKINGS[name]) for name, rows in links.items()}
        yield Window(article, start, last, scored, linked, {name: rows[start:last] for name, rows in tagged.items()})
        if last == total:
            return
        first += size - edge


def piece_labels(article: Article) -> dict[str, Ints]:
    """Return the label of every piece for each tagging that the article has."""
    out = {}
    for tagging in TAGGINGS:
        if tagging.name not in article.tagged:
            continue
        shape = (len(article.pieces), tagging.width) if tagging.scheme == "any" else (len(article.pieces),)
        labels = np.zeros(shape, dtype=np.int64)
        for start, end, label in article.tagged[tagging.name]:
            inside = np.flatnonzero(_inside(article, start, end))
            if not len(inside):
                continue
            if tagging.scheme == "any":
                labels[inside, label] = 1
            elif tagging.scheme == "anchor":
                labels[inside[0]] = 1 + label
            else:
                labels[inside] = 2 + 2 * label
                labels[inside[0]] = 1 + 2 * label
        out[tagging.name] = labels
    return out


def _inside(article: Article, start: int, end: int) -> npt.NDArray[np.bool_]:
    middle = (article.pieces.starts + article.pieces.ends) / 2
    return (middle > start) & (middle < end)


def _piece_tags(
    article: Article, words: AnchorWords, linking: Linking, labelling: Sequence[Anchored]
) -> Iterator[tuple[int, Ints, tuple[int, ...]]]:
    """Yield for each anchor the index of its piece, the tag of every piece of the article, and the judgements."""
    starts = article.pieces.starts
    for anchored in labelling:
        at = words.anchor(article.text, anchored)
        if at is None:
            continue
        tags = np.zeros(len(starts), dtype=np.int64)
        for tag in _ORDER.get(linking.name, linking.tags[1:]):
            for start, end in anchored.spans.get(tag, ()):
                tags[_inside(article, start, end)] = linking.tags.index(tag)
        yield int(np.searchsorted(starts, at + 1) - 1), tags, anchored.judged


def _linked(
    rows: Sequence[tuple[int, Ints, tuple[int, ...]]], first: int, scored: npt.NDArray[np.float32], linking: Linking
) -> Linked:
    length = len(scored)
    anchors, tags, judged = [], [], []
    for anchor, piece_tags, judgements in rows:
        if first <= anchor < first + length and scored[anchor - first]:
            places = around(anchor - first, length, linking)
            anchors.append(anchor - first)
            tags.append(np.where(places >= 0, piece_tags[np.clip(places + first, 0, len(piece_tags) - 1)], IGNORED))
            judged.append(judgements)
    return Linked(
        np.asarray(anchors, dtype=np.int64),
        np.asarray(tags, dtype=np.int64).reshape(-1, linking.before + linking.after),
        np.asarray(judged, dtype=np.int64).reshape(-1, len(linking.judged)),
    )


@dataclass(frozen=True)
class Hiding:
    """Takes words and hints away, so that the net learns to tell by what is left.

    Attributes:
        words: Share of words that are masked.
        triggers: Share of the words where an event is anchored that are masked.
        hints: Share of windows without any hint, and of words that lose theirs.
    """

    rng: random.Random
    words: float
    triggers: float
    hints: float

    def __call__(self, window: Window, ids: Ints, hints: npt.NDArray[np.float32]) -> None:
        """Change the ids (pieces,) and the hints (pieces, labels) of a window in place."""
        words = window.article.pieces.word[window.first : window.last]
        anchored = set(words[window.linked["events"].anchors].tolist()) if "events" in window.linked else set()
        draw = {
            word: self.rng.random() < (self.triggers if word in anchored else self.words)
            for word in dict.fromkeys(words.tolist())
        }
        ids[[draw[word] for word in words.tolist()]] = MASK
        if self.rng.random() < self.hints:
            hints[:] = 0
            return
        lost = {word: self.rng.random() < self.hints for word in draw}
        hints[[lost[word] for word in words.tolist()]] = 0


@dataclass
class Batch:
    """Windows of one corpus as tensors; pieces of all windows are numbered one after another, `length` apart.

    Attributes:
        scored: (windows, pieces), 0 for padding and at cut edges.
        tagged: Tagging → its labels, padded with IGNORED.
    """

    inputs: tuple[Tensor, ...]
    scored: Tensor
    tagged: dict[str, Tensor]
    windows: Sequence[Window]

    @property
    def length(self) -> int:
        """Pieces per window, padding included."""
        return self.inputs[0].shape[1]


def collate(batch: Sequence[Window], device: torch.device, hide: Hiding | None = None) -> Batch:
    """Pad windows to one length; `hide` takes words and hints away, as one does in training."""
    length = max(w.last - w.first for w in batch)
    arrays = {name: np.zeros((len(batch), length), dtype=np.int64) for name in INPUTS}
    hints = np.zeros((len(batch), length, batch[0].article.hints.shape[1]), dtype=np.float32)
    scored = np.zeros((len(batch), length), dtype=np.float32)
    names = set.intersection(*(set(w.tagged) for w in batch))
    tagged = {
        name: np.full((len(batch), length, *batch[0].tagged[name].shape[1:]), IGNORED, dtype=np.int64) for name in names
    }
    for row, window in enumerate(batch):
        width = window.last - window.first
        for name, array in arrays.items():
            array[row, :width] = getattr(window.article.pieces, name)[window.first : window.last]
        hints[row, :width] = window.article.hints[window.first : window.last]
        if hide:
            hide(window, arrays["ids"][row, :width], hints[row, :width])
        scored[row, :width] = window.scored
        for name in names:
            tagged[name][row, :width] = window.tagged[name]
    return Batch(
        (*(torch.from_numpy(arrays[name]).to(device) for name in INPUTS), torch.from_numpy(hints).to(device)),
        torch.from_numpy(scored).to(device),
        {name: torch.from_numpy(labels).to(device) for name, labels in tagged.items()},
        batch,
    )
