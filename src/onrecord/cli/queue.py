"""`onrecord queue`: what a person should look at first, and why."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from onrecord.case import Case, open_case
from onrecord.cli.listing import Json, Listing, Shape, form_options, print_rows
from onrecord.cli.options import case_argument
from onrecord.cli.printing import Column
from onrecord.dossier.deciding import reason_words, words_of
from onrecord.records import FOUND_KINDS, QUEUED_KINDS, Queued


def _why(queued: Queued) -> str:
    return "; ".join(reason_words(reason) for reason in queued.reasons)


def _record(queued: Queued, words: str) -> Json:
    names = ("kind", "record", "other", "report", "finding")
    reasons = [{"code": reason.code, "words": reason_words(reason)} for reason in queued.reasons]
    told = {name: getattr(queued, name) or None for name in names}
    return told | {"words": words, "worth": queued.worth, "asked": queued.asked, "reasons": reasons}


def _listing(words: dict[tuple[str, str], str]) -> Listing[Queued]:
    def said(queued: Queued) -> str:
        return words[queued.record, queued.other]

    return Listing(
        head=Column(name="record", width=18, cut=True),
        report=lambda queued: queued.record,
        columns=(
            Column(name="kind", width=8),
            Column(name="worth", width=6, right=True),
            Column(name="report", share=2),
            Column(name="words", share=4),
            Column(name="why", share=5),
        ),
        line=lambda one: (one.kind, "asked" if one.asked else f"{one.worth:.2f}", one.report, said(one), _why(one)),
        names=("other", "kind", "worth", "asked", "report", "finding", "words", "why"),
        values=lambda one: (
            one.other, one.kind, one.worth, int(one.asked), one.report, one.finding, said(one), _why(one),
        ),
        record=lambda one: _record(one, said(one)),
    )  # fmt: skip


@click.command("queue", short_help="List what a person should look at first.")
@case_argument
@click.option("--kind", type=click.Choice(QUEUED_KINDS), metavar="KIND", help=f"Only: {', '.join(QUEUED_KINDS)}.")
@click.option("--by", metavar="NAME", help="Who will look: what this person asked others to look at is left out.")
@click.option("--limit", default=20, type=click.IntRange(1, 1000), metavar="N", help="At most so many; 20 by default.")
@form_options
def command(case: Path, shape: Shape, limit: int = 20, **given: Any) -> None:
    """List what a person should look at first in the case file CASE, and why.

    The worth is of how many reports a decision is expected to change what they say together: the net's doubt times the
    reports that rest on it. What persons differ about, or asked others to look at, comes before all. `onrecord decide`
    and `onrecord judge` decide.
    """
    with open_case(case, read_only=True) as opened:
        found = opened.queue(limit, **given)
        words = {(one.record, one.other): _words(opened, one) for one in found}
    print_rows(found, _listing(words), shape)


def _words(case: Case, queued: Queued) -> str:
    if queued.kind == "identity":
        named = case.view.bearers([queued.record, queued.other])
        return " | ".join(named[name].name for name in (queued.record, queued.other) if name in named)
    if queued.kind == "relation":
        sides = next((r.sides() for r in case.relations(queued.report) if r.id == queued.record), ())
        return " | ".join(side.span.text for side in sides)
    return words_of(case.record(queued.record)) if queued.kind in FOUND_KINDS else queued.record
