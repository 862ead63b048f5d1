"""The rows of a CSV file in any encoding and with any of the usual delimiters."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from charset_normalizer import from_bytes

from onrecord.collect.material import Opened, trouble
from onrecord.collect.settings import CollectSettings
from onrecord.records import ROW_FIELDS, Problem

_DELIMITERS = (",", ";", "\t")
_MAX_HEADER = 65_536  # below the 131,072 characters that the csv module takes in one field
_SAMPLE_BYTES = 262_144
"""How much of a file tells its encoding; more does not change the guess but takes seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CsvRow:
    """A row under its header's names; `number` counts rows from 1 without the header."""

    number: int
    cells: dict[str, str]


def csv_rows(table: Opened, settings: CollectSettings) -> Iterator[CsvRow | Problem]:
    """Yield the rows, and a problem for each that cannot be told from its neighbours; blank rows are left out.

    The delimiter is the one of comma, semicolon and tab under which the header names the most columns we look for,
    then the most columns. A name of `ROW_FIELDS` is found whatever its case and the blanks around it.
    """
    encoding, errors = _encoding(table, settings.files.max_bytes)
    text = io.TextIOWrapper(table.stream, encoding=encoding, errors=errors, newline="")
    try:
        first = text.readline(_MAX_HEADER)
        if len(first) == _MAX_HEADER:
            message = f"its first line is longer than {_MAX_HEADER:,} characters, so it names no columns"
            yield trouble("no_header", message, table.origin, "check that the file is a table")
            return
        delimiter = "\t" if table.suffix == ".tsv" else _delimiter(first, settings)
        rows = _bounded(csv.reader(text, delimiter=delimiter), settings.files.max_bytes)
        yield from _rows(_names(first, delimiter, settings), rows, table.origin, doubtful=errors == "replace")
    finally:
        text.detach()  # closing the wrapper would close the file, which its opener does


def _rows(names: list[str], reader: Iterator[list[str]], origin: str, *, doubtful: bool) -> Iterator[CsvRow | Problem]:
    number = 0
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            hint = "look for a quotation mark that is never closed"
            yield trouble(
                "broken_line",
                f"row {number + 1} cannot be parsed, and the rest was left: {error}",
                f"{origin}!row:{number + 1}",
                hint,
            )
            return
        if cells is None:
            return
        if not any(cells):
            continue
        number += 1
        place = f"{origin}!row:{number}"
        if len(cells) > len(names) and any(cells[len(names) :]):
            message = f"row {number} has {len(cells)} cells and the header {len(names)}"
            yield trouble("broken_line", message, place, "put texts that hold the delimiter in quotation marks")
        elif doubtful and any("\ufffd" in cell for cell in cells):
            message = f"row {number} holds bytes that are no text in the encoding of the others"
            yield trouble("broken_line", message, place, "save the table as UTF-8")
        else:
            yield CsvRow(number=number, cells=dict(zip(names, cells, strict=False)))


def _bounded(reader: Iterator[list[str]], limit: int) -> Iterator[list[str]]:
    """Yield the reader's rows, none of whose cells is longer than the limit."""
    while True:
        before = csv.field_size_limit(limit)  # there is one for the process and none per reader, so it is given back
        try:
            row = next(reader, None)
        finally:
            csv.field_size_limit(before)
        if row is None:
            return
        yield row


def _delimiter(header: str, settings: CollectSettings) -> str:
    """Return the delimiter that parts the header best."""
    wanted = {*ROW_FIELDS, *settings.columns.values()}

    def fit(delimiter: str) -> tuple[int, int]:
        names = _names(header, delimiter, settings)
        return len(wanted.intersection(names)), len(names)

    return max(_DELIMITERS, key=fit)


def _names(line: str, delimiter: str, settings: CollectSettings) -> list[str]:
    """Return the header's names, those of fields as we write them unless the mapping wants them as they stand."""
    cells = next(csv.reader([line], delimiter=delimiter), [])
    names = [cell.strip() for cell in cells]
    mapped = set(settings.columns.values())
    return [name.lower() if name.lower() in ROW_FIELDS and name not in mapped else name for name in names]


def _encoding(table: Opened, limit: int) -> tuple[str, str]:
    """Return the table's encoding and how to take bytes that do not fit it: UTF-8 where all of it is, else a guess."""
    head = table.stream.read(_SAMPLE_BYTES)
    table.stream.seek(0)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16", "replace"
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    try:
        while block := table.stream.read(min(limit, 1 << 20)):
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        guess = from_bytes(head).best()
        return (guess.encoding if guess else "cp1252"), "replace"
    finally:
        table.stream.seek(0)
    return "utf-8-sig", "strict"
