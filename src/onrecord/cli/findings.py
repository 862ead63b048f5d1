"""`onrecord findings`: what the reports say together."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import Any

import click

from onrecord.case import Case, open_case
from onrecord.cli.listing import Listing, Shape, list_options, print_rows
from onrecord.cli.options import case_argument
from onrecord.cli.printing import Column, print_json_object
from onrecord.records import STANCES, STANDINGS, FindingFilter, FindingRow
from onrecord.records.across_json import asked_json, finding_json, origin_json, relation_json


def _reports(row: FindingRow) -> int:
    return len({voice.side.report for voice in row.finding.voices})


def _origins(row: FindingRow) -> str:
    untold = f" + {row.finding.untold} untold" if row.finding.untold else ""
    return f"{row.finding.independent_origins}{untold}"


def _values(row: FindingRow) -> tuple[object, ...]:
    finding = row.finding
    stances = [voice.stance for voice in finding.voices]
    differ = (
        f"{difference.slot}: {' | '.join(dict.fromkeys(value.value for value in difference.values))}"
        for difference in finding.differences
    )
    counted = (finding.independent_origins, finding.untold, _reports(row))
    return (
        finding.standing,
        *counted,
        finding.proposition.span.text,
        *(stances.count(stance) for stance in STANCES),
        "; ".join(differ),
        finding.id,
    )


LISTING: Listing[FindingRow] = Listing(
    report=lambda row: row.finding.proposition.report,
    columns=(
        Column(name="standing", width=12),
        Column(name="origins", width=14),
        Column(name="reports", width=7, right=True),
        Column(name="proposition"),
    ),
    line=lambda row: (row.finding.standing, _origins(row), _reports(row), row.finding.proposition.span.text),
    names=(
        "standing",
        "independent_origins",
        "untold_origins",
        "reports",
        "proposition",
        *STANCES,
        "differences",
        "finding",
    ),
    values=_values,
    record=lambda row: finding_json(row.finding),
)


@click.command("findings", short_help="List what the reports say together.")
@case_argument
@click.option(
    "--standing", type=click.Choice(STANDINGS), metavar="STANDING", help=f"Only this one: {', '.join(STANDINGS)}."
)
@click.option("--text", metavar="WORDS", help="Only findings with a passage that has these words.")
@click.option("--all", "alone", is_flag=True, help="Also the claims that no other report speaks to.")
@list_options
def command(case: Path, shape: Shape, **wanted: Any) -> None:
    """List what the reports of the case file CASE say together, each with the passage that says it best.

    A finding counts the origins that are independent of each other: not the same text or a rewrite of it, not the same
    statement by the same source, not the same relay. An origin that cannot be told counts as none and is shown as
    untold. Never a verdict: a standing says who tells a thing and who tells it otherwise.

    --format json prints one object for the whole case: its origins, findings, relations of passages, and questions with
    their answers. A passage that is a copy has the relations of what it copies there; where both passages of one have
    copies, each copy is told with the other's original and not with its copies. Words match in any order, without
    regard to case and accents.
    """
    if shape == "json" and wanted.keys() - {"alone"}:
        raise click.UsageError("--format json is always the whole case; --format jsonl prints chosen findings")
    with open_case(case, read_only=True) as opened:
        if shape == "json":
            _print_whole(opened, FindingFilter(**wanted))
        else:
            print_rows(opened.findings(FindingFilter(**wanted)), LISTING, shape)


def _print_whole(case: Case, wanted: FindingFilter) -> None:
    """Print the object of the case record, as its parts come."""
    print_json_object(
        {
            "origins": (origin_json(origin) for origin in case.origins()),
            "findings": (finding_json(row.finding) for row in case.findings(wanted)),
            "relations": map(relation_json, chain(case.relations(), case.relations_of_copies())),
            "questions": (asked_json(row.question, next(iter(row.answers), None)) for row in case.questions()),
        }
    )
