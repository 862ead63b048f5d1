"""A function over many items on this machine: in order, in bounded memory, on one process or several.

    for item, result in map_batches(load, items, Engine(jobs=2)):
        ...

`load(threads)` is called once per process and returns what does the work, so
that what is slow to set up (nets) is set up once. An item whose work raises, or
takes its whole process down, gives a `Crash`; all others give their result.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator

from onrecord.engines.work import Crash, Engine, Item, Load, Result, Work, attempt


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


def _here(
    load: Load[Item, Result], items: Iterable[Item], engine: Engine
) -> Generator[tuple[Item, Result | Crash], None, None]:
    work: Work[Item, Result] | None = None
    for batch in cut(items, engine):
        work = work or load(1)
        yield from zip(batch, attempt(work, batch), strict=True)
