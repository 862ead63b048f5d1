"""`onrecord show`: one report, what it tells and its words with the claims marked."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.case import open_case
from onrecord.cli import telling
from onrecord.cli.marking import Page, mark_claims
from onrecord.cli.options import case_argument
from onrecord.cli.outcome import one_line
from onrecord.cli.printing import print_json
from onrecord.cli.screen import Screen
from onrecord.dossier import deciding
from onrecord.dossier.told import Told, told_in
from onrecord.records import CLAIM_LANGUAGES, Extraction, Marked, Report, extraction_json
from onrecord.review import weighable

# Columns beyond which a line of text is hard to read (Bringhurst, "The Elements of Typographic Style", 2.1.2).
WIDEST_TEXT = 90
# Room for a day, a status or the kind of a question.
LABEL_WIDTH = 13

PARTS: dict[str, Callable[[Told], Iterator[telling.Block]]] = {
    "questions": telling.questions,
    "events": telling.events,
    "elements": telling.elements,
    "entities": telling.names,
}
WORDS = ("text", "claims")


@click.command("show", short_help="Show one report: what it tells, and its words.")
@case_argument
@click.argument("report", metavar="REPORT")
@click.option(
    "--only",
    multiple=True,
    type=click.Choice((*PARTS, *WORDS)),
    metavar="PART",
    help=f"Only this part: {', '.join((*PARTS, *WORDS))}. Repeatable; they are shown in this order.",
)
@click.option(
    "--format",
    "shape",
    type=click.Choice(("text", "json")),
    default="text",
    metavar="FORM",
    help="text (the default), or json: the whole record, as `onrecord extract` prints it.",
)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
def command(case: Path, report: str, only: tuple[str, ...], shape: str, *, as_json: bool) -> None:
    """Show the report REPORT of the case file CASE: what it leaves open, what it tells, and its words.

    REPORT is its id or the beginning of it. Shown are its open questions, its events in order of time, the elements of
    trafficking that its passages speak to, who is named, and its words with the claims marked and listed. Sources, cues
    and contents are coloured on a terminal and stand in brackets elsewhere, or where NO_COLOR is set.

    How far an event is told as having happened is its teller's word, and what is alleged stays alleged. Square
    brackets hold our addition: he [Ann Marlin].

    What a person rejected or replaced is not told of, and stands among the claims with who decided so.
    """
    as_json = as_json or shape == "json"
    if as_json and only:
        raise click.UsageError("--only shows a part as text; JSON is always the whole record")
    with open_case(case, read_only=True) as opened:
        extraction = opened.extraction(report)
        marks = opened.marks(report)
    if as_json:
        print_json(extraction_json(extraction))
        return
    _Printer(Screen.of(sys.stdout)).report(extraction, marks, only or (*PARTS, *WORDS))


class _Printer:
    """Prints a report: fitted to a terminal, whole everywhere else."""

    def __init__(self, screen: Screen) -> None:
        self._console: Console = screen.console()
        self._colour, self._fitted = screen.colour, screen.terminal
        self._width = min(self._console.width, WIDEST_TEXT)

    def report(self, extraction: Extraction, marks: Sequence[Marked], parts: Sequence[str]) -> None:
        """Print the report's head and the parts that are wanted; what persons decided stands with the claims."""
        self._head(extraction.report)
        told = told_in(weighable(extraction, [marked.mark for marked in marks]))
        for block in (block for name, blocks in PARTS.items() if name in parts for block in blocks(told)):
            self._block(block)
        stands = {marked.mark.record: deciding.stands(marked) for marked in marks}
        page = mark_claims(extraction, stands, colour=self._colour)
        if "text" in parts:
            for part in (page.legend, page.text):
                self._console.print()
                self._line(part)
        if "claims" in parts:
            self._console.print()
            self._claims(page)

    def _head(self, report: Report) -> None:
        head = {
            "title": report.title, "publisher": report.publisher, "author": report.author,
            "published": report.published, "language": report.language, "address": report.url, "report": report.id,
            "sha256": report.sha256,
        }  # fmt: skip
        if report.language not in CLAIM_LANGUAGES:
            head["claims"] = f"not looked for: claims are read in English, and this report is in “{report.language}”"
        for name, value in head.items():
            if value:
                self._console.print(f"{name:<11}{one_line(value)}", soft_wrap=True)

    def _block(self, block: telling.Block) -> None:
        self._console.print()
        self._console.print(Text(one_line(block.heading), "bold underline" if self._colour else ""), soft_wrap=True)
        if not self._fitted:
            for item in block.items:
                self._unfitted(item)
            return
        listed = Table.grid(padding=(0, 2, 0, 0))
        listed.add_column(width=LABEL_WIDTH)
        listed.add_column()
        for item in block.items:
            listed.add_row(item.label, Text("\n").join(item.lines))
        self._console.print(Padding(listed, (0, 0, 0, 2)), width=self._width)

    def _unfitted(self, item: telling.Item) -> None:
        label = f"  {item.label.plain:<{LABEL_WIDTH}}  "
        for line in item.lines:
            self._console.print(label, line, sep="", soft_wrap=True)
            label = " " * (LABEL_WIDTH + 4)

    def _claims(self, page: Page) -> None:
        if not self._fitted:
            for number, claim in enumerate(page.claims, 1):
                self._console.print(f"{number:>3}  ", claim, sep="", soft_wrap=True)
        elif page.claims:
            listed = Table.grid(padding=(0, 2, 0, 0))
            for number, claim in enumerate(page.claims, 1):
                listed.add_row(str(number), claim)
            self._console.print(listed, width=self._width)

    def _line(self, text: Text) -> None:
        self._console.print(text, width=self._width, soft_wrap=not self._fitted)
