"""What the reader net sees in a text: plain data, with places in code points."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from onrecord.nets.decode import Attributed, Bounds, trimmed
from onrecord.nets.pieces import GAP_PARAGRAPH, Pieces

Floats = npt.NDArray[np.float32]
_BRIDGED = 3  # words of a clause that the net may pass over


@dataclass(frozen=True, slots=True, kw_only=True)
class Tagged:
    """A span with its label and how sure the net is of it, in [0, 1]."""

    start: int
    end: int
    label: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """An event as the net sees it.

    Attributes:
        anchor: Index of the trigger's piece.
        type: Its likeliest type.
        trigger: The words that tell it.
        roles: Role → spans, in the order of the text.
        factuality: The likeliest of FactBank's values.
        score: How sure the net is of the event and its type, in [0, 1].
    """

    anchor: int
    type: str
    trigger: Bounds
    roles: tuple[tuple[str, Bounds], ...]
    factuality: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Everything the net sees in one text, each list in the order of the text."""

    claims: tuple[Attributed, ...] = ()
    events: tuple[Happening, ...] = ()
    names: tuple[Tagged, ...] = ()
    times: tuple[Tagged, ...] = ()
    questions: tuple[Tagged, ...] = ()
    elements: tuple[Tagged, ...] = ()


def tagged_spans(text: str, pieces: Pieces, scores: Floats, labels: tuple[str, ...]) -> tuple[Tagged, ...]:
    """Return the spans that tags of pieces make.

    Args:
        text: The report's text.
        pieces: Its pieces.
        scores: Logits of the shape (pieces, 1 + 2 labels): none, then first piece and further piece of each label.
        labels: The labels.
    """
    chances = _softmax(scores)
    per_label = chances[:, 1::2] + chances[:, 2::2]
    best = per_label.argmax(-1)
    inside = per_label.max(-1) > chances[:, 0]
    found: list[Tagged] = []
    for first, last in _words(pieces):
        # a word is in a span as a whole, as its first piece says
        inside[first:last] = inside[first]
        best[first:last] = best[first]
    start = 0
    while start < len(pieces):
        if not inside[start]:
            start += 1
            continue
        end = start + 1
        label = best[start]
        while end < len(pieces) and inside[end] and best[end] == label and not _opens(chances, pieces, end, label):
            end += 1
        bounds = trimmed(text, int(pieces.starts[start]), int(pieces.ends[end - 1]))
        if bounds:
            score = float(per_label[start:end, label].mean())
            found.append(Tagged(start=bounds[0], end=bounds[1], label=labels[label], score=score))
        start = end
    return tuple(found)


def joined_spans(
    text: str, pieces: Pieces, scores: Floats, labels: tuple[str, ...], threshold: float
) -> tuple[Tagged, ...]:
    """Return the spans of tags whose label belongs to a whole clause: words that have any of them, then the likeliest.

    Args:
        text: The report's text.
        pieces: Its pieces.
        scores: Logits of the shape (pieces, 1 + 2 labels), as `tagged_spans` takes them.
        labels: The labels.
        threshold: Least chance that a word is in a span; `_BRIDGED` words that are not do not part it.
    """
    chances = _softmax(scores)
    per_label = chances[:, 1::2] + chances[:, 2::2]
    found: list[Tagged] = []
    run: list[Bounds] = []
    skipped = 0
    for first, last in [*_words(pieces), (len(pieces), len(pieces))]:
        inside = first < last and 1 - chances[first, 0] >= threshold
        parted = first == last or pieces.gap[first] == GAP_PARAGRAPH
        skipped = 0 if inside else skipped + 1
        if run and (parted or skipped > _BRIDGED):
            found += _joined(text, pieces, per_label, run, labels)
            run = []
        if inside:
            run.append((first, last))
    return tuple(found)


def _joined(
    text: str, pieces: Pieces, per_label: Floats, run: list[Bounds], labels: tuple[str, ...]
) -> Iterator[Tagged]:
    start, end = run[0][0], run[-1][1]
    mean = np.concatenate([per_label[first:last] for first, last in run]).mean(0)
    bounds = trimmed(text, int(pieces.starts[start]), int(pieces.ends[end - 1]))
    if bounds:
        best = int(mean.argmax())
        yield Tagged(start=bounds[0], end=bounds[1], label=labels[best], score=float(mean.sum()))


def _opens(chances: Floats, pieces: Pieces, at: int, label: int) -> bool:
    """Whether a new span of the same label begins at a piece: a first tag, or a new paragraph."""
    if pieces.word[at] == pieces.word[at - 1]:
        return False
    return bool(pieces.gap[at] == GAP_PARAGRAPH or chances[at, 1 + 2 * label] > chances[at, 2 + 2 * label])


def _words(pieces: Pieces) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(pieces.word, prepend=-2))
    return list(pairwise([*edges.tolist(), len(pieces)]))


def _softmax(scores: Floats) -> Floats:
    shifted = np.exp(scores - scores.max(-1, keepdims=True))
    chances: Floats = shifted / shifted.sum(-1, keepdims=True)
    return chances


def marked_spans(
    text: str, pieces: Pieces, scores: Floats, labels: tuple[str, ...], threshold: float
) -> tuple[Tagged, ...]:
    """Return the spans of labels of which a piece can have any number.

    Args:
        text: The report's text.
        pieces: Its pieces.
        scores: Logits of the shape (pieces, labels).
        labels: The labels.
        threshold: Least chance of a piece; a span takes in neighbours of half that.
    """
    chances = 1 / (1 + np.exp(-scores))
    found: list[Tagged] = []
    for label in np.flatnonzero((chances >= threshold).any(0)):
        inside = chances[:, label] >= threshold / 2
        edges = np.flatnonzero(np.diff(inside, prepend=False, append=False))
        for start, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
            score = float(chances[start:end, label].max())
            bounds = trimmed(text, int(pieces.starts[start]), int(pieces.ends[end - 1]))
            if bounds and score >= threshold:
                found.append(Tagged(start=bounds[0], end=bounds[1], label=labels[label], score=score))
    return tuple(sorted(found, key=lambda t: (t.start, t.end)))
