"""Rows of a table: reports that were already read, taken as they are."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from onrecord.read.draft import Draft, Unreadable, refuse_too_long
from onrecord.read.encoding import decode
from onrecord.read.mapped import Mapped
from onrecord.records import ROW_FIELDS, Capture, Segment

_BLANKS = re.compile(r"[ \t\r\n]*")
_ESCAPE = re.compile(r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_FIELDS = tuple(name for name in ROW_FIELDS if name != "text")
_HINT = f'give one JSON object with "text" and any of {", ".join(_FIELDS)}'


def read_table_row(capture: Capture) -> Draft:
    """Return the report that a row holds; id and text stay as they are, to the code point.

    Raises:
        Unreadable: "bad_row", when it is no object with a text; "bad_text", when the text cannot be written as Unicode;
            "too_large".
    """
    decoded = decode(capture.data, capture.charset or "utf-8")
    members = _members(decoded.text)
    row = {name: value for name, value, _, _ in members}
    text = row.get("text")
    if not isinstance(text, str):
        raise Unreadable("bad_row", 'the row has no "text"', hint=_HINT)
    refuse_too_long(text)
    fields = {name: _word(row.get(name)) for name in _FIELDS}
    for name, value in {"text": text, **fields}.items():
        lone = _SURROGATE.search(value)
        if lone:
            raise Unreadable(
                "bad_text",
                f'"{name}" has half a character (U+{ord(lone.group()):04X}) at code point {lone.start()}',
                hint="write the table again in UTF-8",
            )
    start, end = next((start, end) for name, _, start, end in reversed(members) if name == "text")
    return Draft(
        format="table",
        body=Mapped(text, _literal(decoded.text, start, end)),
        encoding=decoded.encoding,
        report_id=fields["id"],
        title=fields["title"],
        publisher=fields["publisher"],
        author=fields["author"],
        published=fields["published"],
        url=fields["url"],
        language=fields["language"],
        notes=decoded.notes,
    )


def _members(source: str) -> list[tuple[str, Any, int, int]]:
    """Return name, value and place of the members of the one object in `source`."""
    decoder = json.JSONDecoder()
    found = []
    try:
        at = _skip(source, 0, "{")
        while not source.startswith("}", at):
            name, at = decoder.raw_decode(source, at)
            start = _skip(source, at, ":")
            value, end = decoder.raw_decode(source, start)
            found.append((str(name), value, start, end))
            at = _blank(source, end)
            if not source.startswith("}", at):
                at = _skip(source, at, ",")
        _end(source, at + 1)
    except json.JSONDecodeError as error:
        raise Unreadable("bad_row", f"the row is not JSON: {error}", hint=_HINT) from error
    except RecursionError as error:
        raise Unreadable("bad_row", "the row is nested too deep", hint=_HINT) from error
    return found


def _blank(source: str, at: int) -> int:
    found = _BLANKS.match(source, at)
    return found.end() if found else at


def _end(source: str, at: int) -> None:
    if _blank(source, at) < len(source):
        raise json.JSONDecodeError("Extra data", source, at)


def _skip(source: str, at: int, sign: str) -> int:
    at = _blank(source, at)
    if not source.startswith(sign, at):
        raise json.JSONDecodeError(f"Expecting {sign!r}", source, at)
    return _blank(source, at + 1)


def _word(value: object) -> str:
    """Return a field as text; a number for an id is as good as its digits, anything else is unknown."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) else ""


def _literal(source: str, start: int, end: int) -> Iterator[Segment]:
    """Yield where the characters of the string literal `source[start:end]` stand."""
    at, position = start + 1, 0
    for escape in _ESCAPE.finditer(source, start + 1, end - 1):
        plain = escape.start() - at
        if plain:
            yield Segment(start=position, end=position + plain, part="", at=at, length=plain)
        position += plain
        yield Segment(start=position, end=position + 1, part="", at=escape.start(), length=len(escape.group()))
        position, at = position + 1, escape.end()
    if at < end - 1:
        yield Segment(start=position, end=position + end - 1 - at, part="", at=at, length=end - 1 - at)
