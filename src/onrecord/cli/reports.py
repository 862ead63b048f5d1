"""`onrecord reports`: the reports of a case."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from onrecord.case import open_case
from onrecord.cli.options import case_argument, json_option
from onrecord.cli.printing import Column, print_json, print_table

COLUMNS = (
    Column(name="report", width=16, cut=True),
    Column(name="published", width=10),
    Column(name="lang", width=4),
    Column(name="words", width=7, right=True),
    Column(name="claims", width=6, right=True),
    Column(name="publisher", share=1),
    Column(name="title", share=3),
)


@click.command("reports", short_help="List the reports of a case.")
@case_argument
@json_option
def command(case: Path, *, as_json: bool) -> None:
    """List the reports of the case file CASE in the order they were added.

    The beginning of a report's id is enough wherever one is asked for. A report without a title is shown with where
    it comes from.
    """
    with open_case(case, read_only=True) as opened:
        if as_json:
            for row in opened.reports():
                print_json(asdict(row))
            return
        rows = (
            (
                r.id,
                r.published[:10],
                r.language,
                r.words,
                r.claims if r.extracted or r.claims else "–",
                r.publisher,
                r.title or r.origin,
            )
            for r in opened.reports()
        )
        print_table(COLUMNS, rows)
