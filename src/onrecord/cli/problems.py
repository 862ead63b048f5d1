"""`onrecord problems`: what could not be used, or only with doubt."""

from __future__ import annotations

from pathlib import Path

import click

from onrecord.case import open_case
from onrecord.cli.options import case_argument, json_option
from onrecord.cli.outcome import one_line, tell
from onrecord.cli.printing import print_json
from onrecord.records import problem_json


@click.command("problems", short_help="List what could not be used, or only with doubt.")
@case_argument
@json_option
def command(case: Path, *, as_json: bool) -> None:
    """List what in the sources of the case file CASE could not be used, or only with doubt, and what can be done."""
    listed = 0
    with open_case(case, read_only=True) as opened:
        for problem in opened.problems():
            listed += 1
            if as_json:
                print_json(problem_json(problem))
                continue
            click.echo(f"{one_line(problem.subject)}\n  {one_line(problem.message)} ({problem.stage}: {problem.code})")
            if problem.hint:
                click.echo(f"  hint: {one_line(problem.hint)}")
    if not listed:
        tell("no problems: everything given could be used")
