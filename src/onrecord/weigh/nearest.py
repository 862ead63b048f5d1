"""Which passages are read side by side: of each passage those nearest to it, in reports that can be of one story.

Of two passages either must be among the `most` nearest of the other. So a case of one story, in which everything is
near to everything, stays in bounds. Which pairs are chosen depends on the whole case alone, not on the order in which
its reports came: when a new report brings nearer passages, those that they push out are given back.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt

from onrecord.weigh.gathered import Bools, Gathered, Ints

UNIT: Final = 127.0 * 127.0
"""The product of a vector with itself."""
_LOW: Final = (1 << 32) - 1  # a rank holds the product above and, of equal ones, the first passage as the highest below
_BLOCK: Final = 16384  # passages that a report is multiplied with at a time
_FEW: Final = 32  # passages of it, and of the others in one multiplication (OpenBLAS takes one thread below 2 ** 18)

Edges = npt.NDArray[np.int64]
"""Pairs of passages, the lower number of each first (edges, 2)."""


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
        self._case, self._akin, self._least = case, akin, math.ceil(least * UNIT)
        self._known = known.copy()
        self._ranks = np.zeros((len(case.document), most), np.int64)
        self._filled = np.zeros(len(case.documents), bool)
        bounds = np.searchsorted(case.document, np.arange(len(case.documents) + 1))
        self._rows = [first + np.flatnonzero(stands[first:last]) for first, last in pairwise(bounds.tolist())]

    def add(self, fresh: Collection[int]) -> tuple[Edges, Edges]:
        """Take reports in; return the pairs that this brings, and those of passages known before that it takes away."""
        numbers = sorted(fresh)
        is_fresh = np.zeros(len(self._known), bool)
        is_fresh[numbers] = True
        known, self._known = self._known, self._known | is_fresh
        if known.any():
            for other in sorted({one for number in numbers for one in self._akin_of(number, known).tolist()}):
                self._fill(other, self._akin_of(other, known))
        lost: list[Edges] = []
        touched = is_fresh[self._case.document]
        for number in numbers:
            self._fill(number, self._akin_of(number, self._known))
            for rows, others, products in self._products(number, self._akin_of(number, known)):
                touched[others[(products >= self._least).any(0)]] = True
                lost += self._offer(rows, others, products)
        return self._brought(np.flatnonzero(touched), is_fresh), self._taken(lost, is_fresh)

    def _akin_of(self, number: int, among: Bools) -> Ints:
        akin = self._akin(number)
        return akin[among[akin]]

    def crowded(self, rows: Ints) -> set[int]:
        """Return the reports with a passage that has one of these among its nearest and room for no other."""
        found = set()
        for document in np.unique(self._case.document[rows]).tolist():
            for other in self._akin(document).tolist():
                if self._known[other]:
                    self._fill(other, self._akin_of(other, self._known))
                    held = self._ranks[self._rows[other]]
                    if (held.all(1) & np.isin(_row_of(held), rows).any(1)).any():
                        found.add(int(other))
        return found

    def _fill(self, number: int, akin: Ints) -> None:
        """Find the nearest of each passage of a report among some reports."""
        if self._filled[number]:
            return
        self._filled[number] = True
        for rows, others, products in self._products(number, akin):
            held = self._ranks[rows]
            most = held.shape[1]
            floor = np.maximum(self._least, held.min(1) >> 32).astype(np.float32)  # what is farther comes in nowhere
            if len(others) > most and not held.all():
                floor = np.maximum(floor, np.partition(products, -most, 1)[:, -most])
            row, column = np.nonzero(products >= floor[:, None])
            offered = _ranks(products[row, column].astype(np.int64), others[column])
            self._ranks[rows] = _highest(held, row, offered)

    def _products(self, number: int, akin: Ints) -> Iterator[tuple[Ints, Ints, npt.NDArray[np.float32]]]:
        """Yield the passages of a report, others, and their products, which are whole numbers (rows, others)."""
        every = np.concatenate([np.empty(0, np.int64), *(self._rows[other] for other in akin.tolist())])
        for start in range(0, len(self._rows[number]), _FEW):
            rows = self._rows[number][start : start + _FEW]
            for at in range(0, len(every), _BLOCK):
                others = every[at : at + _BLOCK]
                yield rows, others, _multiplied(self._case.vectors[rows], self._case.vectors[others])

    def _offer(self, rows: Ints, others: Ints, products: npt.NDArray[np.float32]) -> Iterator[Edges]:
        """Put passages of a new report among the nearest of others; yield what they push out."""
        for row, near in zip(rows.tolist(), products, strict=True):
            offered = others[near >= self._least]
            ranks = _ranks(near[near >= self._least].astype(np.int64), np.array(row))
            weakest = self._ranks[offered].argmin(1)
            held = self._ranks[offered, weakest]
            better = ranks > held
            self._ranks[offered[better], weakest[better]] = ranks[better]
            gone = better & (held > 0)
            if gone.any():
                yield np.stack([offered[gone], _row_of(held[gone])], 1)

    def _brought(self, touched: Ints, fresh: Bools) -> Edges:
        held = self._ranks[touched]
        at, place = np.nonzero(held)
        edges = _edges(np.stack([touched[at], _row_of(held[at, place])], 1), len(self._case.document))
        brought: Edges = edges[fresh[self._case.document[edges]].any(1)]
        return brought

    def _taken(self, lost: Sequence[Edges], fresh: Bools) -> Edges:
        """Return the pairs of those that were pushed out which neither passage holds now, without the fresh ones'."""
        edges = _edges(np.concatenate([np.empty((0, 2), np.int64), *lost]), len(self._case.document))
        edges = edges[~fresh[self._case.document[edges]].any(1)]
        for document in np.unique(self._case.document[edges]).tolist():
            self._fill(document, self._akin_of(document, self._known))
        taken: Edges = edges[~(self._hold(edges) | self._hold(edges[:, ::-1]))]
        return taken

    def _hold(self, edges: Edges) -> Bools:
        """Return whether the first of two has the second among its nearest (edges,)."""
        held = self._ranks[edges[:, 0]]
        found: Bools = ((held > 0) & (_row_of(held) == edges[:, 1:])).any(1)
        return found


def _multiplied(mine: npt.NDArray[np.int8], theirs: npt.NDArray[np.int8]) -> npt.NDArray[np.float32]:
    """Return the products of two sets of vectors (mine, theirs), exact: whole numbers below 2 ** 24.

    In small parts, which BLAS gives no threads to: on a busy machine they wait for each other many times as long.
    """
    padded = np.zeros((-(-len(theirs) // _FEW) * _FEW, theirs.shape[1]), np.float32)
    padded[: len(theirs)] = theirs
    parts = padded.reshape(-1, _FEW, theirs.shape[1]) @ mine.astype(np.float32).T
    return np.ascontiguousarray(parts.reshape(-1, len(mine))[: len(theirs)].T)


def _highest(held: Ints, row: Ints, offered: Ints) -> Ints:
    """Return the highest ranks of each row (rows, most): of those it held, and those offered to it.

    Args:
        held: Its ranks until now (rows, most).
        row: To which row each rank is offered (offered,).
        offered: The rank (offered,).
    """
    count, most = held.shape
    every = np.concatenate([held.ravel(), offered])
    of = np.concatenate([np.repeat(np.arange(count), most), row])
    order = np.lexsort((-every, of))
    place = np.arange(len(every)) - np.searchsorted(of[order], np.arange(count))[of[order]]
    highest: Ints = every[order[place < most]].reshape(count, most)
    return highest


def _edges(pairs: Edges, passages: int) -> Edges:
    """Return each pair once, its lower number first, in order."""
    low, high = np.divmod(np.unique(pairs.min(1) * passages + pairs.max(1)), max(1, passages))
    return np.stack([low, high], 1)


def _ranks(products: npt.NDArray[np.int64], rows: Ints) -> npt.NDArray[np.int64]:
    """Return the products with the rows that they are with, as numbers in the order of nearness."""
    return (products << 32) | (_LOW - rows)


def _row_of(ranks: npt.NDArray[np.int64]) -> Ints:
    return _LOW - (ranks & _LOW)
