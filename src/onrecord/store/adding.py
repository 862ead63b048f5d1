"""What was found in a report, checked and written."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, insert, select
from sqlalchemy.engine import Connection

from onrecord.errors import CaseError, SpanMismatch
from onrecord.records import Extraction, check_spans
from onrecord.store import schema
from onrecord.store.fulltext import index_claims
from onrecord.store.kind import Kind, R
from onrecord.store.kinds import CLAIM, KINDS


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
        numbered = _numbered(connection, kind, _distinct(getattr(extraction, kind.field)))
        if numbered:
            _insert(connection, kind, numbered)
        if numbered and kind is CLAIM:
            index_claims(connection, numbered)


def _distinct(records: Sequence[R]) -> list[R]:
    found: dict[str, R] = {}
    for record in records:
        found.setdefault(record.id, record)
    return list(found.values())


def _numbered(connection: Connection, kind: Kind[R], records: Sequence[R]) -> list[tuple[int, R]]:
    # We hold the write lock, so that nobody else takes these numbers; each table then takes one statement.
    last = connection.execute(select(func.coalesce(func.max(kind.table.c.number), 0))).scalar_one()
    return list(enumerate(records, start=last + 1))


def _insert(connection: Connection, kind: Kind[R], numbered: Sequence[tuple[int, R]]) -> None:
    connection.execute(insert(kind.table), [{"number": number, **kind.row(record)} for number, record in numbered])
    apart = [(number, kind.apart(record)) for number, record in numbered]
    for place, part in enumerate(kind.parts):
        owner = part.columns[0].name
        rows = [{owner: number, **row} for number, parts in apart for row in parts[place]]
        if rows:
            connection.execute(insert(part), rows)
