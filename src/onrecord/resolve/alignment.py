"""How the words of two names lie side by side: alike, an initial, by another hand, left out, in another order; pure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import OSA

from onrecord.vocabulary.spelling import spelled

Words = tuple[str, ...]
_EDITED_FROM: Final = 6
"""Letters of a word from which one other letter is mostly a slip of the hand: below, Amin and Amir are two names."""
_SOUNDED_FROM: Final = 4
"""Letters of a word from which its sound says something: below, "Nev." and "New" are alike."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two names side by side.

    Attributes:
        same: How many words are letter for letter the same.
        spelled: How many are one word as two hands write it.
        initials: How many are the initial of the other's.
        extra: How many words the longer name has beyond the shorter.
        ends: Whether both begin or both end with what is matched.
        turned: Whether the words stand in another order.
    """

    same: int
    spelled: int
    initials: int
    extra: int
    ends: bool = True
    turned: bool = False

    @property
    def whole(self) -> int:
        """How many words are more than an initial."""
        return self.same + self.spelled


@lru_cache(maxsize=65536)
def aligned(one: Words, other: Words) -> Alignment | None:
    """Return how two names lie side by side where every word of the shorter is one of the longer's, or None."""
    shorter, longer = (one, other) if (len(one), one) <= (len(other), other) else (other, one)
    straight = _matched(shorter, longer)
    if straight is not None:
        return None if straight.whole > 1 and _letters_differ(one, other) else straight
    turned = _matched(tuple(sorted(shorter)), tuple(sorted(longer))) if len(shorter) == len(longer) else None
    if turned is None or turned.initials:
        return None
    return Alignment(turned.same, turned.spelled, 0, 0, turned=True)


def _letters_differ(one: Words, other: Words) -> bool:
    """Return whether both names have letters between their words, and others: "George W." and "George H. W."."""
    first, second = ([word for word in words if len(word) == 1] for words in (one, other))
    return bool(first and second) and first != second


def _matched(shorter: Words, longer: Words) -> Alignment | None:
    counts = {"same": 0, "spelled": 0, "initial": 0}
    at = -1
    places = []
    for word in shorter:
        how = ""
        for at in range(at + 1, len(longer)):  # noqa: B020 - goes on behind the last match
            how = likeness(word, longer[at])
            if how:
                break
        if not how:
            return None
        counts[how] += 1
        places.append(at)
    ends = bool(places) and (places[0] == 0 or places[-1] == len(longer) - 1)
    extra = len(longer) - len(shorter)
    return Alignment(counts["same"], counts["spelled"], counts["initial"], extra, ends)


@lru_cache(maxsize=65536)
def likeness(one: str, other: str) -> str:
    """Return "same", "spelled" (one word as two hands write it) or "initial", or "" for two words."""
    if one == other:
        return "same"
    if len(one) == 1 or len(other) == 1:
        return "initial" if one[:1] == other[:1] else ""
    if {one[-1], other[-1]} == {"a", "o"} or one.rstrip("a") == other or other.rstrip("a") == one:
        return ""  # Paula and Paulo, Ivanov and Ivanova are two
    if min(len(one), len(other)) >= _SOUNDED_FROM and spelled(one) == spelled(other):
        return "spelled"
    short, long = sorted((len(one), len(other)))
    if short >= _EDITED_FROM and long - short <= 1 and one[0] == other[0]:
        return "spelled" if OSA.distance(one, other, score_cutoff=1) <= 1 else ""
    return ""
