"""Who speaks in a transcript and is no source: `turns.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any


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


def is_called_ours(name: str, text: str) -> bool:
    """Return whether a text calls a person, of whom a part of the name is given, one of the outlet's own."""
    ours = rf"\b{_pattern('ours').pattern},?(?: [^\W\d_][\w.’'-]*){{0,3}}? {re.escape(name)}\b"
    return re.search(ours, text, re.IGNORECASE) is not None


@cache
def _pattern(name: str) -> re.Pattern[str]:
    words = sorted((word.strip() for word in str(_rows()[name]).split(";")), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)


@cache
def _rows() -> Mapping[str, Any]:
    return tomllib.loads(files("onrecord.vocabulary").joinpath("turns.toml").read_text("utf-8"))
