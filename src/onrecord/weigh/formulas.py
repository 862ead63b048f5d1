"""Reports that print one formula of different people: the same words, figures and days, and other names.

An office, a court or an agency tells every case in the same words. What such reports say is not the same, however alike
it sounds: they are not compared, and none is a copy of the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Final

import numpy as np

from onrecord.weigh.copies import Marks, marks_of
from onrecord.weigh.gathered import Bools, Document, Ints
from onrecord.weigh.kin import hardly_common, own_names

_KEPT: Final = np.uint64(8)  # of so many runs of words one is looked at
_ALIKE: Final = 0.3  # share of the shorter text's runs: in the corpus formulas share 0.7, reports of one case 0.01


class Formulas:
    """The reports of a case by their own names and by their runs of words.

    Args:
        documents: The reports.
        text: Gives the text of a report by its id.
    """

    def __init__(self, documents: Sequence[Document], text: Callable[[str], str]) -> None:
        self._documents, self._text = documents, text
        self._own = [own_names(document.traits) for document in documents]
        self._named = np.array([len(own) for own in self._own], np.int64)
        naming: defaultdict[str, list[int]] = defaultdict(list)
        for number, own in enumerate(self._own):
            for name in own:
                naming[name].append(number)
        self._naming = {name: np.array(numbers, np.int64) for name, numbers in naming.items()}
        self._marks: dict[int, Marks] = {}

    def among(self, number: int, others: Ints) -> Bools:
        """Return which of some reports print one formula with a report (others,)."""
        common = np.zeros(len(self._documents), np.int64)
        for name in self._own[number]:
            common[self._naming[name]] += 1
        found: Bools = hardly_common(common[others], np.minimum(self._named[others], self._named[number]))
        strangers = others[found]
        found[found] = self._alike(number, strangers)
        return found

    def _alike(self, number: int, others: Ints) -> Bools:
        """Return which reports share enough runs of words with one (others,)."""
        rows = [self._marks_of(other) for other in others.tolist()]
        own, lengths = self._marks_of(number), np.array([len(row) for row in rows], np.int64)
        shared = np.isin(np.concatenate([*rows, own[:0]]), own)
        ends = np.cumsum(lengths)
        total = np.concatenate(([0], np.cumsum(shared)))
        common = total[ends] - total[ends - lengths]
        alike: Bools = (common > 0) & (common >= _ALIKE * np.minimum(lengths, len(own)))
        return alike

    def _marks_of(self, number: int) -> Marks:
        if number not in self._marks:
            marks = marks_of(self._text(self._documents[number].report))
            self._marks[number] = marks[marks % _KEPT == 0]
        return self._marks[number]
