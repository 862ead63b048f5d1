"""`onrecord claims`: who is cited for what."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from onrecord.case import open_case
from onrecord.cli.options import case_argument, json_option
from onrecord.cli.printing import Column, print_csv, print_json, print_table
from onrecord.dossier.pages import joined
from onrecord.records import ACTS, QUOTATIONS, ClaimFilter, ClaimRow, claim_json

COLUMNS = (
    Column(name="report", width=16, cut=True),
    Column(name="published", width=10),
    Column(name="act", width=7),
    Column(name="quotation", width=9),
    Column(name="source", share=2),
    Column(name="content", share=5),
)
CSV_NAMES = (
    "report", "title", "publisher", "published", "source", "cue", "content", "relays", "channel", "act",
    "quotation", "certainty", "polarity", "claim",
)  # fmt: skip


@click.command("claims", short_help="List who is cited for what.")
@case_argument
@click.option("--source", metavar="WORDS", help="Only claims whose source has these words.")
@click.option("--text", metavar="WORDS", help="Only claims whose content has these words.")
@click.option("--act", type=click.Choice(ACTS), metavar="ACT", help=f"Only this act: {', '.join(ACTS)}.")
@click.option(
    "--quotation",
    type=click.Choice(QUOTATIONS),
    metavar="KIND",
    help=f"Only this kind of quotation: {', '.join(QUOTATIONS)}.",
)
@click.option("--since", metavar="DATE", help="Only reports published on this day or later.")
@click.option("--until", metavar="DATE", help="Only reports published on this day or earlier.")
@click.option("--report", metavar="ID", help="Only this report (the beginning of its id is enough).")
@click.option("--limit", default=0, type=click.IntRange(min=0), metavar="N", help="At most so many; 0 is no limit.")
@json_option
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV; what a spreadsheet would run as a formula gets a '.")
def command(case: Path, *, as_json: bool, as_csv: bool, **wanted: Any) -> None:
    """List the claims of the case file CASE: who is cited, for what, in which report.

    Words match in any order, without regard to case and accents. Dates are written 2023-09-05, 2023-09 or 2023.
    On a terminal long text is shortened; everywhere else it is whole.
    """  # fmt: skip
    if as_json and as_csv:
        raise click.UsageError("--json and --csv cannot be given together")
    with open_case(case, read_only=True) as opened:
        rows = opened.claims(ClaimFilter(**{name: value for name, value in wanted.items() if value}))
        if as_json:
            for row in rows:
                print_json(_record(row))
        elif as_csv:
            print_csv(CSV_NAMES, (_csv_row(row) for row in rows))
        else:
            print_table(COLUMNS, _table_rows(rows))


def _record(row: ClaimRow) -> dict[str, Any]:
    about = {"title": row.title or None, "publisher": row.publisher or None, "published": row.published or None}
    return {"report": row.claim.report, **about, **claim_json(row.claim)}


def _csv_row(row: ClaimRow) -> tuple[str, ...]:
    claim = row.claim
    words = (claim.source, claim.cue, claim.content, claim.relays, claim.channel)
    decided = (claim.act, claim.quotation, claim.certainty, claim.polarity)
    return (
        claim.report,
        row.title,
        row.publisher,
        row.published,
        *(joined(spans) for spans in words),
        *decided,
        claim.id,
    )


def _table_rows(rows: Iterator[ClaimRow]) -> Iterator[tuple[str, ...]]:
    for row in rows:
        claim = row.claim
        words = (joined(claim.source) or "–", joined(claim.content))
        yield claim.report, row.published[:10], claim.act, claim.quotation, *words
