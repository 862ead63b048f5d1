"""`onrecord questions`: what the reports say is still open."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from onrecord.case import open_case
from onrecord.cli.listing import Json, Listing, Shape, list_options, print_rows, review_option
from onrecord.cli.options import case_argument
from onrecord.cli.printing import Column
from onrecord.dossier.wording import QUESTION_WORDS
from onrecord.records import QUESTION_KINDS, QuestionFilter, QuestionRow, question_json
from onrecord.records.across_json import side_json


def _answer(row: QuestionRow) -> str:
    return f"{row.answers[0].side.report}: {row.answers[0].side.span.text}" if row.answers else ""


def _record(row: QuestionRow) -> Json:
    answers = [{**side_json(answer.side), "score": answer.score} for answer in row.answers]
    return {**question_json(row.question), "answered_by": answers}


def _party(row: QuestionRow) -> str:
    return row.question.party.text if row.question.party else ""


LISTING: Listing[QuestionRow] = Listing(
    reviewed=True,
    report=lambda row: row.question.report,
    columns=(
        Column(name="as of", width=10),
        Column(name="kind", width=13),
        Column(name="open with", share=2),
        Column(name="words", share=5),
        Column(name="answered by", share=4),
    ),
    line=lambda row: (
        row.question.as_of[:10] or "–", QUESTION_WORDS[row.question.kind], _party(row) or "–", row.question.span.text,
        _answer(row) or "–",
    ),
    names=("kind", "party", "words", "as_of", "about", "answered_by", "answer", "question"),
    values=lambda row: (
        row.question.kind, _party(row), row.question.span.text, row.question.as_of, row.question.about,
        row.answers[0].side.report if row.answers else "", row.answers[0].side.span.text if row.answers else "",
        row.question.id,
    ),
    record=_record,
)  # fmt: skip


@click.command("questions", short_help="List what the reports say is still open.")
@case_argument
@click.option(
    "--kind", type=click.Choice(QUESTION_KINDS), metavar="KIND", help=f"Only this kind: {', '.join(QUESTION_KINDS)}."
)
@click.option("--party", metavar="WORDS", help="Only those that are open with a party that has these words.")
@click.option("--text", metavar="WORDS", help="Only those whose clause has these words.")
@review_option
@list_options
def command(case: Path, shape: Shape, **wanted: Any) -> None:
    """List the open questions of the case file CASE: what its reports say is not answered, disclosed or verified.

    A passage of a later report that answers one, wholly or in part, stands beside it: whether it does is for the reader
    to say. Words match in any order, without regard to case and
    accents.
    """
    with open_case(case, read_only=True) as opened:
        print_rows(opened.questions(QuestionFilter(**wanted)), LISTING, shape)
