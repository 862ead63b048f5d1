"""Who speaks in a transcript and is no source: `turns.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

_BEFORE_NAME = 3  # words between "our reporter" and the part of a name that heads a turn: an office, a first name


def is_own_voice(label: str) -> bool:
    """Return whether what stands before a colon is the outlet's own voice: "PRESENTER", "Reporter Ana Ruiz"."""
    return _pattern("own").match(label) is not None


def is_recorded(label: str) -> bool:
    """Return whether it is the head of a recording, whose speaker stands in brackets: "TAPE"."""
    return _pattern("recorded").fullmatch(label) is not None


def is_nobody(label: str) -> bool:
    """Return whether it is the head of a line that nobody says: "PICTURES", "Contact"."""
    return _pattern("nobody").match(label) is not None


def is_at_work(office: str) -> bool:
    """Return whether what stands in brackets behind a name says that the outlet's own people are at work."""
    return _pattern("at_work").match(office) is not None


def called_ours(text: str) -> frozenset[str]:
    """Return every run of words, folded, by which a text may call one of the outlet's own; one pass over the text."""
    found = (ours[1].casefold().split() for ours in _ours().finditer(text))
    return frozenset(
        " ".join(words[first:last])
        for words in found
        for first in range(min(_BEFORE_NAME, len(words) - 1) + 1)
        for last in range(first + 1, len(words) + 1)
    )


@cache
def _ours() -> re.Pattern[str]:
    # looked ahead at, so that a name behind a name is seen too
    return re.compile(rf"\b{_pattern('ours').pattern},?(?=((?: [^\W\d_][\w.’'-]*){{1,9}}))", re.IGNORECASE)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    words = sorted((word.strip() for word in str(_rows()[name]).split(";")), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)


@cache
def _rows() -> Mapping[str, Any]:
    return tomllib.loads(files("onrecord.vocabulary").joinpath("turns.toml").read_text("utf-8"))
