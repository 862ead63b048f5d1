"""`onrecord search`: passages that have the words."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path

import click
from rich.text import Text

from onrecord.case import open_case
from onrecord.cli.options import case_argument, json_option
from onrecord.cli.outcome import one_line, tell
from onrecord.cli.printing import print_json
from onrecord.cli.screen import Screen
from onrecord.records import SearchHit


@click.command("search", short_help="Find passages in the reports.")
@case_argument
@click.argument("words", nargs=-1, required=True, metavar="WORDS…")
@click.option(
    "--limit",
    default=20,
    show_default=True,
    type=click.IntRange(min=0),
    metavar="N",
    help="At most so many passages; 0 is no limit.",
)
@json_option
def command(case: Path, words: tuple[str, ...], limit: int, *, as_json: bool) -> None:
    """Find passages of the case file CASE that have all of WORDS, in any language, the best first.

    A phrase is put into quotation marks that reach onrecord: onrecord search my.case '"harbour authority"'.
    """  # fmt: skip
    found = False
    screen = Screen.of(sys.stdout)
    console = screen.console()
    with open_case(case, read_only=True) as opened:
        for hit in opened.search(" ".join(words), limit):
            found = True
            if as_json:
                print_json(asdict(hit))
            else:
                console.print(_passage(hit), soft_wrap=not screen.terminal)
    if not found:
        tell(f"nothing has the words {' '.join(words)!r}")


def _passage(hit: SearchHit) -> Text:
    """Return where it stands, and below it the passage; without colour the match stands in brackets."""
    where = ", ".join(one_line(part) for part in (hit.publisher, hit.published[:10], hit.title) if part)
    before, after = (" ".join(part.split("\n")) for part in (hit.before, hit.after))
    return Text.assemble(
        (one_line(hit.report), "bold"),
        f"  {where}\n  ",
        f"…{one_line(before)} " if before else "",
        (f"[{one_line(hit.match)}]", "bold yellow"),
        f" {one_line(after)}…" if after else "",
        "\n",
    )
