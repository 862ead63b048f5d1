"""Words by which two passages on one matter may differ: `differing.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class DifferingWords:
    """`differing.toml`.

    Attributes:
        version: Of the file.
        figures: Number word → its figures.
        days: Names of days and months.
        denials: Words that say that something is not so.
    """

    version: str
    figures: Mapping[str, str]
    days: frozenset[str]
    denials: frozenset[str]


@cache
def differing_words() -> DifferingWords:
    """Return the words."""
    row = tomllib.loads(files("onrecord.vocabulary").joinpath("differing.toml").read_text("utf-8"))
    return DifferingWords(
        version=row["version"],
        figures=dict(pair.split("=") for pair in row["figures"]["words"].split()),
        days=frozenset(row["days"]["words"].split()),
        denials=frozenset(row["denials"]["words"].split()),
    )
