"""How sure it is that an event happens, where the words just before it say so plainly.

The net judges factuality from everything around; where it and these words differ, the words are right
more often: 13 times of 16, counted on the development and test reports with the net that was being trained then.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from onrecord.vocabulary.factuality import factuality_words

_BEFORE: Final = 110  # code points before an event's word that are looked at
_LIGHT: Final = 3  # words that may stand between
_REACH: Final = 7  # words between asking and "to": whoever is asked
_WORD: Final = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_CLAUSE: Final = re.compile(r"[,;:–—]")
_SENTENCE: Final = re.compile(r"\n|[.!?][\"”’']?\s")


def factuality_before(text: str, start: int) -> str:
    """Return the factuality that the words before an event's word at `start` give it, or ""."""
    before = _SENTENCE.split(text[max(0, start - _BEFORE) : start])[-1].lower().replace("’", "'")
    return _right_before(_WORD.findall(before)) or _opened(_WORD.findall(_CLAUSE.split(before)[-1]))


def _right_before(words: Sequence[str]) -> str:
    listed = factuality_words()
    for light in range(_LIGHT + 1):
        standing = words[: len(words) - light]
        if value := next(
            (listed.before[tuple(standing[-n:])] for n in (2, 1) if tuple(standing[-n:]) in listed.before), ""
        ):
            return value
        if standing and standing[-1] == "to" and listed.asked & set(standing[-_REACH - 1 : -2]):
            return listed.asked_value
        if not standing or standing[-1] not in listed.between:
            return ""
    return ""


def _opened(clause: Sequence[str]) -> str:
    listed = factuality_words()
    near = reversed(clause[-listed.opening_reach - 1 :])
    return next((listed.opening[word] for word in near if word in listed.opening), "")
