"""Data on standard output: JSON lines, CSV and tables."""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from rich.table import Table
from rich.text import Text

from onrecord.cli.outcome import one_line
from onrecord.cli.screen import Screen
from onrecord.text import harmless

# What JSON leaves as it is and a terminal or an encoder does not: C1 controls, directions, line separators, surrogates.
_RAW = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
# OWASP, "CSV injection": what a spreadsheet takes for the beginning of a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
# Rows laid out together; a table of any length prints as it is read.
_BATCH = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table: its heading, and how wide it is on a terminal.

    `width` are columns of the terminal; 0 shares what is left in parts of `share`. `cut` columns hold ids: they
    are cut without a sign, so that what is shown can be given back as the start of an id.
    """

    name: str
    width: int = 0
    share: int = 1
    right: bool = False
    cut: bool = False


def print_json(record: Mapping[str, object]) -> None:
    """Print one record on one line, exactly: what a terminal would obey is escaped, never dropped."""
    sys.stdout.write(_json(record) + "\n")


def print_json_array(records: Iterable[Mapping[str, object]]) -> None:
    """Print the records as one array, as they come, a record on each line."""
    opening = "["
    for record in records:
        sys.stdout.write(f"{opening}\n{_json(record)}")
        opening = ","
    sys.stdout.write("[]\n" if opening == "[" else "\n]\n")


def print_json_object(lists: Mapping[str, Iterable[Mapping[str, object]]]) -> None:
    """Print one object of lists, as their records come, a record on each line."""
    opening = "{"
    for name, records in lists.items():
        sys.stdout.write(f"{opening}\n{json.dumps(name)}: [")
        comma = ""
        for record in records:
            sys.stdout.write(f"{comma}\n{_json(record)}")
            comma = ","
        sys.stdout.write("]")
        opening = ","
    sys.stdout.write("\n}\n")


def _json(record: Mapping[str, object]) -> str:
    unicode = (sys.stdout.encoding or "").lower().replace("-", "").startswith("utf")
    return _RAW.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(record, ensure_ascii=not unicode))


def print_csv(names: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print rows as CSV (RFC 4180) for a spreadsheet.

    A value that a spreadsheet would run as a formula gets an apostrophe before it, and control characters are
    replaced; `--json` gives every value exactly.
    """
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(names)
    for row in rows:
        writer.writerow([_cell(value) for value in row])


def print_table(columns: Sequence[Column], rows: Iterable[Sequence[object]]) -> None:
    """Print rows for reading: fitted to a terminal, whole and parted by tabs everywhere else."""
    screen = Screen.of(sys.stdout)
    lines = ([one_line(value) for value in row] for row in rows)
    if not screen.terminal:
        sys.stdout.write("\t".join(column.name for column in columns) + "\n")
        sys.stdout.writelines("\t".join(line) + "\n" for line in lines)
        return
    console = screen.console()
    for number, batch in enumerate(_batches(lines)):
        console.print(_table(columns, batch, heading=number == 0))


def _cell(value: object) -> object:
    if not isinstance(value, str):
        return value
    text = harmless(value)
    return f"'{text}" if value.startswith(_FORMULA) or value.lstrip().startswith(_FORMULA) else text


def _batches(lines: Iterator[list[str]]) -> Iterator[list[list[str]]]:
    while batch := list(islice(lines, _BATCH)):
        yield batch


def _table(columns: Sequence[Column], lines: Sequence[Sequence[str]], *, heading: bool) -> Table:
    """Return one batch; shared widths depend on the terminal alone, so that batches stand in line."""
    table = Table(box=None, expand=True, show_header=heading, header_style="bold", padding=(0, 2, 0, 0), pad_edge=False)
    for column in columns:
        table.add_column(
            column.name,
            width=column.width or None,
            ratio=None if column.width else column.share,
            justify="right" if column.right else "left",
            overflow="crop" if column.cut else "ellipsis",
            no_wrap=True,
        )
    for line in lines:
        table.add_row(*(Text(value) for value in line))
    return table
