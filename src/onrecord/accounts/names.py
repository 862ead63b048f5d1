"""Names of persons: which can be taken, and which are the same to the eye; pure."""

from __future__ import annotations

import unicodedata
from typing import Final

from onrecord.errors import UsageError
from onrecord.text import harmless

LONGEST_NAME: Final = 64
"""Code points: longer than any name that a line of the log has room for."""

_LONGEST_GIVEN: Final = 4 * LONGEST_NAME
"""More is not even looked at: normalising takes longer than the text is long."""

_JOINERS: Final = "\u200c\u200d"
"""Invisible, and needed to write names in Persian, Hindi and others."""

_INVISIBLE: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""General categories of code points that nobody sees (Unicode Standard, table 4-4)."""

_ALIKE: Final = frozenset({"LATIN", "CYRILLIC", "GREEK"})
"""Scripts whose letters look like each other's (UTS #39, section 4): a word has those of one only."""


def person_name(given: str) -> str:
    """Return a name as it is kept: normalised (NFKC), with single spaces.

    Raises:
        UsageError: It is empty, too long, or holds what can pass for another name: invisible signs, or letters of two
            alphabets in one word.
    """
    name = _normalised(given)
    hint = "a name is how you sign: Ada Invented"
    if not name:
        raise UsageError("a person needs a name", hint=hint)
    if len(name) > LONGEST_NAME:
        raise UsageError(f"a name has no more than {LONGEST_NAME} letters", hint=hint)
    if any(unicodedata.category(sign) in _INVISIBLE and sign not in _JOINERS for sign in name):
        raise UsageError(f"{harmless(name)!a} has a sign in it that nobody can see", hint=hint)
    if any(len(_ALIKE & _scripts(word)) > 1 for word in name.split()):
        raise UsageError(f"{name!a} mixes letters of two alphabets that look alike", hint=hint)
    return name


def name_key(given: str) -> str:
    """Return what two names share that nobody tells apart; "" for what is no name."""
    if len(given) > _LONGEST_GIVEN:
        return ""
    bare = "".join(sign for sign in _normalised(given).casefold() if sign not in _JOINERS)
    return unicodedata.normalize("NFKC", bare).encode(errors="replace").decode()


def _normalised(given: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", given[: _LONGEST_GIVEN + 1]).split())


def _scripts(word: str) -> frozenset[str]:
    letters = (sign for sign in word if sign.isalpha())
    return frozenset(unicodedata.name(letter, "").partition(" ")[0] for letter in letters)
