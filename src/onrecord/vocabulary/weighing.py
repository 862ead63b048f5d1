"""Words by which reports are weighed against each other: `weighing.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from onrecord.vocabulary.folding import folded
from onrecord.vocabulary.loader import Phrases


@dataclass(frozen=True, slots=True)
class WeighingWords:
    """`weighing.toml`.

    Attributes:
        version: Of the file.
        indefinite: First words of sources that name nobody who could be told again.
        anybody: Last words of sources that may be anybody.
        silent: Words that say nothing of who a source is.
        alone: Kinds of bodies of which one matter has one, folded.
        several: Kinds of which it has several.
        alike: Who speaks for a body → the body.
        documents: Words for documents and broadcasts, folded.
        retraction: Finds words that take a statement back.
        numbers: Number word → its value.
    """

    version: str
    indefinite: frozenset[str]
    anybody: frozenset[str]
    silent: frozenset[str]
    alone: frozenset[str]
    several: frozenset[str]
    alike: Mapping[str, str]
    documents: frozenset[str]
    retraction: Phrases
    numbers: Mapping[str, int]


@cache
def weighing_words() -> WeighingWords:
    """Return the words."""
    row = tomllib.loads(files("onrecord.vocabulary").joinpath("weighing.toml").read_text("utf-8"))
    sources = {name: frozenset(folded(listed).split()) for name, listed in row["sources"].items()}
    pairs = (pair.split("=") for pair in row["numbers"]["words"].split())
    return WeighingWords(
        version=row["version"],
        indefinite=sources["indefinite"],
        anybody=sources["anybody"],
        silent=sources["silent"],
        alone=frozenset(row["bodies"]["alone"].split()),
        several=frozenset(row["bodies"]["with_another"].split()),
        alike=dict(pair.split("=") for pair in row["bodies"]["alike"].split()),
        documents=frozenset(folded(row["documents"]["words"]).split()),
        retraction=Phrases.of(row["retraction"]["words"]),
        numbers={word: int(value) for word, value in pairs},
    )
