"""Exit statuses, and telling the user what a command could not use."""

from __future__ import annotations

from collections.abc import Iterator

import click

from onrecord.records import Problem
from onrecord.text import harmless

DONE, FAILED, USAGE, PROBLEMS, STOPPED = 0, 1, 2, 3, 130


def tell(message: str) -> None:
    """Print one line on standard error."""
    click.echo(harmless(message), err=True)


def problem_lines(problem: Problem) -> Iterator[str]:
    """Yield what is told of a problem in the material: what and where, and what to do; harmless to a terminal."""
    yield one_line(f"{problem.subject}: {problem.message}" if problem.subject else problem.message)
    if problem.hint:
        yield "  hint: " + one_line(problem.hint)


def one_line(value: object) -> str:
    """Return a value on one line, harmless to a terminal."""
    return " ".join(harmless(str(value)).split())


def plural(number: int, word: str) -> str:
    """Return "1 report", "12,000 reports"."""
    return f"{number:,} {word}{'' if number == 1 else 's'}"
