"""Exit statuses, and telling the user what a command could not use."""

from __future__ import annotations

import click

from onrecord.records import Problem
from onrecord.text import harmless

DONE, FAILED, USAGE, PROBLEMS, STOPPED = 0, 1, 2, 3, 130


def tell(message: str) -> None:
    """Print one line on standard error."""
    click.echo(" ".join(harmless(message).split()), err=True)


def tell_problem(problem: Problem) -> None:
    """Print a problem in the material on standard error: what, where, and what to do."""
    tell(f"{problem.subject}: {problem.message}" if problem.subject else problem.message)
    if problem.hint:
        tell(f"  hint: {problem.hint}")


def plural(number: int, word: str) -> str:
    """Return "1 report", "12,000 reports"."""
    return f"{number:,} {word}{'' if number == 1 else 's'}"
