"""Which of the net's candidates are kept."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.nets.decode import Attributed, Bounds


def keep_best(candidates: Sequence[Attributed], threshold: float) -> list[Attributed]:
    """Return the candidates with a content and a score of at least `threshold`, in order of their anchors.

    Two anchors in one cue ("blew the whistle") tell of one attribution: of candidates whose cues
    overlap and whose contents are mostly the same, the likelier is kept.
    """
    kept: list[Attributed] = []
    for candidate in sorted(candidates, key=lambda c: -c.score):
        if candidate.score < threshold:
            break
        if candidate.content and not any(_same(candidate, other) for other in kept):
            kept.append(candidate)
    return sorted(kept, key=lambda c: c.anchor)


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
