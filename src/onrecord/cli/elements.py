"""`onrecord elements`: which parts of the definition of trafficking passages speak to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from onrecord.case import open_case
from onrecord.cli.listing import Json, Listing, Shape, list_options, print_rows, review_option, word_json
from onrecord.cli.options import case_argument
from onrecord.cli.printing import Column
from onrecord.dossier.wording import ELEMENT_HEADINGS, REPORT_ITSELF, on_whose_word
from onrecord.records import ELEMENT_STATUSES, ElementFilter, ElementRow, element_json


def _whose(row: ElementRow) -> str:
    return "; ".join(dict.fromkeys(on_whose_word(words) for words in row.words)) or REPORT_ITSELF


def _passages(row: ElementRow) -> str:
    return " | ".join(" ".join(span.text.split()) for span in row.element.spans)


def _line(row: ElementRow) -> tuple[object, ...]:
    found = row.element
    return found.element, found.code, found.status, _passages(row), _whose(row)


def _values(row: ElementRow) -> tuple[object, ...]:
    found = row.element
    stands = (found.element, found.code, found.status, len(found.spans), _passages(row), _whose(row))
    return *stands, " ".join(found.claims), " ".join(found.events), found.id


def _record(row: ElementRow) -> Json:
    return {**element_json(row.element), "on_word_of": [word_json(words) for words in row.words]}


LISTING: Listing[ElementRow] = Listing(
    reviewed=True,
    report=lambda row: row.element.report,
    columns=(
        Column(name="element", width=8),
        Column(name="code", width=22),
        Column(name="status", width=8),
        Column(name="passages", share=5),
        Column(name="on whose word", share=3),
    ),
    line=_line,
    names=("element", "code", "status", "passages", "words", "on_word_of", "claims", "events", "record"),
    values=_values,
    record=_record,
)


@click.command("elements", short_help="List which elements of trafficking passages speak to.")
@case_argument
@click.option(
    "--element",
    type=click.Choice(tuple(ELEMENT_HEADINGS)),
    metavar="ELEMENT",
    help=f"Only this part: {', '.join(ELEMENT_HEADINGS)}.",
)
@click.option("--code", metavar="CODE", help="Only this code: recruitment, deception, documents_confiscated …")
@click.option(
    "--status", type=click.Choice(ELEMENT_STATUSES), metavar="STATUS", help=f"Only: {', '.join(ELEMENT_STATUSES)}."
)
@click.option("--text", metavar="WORDS", help="Only those with a passage that has these words.")
@review_option
@list_options
def command(case: Path, shape: Shape, **wanted: Any) -> None:
    """List which elements of trafficking in persons the reports of the case file CASE have passages for.

    Acts, means and purposes are those of the Palermo Protocol, article 3(a), indicators those of the ILO (2009); what
    States do about it is listed as responses. A line is no verdict: it says that a passage speaks to the element, and
    on whose word.
    """
    with open_case(case, read_only=True) as opened:
        print_rows(opened.elements(ElementFilter(**wanted)), LISTING, shape)
