"""Which passages are read side by side: of each passage those nearest to it, in reports that can be of one story.

Of two passages either must be among the `most` nearest of the other. So a case of one story, in which everything is
near to everything, stays in bounds. Which pairs are chosen depends on the whole case alone, not on the order in which
its reports came: when a new report brings nearer passages, those that they push out are given back.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt

from onrecord.weigh.gathered import Bools, Gathered, Ints

UNIT: Final = 127.0 * 127.0
"""The product of a vector with itself."""
_LOW: Final = (1 << 32) - 1  # a rank holds the product above and, of equal ones, the first passage as the highest below
_BLOCK: Final = 16384  # passages that a report is multiplied with at a time

Edge = tuple[int, int]
"""Two passages, the lower number first."""


class Nearest:
    """For each passage that was asked for, the nearest ones among the reports that were taken in.

    Args:
        case: All reports.
        akin: Gives the reports akin to one.
        least: The least cosine of passages that are near.
        most: How many of the nearest count.
        known: Which reports are taken in at the beginning (reports,).
        stands: Which passages count (passages,): of copies, one stands for all.
    """

    def __init__(
        self, case: Gathered, akin: Callable[[int], Ints], least: float, most: int, known: Bools, stands: Bools
    ) -> None:
        self._case, self._akin, self._least = case, akin, least * UNIT
        self._known = known.copy()
        self._ranks = np.zeros((len(case.document), most), np.int64)
        self._filled = np.zeros(len(case.documents), bool)
        bounds = np.searchsorted(case.document, np.arange(len(case.documents) + 1))
        self._rows = [first + np.flatnonzero(stands[first:last]) for first, last in pairwise(bounds.tolist())]

    def add(self, fresh: Collection[int]) -> tuple[list[Edge], list[Edge]]:
        """Take reports in; return the pairs that this brings, and those of passages known before that it takes away."""
        numbers = np.array(sorted(fresh), np.int64)
        is_fresh = np.zeros(len(self._known), bool)
        is_fresh[numbers] = True
        near = {number: self._akin(number) for number in numbers.tolist()}
        for other in sorted({int(one) for akin in near.values() for one in akin[self._known[akin]]}):
            self._fill(other, self._akin(other))
        known, self._known = self._known, self._known | is_fresh
        lost: list[Edge] = []
        touched: set[int] = set()
        for number, akin in near.items():
            self._fill(number, akin)
            touched.update(self._rows[number].tolist())
            for rows, others, products in self._products(number, akin[known[akin]]):
                touched.update(others[(products >= self._least).any(0)].tolist())
                lost += self._offer(rows, others, products)
        return self._brought(sorted(touched), is_fresh), self._taken(lost, is_fresh)

    def crowded(self, rows: Ints) -> set[int]:
        """Return the reports with a passage that has one of these among its nearest and room for no other."""
        found = set()
        for document in np.unique(self._case.document[rows]).tolist():
            for other in self._akin(document).tolist():
                if self._known[other]:
                    self._fill(other, self._akin(other))
                    held = self._ranks[self._rows[other]]
                    if (held.all(1) & np.isin(_row_of(held), rows).any(1)).any():
                        found.add(int(other))
        return found

    def _fill(self, number: int, akin: Ints) -> None:
        """Find the nearest of each passage of a report among all that are taken in."""
        if self._filled[number]:
            return
        self._filled[number] = True
        for rows, others, products in self._products(number, akin[self._known[akin]]):
            most = self._ranks.shape[1]
            ranks = np.hstack([self._ranks[rows], np.where(products >= self._least, _ranks(products, others), 0)])
            self._ranks[rows] = np.partition(ranks, -most, 1)[:, -most:]

    def _products(self, number: int, akin: Ints) -> Iterator[tuple[Ints, Ints, npt.NDArray[np.int64]]]:
        """Yield the passages of a report, others, and their products (rows, others)."""
        rows = self._rows[number]
        if not len(rows) or not len(akin):
            return
        every = np.concatenate([self._rows[other] for other in akin.tolist()])
        mine = self._case.vectors[rows].astype(np.float32)  # exact: whole numbers below 2 ** 24
        for at in range(0, len(every), _BLOCK):
            others = every[at : at + _BLOCK]
            yield rows, others, (mine @ self._case.vectors[others].astype(np.float32).T).astype(np.int64)

    def _offer(self, rows: Ints, others: Ints, products: npt.NDArray[np.int64]) -> list[Edge]:
        """Put passages of a new report among the nearest of others; return what they push out."""
        lost: list[Edge] = []
        for row, near in zip(rows.tolist(), products, strict=True):
            offered = others[near >= self._least]
            ranks = _ranks(near[near >= self._least], np.array(row))
            weakest = self._ranks[offered].argmin(1)
            held = self._ranks[offered, weakest]
            better = ranks > held
            self._ranks[offered[better], weakest[better]] = ranks[better]
            gone = better & (held > 0)
            lost += zip(offered[gone].tolist(), _row_of(held[gone]).tolist(), strict=True)
        return lost

    def _brought(self, touched: list[int], fresh: Bools) -> list[Edge]:
        found = set()
        for row in touched:
            held = self._ranks[row]
            for other in _row_of(held[held > 0]).tolist():
                if fresh[self._case.document[row]] or fresh[self._case.document[other]]:
                    found.add((min(row, other), max(row, other)))
        return sorted(found)

    def _taken(self, lost: list[Edge], fresh: Bools) -> list[Edge]:
        found = set()
        for row, other in lost:
            if not fresh[self._case.document[other]]:
                document = int(self._case.document[other])
                self._fill(document, self._akin(document))
                if not self._holds(row, other) and not self._holds(other, row):
                    found.add((min(row, other), max(row, other)))
        return sorted(found)

    def _holds(self, row: int, other: int) -> bool:
        held = self._ranks[row]
        return bool((_row_of(held[held > 0]) == other).any())


def _ranks(products: npt.NDArray[np.int64], rows: Ints) -> npt.NDArray[np.int64]:
    """Return the products with the rows that they are with, as numbers in the order of nearness."""
    return (products << 32) | (_LOW - rows)


def _row_of(ranks: npt.NDArray[np.int64]) -> Ints:
    return _LOW - (ranks & _LOW)
