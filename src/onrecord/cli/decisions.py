"""`onrecord decisions`: what persons decided about records, reports and sources."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from onrecord.case import open_case
from onrecord.cli.listing import Json, Listing, Shape, form_options, print_rows
from onrecord.cli.options import case_argument
from onrecord.cli.printing import Column
from onrecord.dossier.deciding import about
from onrecord.records import DECISION_KINDS, DECISION_VERDICTS, Decision, DecisionFilter, found_json


def _withdrawn(decision: Decision) -> str:
    return f"{decision.withdrawn_at[:10]} by {decision.withdrawn_by}" if decision.withdrawn_at else ""


def _record(decision: Decision) -> Json:
    names = ("report", "kind", "target", "verdict", "reliability", "credibility", "by", "at", "reason")
    told = {name: getattr(decision, name) or None for name in (*names, "withdrawn_at", "withdrawn_by")}
    put = {name: [found_json(one) for one in getattr(decision, name)] for name in ("was", "becomes")}
    return {"id": decision.id, **told, "others": list(decision.others), **put}


def _rating(decision: Decision) -> str:
    return f"{decision.reliability}{decision.credibility or ''}"


LISTING: Listing[Decision] = Listing(
    head=Column(name="decision", width=18, cut=True),
    report=lambda decision: decision.id,
    columns=(
        Column(name="verdict", width=7),
        Column(name="kind", width=8),
        Column(name="about", share=4),
        Column(name="report", share=2),
        Column(name="by", share=2),
        Column(name="at", width=10),
        Column(name="reason", share=3),
        Column(name="withdrawn", share=2),
    ),
    line=lambda one: (
        f"{one.verdict} {_rating(one)}".strip(), one.kind, about(one), one.report or "–", one.by, one.at[:10],
        one.reason or "–", _withdrawn(one) or "–",
    ),
    names=(
        "verdict", "rating", "kind", "about", "target", "report", "becomes", "by", "at", "reason", "withdrawn_at",
        "withdrawn_by",
    ),
    values=lambda one: (
        one.verdict, _rating(one), one.kind, about(one), one.target, one.report,
        " ".join(record.id for record in one.becomes), one.by, one.at, one.reason, one.withdrawn_at, one.withdrawn_by,
    ),
    record=_record,
)  # fmt: skip


@click.command("decisions", short_help="List what persons decided.")
@case_argument
@click.option("--report", metavar="ID", help="Only about this report and its records (the beginning is enough).")
@click.option("--record", metavar="ID", help="Only those that bear on this record; for a source its name.")
@click.option("--kind", type=click.Choice(DECISION_KINDS), metavar="KIND", help=f"Only: {', '.join(DECISION_KINDS)}.")
@click.option(
    "--verdict", type=click.Choice(DECISION_VERDICTS), metavar="VERDICT", help=f"Only: {', '.join(DECISION_VERDICTS)}."
)
@click.option("--by", metavar="NAME", help="Only this person's.")
@click.option("--in-force", is_flag=True, help="Leave out what was withdrawn.")
@click.option("--limit", default=0, type=click.IntRange(min=0), metavar="N", help="The latest so many; 0 is no limit.")
@form_options
def command(case: Path, shape: Shape, **wanted: Any) -> None:
    """List the decisions in the case file CASE, the withdrawn too, in the order they were taken.

    `onrecord decide` takes and withdraws them. Judgements on who is who are listed by `onrecord judge CASE list`.
    """
    with open_case(case, read_only=True) as opened:
        print_rows(opened.decisions(DecisionFilter(**wanted)), LISTING, shape)
