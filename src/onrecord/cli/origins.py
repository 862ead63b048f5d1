"""`onrecord origins`: what several reports rest on."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import click

from onrecord.case import open_case
from onrecord.cli.listing import Listing, Shape, form_options, print_rows
from onrecord.cli.options import case_argument
from onrecord.cli.printing import Column
from onrecord.records import ORIGIN_KINDS, Origin
from onrecord.records.across_json import origin_json

LISTING: Listing[Origin] = Listing(
    head=Column(name="origin", width=16, cut=True),
    report=lambda origin: origin.id,
    columns=(
        Column(name="kind", width=14),
        Column(name="name", share=3),
        Column(name="reports", width=7, right=True),
        Column(name="in reports", share=3),
    ),
    line=lambda origin: (origin.kind, origin.name, len(origin.reports), ", ".join(origin.reports)),
    names=("kind", "name", "reports", "in_reports"),
    values=lambda origin: (origin.kind, origin.name, len(origin.reports), "; ".join(origin.reports)),
    record=origin_json,
)


@click.command("origins", short_help="List what several reports rest on.")
@case_argument
@click.option(
    "--kind", type=click.Choice(ORIGIN_KINDS), metavar="KIND", help=f"Only this kind: {', '.join(ORIGIN_KINDS)}."
)
@click.option("--report", default="", metavar="ID", help="Only of this report (the beginning of its id is enough).")
@click.option("--limit", default=0, type=click.IntRange(min=0), metavar="N", help="At most so many; 0 is no limit.")
@form_options
def command(case: Path, shape: Shape, kind: str = "", report: str = "", limit: int = 0) -> None:
    """List what several reports of the case file CASE rest on, at least in part.

    copy: one text, near verbatim. rewrite: one text in other words. same_statement: one statement, document, witness or
    relay behind passages of each. Reports with one origin confirm nothing to each other.
    """
    with open_case(case, read_only=True) as opened:
        found = (origin for origin in opened.origins(report) if kind in ("", origin.kind))
        print_rows(islice(found, limit or None), LISTING, shape)
