"""The words of a report around a record, parted where a mark begins or ends; pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from onrecord.records import Span

AROUND: Final = 320
"""Code points shown before and after: some three sentences."""

LONGEST: Final = 6_000
"""Code points of an excerpt at most; a turn of a debate can be longer than a page."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words that are marked alike.

    Attributes:
        text: The words.
        marks: Names of the fields that quote them, in order of the alphabet.
        start: Their first code point in the report.
    """

    text: str
    marks: tuple[str, ...]
    start: int


def excerpt(text: str, passages: Iterable[tuple[str, Span]]) -> tuple[Run, ...]:
    """Return the words around passages.

    Args:
        text: Of the report.
        passages: Names of fields with what they quote, as `Claim.passages` gives them.
    """
    marked = sorted(passages, key=lambda one: one[1])
    if not marked:
        return ()
    first, last = marked[0][1].start, max(span.end for _, span in marked)
    start = _word_start(text, max(first - AROUND, 0))
    end = min(last + AROUND, start + LONGEST, len(text))
    edges = {start, end, *(edge for _, span in marked for edge in (span.start, span.end) if start < edge < end)}
    places = sorted(edges)
    return tuple(
        Run(text[a:b], tuple(sorted({name for name, span in marked if span.start <= a and b <= span.end})), a)
        for a, b in pairwise(places)
    )


def _word_start(text: str, place: int) -> int:
    """Return where the next word begins, unless the text or a word begins here."""
    if place == 0:
        return 0
    gap = text.find(" ", place, place + 40)
    return gap + 1 if gap >= 0 else place
