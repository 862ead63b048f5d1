"""From the linker's tags around a trigger to an event with its roles."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from onrecord.nets.decode import Bounds, trimmed
from onrecord.nets.pieces import GAP_PARAGRAPH, Pieces
from onrecord.nets.reading import Happening
from onrecord.nets.settings import Linking

Floats = npt.NDArray[np.float32]
_NOTHING, _TRIGGER = 0, 1
_BRIDGED = 3  # pieces; more of them are seldom a part of the role that the net passed over
_PARTS = re.compile(r"[,.;:()\n]|\b(?:and|or)\b")
# words that take no part in anything: what is left of a role of which the net missed the noun
_LIGHT = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "by",
        "to",
        "in",
        "at",
        "on",
        "from",
        "for",
        "with",
        "way",
        "and",
        "or",
        "aged",
        "once",
        "what",
        "half",
        "than",
        "less",
        "more",
    ]
)


@dataclass(frozen=True, slots=True)
class Linked:
    """What the linker says of an anchor: tag scores (before + after, tags), the chance that it is one, judgements."""

    tags: Floats
    verified: float
    judged: dict[str, Floats]


def happening(text: str, pieces: Pieces, anchor: int, chances: Floats, linked: Linked, linking: Linking) -> Happening:
    """Return the event of an anchor.

    Args:
        text: The report's text.
        pieces: Its pieces.
        anchor: Index of the trigger's piece.
        chances: The encoder's chance of each type at the anchor, the first of no event.
        linked: What the linker says.
        linking: The settings of the events' linker.
    """
    types = linking.judged["type"]
    judged = _softmax(linked.judged["type"])
    # the encoder sees the word, the linker what belongs to it: their mean is better than either
    both = (chances + judged) / 2
    best = 1 + int(both[1:].argmax())
    spans = _tag_spans(text, pieces, anchor - linking.before, linked.tags)
    trigger = next((bounds for tag, bounds in spans if tag == _TRIGGER), None) or _word(text, pieces, anchor)
    roles = tuple((linking.tags[tag], bounds) for tag, bounds in spans if tag > _TRIGGER)
    factuality = linking.judged["factuality"][int(linked.judged["factuality"].argmax())]
    return Happening(
        anchor=anchor,
        type=types[best],
        trigger=trigger,
        roles=roles,
        factuality=factuality,
        score=float(both[best]),
    )


def keep_likeliest(events: Iterable[Happening], threshold: float) -> tuple[Happening, ...]:
    """Return the events of at least `threshold`; of two with one trigger and type, the likelier."""
    kept: dict[tuple[str, Bounds], Happening] = {}
    for event in sorted(events, key=lambda e: -e.score):
        if event.score >= threshold:
            kept.setdefault((event.type, event.trigger), event)
    return tuple(sorted(kept.values(), key=lambda e: e.trigger))


def _tag_spans(text: str, pieces: Pieces, first: int, scores: Floats) -> list[tuple[int, Bounds]]:
    tags = np.zeros(len(scores), dtype=np.int64)
    known = np.flatnonzero(~np.isnan(scores[:, 0]))
    tags[known] = scores[known].argmax(-1)
    words = pieces.word[first + known]
    firsts = np.flatnonzero(np.diff(words, prepend=-2))
    tags[known] = np.repeat(tags[known[firsts]], np.diff(firsts, append=len(known)))  # a word is one thing
    _bridge(tags, text, pieces, first)
    found = [
        (tag, bounds)
        for tag, start, end in _runs(tags)
        if tag
        for bounds in _paragraphs(text, pieces, first + start, first + end)
    ]
    return [(tag, (s, e)) for tag, (s, e) in found if tag == _TRIGGER or text[s:e].lower() not in _LIGHT]


def _bridge(tags: npt.NDArray[np.int64], text: str, pieces: Pieces, first: int) -> None:
    """Close gaps of a few untagged pieces within a role where nothing parts its words."""
    runs = _runs(tags)
    for (before, *_), (tag, start, end), (after, *_) in zip(runs, runs[1:], runs[2:], strict=False):
        if tag == _NOTHING and before == after > _TRIGGER and end - start <= _BRIDGED:
            between = text[pieces.ends[first + start - 1] : pieces.starts[first + end]]
            if not _PARTS.search(between):
                tags[start:end] = before


def _runs(tags: npt.NDArray[np.int64]) -> list[tuple[int, int, int]]:
    """Return tag, start and end of every run of one tag."""
    edges = (np.flatnonzero(np.diff(tags)) + 1).tolist()
    return [(int(tags[start]), start, end) for start, end in zip([0, *edges], [*edges, len(tags)], strict=True)]


def _paragraphs(text: str, pieces: Pieces, first: int, last: int) -> list[Bounds]:
    """Return the spans of a run of pieces; one that runs over the end of a paragraph is two."""
    starts = [first, *(int(i) for i in range(first + 1, last) if pieces.gap[i] == GAP_PARAGRAPH)]
    parts = zip(starts, [*starts[1:], last], strict=True)
    bounds = (trimmed(text, int(pieces.starts[a]), int(pieces.ends[b - 1])) for a, b in parts)
    return [b for b in bounds if b is not None]


def _word(text: str, pieces: Pieces, anchor: int) -> Bounds:
    word = pieces.word[anchor]
    first, last = np.searchsorted(pieces.word, word, "left"), np.searchsorted(pieces.word, word, "right") - 1
    bounds = (int(pieces.starts[first]), int(pieces.ends[last]))
    return trimmed(text, *bounds) or bounds


def _softmax(scores: Floats) -> Floats:
    shifted = np.exp(scores - scores.max())
    chances: Floats = shifted / shifted.sum()
    return chances
