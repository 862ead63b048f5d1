"""`onrecord show`: one report with its claims marked."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from onrecord.case import open_case
from onrecord.cli.marking import Page, mark_claims
from onrecord.cli.options import case_argument, json_option
from onrecord.cli.outcome import one_line
from onrecord.cli.printing import print_json
from onrecord.cli.screen import Screen
from onrecord.records import CLAIM_LANGUAGES, Report, extraction_json

# Columns beyond which a line of text is hard to read (Bringhurst, "The Elements of Typographic Style", 2.1.2).
WIDEST_TEXT = 90


@click.command("show", short_help="Show one report with its claims marked.")
@case_argument
@click.argument("report", metavar="REPORT")
@json_option
def command(case: Path, report: str, *, as_json: bool) -> None:
    """Show the report REPORT of the case file CASE with its claims marked and listed.

    REPORT is its id or the beginning of it. Sources, cues and contents are coloured on a terminal and stand in
    brackets elsewhere, or where NO_COLOR is set.
    """
    with open_case(case, read_only=True) as opened:
        extraction = opened.extraction(report)
    if as_json:
        print_json(extraction_json(extraction))
        return
    screen = Screen.of(sys.stdout)
    _print(screen.console(), extraction.report, mark_claims(extraction, colour=screen.colour), fitted=screen.terminal)


def _print(console: Console, report: Report, page: Page, *, fitted: bool) -> None:
    """Print the report; `fitted` breaks lines at words for a terminal."""
    width = min(console.width, WIDEST_TEXT)
    head = {
        "title": report.title, "publisher": report.publisher, "author": report.author, "published": report.published,
        "language": report.language, "address": report.url, "report": report.id, "sha256": report.sha256,
    }  # fmt: skip
    if report.language not in CLAIM_LANGUAGES:
        head["claims"] = f"not looked for: claims are read in English, and this report is in “{report.language}”"
    for name, value in head.items():
        if value:
            console.print(f"{name:<11}{one_line(value)}", soft_wrap=True)
    for part in (page.legend, page.text):
        console.print()
        console.print(part, width=width, soft_wrap=not fitted)
    console.print()
    if not fitted:
        for number, claim in enumerate(page.claims, 1):
            console.print(f"{number:>3}  ", claim, sep="", soft_wrap=True)
    elif page.claims:
        listed = Table.grid(padding=(0, 2, 0, 0))
        for number, claim in enumerate(page.claims, 1):
            listed.add_row(str(number), claim)
        console.print(listed, width=width)
