"""Words before an event's word that tell its factuality, as `factuality.toml` lists them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from onrecord.vocabulary.phrasebook import entries_of


@dataclass(frozen=True, slots=True)
class FactualityWords:
    """The lists.

    Attributes:
        version: Of the file.
        before: Words in small letters → the value they give to the event that follows.
        between: Words that may stand between these and the event.
        asked: Words of asking somebody to do something.
        asked_value: The value of what is asked.
        opening: Word that opens a clause → the value it gives to what the clause says.
        opening_reach: How many words may stand between.
    """

    version: str
    before: Mapping[tuple[str, ...], str]
    between: frozenset[str]
    asked: frozenset[str]
    asked_value: str
    opening: Mapping[str, str]
    opening_reach: int


@cache
def factuality_words() -> FactualityWords:
    """Return the lists."""
    row = tomllib.loads(files("onrecord.vocabulary").joinpath("factuality.toml").read_text("utf-8"))
    return FactualityWords(
        version=row["version"],
        before={tuple(words.split()): value for value, listed in row["words"].items() for words in entries_of(listed)},
        between=frozenset(entries_of(row["between"])),
        asked=frozenset(word for words in entries_of(row["asked"]["words"]) for word in words.split()),
        asked_value=row["asked"]["value"],
        opening={word: value for value, listed in row["opening"]["words"].items() for word in entries_of(listed)},
        opening_reach=row["opening"]["reach"],
    )
