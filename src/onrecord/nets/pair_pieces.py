"""Two passages as the pairs net sees them: each with the words before it, side by side."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from onrecord.nets.differing import DIFFERING, Facts, differing, facts_of
from onrecord.nets.pieces import CASE_OTHER, Ints, word_cases
from onrecord.nets.rivals import NO_RIVALS, Rivals

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Floats = npt.NDArray[np.float32]

BEGIN: Final = 101  # [CLS] and [SEP] of BERT's vocabulary
BREAK: Final = 102
UNKNOWN: Final = 100  # [UNK]
CONTEXT: Final = 40  # pieces before a passage that are read with it
LENGTH: Final = 88  # pieces of a passage that are read: 300 code points have fewer, but in odd scripts

# what a piece is: a mark of our own, words before a passage, the passage, words of it that are asked about
PART_MARK, PART_CONTEXT, PART_PASSAGE, PART_FOCUS = range(4)
PARTS: Final = 8  # the same four for the second passage
_READ: Final = 1000  # code points of a passage whose facts are read
_BEFORE: Final = 260  # code points that hold CONTEXT pieces

MATCHES: Final = 2
"""Whether the other passage has the same piece."""
# Pieces before this number are punctuation, single letters and the commonest words ("the", "said"), whose match says
# nothing; the digits among them do say something.
_TELLING: Final = 2130
_DIGITS: Final = range(1014, 1024)

ALIKE: Final = 6 + DIFFERING
"""Numbers that tell how alike two passages are: see `alike`."""
# BERT's vocabulary is in order of frequency: the logarithm of a number stands for how much a piece tells.
_DIGIT_TELLS: Final = 2.0

LAPSES: Final = 6
"""When the second report followed the first: unknown, the same day, within 3 days, 30 days, a year, later."""
LAPSE_DAYS: Final = (0, 3, 30, 366)


@dataclass(frozen=True, slots=True)
class Side:
    """A passage with its context; every array has the shape (pieces,).

    Attributes:
        ids: Vocabulary ids, without special pieces.
        case: Letter case of their words.
        part: PART_CONTEXT, PART_PASSAGE or PART_FOCUS.
        starts: First code point of each piece in its text.
        ends: One past its last code point.
        facts: What the passage gives that another may give otherwise.
    """

    ids: Ints
    case: Ints
    part: Ints
    starts: Ints
    ends: Ints
    facts: Facts


@dataclass(frozen=True, slots=True)
class SidePair:
    """Two passages to be judged, the earlier first.

    Attributes:
        a: The earlier passage, or either where that is not known.
        b: The other.
        lapse: How long lies between their reports: see `lapse`.
        near: The cosine of their vectors.
        rivals: How it stands to those with other passages of the two reports: see `onrecord.nets.rivals.rivals`.
    """

    a: Side
    b: Side
    lapse: int
    near: float
    rivals: Rivals = NO_RIVALS


@dataclass(frozen=True, slots=True)
class Joined:
    """What the net reads; every array has the shape (pieces,), special pieces included."""

    ids: Ints
    case: Ints
    part: Ints
    match: Ints


def cut_side(text: str, start: int, end: int, tokenizer: Tokenizer, focus: tuple[int, int] | None = None) -> Side:
    """Return the passage [start, end) of a text with the words before it; `focus` is a part of it asked about.

    There is a piece of it at least: one that is unknown stands for words that the tokenizer drops.
    """
    first = _context_start(text, start)
    encoding = tokenizer.encode(text[first:end], add_special_tokens=False)
    offsets = np.asarray(encoding.offsets, dtype=np.int32).reshape(-1, 2)
    case = word_cases(text[first:end], encoding.word_ids, offsets)
    ids = np.asarray(encoding.ids, dtype=np.int32)
    starts, ends = offsets[:, 0] + first, offsets[:, 1] + first
    inside = ends > start  # a long word is cut between passages, and its pieces need not be
    starts = np.where(inside, np.maximum(starts, start), starts)
    part = np.where(inside, PART_PASSAGE, PART_CONTEXT).astype(np.int32)
    if focus:
        part[(starts >= focus[0]) & (ends <= focus[1])] = PART_FOCUS
    if not inside.any():
        stand_in = (UNKNOWN, CASE_OTHER, PART_PASSAGE, start, end)
        ids, case, part, starts, ends = (
            np.append(values, np.int32(value))
            for values, value in zip((ids, case, part, starts, ends), stand_in, strict=True)
        )
    begin = int(np.argmax(part >= PART_PASSAGE))
    kept = slice(max(0, begin - CONTEXT), begin + LENGTH)
    _end_word(starts, ends, begin + LENGTH)
    return Side(
        ids=ids[kept],
        case=case[kept],
        part=part[kept],
        starts=starts[kept],
        ends=ends[kept],
        facts=facts_of(text[start:end][:_READ]),
    )


def _context_start(text: str, start: int) -> int:
    """Return where the words before a passage begin: after a space, if one is near."""
    if start <= _BEFORE:
        return 0
    space = text.find(" ", start - _BEFORE, start)
    return space + 1 if space >= 0 else start - _BEFORE


def _end_word(starts: Ints, ends: Ints, cut: int) -> None:
    """Let the last piece before a cut end with its word, so that what is told of it is whole words."""
    if cut < len(ends):
        gaps = np.flatnonzero(starts[cut:] > ends[cut - 1 : -1])
        ends[cut - 1] = ends[cut - 1 + int(gaps[0])] if len(gaps) else ends[-1]


def single(side: Side) -> Joined:
    """Return one passage by itself, as it is embedded."""
    framed = _framed(side.ids, BEGIN, BREAK)
    return Joined(framed, _framed(side.case, 0, 0), _framed(side.part, PART_MARK, PART_MARK), np.zeros_like(framed))


def joined(a: Side, b: Side) -> Joined:
    """Return two passages, the earlier first, as they are judged."""
    first = single(a)
    return Joined(
        ids=np.concatenate([first.ids, b.ids, [BREAK]]).astype(np.int32),
        case=np.concatenate([first.case, b.case, [0]]).astype(np.int32),
        part=np.concatenate([first.part, b.part + 4, [PART_MARK + 4]]).astype(np.int32),
        match=np.concatenate([[0], _matching(a, b), [0], _matching(b, a), [0]]).astype(np.int32),
    )


def _matching(side: Side, other: Side) -> Ints:
    """Return 1 for each telling piece of a side that stands in the other passage too (pieces,)."""
    ids, others = side.ids, other.ids[other.part >= PART_PASSAGE]
    telling = (ids >= _TELLING) | ((ids >= _DIGITS.start) & (ids < _DIGITS.stop))
    shared = (ids[:, None] == others).any(1)  # of so few, all with all is faster than what sorts them
    found: Ints = (telling & shared).astype(np.int32)
    return found


def alike(a: Side, b: Side, near: float) -> Floats:
    """Return how alike two passages are, in numbers of about 0 to 3 (ALIKE,).

    In order: the cosine of their vectors; the telling pieces that they share, of all; of the passage that has less;
    as a sum; the share of their pairs of neighbours that match; by how much one is longer. Then in what they differ, as
    `onrecord.nets.differing.differing` has it.

    Args:
        a: A passage.
        b: Another.
        near: The cosine of their vectors.
    """
    first, second = (side.ids[side.part >= PART_PASSAGE].tolist() for side in (a, b))
    told = [sum(map(_tells, set(pieces))) for pieces in (first, second)]
    shared = sum(map(_tells, set(first) & set(second)))
    pairs = [set(pairwise(pieces)) for pieces in (first, second)]
    told_alike = np.array(
        [
            near,
            shared / max(1e-6, sum(told) - shared),
            shared / max(1e-6, min(told)),
            min(3.0, shared / 8),
            len(pairs[0] & pairs[1]) / max(1, min(map(len, pairs))),
            abs(math.log(max(1, len(first)) / max(1, len(second)))),
        ],
        np.float32,
    )
    return np.concatenate([told_alike, differing(a.facts, b.facts)])


@cache
def _tells(piece: int) -> float:
    if piece in _DIGITS:
        return _DIGIT_TELLS
    return math.log(piece / _TELLING) + 1 if piece >= _TELLING else 0.0


def lapse(earlier: str, later: str) -> int:
    """Return the number of the lapse between two publication dates (ISO 8601, cut where unknown)."""
    try:
        days = (date.fromisoformat(later[:10]) - date.fromisoformat(earlier[:10])).days
    except ValueError:
        return 0
    return 1 + sum(days > limit for limit in LAPSE_DAYS)


def _framed(values: Ints, before: int, after: int) -> Ints:
    return np.concatenate([[before], values, [after]]).astype(np.int32)
