"""Where sentences begin, and a text cut into passages that can be compared with those of other reports."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple

# A sentence ends with a mark, perhaps closing quotation marks, and a space; or with the paragraph.
_END: Final = re.compile(r"[.!?…][\"“”’'»)\]]{0,3}\s+(?=[\"“”‘’'«(\[–—]{0,3}[^\W_a-z])|\n+")
# Short forms after which a full stop ends no sentence.
_SHORT: Final = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Prof|Rev|Hon|St|Gen|Col|Lt|Capt|Sgt|Maj|Cpl|Insp|Supt|Cllr|Adv|Sen|Rep|Gov|No|Jan|Feb|Mar|Apr|Aug|Sept|Oct|Nov|Dec|[A-Z])\."
)
_LONG: Final = 300  # code points, some 50 words: a longer sentence is cut where it pauses
_PAUSE: Final = re.compile(r"[;:,]\s+|\s[–—]\s")
_WORD: Final = re.compile(r"\w")


class Passage(NamedTuple):
    """A sentence, or a part of a long one: half-open code points without the white space around."""

    start: int
    end: int


def sentence_starts(text: str) -> list[int]:
    """Return where each sentence begins, the first at 0."""
    starts = [0]
    for end in _END.finditer(text):
        dot = text[end.start()]
        if dot != "." or not _SHORT.search(text, max(0, end.start() - 5), end.start() + 1):
            starts.append(end.end())
    return starts


def passages(text: str) -> tuple[Passage, ...]:
    """Return the sentences of a text, long ones in parts; what has no letter or digit is none."""
    starts = [*sentence_starts(text), len(text)]
    return tuple(
        part for start, end in pairwise(starts) for part in _parts(text, start, end) if _WORD.search(text, *part)
    )


def clause_around(text: str, words: tuple[int, int], passage: Passage) -> tuple[int, int]:
    """Return the clauses of a passage that some words of it touch: from the pause before them to the one after."""
    start, end = words
    pauses = list(_PAUSE.finditer(text, passage.start, passage.end))
    first = max((pause.end() for pause in pauses if pause.end() <= start), default=passage.start)
    last = min((pause.start() for pause in pauses if pause.start() >= end - 1), default=passage.end)
    return first, max(last, end) if last <= first else last


def _parts(text: str, start: int, end: int) -> Iterator[Passage]:
    """Yield a sentence in parts that are not long, each cut at the last pause, or space, before it would be."""
    while end - start > _LONG:
        pauses = [found.end() for found in _PAUSE.finditer(text, start + _LONG // 3, start + _LONG)]
        cut = pauses[-1] if pauses else text.rfind(" ", start + _LONG // 3, start + _LONG) + 1
        cut = cut if cut > start else start + _LONG
        yield _bare(text, start, cut)
        start = cut
    yield _bare(text, start, end)


def _bare(text: str, start: int, end: int) -> Passage:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Passage(start, end)
