"""Records as rows and rows as records."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, fields
from typing import Any

from sqlalchemy import Row, RowMapping, Table

from onrecord.errors import CaseError
from onrecord.records import SPAN_FIELDS, Capture, Claim, Hints, Problem, Report, Segment, Span, content_id
from onrecord.store import schema

Values = dict[str, Any]
"""The values of one row by column."""

_UNSEALED = ("number", "seal")
_SPAN_COLUMNS = ("field", "ordinal", "start", "end", "text")


def seal(
    table: Table, values: Mapping[str, Any] | RowMapping, spans: Iterable[Mapping[str, Any] | RowMapping] = ()
) -> str:
    """Return a digest of a row's values, by which `verify` tells that not a byte of it was changed.

    The row's number does not count, so that the order of adding does not matter.

    Args:
        table: The row's table.
        values: All its columns but `number` and `seal`, as they are stored.
        spans: The rows of a claim's spans, as they are stored, in order.
    """
    own = [_plain(values[column.name]) for column in table.columns if column.name not in _UNSEALED]
    words = [_plain(span[name]) for span in spans for name in _SPAN_COLUMNS]
    return content_id("row", table.name, *own, *words)


def _plain(value: object) -> str | int | None:
    return value if isinstance(value, str | int | None) else repr(value)


def _as_stored(values: Mapping[str, Any]) -> Values:
    return {name: schema.escape(value) if isinstance(value, str) else value for name, value in values.items()}


def _sealed(table: Table, values: Values, spans: Iterable[Mapping[str, Any]] = ()) -> Values:
    return values | {"seal": seal(table, _as_stored(values), [_as_stored(span) for span in spans])}


def _json(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))


@contextmanager
def _intact(row: Row[Any]) -> Iterator[None]:
    """Name the record whose JSON cannot be understood any more.

    Raises:
        CaseError: Its bytes were changed.
    """
    try:
        yield
    except (ValueError, TypeError, LookupError) as error:
        raise CaseError(
            f"the stored record {row.id} is damaged", hint="`onrecord verify` names what is wrong; restore from a copy"
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
    return _sealed(schema.capture, values)


def to_capture(row: Row[Any], data: bytes) -> Capture:
    """Return the capture of a row and its blob's bytes."""
    with _intact(row):
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
    return _sealed(schema.report, values)


def to_report(row: Row[Any]) -> Report:
    """Return the report of a row that has its capture's `sha256` beside the report's columns."""
    names = [f.name for f in fields(Report) if f.name != "segments"]
    found = {name: getattr(row, name) for name in names}
    with _intact(row):
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


def claim_row(claim: Claim) -> Values:
    """Return the claim's row; its spans are rows of their own and sealed with it."""
    values = {
        "id": claim.id,
        "report": claim.report,
        "quotation": claim.quotation,
        "act": claim.act,
        "certainty": claim.certainty,
        "polarity": claim.polarity,
        "said_at": claim.said_at,
        "parent": claim.parent or None,
        "score": float(claim.score),
        "made_by": claim.made_by,
    }
    return _sealed(schema.claim, values, span_rows(claim))


def span_rows(claim: Claim) -> list[Values]:
    """Return the claim's spans in order of field and place, without the number of their claim."""
    return [
        {"field": name, "ordinal": ordinal, "start": span.start, "end": span.end, "text": span.text}
        for name in SPAN_FIELDS
        for ordinal, span in enumerate(getattr(claim, name))
    ]


def to_claim(row: Row[Any], spans: Iterable[Mapping[str, Any]]) -> Claim:
    """Return the claim of a row and the rows of its spans, in order of `ordinal`."""
    fragments: dict[str, list[Span]] = {name: [] for name in SPAN_FIELDS}
    for span in spans:
        fragments[span["field"]].append(Span(start=span["start"], end=span["end"], text=span["text"]))
    return Claim(
        report=row.report,
        quotation=row.quotation,
        act=row.act,
        certainty=row.certainty,
        polarity=row.polarity,
        said_at=row.said_at,
        parent=row.parent or "",
        score=row.score,
        made_by=row.made_by,
        **{name: tuple(found) for name, found in fragments.items()},
    )


def reading_row(capture: str, report: str | None, made_by: str, read_at: str) -> Values:
    """Return the mark that a capture was read, and into which report, if any."""
    return _sealed(schema.reading, {"capture": capture, "report": report, "made_by": made_by, "read_at": read_at})


def extraction_row(report: str, made_by: str, extracted_at: str) -> Values:
    """Return the mark that a report was read for claims, and by which nets and rules."""
    return _sealed(schema.extraction, {"report": report, "made_by": made_by, "extracted_at": extracted_at})


def problem_row(problem: Problem, met_at: str) -> Values:
    """Return the problem's row."""
    return _sealed(schema.problem, asdict(problem) | {"id": problem.id, "met_at": met_at})


def to_problem(row: Row[Any]) -> Problem:
    """Return the problem of a row."""
    return Problem(**{f.name: getattr(row, f.name) for f in fields(Problem)})
