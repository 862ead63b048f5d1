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
Ints = npt.NDArray[np.int64]
_PASSED = 2  # words of a passage that speak to an element less than those around them


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


def tagged_spans(
    text: str, pieces: Pieces, scores: Floats, labels: tuple[str, ...], *, threshold: float = 0.5, bridged: int = 0
) -> tuple[Tagged, ...]:
    """Return the spans that tags of pieces make: words that are in any span, with the label likeliest for all of them.

    Args:
        text: The report's text.
        pieces: Its pieces; a word is in a span as a whole, as its first piece says.
        scores: Logits of the shape (pieces, 1 + 2 labels): none, then first piece and further piece of each label.
        labels: The labels.
        threshold: Least chance that a word is in a span.
        bridged: Words that are in none and part a span nevertheless not; spans of which two can touch have 0.
    """
    chances = _softmax(scores)
    first, further = chances[:, 1::2], chances[:, 2::2]
    either = first + further
    inside = 1 - chances[:, 0] >= threshold
    opens = first.sum(-1) > further.sum(-1)
    found: list[Tagged] = []
    run: list[int] = []
    end = 0
    for start, stop in _words(pieces):
        parted = pieces.gap[start] == GAP_PARAGRAPH or (opens[start] and inside[start] and not bridged)
        if run and (parted or (not inside[start] and _words_between(pieces, end, start) >= bridged)):
            found += _joined(text, pieces, either, run, end, labels)
            run = []
        if inside[start]:
            run.append(start)
            end = stop
    return (*found, *_joined(text, pieces, either, run, end, labels))


def _words_between(pieces: Pieces, end: int, start: int) -> int:
    return len(np.unique(pieces.word[end:start]))


def _joined(
    text: str, pieces: Pieces, per_label: Floats, run: list[int], end: int, labels: tuple[str, ...]
) -> Iterator[Tagged]:
    bounds = trimmed(text, int(pieces.starts[run[0]]), int(pieces.ends[end - 1])) if run else None
    if bounds:
        mean = per_label[run].mean(0)
        best = int(mean.argmax())
        yield Tagged(start=bounds[0], end=bounds[1], label=labels[best], score=float(mean[best]))


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
    chances: Floats = np.asarray(1 / (1 + np.exp(-scores)), dtype=np.float32)
    words = _words(pieces)
    starts: Ints = np.asarray([start for start, _ in words], dtype=np.int64)
    of_words: Floats = np.maximum.reduceat(chances, starts, axis=0) if len(words) else chances
    found: list[Tagged] = []
    for label in np.flatnonzero((chances >= threshold).any(0)):
        for first, last in _runs(of_words[:, label], starts, pieces, threshold):
            bounds = trimmed(text, int(pieces.starts[words[first][0]]), int(pieces.ends[words[last - 1][1] - 1]))
            score = float(of_words[first:last, label].max())
            if bounds:
                found.append(Tagged(start=bounds[0], end=bounds[1], label=labels[label], score=score))
    return tuple(sorted(found, key=lambda t: (t.start, t.end)))


def _runs(chances: Floats, starts: Ints, pieces: Pieces, threshold: float) -> Iterator[Bounds]:
    """Yield first and last of the runs of words of half the threshold that hold one of the whole.

    A run goes on over `_PASSED` words of less, but not over the end of a paragraph.
    """
    near = np.flatnonzero(chances >= threshold / 2)
    paragraph = pieces.gap[starts] == GAP_PARAGRAPH
    parted = [
        k + 1
        for k, (one, other) in enumerate(pairwise(near.tolist()))
        if other - one > _PASSED + 1 or paragraph[one + 1 : other + 1].any()
    ]
    for run in np.split(near, parted):
        if len(run) and chances[run].max() >= threshold:
            yield int(run[0]), int(run[-1]) + 1
