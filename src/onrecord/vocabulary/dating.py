"""What ties a time to an event or to something said: `dating.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class DatingWords:
    """`dating.toml`.

    Attributes:
        version: Of the file.
        coordinators: Finds words that join clauses.
        subordinators: Finds words that open a clause within another.
        adjuncts: Prepositions of times, in small letters.
        lasting: Event types that are told with how long they lasted.
        event: Feature → weight for a time and an event.
        said: Feature → weight for a time and the cue of a claim.
    """

    version: str
    coordinators: re.Pattern[str]
    subordinators: re.Pattern[str]
    adjuncts: frozenset[str]
    lasting: frozenset[str]
    event: Mapping[str, float]
    said: Mapping[str, float]


@cache
def dating_words() -> DatingWords:
    """Return the words and weights."""
    row = tomllib.loads(files("onrecord.vocabulary").joinpath("dating.toml").read_text("utf-8"))
    words = row["words"]
    return DatingWords(
        version=row["version"],
        coordinators=_any_of(words["coordinators"]),
        subordinators=_any_of(words["subordinators"]),
        adjuncts=frozenset(words["adjuncts"].split()),
        lasting=frozenset(words["lasting"].split()),
        event=row["event"],
        said=row["said"],
    )


def _any_of(listed: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, listed.split()))})\b", re.IGNORECASE)
