"""A text as the encoder sees it: word pieces with their places and what the uncased vocabulary loses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from onrecord.quotations import find_quotes

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Ints = npt.NDArray[np.int32]

# letter case of the word a piece belongs to
CASE_LOWER, CASE_TITLE, CASE_UPPER, CASE_MIXED, CASE_OTHER = range(5)
# what stands before a piece
GAP_NONE, GAP_SPACE, GAP_PARAGRAPH = range(3)
# quotation: outside, within, within a quotation within one, a mark itself
QUOTE_OUTSIDE, QUOTE_WITHIN, QUOTE_NESTED, QUOTE_MARK = range(4)

CASES: Final = 5
GAPS: Final = 3
QUOTES: Final = 4


@dataclass(frozen=True, slots=True)
class Pieces:
    """Word pieces of a text; every array has the shape (pieces,).

    Attributes:
        ids: Vocabulary ids, without any special piece.
        word: Number of the word each belongs to, rising.
        starts: First code point of each piece.
        ends: One past its last code point.
        case: Letter case of its word, one of CASE_*.
        gap: What stands before it, one of GAP_*.
        quote: Whether it stands in a quotation, one of QUOTE_*.
    """

    ids: Ints
    word: Ints
    starts: Ints
    ends: Ints
    case: Ints
    gap: Ints
    quote: Ints

    def __len__(self) -> int:
        return len(self.ids)


def cut_pieces(text: str, tokenizer: Tokenizer) -> Pieces:
    """Return the word pieces of a text."""
    encoding = tokenizer.encode(text, add_special_tokens=False)
    offsets = np.asarray(encoding.offsets, dtype=np.int32).reshape(-1, 2)
    ids = np.asarray(encoding.ids, dtype=np.int32)
    words = encoding.word_ids
    starts, ends = offsets[:, 0], offsets[:, 1]
    return Pieces(
        ids=ids,
        word=np.asarray([-1 if word is None else word for word in words], dtype=np.int32),
        starts=starts,
        ends=ends,
        case=word_cases(text, words, offsets),
        gap=_gap(text, starts, ends),
        quote=_quote(text, starts),
    )


def word_cases(text: str, words: list[int | None], offsets: Ints) -> Ints:
    """Return the letter case of the word of each piece (pieces,), one of CASE_*; `offsets` is (pieces, 2)."""
    case = np.full(len(words), CASE_OTHER, dtype=np.int32)
    first = 0
    while first < len(words):
        last = first
        while last + 1 < len(words) and words[last + 1] == words[first]:
            last += 1
        case[first : last + 1] = _case_of(text[offsets[first, 0] : offsets[last, 1]])
        first = last + 1
    return case


def _case_of(word: str) -> int:
    if not word[:1].isalpha():
        return CASE_OTHER
    if word.islower():
        return CASE_LOWER
    if word.isupper() and len(word) > 1:
        return CASE_UPPER
    return CASE_TITLE if word[0].isupper() and (len(word) == 1 or word[1:].islower()) else CASE_MIXED


def _gap(text: str, starts: Ints, ends: Ints) -> Ints:
    gap = np.zeros(len(starts), dtype=np.int32)
    if not len(starts):
        return gap
    before = np.concatenate([[0], ends[:-1]])
    gap[starts > before] = GAP_SPACE
    for i in np.flatnonzero(starts > before):
        if "\n" in text[before[i] : starts[i]]:
            gap[i] = GAP_PARAGRAPH
    gap[0] = GAP_PARAGRAPH
    return gap


def _quote(text: str, starts: Ints) -> Ints:
    state = np.zeros(len(text) + 1, dtype=np.int32)
    quotes = find_quotes(text)
    for quote in quotes:
        state[quote.inner_start : quote.inner_end] = QUOTE_NESTED if quote.level else QUOTE_WITHIN
    for quote in quotes:
        state[quote.start] = QUOTE_MARK
        if quote.end > quote.inner_end:
            state[quote.inner_end : quote.end] = QUOTE_MARK
    return state[starts] if len(starts) else np.zeros(0, dtype=np.int32)
