"""What only the whole case tells, asked once and kept while the case file stays as it is."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from math import inf
from pathlib import Path
from threading import RLock, Thread
from time import monotonic
from typing import Any, Final, TypeVar

from onrecord.case import Case
from onrecord.errors import OnrecordError
from onrecord.records import ReportRow

T = TypeVar("T")
Stamp = tuple[tuple[int, int], ...]

_OUTDATED: Final[Stamp] = ((-1, -1),)

SLOW_SECONDS: Final = 0.2
"""What takes longer is noticed as waiting (issue 6: every page under 200 ms)."""

SHARE: Final = 20
"""An answer that is slow to make is kept for as many times as long, also while a build changes the case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    """An answer: of which state of the file, when it was made, and in how many seconds."""

    answer: Any
    stamp: Stamp
    at: float
    took: float


class Kept:
    """Answers of a case that take long to make.

    Safe to ask from several threads; whoever asks while an answer is made waits for it.
    """

    def __init__(self, case: Case) -> None:
        self._case = case
        self._locks: dict[str, RLock] = {}
        self._made: dict[str, _Made] = {}
        self._remaking: set[str] = set()
        self._forgotten = 0

    def answer(self, name: str, make: Callable[[Case], T]) -> T:
        """Return what `make` returns of the case, made anew when the case has changed.

        Args:
            name: Under which it is kept: the name of whoever makes it.
            make: Asks the case; its answer is shared and must not be changed.
        """
        with self._locks.setdefault(name, RLock()):
            stamp = _stamp(self._case.path)
            made = self._made.get(name)
            if made is None or not _holds(made, stamp):
                begun, forgotten = monotonic(), self._forgotten
                answer = make(self._case)
                ended = monotonic()
                made = _Made(answer=answer, stamp=stamp, at=ended, took=ended - begun)
                self._made[name] = made if self._forgotten == forgotten else _outdated(made)
            kept: T = made.answer
            return kept

    def soon(self, name: str, make: Callable[[Case], T]) -> T:
        """Return what `answer` does; if it was slow to make and has to be made anew, what it was until it is.

        For what is told of so many reports that one of them hardly changes it, and nobody should wait for.
        """
        made = self._made.get(name)
        if made is None or made.took <= SLOW_SECONDS:
            return self.answer(name, make)
        if not _holds(made, _stamp(self._case.path)) and name not in self._remaking:
            self._remaking.add(name)
            Thread(target=self._remake, args=(name, make), daemon=True).start()
        kept: T = made.answer
        return kept

    def forget(self) -> None:
        """Hold everything outdated: for whoever has just changed the case and wants to see it."""
        self._forgotten += 1
        self._made = {name: _outdated(made) for name, made in self._made.items()}

    def _remake(self, name: str, make: Callable[[Case], Any]) -> None:
        try:
            with suppress(OnrecordError):  # whoever asks next is told, or it has passed
                self.answer(name, make)
        finally:
            self._remaking.discard(name)

    def reports(self) -> tuple[ReportRow, ...]:
        """Return the reports without their texts, the newest first and those without a date last."""
        return self.soon("reports", _newest_first)

    def report_rows(self) -> dict[str, ReportRow]:
        """Return the reports without their texts, by their ids."""
        return self.soon("report_rows", lambda _: {row.id: row for row in self.reports()})


def _newest_first(case: Case) -> tuple[ReportRow, ...]:
    by_name = sorted(case.reports(), key=lambda row: (row.publisher, row.title, row.id))
    return tuple(sorted(by_name, key=lambda row: row.published, reverse=True))


def _outdated(made: _Made) -> _Made:
    return replace(made, stamp=_OUTDATED, at=-inf)


def _holds(made: _Made, stamp: Stamp) -> bool:
    recent = made.took > SLOW_SECONDS and monotonic() - made.at < SHARE * made.took
    return made.stamp == stamp or recent


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
