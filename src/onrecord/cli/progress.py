"""How far a build is: bars on a terminal, lines everywhere else; always on standard error."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager, nullcontext
from types import TracebackType
from typing import Self

from rich import progress as rich_progress
from rich.console import Console
from rich.progress import BarColumn, ProgressColumn, TaskID, TextColumn, TimeRemainingColumn
from rich.text import Text

from onrecord.case import BuildEvent, Progress, Stage
from onrecord.cli.outcome import plural, problem_lines, tell

LABELS: dict[Stage, str] = {
    "collect": "collecting",
    "read": "reading",
    "extract": "finding claims",
    "prepare": "preparing",
    "compare": "comparing",
    "weigh": "weighing",
}
NOUNS: dict[Stage, str] = {"collect": "capture", "read": "capture"}
# What the later stages go through.
NOUN = "report"
# In a log a sign of life now and then is enough.
LINE_EVERY = 100


class Bars:
    """A bar per stage, with the problems above them as they are met."""

    def __init__(self) -> None:
        columns: tuple[ProgressColumn, ...] = (
            TextColumn("{task.description:<14}"),
            BarColumn(),
            TextColumn("{task.fields[count]}"),
            TimeRemainingColumn(elapsed_when_finished=True),
        )
        self._progress = rich_progress.Progress(
            *columns, console=Console(stderr=True, highlight=False, markup=False, emoji=False)
        )
        self._tasks: dict[Stage, TaskID] = {}

    def __call__(self, event: BuildEvent) -> None:
        """Take a step of the build."""
        for problem in event.problems:
            for line in problem_lines(problem):
                self._progress.console.print(Text(line), soft_wrap=True)
        if event.stage not in self._tasks:
            self._finish()
            self._tasks[event.stage] = self._progress.add_task(LABELS[event.stage], total=event.total or None, count="")
        count = f"{event.done:,}" + (f" of {event.total:,}" if event.total else "")
        self._progress.update(self._tasks[event.stage], completed=event.done, total=event.total or None, count=count)

    def _finish(self) -> None:
        """Fill the bar of a stage that never knew its total, now that the next one has begun."""
        for task in self._progress.tasks:
            self._progress.update(task.id, total=task.completed)

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()


def print_lines(event: BuildEvent) -> None:
    """Print the problems of a step, and a line for every hundredth and the last of a stage."""
    for problem in event.problems:
        for line in problem_lines(problem):
            tell(line)
    if event.done and (event.done % LINE_EVERY == 0 or event.done == event.total) and not event.problems:
        tell(
            f"{LABELS[event.stage]}: {plural(event.done, NOUNS.get(event.stage, NOUN))}"
            + (f" of {event.total:,}" if event.total else "")
        )


def shown_progress() -> AbstractContextManager[Progress]:
    """Return the progress that suits standard error."""
    return Bars() if sys.stderr.isatty() else nullcontext(print_lines)
