"""Whether two reports can be of one case: by what they both name, and when they were published.

Two sentences about "nine men killed at the front" say the same only where the reports
speak of one case. What tells is rare: a surname, a village, a company, an exact figure; a country says little.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from onrecord.nets.pair_pieces import lapse

Numbers = int | npt.NDArray[np.int64]

_KNOWN: Final = 0.1
"""The share that a name known the world over keeps, as `training.pairs.kin` has it."""
_NAMES: Final = frozenset({"person", "place", "body", "site", "vehicle"})
_OWN: Final = 0.5  # share of its weight from which on a name is a case's own
_LEAST: Final = 2  # own names, of which nothing can be told when there are fewer
_COMMON: Final = 1 / 3  # share of the own names of the report with fewer that both have when they speak of the same


@dataclass(frozen=True, slots=True)
class Weights:
    """What each shared trait counts, as log-odds.

    Attributes:
        base: Where nothing is shared and no date is known.
        kinds: Kind of trait → what one of it counts, and the most that all of it may count.
        lapses: By the number of the lapse between the reports.
        common: Traits that many cases share, and the share of their weight that they keep.
    """

    base: float
    kinds: Mapping[str, tuple[float, float]]
    lapses: tuple[float, ...]
    common: Mapping[str, float]

    def share(self, trait: str) -> float:
        """Return the share of its weight that a trait keeps."""
        return self.common.get(trait.replace(" ", "_"), 1.0)


@cache
def weights() -> Weights:
    """Return the weights of `kin.toml`, which `python -m training.pairs.kin` fits."""
    row = tomllib.loads(files("onrecord.vocabulary").joinpath("kin.toml").read_text("utf-8"))
    return Weights(
        base=float(row["base"]),
        kinds={kind: (float(one), float(most)) for kind, (one, most) in row["kinds"].items()},
        lapses=tuple(float(value) for value in row["lapses"]),
        common={**dict.fromkeys(_listed(row["known"]), _KNOWN), **_shares(row["common"])},
    )


def _listed(rows: Mapping[str, str]) -> list[str]:
    return [trait for row in rows.values() for trait in row.split()]


def _shares(rows: Mapping[str, str]) -> dict[str, float]:
    return {trait: float(share) for share, traits in rows.items() for trait in traits.split()}


def kinship(a: tuple[frozenset[str], str], b: tuple[frozenset[str], str], weigh: Weights | None = None) -> float:
    """Return the chance, in [0, 1], that two reports are of one case.

    Args:
        a: Traits and publication date of one, as `Comparable` has them.
        b: Those of the other.
        weigh: Other weights than the usual ones.
    """
    weigh = weigh or weights()
    sums: dict[str, float] = {}
    for trait in sorted(a[0] & b[0]):
        kind = trait.partition(":")[0]
        one, most = weigh.kinds.get(kind, (0.0, 0.0))
        sums[kind] = min(most, sums.get(kind, 0.0) + one * weigh.share(trait))
    earlier, later = sorted((a[1], b[1]))
    odds = weigh.base + sum(sums.values()) + weigh.lapses[lapse(earlier, later)]
    return 1 / (1 + math.exp(-odds))


def own_names(traits: Iterable[str]) -> frozenset[str]:
    """Return the names among traits that few cases share."""
    return frozenset(t for t in traits if t.partition(":")[0] in _NAMES and weights().share(t) >= _OWN)


def strangers(one: frozenset[str], other: frozenset[str]) -> bool:
    """Say whether two reports speak of other people and places, by the names of their own."""
    return bool(hardly_common(len(one & other), min(len(one), len(other))))


def hardly_common(common: Numbers, fewer: Numbers) -> Any:
    """Say whether hardly one of the names of two reports is in both: of numbers, or of arrays of them.

    Args:
        common: How many names both have.
        fewer: How many the report with fewer has.
    """
    return (fewer >= _LEAST) & (common < _COMMON * fewer)
