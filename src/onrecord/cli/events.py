"""`onrecord events`: what happens to people, when, and on whose word."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from onrecord.case import open_case
from onrecord.cli.listing import Json, Listing, Shape, list_options, print_rows, review_option, word_json
from onrecord.cli.options import case_argument, day_options
from onrecord.cli.printing import Column
from onrecord.dossier.told import parts_of
from onrecord.dossier.wording import FACTUALITY_KEY, on_whose_word, sentence, told, when
from onrecord.records import EVENT_ROLES, FACTUALITIES, EventFilter, EventRow, event_json, time_json


def _line(row: EventRow) -> tuple[object, ...]:
    event = row.event
    what = sentence(event.trigger.text, parts_of(event, {}))
    return when(row.time) or "–", event.type, told(event.factuality, row.words), what, on_whose_word(row.words)


def _values(row: EventRow) -> tuple[object, ...]:
    event = row.event
    roles = ["; ".join(role.span.text for role in event.roles if role.role == name) for name in EVENT_ROLES]
    time = (when(row.time), row.time.span.text if row.time else "")
    stands = (event.trigger.text, event.factuality, told(event.factuality, row.words), on_whose_word(row.words))
    return *time, event.type, *stands, *roles, event.holder, event.id


def _record(row: EventRow) -> Json:
    told_when = time_json(row.time) | {"days": row.time.days} if row.time else None
    return {**event_json(row.event), "when": told_when, "on_word_of": word_json(row.words)}


LISTING: Listing[EventRow] = Listing(
    reviewed=True,
    report=lambda row: row.event.report,
    columns=(
        Column(name="when", width=10),
        Column(name="type", width=11),
        Column(name="told as", share=2),
        Column(name="what", share=6),
        Column(name="on whose word", share=3),
    ),
    line=_line,
    names=("when", "time", "type", "trigger", "factuality", "told", "on_word_of", *EVENT_ROLES, "claim", "event"),
    values=_values,
    record=_record,
)


@click.command("events", short_help="List what is told to happen to people.")
@case_argument
@click.option("--type", metavar="TYPE", help="Only this type: recruit, transport, kill, arrest …")
@click.option(
    "--factuality",
    type=click.Choice(FACTUALITIES),
    metavar="CODE",
    help=f"Only what is so told: {FACTUALITY_KEY}.",
)
@click.option("--who", metavar="WORDS", help="Only events in which somebody or something with these words takes part.")
@click.option("--text", metavar="WORDS", help="Only events whose words have these words.")
@day_options
@review_option
@list_options
def command(case: Path, shape: Shape, **wanted: Any) -> None:
    """List the events of the case file CASE: what is told to happen, to whom, when, on whose word.

    How far an event is told as having happened is the word of whoever tells it; what stands in an allegation is
    listed as alleged. Words match in any order, without regard to case and accents. Dates are written 2023-09-05,
    2023-09 or 2023.
    """
    with open_case(case, read_only=True) as opened:
        print_rows(opened.events(EventFilter(**wanted)), LISTING, shape)
