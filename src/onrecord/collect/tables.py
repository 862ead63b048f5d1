"""Tables of reports that were read already: JSON lines and CSV, one capture per row.

A row says a report's text, and any of `ROW_FIELDS` beside it, under those names or under the columns that a mapping
gives. JSON lines without a mapping are captured as the exact bytes of the line. Rows of a CSV and mapped JSON lines
are captured as a JSON object in UTF-8 whose keys are those of `ROW_FIELDS` that have a value, in that order, so that
reading treats all of them alike. Of these the file itself is a capture as well, with its bytes as they came.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator, Mapping
from typing import Any

from onrecord.collect.csv_rows import csv_rows
from onrecord.collect.material import Opened, hints, itself, too_large, trouble
from onrecord.collect.settings import CollectSettings
from onrecord.errors import UsageError
from onrecord.records import ROW_FIELDS, ROW_TYPE, Capture, Problem

_EMPTY_HINT = "check that it was saved whole"
_NO_TEXT_HINT = "the others were taken; fill in the texts if they should have some"
_MAPPING_HINT = "name the column that holds the text, as in --column text=body"


def collect_jsonl(table: Opened, settings: CollectSettings) -> Iterator[Capture | Problem]:
    """Yield the table itself if its columns are mapped, then a capture per line.

    A line's origin ends in the report's id, or in "line:7" where it has none.

    Raises:
        UsageError: A mapped column is missing in the first line; from later lines it may be missing.
    """
    if settings.columns:
        yield itself(table, settings)
    without_text: list[int] = []
    objects = 0
    for number, line in _lines(table, settings.files.max_bytes):
        place = f"{table.origin}!line:{number}"
        if line is None:
            yield too_large("the line", settings.files.max_bytes, place)
            continue
        row = _json_object(line)
        if isinstance(row, str):
            yield trouble("broken_line", f"line {number} is {row}", place, "mend the line; the others were taken")
            continue
        objects += 1
        if objects == 1:
            _check_mapping(settings.columns, row.keys(), table.origin)
        values = _values(row, settings.columns)
        if not values.get("text", "").strip():
            without_text.append(number)
            continue
        yield _capture(values, line if not settings.columns else _canonical(values), place, "jsonl", settings)
    yield from _no_text("line", without_text, objects, table.origin)


def collect_csv(table: Opened, settings: CollectSettings) -> Iterator[Capture | Problem]:
    """Yield the table itself, then a capture per row.

    A row's origin ends in the report's id, or in "row:7" (counted without the header) where it has none.

    Raises:
        UsageError: A mapped column is missing in the header.
    """
    yield itself(table, settings)
    without_text: list[int] = []
    rows = 0
    for row in csv_rows(table, settings):
        if isinstance(row, Problem):
            yield row
            continue
        if rows == 0:
            _check_mapping(settings.columns, row.cells.keys(), table.origin)
        rows += 1
        values = _values(row.cells, settings.columns)
        if not values.get("text", "").strip():
            without_text.append(row.number)
            continue
        yield _capture(values, _canonical(values), f"{table.origin}!row:{row.number}", "csv", settings)
    yield from _no_text("row", without_text, rows, table.origin)


def _capture(values: Mapping[str, str], data: bytes, place: str, how: str, settings: CollectSettings) -> Capture:
    """Return the capture of one row; `place` is where it stands if it has no id."""
    named = {name: value for name, value in values.items() if name not in {"id", "text"}}
    report_id = values.get("id", "")
    return Capture(
        data=data,
        origin=f"{place.rpartition('!')[0]}!{report_id}" if report_id else place,
        how=how,
        captured_at=settings.now(),
        media_type=ROW_TYPE,
        charset="utf-8",
        hints=hints(report_id=report_id, **named),
    )


def _lines(table: Opened, limit: int) -> Iterator[tuple[int, bytes | None]]:
    """Yield the number, from 1, and the bytes of each line that is not blank; None for one of more than `limit`."""
    number = 0
    start = True
    oversized = False
    while piece := table.stream.readline(limit + 1):
        number += start
        if number == 1 and start:
            piece = piece.removeprefix(codecs.BOM_UTF8)
        ended = piece.endswith(b"\n") or len(piece) <= limit
        oversized = oversized or not ended
        if oversized:
            if ended:
                yield number, None
        elif piece.strip():
            yield number, piece.rstrip(b"\r\n")
        start = ended
        oversized = oversized and not ended
    if oversized:
        yield number, None


def _json_object(line: bytes) -> dict[str, Any] | str:
    """Return the line's object, or what the line is instead."""
    try:
        row = json.loads(line.decode("utf-8"))
        json.dumps(row, ensure_ascii=False).encode("utf-8")
    except UnicodeDecodeError as error:
        return f"not UTF-8 (byte {error.start + 1})"
    except UnicodeEncodeError:
        return "no text: it escapes half of a surrogate pair"
    except RecursionError:
        return "nested too deep"
    except ValueError as error:
        return f"no JSON: {error}"
    return row if isinstance(row, dict) else "no JSON object"


def _values(row: Mapping[str, Any], columns: Mapping[str, str]) -> dict[str, str]:
    """Return the row's values under the names of `ROW_FIELDS`, as text; lists of names are joined."""
    values = {name: _as_text(row.get(columns.get(name, name))) for name in ROW_FIELDS}
    return {name: value for name, value in values.items() if value}


def _as_text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return ", ".join(part for part in map(_as_text, value) if part)
    return "" if value is None or isinstance(value, (dict, bool)) else str(value)


def _canonical(values: Mapping[str, str]) -> bytes:
    return json.dumps(dict(values), ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def _check_mapping(columns: Mapping[str, str], present: Any, origin: str) -> None:
    missing = [f"{name}={column}" for name, column in columns.items() if column not in present]
    if missing:
        raise UsageError(
            f"{origin} has no column for {', '.join(missing)}", hint=f"its columns are {', '.join(map(str, present))}"
        )


def _no_text(what: str, numbers: list[int], rows: int, origin: str) -> Iterator[Problem]:
    """Yield the problem of the rows that have no text, all in one, so that a wrong column does not flood the case."""
    if rows == 0:
        yield trouble("no_reports", f"the table has no {what} that could be read", origin, _EMPTY_HINT)
    elif len(numbers) == rows:
        yield trouble("no_text", f"no {what} has a text", origin, _MAPPING_HINT)
    elif numbers:
        listed = ", ".join(map(str, numbers[:10])) + (" and more" if len(numbers) > 10 else "")
        message = f"{len(numbers)} of {rows} {what}s have no text: {what} {listed}"
        yield trouble("no_text", message, origin, _NO_TEXT_HINT)
