"""Records as rows and rows as records."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, fields
from typing import Any

from sqlalchemy import Row, RowMapping, Table

from onrecord.errors import CaseError
from onrecord.records import Capture, Comparable, Hints, Passage, Problem, Report, Segment, content_id
from onrecord.store import schema, schema_across

Values = dict[str, Any]
"""The values of one row by column."""

Stored = Mapping[str, Any] | RowMapping
"""A row as it is stored."""

_UNSEALED = ("number", "seal")
_LATER = {("claim", "speaker")}
"""Columns that format 1, whose seals still count, did not have: they are sealed where they hold something."""


def seal(table: Table, values: Stored, parts: Iterable[tuple[Table, Sequence[Stored]]] = ()) -> str:
    """Return a digest of a row's values, by which `verify` tells that not a byte of it was changed.

    The row's number does not count, so that the order of adding does not matter.

    Args:
        table: The row's table.
        values: All its columns but `number` and `seal`, as they are stored.
        parts: The tables of what belongs to it, each with its rows, as they are stored, in order.
    """
    sealed_values = [
        _plain(values[column.name])
        for column in table.columns
        if column.name not in _UNSEALED and not ((table.name, column.name) in _LATER and values[column.name] == "")
    ]
    for place, (part, found) in enumerate(parts):
        # The first part holds the words; format 1, whose seals still count, knew no other and did not name it.
        sealed_values += [part.name] if place else []
        names = [column.name for column in part.columns][1:]
        sealed_values += [_plain(row[name]) for row in found for name in names]
    return content_id("row", table.name, *sealed_values)


def _plain(value: object) -> str | int | None:
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, float):
        return repr(value + 0.0)  # SQLite keeps no sign of a zero
    return value if isinstance(value, str | int | None) else repr(value)


def _as_stored(values: Mapping[str, Any]) -> Values:
    return {name: schema.escape(value) if isinstance(value, str) else value for name, value in values.items()}


def sealed(table: Table, values: Values, parts: Iterable[tuple[Table, Sequence[Values]]] = ()) -> Values:
    """Return the row's values with their seal; `parts` as for `seal`, their texts not yet escaped."""
    kept = [(part, [_as_stored(row) for row in found]) for part, found in parts]
    return values | {"seal": seal(table, _as_stored(values), kept)}


def _json(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))


@contextmanager
def intact(row: Row[Any]) -> Iterator[None]:
    """Name the record whose stored values make none any more.

    Raises:
        CaseError: Its bytes were changed.
    """
    try:
        yield
    except (ValueError, TypeError, LookupError) as error:
        raise CaseError(
            f"the stored record {row._mapping.get('id', row[0])} is damaged",
            hint="`onrecord verify` names what is wrong; restore from a copy",
        ) from error


def capture_row(capture: Capture) -> Values:
    """Return the capture's row; its bytes are the blob's."""
    hints = {name: value for name, value in asdict(capture.hints).items() if value}
    values = {
        "id": capture.id,
        "sha256": capture.sha256,
        "origin": capture.origin,
        "how": capture.how,
        "captured_at": capture.captured_at,
        "media_type": capture.media_type,
        "charset": capture.charset,
        "hints": _json(hints),
        "container": int(capture.container),
    }
    return sealed(schema.capture, values)


def to_capture(row: Row[Any], data: bytes) -> Capture:
    """Return the capture of a row and its blob's bytes."""
    with intact(row):
        hints = Hints(**json.loads(row.hints))
    return Capture(
        data=data,
        origin=row.origin,
        how=row.how,
        captured_at=row.captured_at,
        media_type=row.media_type,
        charset=row.charset,
        hints=hints,
        container=bool(row.container),
    )


def report_row(report: Report) -> Values:
    """Return the report's row; the SHA-256 of its bytes is its capture's."""
    values = {f.name: getattr(report, f.name) for f in fields(report) if f.name not in ("sha256", "segments")}
    values |= {"words": len(report.text.split()), "segments": pack_segments(report.segments)}
    return sealed(schema.report, values)


def to_report(row: Row[Any]) -> Report:
    """Return the report of a row that has its capture's `sha256` beside the report's columns."""
    names = [f.name for f in fields(Report) if f.name != "segments"]
    found = {name: getattr(row, name) for name in names}
    with intact(row):
        return Report(**found, segments=unpack_segments(row.segments))


def pack_segments(segments: tuple[Segment, ...]) -> str:
    """Return the segments as JSON: the names of the parts once, then `[start, end, part, at, length]` each."""
    parts = {name: index for index, name in enumerate(dict.fromkeys(s.part for s in segments))}
    return _json({"parts": list(parts), "rows": [[s.start, s.end, parts[s.part], s.at, s.length] for s in segments]})


def unpack_segments(packed: str) -> tuple[Segment, ...]:
    """Return the segments that `pack_segments` was given."""
    found = json.loads(packed)
    parts = found["parts"]
    return tuple(
        Segment(start=start, end=end, part=parts[part], at=at, length=length)
        for start, end, part, at, length in found["rows"]
    )


def reading_row(capture: str, report: str | None, made_by: str, read_at: str) -> Values:
    """Return the mark that a capture was read, and into which report, if any."""
    return sealed(schema.reading, {"capture": capture, "report": report, "made_by": made_by, "read_at": read_at})


def extraction_row(report: str, made_by: str, extracted_at: str) -> Values:
    """Return the mark that a report was extracted, and by which nets and rules."""
    return sealed(schema.extraction, {"report": report, "made_by": made_by, "extracted_at": extracted_at})


def problem_row(problem: Problem, met_at: str) -> Values:
    """Return the problem's row."""
    return sealed(schema.problem, asdict(problem) | {"id": problem.id, "met_at": met_at})


def to_problem(row: Row[Any]) -> Problem:
    """Return the problem of a row."""
    return Problem(**{f.name: getattr(row, f.name) for f in fields(Problem)})


def comparable_row(comparable: Comparable, made_by: str, prepared_at: str) -> tuple[Values, list[Values]]:
    """Return the row of what a report is compared by, sealed with its passages, and the rows of these."""
    passages = [
        {"ordinal": p.number, "start": p.start, "end": p.end, "key": p.key, "vector": p.vector}
        for p in comparable.passages
    ]
    values = {
        "report": comparable.report,
        "traits": _json(comparable.traits),
        "made_by": made_by,
        "prepared_at": prepared_at,
    }
    return sealed(schema_across.comparable, values, [(schema_across.passage, passages)]), passages


def to_comparable(row: Row[Any], passages: Iterable[Stored]) -> Comparable:
    """Return what a report is compared by, of a row that has its `published` beside it, and of its passages' rows."""
    with intact(row):
        return Comparable(
            report=row.report,
            published=row.published,
            traits=tuple(json.loads(row.traits)),
            passages=tuple(
                Passage(
                    report=row.report,
                    number=p["ordinal"],
                    start=p["start"],
                    end=p["end"],
                    key=p["key"],
                    vector=p["vector"],
                )
                for p in passages
            ),
        )


def comparison_row(report: str, made_by: str, compared_at: str) -> Values:
    """Return the mark that a report was compared with all others."""
    values = {"report": report, "made_by": made_by, "compared_at": compared_at}
    return sealed(schema_across.comparison, values)


def weighing_row(state: str, made_by: str, weighed_at: str) -> Values:
    """Return the mark that all reports were weighed together, and as they stood."""
    values = {"id": 1, "state": state, "made_by": made_by, "weighed_at": weighed_at}
    return sealed(schema_across.weighing, values)
