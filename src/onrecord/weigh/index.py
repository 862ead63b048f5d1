"""Which passages lie near each other, without looking at all pairs.

The passages' vectors are put into the cells of fixed centres that come with the net (an inverted file: Jégou et al.
2011, "Product quantization for nearest neighbor search"); within a cell all are multiplied with all. The centres are
fixed and nearness is a threshold, so whether two passages are near depends on nothing but the two: not on what
else is in the case, nor on the order in which it came.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.int8]
Centres = npt.NDArray[np.float32]
Bools = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.int64]
Cells = npt.NDArray[np.int16]

_BLOCK: Final = 4096  # rows multiplied at a time: a product of 64 MB
UNIT: Final = 127.0 * 127.0
"""The product of a vector with itself."""
_PROBES: Final = 3


class Index:
    """Vectors in cells.

    Attributes:
        vectors: (passages, width), unit vectors in 127ths.
        documents: Number of the report of each passage (passages,).
    """

    def __init__(self, vectors: Vectors, documents: Rows, centres: Centres, probes: int = _PROBES) -> None:
        """Put every passage into the cells of its `probes` nearest centres; without centres all are in one cell."""
        self.vectors, self.documents = vectors, documents
        self._cells = _cells(vectors, centres, probes)
        rows, count = len(vectors), max(1, len(centres))
        order = np.argsort(self._cells, axis=None, kind="stable")
        bounds = np.searchsorted(self._cells.reshape(-1)[order], np.arange(count + 1))
        passages = order // self._cells.shape[1] if rows else order
        self._members = [passages[first:last] for first, last in pairwise(bounds)]

    def near(self, fresh: Bools, known: Bools, least: float) -> Iterator[tuple[int, int]]:
        """Yield pairs of near passages of different reports, the lower number first, once each.

        Args:
            fresh: Which passages are asked for (passages,); of each pair at least one is.
            known: Which passages they may be near to, besides each other (passages,).
            least: The least cosine.
        """
        for cell, members in enumerate(self._members):
            asked = members[fresh[members]]
            others = members[fresh[members] | known[members]]
            for i in range(0, len(asked), _BLOCK):
                for j in range(0, len(others), _BLOCK):
                    yield from self._within(cell, asked[i : i + _BLOCK], others[j : j + _BLOCK], fresh, least)

    def _within(self, cell: int, asked: Rows, others: Rows, fresh: Bools, least: float) -> Iterator[tuple[int, int]]:
        mine, theirs = (self.vectors[rows].astype(np.float32) for rows in (asked, others))
        rows, columns = np.nonzero(mine @ theirs.T >= least * UNIT)
        a, b = asked[rows], others[columns]
        # a pair of two new ones is met from both sides, and one in several shared cells in each of them
        kept = (self.documents[a] != self.documents[b]) & (~fresh[b] | (a < b))
        a, b = a[kept], b[kept]
        first = _first_shared(self._cells[a], self._cells[b]) == cell
        for i, j in zip(a[first].tolist(), b[first].tolist(), strict=True):
            yield (i, j) if i < j else (j, i)


def _cells(vectors: Vectors, centres: Centres, probes: int) -> Cells:
    """Return the cells of each passage (passages, probes)."""
    if not len(centres):
        return np.zeros((len(vectors), 1), np.int16)
    found = np.empty((len(vectors), probes), np.int16)
    for at in range(0, len(vectors), _BLOCK):
        likeness = vectors[at : at + _BLOCK].astype(np.float32) @ centres.T
        found[at : at + _BLOCK] = np.argpartition(-likeness, probes - 1, 1)[:, :probes]
    return found


def _first_shared(a: Cells, b: Cells) -> Cells:
    """Return for each row the lowest cell that stands in both (rows,)."""
    both = (a[:, :, None] == b[:, None, :]).any(2)
    first: Cells = np.where(both, a, np.iinfo(np.int16).max).min(1)
    return first
