"""What only the whole case tells, asked once and kept while the case file stays as it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import RLock
from typing import Any, TypeVar

from onrecord.case import Case
from onrecord.records import ReportRow

T = TypeVar("T")
Stamp = tuple[tuple[int, int], ...]


class Kept:
    """Answers of a case that take long to make.

    Safe to ask from several threads; whoever asks while an answer is made waits for it.
    """

    def __init__(self, case: Case) -> None:
        self._case = case
        self._lock = RLock()
        self._stamp: Stamp = ()
        self._answers: dict[str, Any] = {}

    def answer(self, name: str, make: Callable[[Case], T]) -> T:
        """Return what `make` returns of the case, made anew when another process or a decision changed the case.

        Args:
            name: Under which it is kept: the name of whoever makes it.
            make: Asks the case; its answer is shared and must not be changed.
        """
        with self._lock:
            stamp = _stamp(self._case.path)
            if stamp != self._stamp:
                self._stamp, self._answers = stamp, {}
            if name not in self._answers:
                self._answers[name] = make(self._case)
            answer: T = self._answers[name]
            return answer

    def reports(self) -> tuple[ReportRow, ...]:
        """Return the reports without their texts, the newest first and those without a date last."""
        return self.answer("reports", _newest_first)

    def report_rows(self) -> dict[str, ReportRow]:
        """Return the reports without their texts, by their ids."""
        return self.answer("report_rows", lambda _: {row.id: row for row in self.reports()})


def _newest_first(case: Case) -> tuple[ReportRow, ...]:
    by_name = sorted(case.reports(), key=lambda row: (row.publisher, row.title, row.id))
    return tuple(sorted(by_name, key=lambda row: row.published, reverse=True))


def _stamp(path: Path) -> Stamp:
    """Return what changes when something is written: of the file, and of the log in which it waits to be taken up."""
    found = []
    for file in (path, path.with_name(f"{path.name}-wal")):
        try:
            told = file.stat()
        except FileNotFoundError:
            found.append((0, 0))
        else:
            found.append((told.st_mtime_ns, told.st_size) if told.st_size else (0, 0))
    return tuple(found)
