"""`onrecord times`: when, in the words of the reports."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from onrecord.case import open_case
from onrecord.cli.listing import Listing, Shape, list_options, print_rows, review_option
from onrecord.cli.options import case_argument, day_options
from onrecord.cli.printing import Column
from onrecord.dossier.wording import when
from onrecord.records import TIME_TYPES, TimeFilter, TimeRow, time_json

LISTING: Listing[TimeRow] = Listing(
    reviewed=True,
    report=lambda row: row.time.report,
    columns=(
        Column(name="published", width=10),
        Column(name="type", width=8),
        Column(name="value", width=16),
        Column(name="days", share=1),
        Column(name="words", share=2),
    ),
    line=lambda row: (row.published[:10], row.time.type, row.time.value, when(row.time) or "–", row.time.span.text),
    names=("type", "value", "first_day", "last_day", "words", "time"),
    values=lambda row: (
        row.time.type, row.time.value, *(row.time.days or ("", "")), row.time.span.text, row.time.id,
    ),
    record=lambda row: time_json(row.time) | {"days": row.time.days},
)  # fmt: skip


@click.command("times", short_help="List when, in the words of the reports.")
@case_argument
@click.option(
    "--type",
    type=click.Choice(TIME_TYPES),
    metavar="TYPE",
    help=f"Only this type of TIMEX3: {', '.join(TIME_TYPES)}.",
)
@click.option("--value", metavar="VALUE", help="Only this value of TIMEX3: 2023-09-05, 2023-W36, P2M …")
@day_options
@review_option
@list_options
def command(case: Path, shape: Shape, **wanted: Any) -> None:
    """List the times of the case file CASE with the days that they can mean.

    A relative time in a report without a date keeps its distance ("last year" is -P1Y) and names no days.
    """
    with open_case(case, read_only=True) as opened:
        print_rows(opened.times(TimeFilter(**wanted)), LISTING, shape)
