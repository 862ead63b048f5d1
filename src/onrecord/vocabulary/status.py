"""What tells an allegation from what a report asserts: `status.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class StatusWords:
    """`status.toml`.

    Attributes:
        version: Of the file.
        doubt: Finds words of doubt.
        accuser: Finds words for those who accuse.
        willing: Finds words that deny force.
        alleged: Feature → weight; above nothing, an element is alleged.
    """

    version: str
    doubt: re.Pattern[str]
    accuser: re.Pattern[str]
    willing: re.Pattern[str]
    alleged: Mapping[str, float]


@cache
def status_words() -> StatusWords:
    """Return the words and weights."""
    row = tomllib.loads(files("onrecord.vocabulary").joinpath("status.toml").read_text("utf-8"))
    doubt, accuser, willing = (
        re.compile(rf"\b(?:{row['words'][name]})\b", re.IGNORECASE) for name in ("doubt", "accuser", "willing")
    )
    return StatusWords(version=row["version"], doubt=doubt, accuser=accuser, willing=willing, alleged=row["alleged"])
