"""Very many small records of a case counted by what they are of, for any choice of reports, in a few milliseconds."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from onrecord.desk.kept import Kept
from onrecord.desk.listed_reports import ReportsAsked, chosen_reports
from onrecord.records import MANNERS, Manner

Numbers = NDArray[np.int64]
Which = NDArray[np.bool_]

_MARKS: Final = re.compile("[\u0300-\u036f]")


@dataclass(frozen=True, slots=True)
class Counts:
    """How often each group stands in the chosen reports.

    Attributes:
        passages: By group.
        reports: In how many reports, by group.
        manners: By group and by the order of `MANNERS`.
    """

    passages: Numbers
    reports: Numbers
    manners: Numbers


class Tallies:
    """Passages by the group that each is of.

    Args:
        rows: Of each passage its group, its report, how it is told, how many it counts for, and its record.
    """

    def __init__(self, rows: Iterable[tuple[int, str, Manner, int, str]]) -> None:
        place = {manner: number for number, manner in enumerate(MANNERS)}
        names: dict[str, int] = {}
        records: list[str] = []
        numbers: list[tuple[int, int, int, int]] = []
        for group, report, told, count, record in rows:
            numbers.append((group, names.setdefault(report, len(names)), place[told], count))
            records.append(record)
        columns = np.array(numbers, dtype=np.int64).reshape(len(numbers), 4).T
        order = np.lexsort((columns[1], columns[0]))
        self._records = [records[at] for at in order]
        self._reports = list(names)
        self._groups, self._report, self._manner, self._weight = columns[:, order]
        self._first = np.ones(len(order), dtype=bool)
        self._first[1:] = (np.diff(self._groups) != 0) | (np.diff(self._report) != 0)

    def counted(self, groups: int, kept: Which | None = None) -> Counts:
        """Return the counts of so many groups, of the passages that are kept or of all."""
        which: Which = np.ones(len(self._groups), dtype=bool) if kept is None else kept
        own, weight = self._groups[which], self._weight[which]
        told = np.bincount(own * len(MANNERS) + self._manner[which], weight, groups * len(MANNERS)).astype(np.int64)
        return Counts(
            passages=np.bincount(own, weight, groups).astype(np.int64),
            reports=np.bincount(self._groups[which & self._first], minlength=groups),
            manners=told.reshape(groups, len(MANNERS)),
        )

    def reports_in(self, larger: Numbers, size: int, kept: Which | None = None) -> Numbers:
        """Return in how many reports each of some larger groups stands.

        Args:
            larger: By group, the larger one that it belongs to.
            size: How many larger ones there are.
            kept: Which passages count; None is all.
        """
        which: Which = np.ones(len(self._groups), dtype=bool) if kept is None else kept
        pairs = np.unique(larger[self._groups[which]] * len(self._reports) + self._report[which])
        return np.bincount(pairs // max(len(self._reports), 1), minlength=size)

    def published(self, kept: Kept, since: str, until: str) -> Which | None:
        """Return which passages are of reports published between two days; None where no day is given.

        Args:
            kept: Answers of the case.
            since: The first day, as far as it is given, or "".
            until: The last.
        """
        if not (since or until):
            return None
        chosen = {row.id for row in chosen_reports(kept.reports(), ReportsAsked(since=since, until=until))}
        passes = np.array([name in chosen for name in self._reports], dtype=bool)
        return passes[self._report] if len(passes) else np.zeros(0, dtype=bool)

    def named(self, at: int) -> tuple[str, str]:
        """Return report and record of a passage by its place."""
        return self._reports[self._report[at]], self._records[at]

    def weight(self, at: int) -> int:
        """Return for how many a passage counts, by its place."""
        return int(self._weight[at])

    def of(self, groups: Iterable[int], kept: Which | None = None) -> list[int]:
        """Return the places of the passages of some groups, of those that are kept or of all."""
        which = np.isin(self._groups, list(groups))
        return list(map(int, np.flatnonzero(which if kept is None else which & kept)))


def bare(names: Sequence[str]) -> list[str]:
    """Return names in small letters without their marks, to look for words in."""
    lines = "\n".join(name.replace("\n", " ") for name in names).casefold()
    return _MARKS.sub("", unicodedata.normalize("NFKD", lines)).split("\n") if names else []
