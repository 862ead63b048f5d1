"""From the linker's tags around an anchor to the spans of an attribution."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt

from onrecord.nets.pieces import GAP_PARAGRAPH, Pieces

NONE, SOURCE, CUE, CONTENT, RELAY, CHANNEL = range(6)
# Pieces around an anchor that the linker looks at; of PolNeAR's attributions, 99 % lie within 55 before and 76 after.
BEFORE: Final = 48
AFTER: Final = 96

# What a change between content and none must gain in score (logits); of 0, 1, 2 and 3 the best on the labelled articles
# of PolNeAR's dev split: exact contents rise by one point there and by three on reports of our kind.
CHANGE: Final = 1.0

Floats = npt.NDArray[np.float32]
Bounds = tuple[int, int]

# opening and closing marks and spaces that never belong to the edge of a span
_EDGE: Final = frozenset(" \t\n\r\u00a0\"'“”„‟«»‘’‚`´,;:–—-…·•*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attributed:
    """An attribution as the net sees it; spans are (start, end) in code points, in order.

    `score` is the product of the chances that the anchor is one and that the whole is an attribution;
    act, certainty and polarity are the likeliest ones.
    """

    anchor: int
    source: tuple[Bounds, ...]
    cue: tuple[Bounds, ...]
    content: tuple[Bounds, ...]
    relay: tuple[Bounds, ...]
    channel: tuple[Bounds, ...]
    score: float
    act: str = "state"
    certainty: str = "certain"
    polarity: str = "positive"


def decode(text: str, pieces: Pieces, anchor: int, tags: Floats, score: float) -> Attributed:
    """Return the attribution around an anchor from the linker's tag scores; see `decode_spans` for their shape."""
    spans = decode_spans(text, pieces, anchor, tags)
    return Attributed(
        anchor=anchor,
        source=spans[SOURCE],
        cue=spans[CUE],
        content=spans[CONTENT],
        relay=spans[RELAY],
        channel=spans[CHANNEL],
        score=score,
    )


def decode_spans(text: str, pieces: Pieces, anchor: int, scores: Floats) -> dict[int, tuple[Bounds, ...]]:
    """Return the spans of each tag around an anchor.

    Args:
        text: The report's text.
        pieces: Its pieces.
        anchor: Index of the anchor's piece.
        scores: Tag scores (logits) of the shape (BEFORE + AFTER, tags) for the pieces from `anchor - BEFORE`;
            rows outside the window have a NaN.
    """
    first = anchor - BEFORE
    known = np.flatnonzero(~np.isnan(scores[:, 0]))
    tags = np.full(len(scores), NONE, dtype=np.int64)
    tags[known] = scores[known].argmax(-1)
    _settle(tags, scores, pieces, first)
    _heal(tags, pieces, first)
    _unite(tags, scores)
    runs = _runs(tags)
    spans: dict[int, list[Bounds]] = {tag: [] for tag in range(1, 6)}
    for tag, start, end in runs:
        spans[tag].append((start, end))
    if len(spans[SOURCE]) > 1:
        spans[SOURCE] = [max(spans[SOURCE], key=lambda run: float(_margin(scores, SOURCE)[run[0] : run[1]].sum()))]
    out: dict[int, tuple[Bounds, ...]] = {}
    for tag, found in spans.items():
        bounds = (trimmed(text, int(pieces.starts[first + s]), int(pieces.ends[first + e - 1])) for s, e in found)
        out[tag] = tuple(b for b in bounds if b is not None)
    return out


def _margin(scores: Floats, tag: int) -> Floats:
    """How far a tag stands above "none" at each place."""
    margin: Floats = np.nan_to_num(scores[:, tag] - scores[:, NONE])
    return margin


def _settle(tags: npt.NDArray[np.int64], scores: Floats, pieces: Pieces, first: int) -> None:
    """Turn short runs of content within none, and of none within content, whose scores are too close for a change.

    A change between the two must gain `CHANGE` in score; the run that costs least to turn is turned first. This is what
    a Viterbi search with that one transition penalty does, for the few runs there are. No content is joined over the
    end of a paragraph.
    """
    margin = np.nan_to_num(scores[:, CONTENT] - scores[:, NONE])
    while True:
        runs = [(NONE, 0, 0), *_all_runs(tags), (NONE, len(tags), len(tags))]
        best: tuple[float, int, int, int] | None = None
        for (before, *_), (tag, start, end), (after, *_) in zip(runs, runs[1:], runs[2:], strict=False):
            other = {NONE: CONTENT, CONTENT: NONE}.get(tag)
            if other is None or start == 0 or end == len(tags):
                continue
            if tag == NONE and _paragraph_between(pieces, first + start, first + end):
                continue
            cost = float(np.abs(margin[start:end].sum())) - CHANGE * ((before == other) + (after == other))
            if cost < 0 and (best is None or cost < best[0]):
                best = (cost, start, end, other)
        if best is None:
            return
        tags[best[1] : best[2]] = best[3]


def _heal(tags: npt.NDArray[np.int64], pieces: Pieces, first: int) -> None:
    """Give every piece of a word the tag of its first, and close gaps of at most two untagged pieces within a tag."""
    places = np.arange(max(0, -first), min(len(tags), len(pieces) - first))
    firsts = np.flatnonzero(np.diff(pieces.word[first + places], prepend=-1))
    tags[places] = np.repeat(tags[places[firsts]], np.diff(firsts, append=len(places)))
    runs = _runs(tags)
    for (tag, _, end), (next_tag, start, _) in pairwise(runs):
        if tag == next_tag and start - end <= 2 and not _paragraph_between(pieces, first + end, first + start):
            tags[end:start] = tag


def _unite(tags: npt.NDArray[np.int64], scores: Floats) -> None:
    """Give a relay and a channel that touch one tag, the likelier: a name ("Equator Press") is not both."""
    for (tag, start, end), (next_tag, next_start, next_end) in pairwise(_runs(tags)):
        if {tag, next_tag} == {RELAY, CHANNEL} and end == next_start:
            sums = np.nansum(scores[start:next_end], axis=0)
            tags[start:next_end] = RELAY if sums[RELAY] >= sums[CHANNEL] else CHANNEL


def _paragraph_between(pieces: Pieces, first: int, last: int) -> bool:
    return bool((pieces.gap[first : last + 1] == GAP_PARAGRAPH).any())


def _runs(tags: npt.NDArray[np.int64]) -> list[tuple[int, int, int]]:
    """Return (tag, start, end) of every run of one tag other than NONE."""
    return [run for run in _all_runs(tags) if run[0] != NONE]


def _all_runs(tags: npt.NDArray[np.int64]) -> list[tuple[int, int, int]]:
    starts = [0, *(np.flatnonzero(tags[1:] != tags[:-1]) + 1).tolist()]
    return list(zip(tags[starts].tolist(), starts, [*starts[1:], len(tags)], strict=True))


def trimmed(text: str, start: int, end: int) -> Bounds | None:
    """Take quotation marks, spaces, loose punctuation and the "s" of a possessive off the edges of a span."""
    if start and text[start - 1] in "'’" and text[start : start + 2] in {"s ", "s\n"}:
        start += 1
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    return (start, end) if start < end else None
