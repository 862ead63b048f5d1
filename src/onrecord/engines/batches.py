"""A function over many items on this machine: in order, in bounded memory, on one process or several.

    for item, result in map_batches(load, items, Engine(jobs=2)):
        ...

`load(threads)` is called once per process and returns what does the work, so
that what is slow to set up (nets) is set up once. An item whose work raises, or
takes its whole process down, gives a `Crash`; all others give their result.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from onrecord.errors import UsageError, in_one_line

Item = TypeVar("Item")
Result = TypeVar("Result")

Work = Callable[[Sequence[Item]], Sequence[Result]]
"""Does one batch: a result per item, in the items' order."""

Load = Callable[[int], Work[Item, Result]]
"""Sets up the work in a process, given how many threads it may use; module-level, so that it can be pickled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Crash:
    """What is left of an item whose work failed: in which way, in one line."""

    what: str


def _one(_: object) -> int:
    return 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """How the work is spread.

    Attributes:
        jobs: Processes; with 1 the work is done in this one.
        batch: Most items handed over at a time.
        size_of: The size of an item.
        batch_size: Size from which a batch is full; one item may be larger.

    Raises:
        UsageError: `jobs` or `batch` is less than 1.
    """

    jobs: int = 1
    batch: int = 8
    size_of: Callable[..., int] = _one
    batch_size: int = 1_000_000

    def __post_init__(self) -> None:
        """Refuse an engine that would never run."""
        for name, value in (("jobs", self.jobs), ("batch", self.batch)):
            if value < 1:
                raise UsageError(f"{name} is {value}, and it must be 1 or more", hint=f"set {name} to 1 or more")


def map_batches(
    load: Load[Item, Result], items: Iterable[Item], engine: Engine
) -> Generator[tuple[Item, Result | Crash], None, None]:
    """Return an iterator over each item with its result, in the order of `items`.

    Items are taken as they are needed. Close the iterator to stop early; its processes then end.

    Args:
        load: Sets up the work, once per process.
        items: What to work on; for several processes they must be picklable.
        engine: How to spread it.

    Raises:
        Exception: What `load` itself raises.
        OnrecordError: Worker processes die before any work is done (too little memory, for one).
    """
    if engine.jobs == 1:
        return _here(load, items, engine)
    # Imported here: the machinery of processes costs start-up time that one process need not pay.
    from onrecord.engines.pool import map_in_pool  # noqa: PLC0415

    return map_in_pool(load, cut(items, engine), engine)


def cut(items: Iterable[Item], engine: Engine) -> Iterator[list[Item]]:
    """Yield the items in batches that are not empty and neither too long nor, but for one item, too large."""
    batch: list[Item] = []
    size = 0
    for item in items:
        batch.append(item)
        size += engine.size_of(item)
        if len(batch) >= engine.batch or size >= engine.batch_size:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def attempt(work: Work[Item, Result], batch: Sequence[Item]) -> list[Result | Crash]:
    """Return the batch's results; when it fails as a whole, each item's own result or crash."""
    try:
        return list(work(batch))
    except Exception as error:  # noqa: BLE001 - one report's crash must not cost the others
        if len(batch) == 1:
            return [Crash(what=in_one_line(error))]
    return [attempt(work, [item])[0] for item in batch]


def _here(
    load: Load[Item, Result], items: Iterable[Item], engine: Engine
) -> Generator[tuple[Item, Result | Crash], None, None]:
    work: Work[Item, Result] | None = None
    for batch in cut(items, engine):
        work = work or load(1)
        yield from zip(batch, attempt(work, batch), strict=True)
