"""What was found in a report, checked and written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.engine import Connection

from onrecord.errors import CaseError, SpanMismatch
from onrecord.records import Extraction, check_spans
from onrecord.store import schema
from onrecord.store.fulltext import index_claims
from onrecord.store.kind import Kind
from onrecord.store.kinds import CLAIM, KINDS
from onrecord.store.rows import Values

Written = tuple[Values, Sequence[Sequence[Values]]]
"""A record as it is stored: its row, and the rows of its parts table by table."""


def check_records(connection: Connection, extraction: Extraction) -> None:
    """Refuse records that are not of the stored report, do not quote it, or name others that were not found.

    Raises:
        SpanMismatch: One of them.
        CaseError: The report is not in the case.
    """
    report = extraction.report.id
    text = connection.execute(select(schema.report.c.text).where(schema.report.c.id == report)).scalar_one_or_none()
    if text is None:
        raise CaseError(f"report {report} is not in the case", hint="add the report before its extraction")
    found = {kind.table.name: {record.id for record in getattr(extraction, kind.field)} for kind in KINDS}
    for kind in KINDS:
        for record in getattr(extraction, kind.field):
            name = f"{kind.table.name} {record.id}"
            if record.report != report:
                raise SpanMismatch(f"{name} is of report {record.report}, not of {report}")
            for other, named in record.links():
                if named not in found[other]:
                    raise SpanMismatch(f"{name} names {other} {named}, which was not found in {report}")
            check_spans(text, (span for _, span in record.passages()))


def add_records(connection: Connection, extraction: Extraction) -> None:
    """Write the records of a report that has none in the case; of several with one id the first counts."""
    for kind in KINDS:
        records = _distinct(getattr(extraction, kind.field))
        numbers = insert_rows(connection, kind, [(kind.row(record), kind.apart(record)) for record in records])
        if records and kind is CLAIM:
            index_claims(connection, list(zip(numbers, records, strict=True)))


def _distinct(records: Sequence[Any]) -> list[Any]:
    found: dict[str, Any] = {}
    for record in records:
        found.setdefault(record.id, record)
    return list(found.values())


def insert_rows(connection: Connection, kind: Kind[Any], records: Sequence[Written]) -> range:
    """Write records, each given as its row and the rows of its parts, and return their numbers."""
    if not records:
        return range(0)
    # We hold the write lock, so that nobody else takes these numbers; each table then takes one statement.
    last = connection.execute(select(func.coalesce(func.max(kind.table.c.number), 0))).scalar_one()
    numbers = range(last + 1, last + 1 + len(records))
    numbered = list(zip(numbers, records, strict=True))
    connection.execute(insert(kind.table), [{"number": number, **row} for number, (row, _) in numbered])
    for place, part in enumerate(kind.parts):
        owner = part.columns[0].name
        rows = [{owner: number, **row} for number, (_, parts) in numbered for row in parts[place]]
        if rows:
            connection.execute(insert(part), rows)
    return numbers
