"""`onrecord entities`: who and what the reports name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from onrecord.case import open_case
from onrecord.cli.identities import list_identities
from onrecord.cli.listing import Json, Listing, Shape, list_options, print_rows, review_option
from onrecord.cli.options import case_argument
from onrecord.cli.printing import Column
from onrecord.dossier.wording import TYPE_WORDS, where
from onrecord.records import ENTITY_TYPES, EntityFilter, EntityRow, entity_json, mention_json


def _line(row: EntityRow) -> tuple[object, ...]:
    entity = row.entity
    name = f"{entity.name}, {entity.role}" if entity.role else entity.name
    also = ", ".join(f"“{alias}”" for alias in entity.aliases)
    return entity.type, name, also or "–", entity.country or "–", where(entity.place) or "–", entity.mentions


def _values(row: EntityRow) -> tuple[object, ...]:
    entity, place = row.entity, row.entity.place
    found = (place.latitude, place.longitude, place.readings, place.source) if place else ("", "", "", "")
    stands = (entity.type, entity.name, "; ".join(entity.aliases), entity.role, entity.country)
    return *stands, *found, entity.mentions, entity.id


def _record(row: EntityRow) -> Json:
    return {**entity_json(row.entity), "mentioned": [mention_json(mention) for mention in row.mentions]}


LISTING: Listing[EntityRow] = Listing(
    reviewed=True,
    report=lambda row: row.entity.report,
    columns=(
        Column(name="type", width=8),
        Column(name="name", share=4),
        Column(name="also", share=3),
        Column(name="country", width=7),
        Column(name="place", share=3),
        Column(name="mentions", width=8, right=True),
    ),
    line=_line,
    names=(
        "type", "name", "aliases", "role", "country", "latitude", "longitude", "places_of_this_name", "gazetteer",
        "mentions", "entity",
    ),
    values=_values,
    record=_record,
)  # fmt: skip


@click.command("entities", short_help="List who and what the reports name.")
@case_argument
@click.option(
    "--type",
    type=click.Choice(ENTITY_TYPES),
    metavar="TYPE",
    help="Only this type: " + ", ".join(f"{name} {words}" for name, words in TYPE_WORDS.items()) + ".",
)
@click.option("--name", metavar="WORDS", help="Only those with a name that has these words.")
@click.option("--country", metavar="CODE", help="Only those of this country (ISO 3166-1: CU, NP, ZM).")
@click.option("--across", is_flag=True, help="Who and what several reports name: their entities joined, with offices.")
@click.option("--all", "alone", is_flag=True, help="With --across: also who and what one report alone names.")
@click.option("--why", is_flag=True, help="With --across: why entities were joined, and which others are near to it.")
@review_option
@list_options
def command(case: Path, shape: Shape, **wanted: Any) -> None:
    """List who and what the reports of the case file CASE name, report by report.

    Coordinates are those of the likeliest of the places that bear the name; how many do is said with them. Names match
    in any order of their words, without regard to case, accents and alphabet.

    With --across, entities of several reports that are one person, body or place are one row; `onrecord judge` decides
    where that is wrong.
    """
    wanted |= {"country": wanted["country"].upper()} if "country" in wanted else {}
    if wanted.pop("across", False):
        list_identities(case, shape, wanted)
        return
    if astray := sorted({"alone": "--all", "why": "--why"}[name] for name in {"alone", "why"} & wanted.keys()):
        raise click.UsageError(f"{astray[0]} goes with --across")
    with open_case(case, read_only=True) as opened:
        print_rows(opened.entities(EntityFilter(**wanted)), LISTING, shape)
