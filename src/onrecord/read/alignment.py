"""Where the paragraphs that a library chose stand in the text they were chosen from.

Both sides are compared as *keys*: their characters without white space and
unseen characters, which is all that libraries change. Long paragraphs are
placed first and hold the order; short ones ("Yes.") then only fit between
their neighbours. A paragraph that does not stand anywhere as a whole is looked
for piece by piece.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from onrecord.read.mapped import UNSEEN

_KEPT = re.compile(rf"[^\s{UNSEEN}]+")
# A key this long does not stand on a page twice by chance.
_LONG = 32
# Pieces of a broken paragraph are found by this many characters of the key; three or four words.
_SEED = 16
# Characters of the source looked through for paragraphs that do not stand there: some seconds, then the rest is
# looked for by its pieces only. Pages made to waste our time meet it, no page made for readers does.
_BUDGET = 3_000_000_000
# So much between two pieces of one paragraph belongs to it (a character that the library wrote differently).
_SLIP = 8


@dataclass(frozen=True, slots=True)
class Stretch:
    """A half-open stretch of the source text, or, where the paragraph's words stand nowhere, the words themselves."""

    start: int
    end: int
    words: str = ""


class Key:
    """A text without its white space and unseen characters, and the way from there to the text."""

    __slots__ = ("_at", "_starts", "text")

    def __init__(self, text: str) -> None:
        pieces, self._starts, self._at, length = [], [], [], 0
        for piece in _KEPT.finditer(text):
            pieces.append(piece.group())
            self._starts.append(length)
            self._at.append(piece.start())
            length += len(pieces[-1])
        self.text = "".join(pieces)

    def place(self, position: int) -> int:
        """Return where the key's character at `position` stands in the text."""
        index = bisect_right(self._starts, position) - 1
        return self._at[index] + position - self._starts[index]

    def word_starts(self) -> list[int]:
        """Return where in the key the words begin."""
        return self._starts

    def is_start(self, position: int) -> bool:
        """Say whether a word, as parted by white space, starts there."""
        index = bisect_right(self._starts, position) - 1
        return position >= len(self.text) or self._starts[index] == position


class _Search:
    """The source's key, what it costs to look through it, and an index of its words' beginnings."""

    def __init__(self, key: Key) -> None:
        self.key = key
        self._spent = 0

    def find(self, wanted: str, start: int, end: int) -> int:
        """Return where `wanted` stands in the key, or -1, also when looking has become too dear."""
        if self._spent > _BUDGET:
            return -1
        found = self.key.text.find(wanted, start, end)
        self._spent += (end if found < 0 else found) - start + 1
        return found

    def find_words(self, wanted: str, start: int, end: int) -> int:
        """Return where `wanted` stands as whole words, or -1."""
        found = self.find(wanted, start, end)
        while found >= 0 and not (self.key.is_start(found) and self.key.is_start(found + len(wanted))):
            found = self.find(wanted, found + 1, end)
        return found

    @cached_property
    def seeds(self) -> dict[str, list[int]]:
        """Where the words that begin with these `_SEED` characters stand."""
        index: dict[str, list[int]] = {}
        for start in self.key.word_starts():
            index.setdefault(self.key.text[start : start + _SEED], []).append(start)
        return index


def align(paragraphs: Sequence[str], source: str) -> list[list[Stretch]]:
    """Return for each paragraph the stretches of `source` that make it up, in reading order.

    Args:
        paragraphs: What a library chose, in its order.
        source: The text it was chosen from.
    """
    search = _Search(Key(source))
    keys = [Key(paragraph) for paragraph in paragraphs]
    found = _place_long(keys, search)
    _place_short(keys, search, found)
    stretches = []
    after = 0
    for index, wanted in enumerate(keys):
        start = found.get(index)
        if start is None:
            stretches.append(list(_in_pieces(wanted, paragraphs[index], search, after)))
        else:
            after = start + len(wanted.text)
            stretches.append([_stretch(search.key, start, after)])
    return stretches


def _place_long(keys: Sequence[Key], search: _Search) -> dict[int, int]:
    found: dict[int, int] = {}
    after, end = 0, len(search.key.text)
    for index, wanted in enumerate(keys):
        if len(wanted.text) < _LONG:
            continue
        start = search.find(wanted.text, after, end)
        if start >= 0:
            after = start + len(wanted.text)
        else:  # the library moved it, or chose a copy that stands before
            start = search.find(wanted.text, 0, end)
        if start >= 0:
            found[index] = start
    return found


def _place_short(keys: Sequence[Key], search: _Search, found: dict[int, int]) -> None:
    """Place the short paragraphs between their neighbours, at the bounds of words."""
    end = len(search.key.text)
    limits = [end] * len(keys)
    for index in range(len(keys) - 2, -1, -1):
        limits[index] = found.get(index + 1, limits[index + 1])
    before = 0
    for index, wanted in enumerate(keys):
        if index in found:
            before = found[index] + len(wanted.text)
        elif 0 < len(wanted.text) < _LONG:
            start = search.find_words(wanted.text, before, limits[index] if limits[index] >= before else end)
            if start >= 0:
                found[index] = start
                before = start + len(wanted.text)


def _in_pieces(wanted: Key, paragraph: str, search: _Search, after: int) -> Iterator[Stretch]:
    """Yield the pieces of a paragraph that the source does not have as a whole, and the words it does not have."""
    text, source = wanted.text, search.key.text
    lost_from = 0
    previous: tuple[int, int] | None = None
    for at in wanted.word_starts():
        places = search.seeds.get(text[at : at + _SEED]) if at >= lost_from else None
        if not places:
            continue
        start = places[bisect_left(places, after) % len(places)]
        slip = previous is not None and 0 <= start - previous[1] <= _SLIP and at - lost_from <= _SLIP
        if previous and not slip:
            yield _stretch(search.key, *previous)
        if lost_from < at and not slip:
            yield Stretch(0, 0, paragraph[wanted.place(lost_from) : wanted.place(at - 1) + 1])
        length = _common(text, at, source, start)
        previous = (previous[0] if previous and slip else start, start + length)
        after = start + length
        lost_from = at + length
    if previous:
        yield _stretch(search.key, *previous)
    if lost_from < len(text):
        yield Stretch(0, 0, paragraph[wanted.place(lost_from) :])


def _common(a: str, a_from: int, b: str, b_from: int) -> int:
    """Return how many characters the texts have in common from there on."""
    length, step = 0, 1024
    while step:
        piece = b[b_from + length : b_from + length + step]
        if len(piece) == step and a.startswith(piece, a_from + length):
            length += step
        else:
            step //= 2
    return length


def _stretch(key: Key, start: int, end: int) -> Stretch:
    return Stretch(key.place(start), key.place(end - 1) + 1)
