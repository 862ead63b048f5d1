"""Which reports of a case can be of one story: found by the traits that they share, never by looking at all pairs."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from datetime import date

import numpy as np
import numpy.typing as npt

from onrecord.nets.pair_pieces import LAPSE_DAYS
from onrecord.weigh.gathered import Document, Ints
from onrecord.weigh.kin import Weights, weights

Floats = npt.NDArray[np.float64]


class Akin:
    """The reports of a case by their traits."""

    def __init__(self, documents: Sequence[Document], least: float, weigh: Weights | None = None) -> None:
        """Take the reports in.

        Args:
            documents: The reports.
            least: The least kinship, as `onrecord.weigh.kin.kinship` has it, of reports that are akin.
            weigh: Other weights than the usual ones.
        """
        self._documents, self._weigh = documents, weigh or weights()
        self._least = math.log(least / (1 - least)) if least > 0 else -math.inf
        self._days = np.array([_day(document.published) for document in documents], np.int64)
        having: defaultdict[str, list[int]] = defaultdict(list)
        for number, document in enumerate(documents):
            for trait in document.traits:
                if self._worth(trait):
                    having[trait].append(number)
        self._having = {trait: np.array(numbers, np.int64) for trait, numbers in having.items() if len(numbers) > 1}

    def of(self, number: int) -> Ints:
        """Return the numbers of the reports that are akin to one, in order, without its own."""
        odds = self._weigh.base + self._lapses(number) + self._shared(number)
        odds[number] = -math.inf
        found: Ints = np.flatnonzero((odds >= self._least) & (odds > -math.inf))
        return found

    def _shared(self, number: int) -> Floats:
        """Return what the traits shared with each report count (reports,)."""
        kinds: dict[str, Floats] = {}
        for trait in sorted(self._documents[number].traits & self._having.keys()):
            kind = trait.partition(":")[0]
            found = kinds.setdefault(kind, np.zeros(len(self._documents)))
            found[self._having[trait]] += self._worth(trait)
        limited = [np.minimum(self._weigh.kinds[kind][1], kinds[kind]) for kind in sorted(kinds)]
        return sum(limited, np.zeros(len(self._documents)))

    def _worth(self, trait: str) -> float:
        one, _ = self._weigh.kinds.get(trait.partition(":")[0], (0.0, 0.0))
        return one * self._weigh.share(trait)

    def _lapses(self, number: int) -> Floats:
        """Return what the time between a report and each other counts (reports,)."""
        apart = np.abs(self._days - self._days[number])
        lapse = 1 + (apart[:, None] > np.array(LAPSE_DAYS)).sum(1)
        lapse[(self._days < 0) | (self._days[number] < 0)] = 0
        counted: Floats = np.array(self._weigh.lapses)[lapse]
        return counted


def _day(published: str) -> int:
    """Return the day of a publication date, -1 where it is not known to the day."""
    try:
        return date.fromisoformat(published[:10]).toordinal()
    except ValueError:
        return -1
