"""What the commands that list records have in common: which reports, how many, in which form, and printing them."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar, get_args

import click

from onrecord.cli.printing import Column, print_csv, print_json, print_json_array, print_table
from onrecord.dossier.wording import who
from onrecord.records import REVIEWS, Word

Shape = Literal["table", "json", "jsonl", "csv"]
Row = TypeVar("Row")
Command = Callable[..., Any]
Json = dict[str, Any]

REVIEW = Column(name="review", width=10)
REPORT = Column(name="report", width=16, cut=True)
CSV_REPORT = ("report", "title", "publisher", "published")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing(Generic[Row]):
    """How the records of one kind are listed.

    Attributes:
        report: Gives the id of a row's report; what stands in no single report has its own id there.
        columns: Of the table, after the report's.
        line: Gives a row's values for them.
        names: Headings of the CSV, after the report's.
        values: Gives a row's values for them.
        record: Gives a row as JSON, its report apart.
        head: The first column of the table: the report's, or that of the id.
        reviewed: Whether rows say how they stand in review, last of all.
    """

    report: Callable[[Row], str]
    columns: tuple[Column, ...]
    line: Callable[[Row], tuple[object, ...]]
    names: tuple[str, ...]
    values: Callable[[Row], tuple[object, ...]]
    record: Callable[[Row], Json]
    head: Column = REPORT
    reviewed: bool = False


_REPORT_OPTIONS = (
    click.option("--since", metavar="DATE", help="Only reports published on this day or later."),
    click.option("--until", metavar="DATE", help="Only reports published on this day or earlier."),
    click.option("--report", metavar="ID", help="Only this report (the beginning of its id is enough)."),
    click.option("--limit", default=0, type=click.IntRange(min=0), metavar="N", help="At most so many; 0 is no limit."),
)
_FORM_OPTIONS = (
    click.option(
        "--format",
        "shape",
        type=click.Choice(get_args(Shape)),
        metavar="FORM",
        help="table (the default), json (one array), jsonl (an object per line) or csv (what a spreadsheet would run "
        "as a formula gets a ').",
    ),
    click.option("--json", "as_json", is_flag=True, help="The same as --format jsonl."),
    click.option("--csv", "as_csv", is_flag=True, help="The same as --format csv."),
)


def list_options(command: Command) -> Command:
    """Return the command with the options on reports and form; it is called with `shape` and the filters given."""
    wrapped = form_options(command)
    for option in reversed(_REPORT_OPTIONS):
        wrapped = option(wrapped)
    return wrapped


def review_option(command: Command) -> Command:
    """Return the command with the option on how records stand in review."""
    option = click.option(
        "--review",
        type=click.Choice(REVIEWS),
        metavar="REVIEW",
        help=f"Only what stands so by what persons decided: {', '.join(REVIEWS)}.",
    )
    return option(command)


def form_options(command: Command) -> Command:
    """Return the command with the options on the form; it is called with `shape` and the other options given."""

    @functools.wraps(command)
    def called(*, shape: Shape | None, as_json: bool, as_csv: bool, **given: Any) -> Any:
        asked: tuple[Shape | None, ...] = (shape, "jsonl" if as_json else None, "csv" if as_csv else None)
        chosen = sorted({form for form in asked if form})
        if len(chosen) > 1:
            raise click.UsageError(f"only one form can be printed, not {' and '.join(chosen)}")
        return command(shape=chosen[0] if chosen else "table", **{name: v for name, v in given.items() if v})

    wrapped: Command = called
    for option in reversed(_FORM_OPTIONS):
        wrapped = option(wrapped)
    return wrapped


def print_rows(rows: Iterable[Row], listing: Listing[Row], shape: Shape) -> None:
    """Print the rows as they are read."""
    if shape == "table":
        columns = (listing.head, *listing.columns, *([REVIEW] if listing.reviewed else []))
        print_table(columns, ((listing.report(row), *listing.line(row), *_stands(row, listing, "–")) for row in rows))
    elif shape == "csv":
        report = CSV_REPORT if listing.head is REPORT else (listing.head.name,)
        names = (*report, *listing.names, *([REVIEW.name] if listing.reviewed else []))
        print_csv(names, ((*_about(row, listing), *listing.values(row), *_stands(row, listing)) for row in rows))
    elif shape == "json":
        print_json_array(_with_report(row, listing) for row in rows)
    else:
        for row in rows:
            print_json(_with_report(row, listing))


def word_json(words: Iterable[Word]) -> list[Json]:
    """Return on whose word something is told, the innermost claim first."""
    return [
        {
            "claim": word.claim.id,
            "source": who(word.claim, ""),
            "speaker": word.speaker or None,
            "act": word.claim.act,
        }
        for word in words
    ]


def _stands(row: Any, listing: Listing[Any], unreviewed: str = "unreviewed") -> tuple[str, ...]:
    """Return how a row stands in review, where its listing says so."""
    if not listing.reviewed:
        return ()
    return (unreviewed if row.review == "unreviewed" else row.review,)


def _about(row: Any, listing: Listing[Any]) -> tuple[str, ...]:
    stands_in = (row.title, row.publisher, row.published) if listing.head is REPORT else ()
    return listing.report(row), *stands_in


def _with_report(row: Any, listing: Listing[Any]) -> Json:
    if listing.head is not REPORT:
        return listing.record(row)
    report, *stands_in = _about(row, listing)
    about = {name: value or None for name, value in zip(CSV_REPORT[1:], stands_in, strict=True)}
    stands = {REVIEW.name: row.review} if listing.reviewed else {}
    return {"report": report, **about, **listing.record(row), **stands}
