"""Which passages lie near each other, without looking at all pairs.

The passages' vectors are put into the cells of fixed centres that come with the net (an inverted file: Jégou et al.
2011, "Product quantization for nearest neighbor search"); within a cell all are multiplied with all. The centres are
fixed and nearness is a threshold, so whether two passages are near depends on nothing but the two: not on what
else is in the case, nor on the order in which it came.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.int8]
Rows = npt.NDArray[np.int64]

_BLOCK: Final = 4096  # rows multiplied at a time: a product of 64 MB
_UNIT: Final = 127.0 * 127.0


@dataclass(frozen=True, slots=True)
class Index:
    """Vectors in cells.

    Attributes:
        vectors: (passages, width), unit vectors in 127ths.
        documents: Number of the report of each passage (passages,).
        centres: (cells, width) float32, unit vectors; with none all passages are in one cell.
        probes: In how many cells a passage lies: those of its nearest centres.
    """

    vectors: Vectors
    documents: Rows
    centres: npt.NDArray[np.float32]
    probes: int = 3

    def near(self, fresh: npt.NDArray[np.bool_], least: float) -> Iterator[tuple[int, int, float]]:
        """Yield pairs of near passages of different reports, once each, with their cosine.

        Args:
            fresh: Which passages are new (passages,); of each pair at least one is.
            least: The least cosine.
        """
        cells = self._cells()
        for cell in range(max(1, len(self.centres))):
            members = np.flatnonzero((cells == cell).any(1))
            asked = members[fresh[members]]
            for at in range(0, len(asked), _BLOCK):
                yield from self._within(cell, cells, asked[at : at + _BLOCK], members, fresh, least)

    def _cells(self) -> npt.NDArray[np.int16]:
        """Return the cells of each passage (passages, probes), the lowest first."""
        if not len(self.centres):
            return np.zeros((len(self.vectors), 1), np.int16)
        found = np.empty((len(self.vectors), self.probes), np.int16)
        for at in range(0, len(self.vectors), _BLOCK):
            likeness = self.vectors[at : at + _BLOCK].astype(np.float32) @ self.centres.T
            found[at : at + _BLOCK] = np.sort(np.argpartition(-likeness, self.probes - 1, 1)[:, : self.probes], 1)
        return found

    def _within(
        self,
        cell: int,
        cells: npt.NDArray[np.int16],
        asked: Rows,
        members: Rows,
        fresh: npt.NDArray[np.bool_],
        least: float,
    ) -> Iterator[tuple[int, int, float]]:
        mine = self.vectors[asked].astype(np.float32)
        for at in range(0, len(members), _BLOCK):
            others = members[at : at + _BLOCK]
            likeness = mine @ self.vectors[others].astype(np.float32).T / _UNIT
            rows, columns = np.nonzero(likeness >= least)
            a, b = asked[rows], others[columns]
            # a pair of two new ones is met from both sides, one in several shared cells in each of them: kept once
            kept = (
                (self.documents[a] != self.documents[b])
                & (~fresh[b] | (a < b))
                & (_first_shared(cells[a], cells[b]) == cell)
            )
            for i, j, score in zip(
                a[kept].tolist(), b[kept].tolist(), likeness[rows, columns][kept].tolist(), strict=True
            ):
                yield (i, j, score) if i < j else (j, i, score)


def _first_shared(a: npt.NDArray[np.int16], b: npt.NDArray[np.int16]) -> npt.NDArray[np.int16]:
    """Return for each row the lowest cell that stands in both (rows,)."""
    both = (a[:, :, None] == b[:, None, :]).any(2)
    first: npt.NDArray[np.int16] = np.where(both, a, np.iinfo(np.int16).max).min(1)
    return first
