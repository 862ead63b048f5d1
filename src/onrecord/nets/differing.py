"""In what two passages may differ, seen at a glance: figures, days, names, and what is denied."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from onrecord.vocabulary.differing import differing_words

Floats = npt.NDArray[np.float32]

DIFFERING: Final = 11
"""Numbers that tell in what two passages differ: see `differing`."""
_WORD: Final = re.compile(r"\w+(?:[.,’'-]\w+)*")
_YEARS: Final = range(1500, 2101)
_MOST: Final = 2  # of shared or differing ones that count


class Facts(NamedTuple):
    """What a passage gives that another may give otherwise.

    Attributes:
        figures: Its numbers, in figures where they are told.
        days: Its days, months and years.
        names: Its words with a capital letter, but the first.
        denies: Whether it says that something is not so.
    """

    figures: frozenset[str]
    days: frozenset[str]
    names: frozenset[str]
    denies: bool


def facts_of(text: str) -> Facts:
    """Return the facts of a passage."""
    listed = differing_words()
    figures, days, names, denies = set[str](), set[str](), set[str](), False
    for number, found in enumerate(_WORD.finditer(text)):
        word = found[0].replace("’", "'").removesuffix("'s")
        small = word.lower()
        if word[:1].isdigit():
            digits = re.sub(r"\D", "", word)
            (days if digits.isdecimal() and len(digits) == 4 and int(digits) in _YEARS else figures).add(digits)
        elif small in listed.days:
            days.add(small[:3])
        elif told := [listed.figures[part] for part in small.split("-") if part in listed.figures]:
            figures.add(_sum(told))
        elif small in listed.denials or small.endswith("n't"):
            denies = True
        elif number and word[:1].isupper():
            names.add(small)
    return Facts(frozenset(figures), frozenset(days), frozenset(names), denies)


def _sum(told: list[str]) -> str:
    """Return "23" for "twenty-three"."""
    return str(sum(map(int, told))) if all(one.isdecimal() for one in told) else told[0]


def differing(a: Facts, b: Facts) -> Floats:
    """Return in what two passages differ, in numbers from 0 to 1 (DIFFERING,).

    For figures, days and names: how many both give, whether each gives some that the other does not, whether only one
    does; then whether one of them denies something, and whether both do.
    """
    found: list[float] = []
    for mine, theirs in ((a.figures, b.figures), (a.days, b.days), (a.names, b.names)):
        only, other = bool(mine - theirs), bool(theirs - mine)
        found += [min(_MOST, len(mine & theirs)) / _MOST, only and other, only != other]
    return np.array([*found, a.denies != b.denies, a.denies and b.denies], np.float32)
