"""Batches on several processes, which may die without taking more than their own item along."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, cast

from onrecord.engines.work import Crash, Engine, Item, Load, Result, Work, attempt
from onrecord.errors import OnrecordError

_AHEAD = 2
"""Batches handed over per process: one in work and one waiting, so that no process waits for us."""

_DIED = Crash(what="the process that worked on it died (out of memory, or a fault in a library)")


def map_in_pool(
    load: Load[Item, Result], batches: Iterator[list[Item]], engine: Engine
) -> Generator[tuple[Item, Result | Crash], None, None]:
    """Yield each item with its result in order, `engine.jobs` batches at a time.

    When a process dies, nobody can tell which batch killed it: those under way are done
    again item by item in a process of their own, and the item that kills that one is the culprit.
    """
    while True:
        with _Pool(load, engine.jobs) as pool:
            under_way: deque[tuple[list[Item], Future[list[Result | Crash]]]] = deque()
            try:
                for batch in batches:
                    under_way.append((batch, pool.submit(batch)))
                    if len(under_way) >= engine.jobs * _AHEAD:
                        yield from _first(under_way)
                while under_way:
                    yield from _first(under_way)
            except BrokenProcessPool:
                pass
            else:
                return
        for batch, future in under_way:
            if future.done() and not future.cancelled() and future.exception() is None:
                yield from zip(batch, future.result(), strict=True)
            else:
                yield from _one_by_one(load, batch)


def _first(under_way: deque[tuple[list[Item], Future[list[Result | Crash]]]]) -> Iterator[tuple[Item, Result | Crash]]:
    """Yield the results of the oldest batch, which stays under way until they are there."""
    batch, future = under_way[0]
    results = future.result()
    under_way.popleft()
    yield from zip(batch, results, strict=True)


def _one_by_one(load: Load[Item, Result], batch: Sequence[Item]) -> Iterator[tuple[Item, Result | Crash]]:
    waiting = deque(batch)
    while waiting:
        with _Pool(load, 1) as pool:
            pool.check()
            while waiting:
                try:
                    (result,) = pool.submit([waiting[0]]).result()
                except BrokenProcessPool:
                    yield waiting.popleft(), _DIED
                    break
                yield waiting.popleft(), result


class _Pool:
    """Processes that have the work set up, each with one thread for it."""

    def __init__(self, load: Load[Any, Any], jobs: int) -> None:
        # Spawned and not forked: a fork would copy our open case file and the threads of the nets in mid-air.
        context = multiprocessing.get_context("spawn")
        self._processes = ProcessPoolExecutor(jobs, mp_context=context, initializer=_set_up, initargs=(load,))

    def submit(self, batch: Sequence[Any]) -> Future[list[Any]]:
        """Return the results to come; those of processes that died meanwhile come as that error."""
        try:
            return self._processes.submit(_run, batch)
        except BrokenProcessPool as error:
            broken: Future[list[Any]] = Future()
            broken.set_exception(error)
            return broken

    def check(self) -> None:
        """Refuse to go on with processes that cannot even be set up.

        Raises:
            OnrecordError: They die at once.
        """
        try:
            self.submit([]).result()
        except BrokenProcessPool as error:
            raise OnrecordError(
                "worker processes die before they have done anything",
                hint="most often memory is short: close other programs or use --jobs 1",
            ) from error

    def __enter__(self) -> _Pool:
        return self

    def __exit__(self, *_: object) -> None:
        self._processes.shutdown(wait=True, cancel_futures=True)


class _Worker:
    """The work of one process, set up when the first batch comes, so that its errors reach the caller."""

    def __init__(self, load: Load[Any, Any]) -> None:
        self._load = load
        self._work: Work[Any, Any] | None = None

    def run(self, batch: Sequence[Any]) -> list[Any]:
        self._work = self._work or self._load(1)
        return attempt(self._work, batch)


_worker: _Worker
"""This process's worker; there is none in the process that hands out the work."""


def _set_up(load: Load[Any, Any]) -> None:
    """Prepare a process: the keyboard's interrupt is our parent's to handle, and without a parent there is no work."""
    global _worker  # noqa: PLW0603 - a worker process has one job in its life
    _worker = _Worker(load)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Wait for a parent that was killed: its processes would otherwise wait for work for ever."""
    cast("multiprocessing.process.BaseProcess", multiprocessing.parent_process()).join()
    os._exit(1)


def _run(batch: Sequence[Any]) -> list[Any]:
    return _worker.run(batch)
