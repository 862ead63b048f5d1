"""What an engine does, wherever it does it: work on batches of items, and what a crash leaves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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


def attempt(work: Work[Item, Result], batch: Sequence[Item]) -> list[Result | Crash]:
    """Return the batch's results; when it fails as a whole, each item's own result or crash."""
    try:
        return list(work(batch))
    except Exception as error:  # noqa: BLE001 - one report's crash must not cost the others
        if len(batch) == 1:
            return [Crash(what=in_one_line(error))]
    return [attempt(work, [item])[0] for item in batch]
