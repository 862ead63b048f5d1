"""`onrecord claims`: who is cited for what."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from onrecord.case import open_case
from onrecord.cli.listing import Listing, Shape, list_options, print_rows, review_option
from onrecord.cli.options import case_argument
from onrecord.cli.printing import Column
from onrecord.dossier.wording import joined, who
from onrecord.records import ACTS, QUOTATIONS, STANDINGS, ClaimFilter, ClaimRow, claim_json


def _line(row: ClaimRow) -> tuple[object, ...]:
    claim = row.claim
    source = who(claim, row.speaker) if claim.source else "–"
    return row.published[:10], claim.act, claim.quotation, source, joined(claim.content)


def _values(row: ClaimRow) -> tuple[object, ...]:
    claim = row.claim
    words = (claim.source, claim.cue, claim.content, claim.relays, claim.channel)
    decided = (claim.act, claim.quotation, claim.certainty, claim.polarity)
    return *(joined(spans) for spans in words), *decided, row.speaker, claim.id


LISTING: Listing[ClaimRow] = Listing(
    reviewed=True,
    report=lambda row: row.claim.report,
    columns=(
        Column(name="published", width=10),
        Column(name="act", width=7),
        Column(name="quotation", width=9),
        Column(name="source", share=2),
        Column(name="content", share=5),
    ),
    line=_line,
    names=(
        "source", "cue", "content", "relays", "channel", "act", "quotation", "certainty", "polarity", "speaker",
        "claim",
    ),
    values=_values,
    record=lambda row: {**claim_json(row.claim), "speaker_name": row.speaker or None},
)  # fmt: skip


@click.command("claims", short_help="List who is cited for what.")
@case_argument
@click.option("--source", metavar="WORDS", help="Only claims whose source has these words.")
@click.option("--text", metavar="WORDS", help="Only claims whose content has these words.")
@click.option("--standing", type=click.Choice(STANDINGS), metavar="S", help=f"Only with: {', '.join(STANDINGS)}.")
@click.option("--act", type=click.Choice(ACTS), metavar="ACT", help=f"Only this act: {', '.join(ACTS)}.")
@click.option(
    "--quotation",
    type=click.Choice(QUOTATIONS),
    metavar="KIND",
    help=f"Only this kind of quotation: {', '.join(QUOTATIONS)}.",
)
@review_option
@list_options
def command(case: Path, shape: Shape, **wanted: Any) -> None:
    """List the claims of the case file CASE: who is cited, for what, in which report.

    Words match in any order, without regard to case and accents. Dates are written 2023-09-05, 2023-09 or 2023.
    Square brackets hold whom a source means: he [Ann Marlin]. On a terminal long text is shortened; everywhere else
    it is whole.
    """
    with open_case(case, read_only=True) as opened:
        print_rows(opened.claims(ClaimFilter(**wanted)), LISTING, shape)
