"""Which of the net's candidates are kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from onrecord.nets.decode import Attributed, Bounds

_STRETCH: Final = 512  # code points; only candidates whose contents touch one stretch are compared: a page, not a book


def keep_best(candidates: Sequence[Attributed], threshold: float) -> list[Attributed]:
    """Return the candidates with a content and a score of at least `threshold`, in order of their anchors.

    Two anchors in one cue ("blew the whistle") tell of one attribution: of candidates whose cues
    overlap and whose contents are mostly the same, the likelier is kept.
    """
    kept: list[Attributed] = []
    kept_in: defaultdict[int, list[Attributed]] = defaultdict(list)
    for candidate in sorted(candidates, key=lambda c: -c.score):
        if candidate.score < threshold:
            break
        stretches = _stretches(candidate.content)
        if candidate.content and not any(_same(candidate, other) for at in stretches for other in kept_in[at]):
            kept.append(candidate)
            for at in stretches:
                kept_in[at].append(candidate)
    return sorted(kept, key=lambda c: c.anchor)


def _stretches(spans: Sequence[Bounds]) -> set[int]:
    return {at for start, end in spans for at in range(start // _STRETCH, (end - 1) // _STRETCH + 1)}


def _same(a: Attributed, b: Attributed) -> bool:
    shared = _shared(a.content, b.content)
    longer = max(_length(a.content), _length(b.content))
    shorter = min(_length(a.content), _length(b.content))
    if _shared(a.cue, b.cue) or not a.cue or not b.cue:
        return shared >= 0.5 * shorter
    return shared >= 0.9 * longer


def _length(spans: Sequence[Bounds]) -> int:
    return sum(end - start for start, end in spans)


def _shared(a: Sequence[Bounds], b: Sequence[Bounds]) -> int:
    return sum(max(0, min(e1, e2) - max(s1, s2)) for s1, e1 in a for s2, e2 in b)
