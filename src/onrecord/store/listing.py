"""Stored records given back: each with its row, in chunks, never all in memory."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, Select, Table, select
from sqlalchemy import Row as Found
from sqlalchemy.engine import Connection

from onrecord.records import UNDATED, ClaimFilter, EventFilter, RecordFilter
from onrecord.store import rows, schema
from onrecord.store.filters import conditions, timed
from onrecord.store.kind import Kind, R
from onrecord.store.review_rows import standing

CHUNK = 256
"""Records whose parts are fetched at a time: well under SQLite's limit of values in one statement."""

Columns = Callable[[Table], Iterable[ColumnElement[Any]]]
"""Gives the columns to fetch of a table."""


def listed(
    connection: Connection, kind: Kind[R], wanted: RecordFilter, report: str = ""
) -> Iterator[tuple[Found[Any], R]]:
    """Yield the records that pass a filter, each with a row that has its report's title, publisher and date.

    Args:
        connection: To the case.
        kind: Of the records.
        wanted: The filter of this kind.
        report: The full id of the report that the filter names, if it names one.

    Raises:
        UsageError: The filter cannot be meant so.
    """
    table = kind.table
    where = [*conditions(table, wanted), *([table.c.report == report] if report else [])]
    query = _with_reports(table).where(*where).limit(wanted.limit or None)
    if isinstance(wanted, ClaimFilter | EventFilter) and wanted.dated not in ("", UNDATED):
        query = _by_time(query, table, timed(wanted))
    return records(connection, kind, query)


def _by_time(query: Select[Any], table: Table, own: ColumnElement[str]) -> Select[Any]:
    """Put records that have times in their order: what is told less exactly before what lies in it."""
    time, of = schema.time.c, schema.report.c
    joined = query.join(schema.time, time.id == own)
    return joined.order_by(None).order_by(time.value, of.number, table.c.number)


def listed_by_id(connection: Connection, kind: Kind[R], ids: Collection[str]) -> Iterator[tuple[Found[Any], R]]:
    """Yield the records with these ids, as far as they are in the case, as `listed` does; few, for one statement."""
    return records(connection, kind, _with_reports(kind.table).where(kind.table.c.id.in_(ids)))


def _with_reports(table: Table) -> Select[Any]:
    of = schema.report
    return (
        select(table, of.c.title, of.c.publisher, of.c.published, standing(table).label("review"))
        .join(of, of.c.id == table.c.report)
        .order_by(of.c.number, table.c.number)
    )


def of_report(connection: Connection, kind: Kind[R], report: str) -> tuple[R, ...]:
    """Return the records of a report in the order they were found."""
    query = select(kind.table).where(kind.table.c.report == report).order_by(kind.table.c.number)
    return tuple(record for _, record in records(connection, kind, query))


def records(connection: Connection, kind: Kind[R], query: Select[Any]) -> Iterator[tuple[Found[Any], R]]:
    """Yield each row of a query on a kind's table with its record.

    Raises:
        CaseError: A row was changed and makes no record any more.
    """
    for chunk in connection.execution_options(yield_per=CHUNK).execute(query).partitions():
        apart = parts_of(connection, kind, [row.number for row in chunk])
        for row in chunk:
            with rows.intact(row):
                record = kind.record(row._mapping, apart[row.number])
            yield row, record


def parts_of(
    connection: Connection, kind: Kind[R], numbers: Sequence[int], columns: Columns = lambda table: table.columns
) -> dict[int, list[list[RowMapping]]]:
    """Return the rows of the parts of some records by their number, table by table, in order of `ordinal`."""
    found: dict[int, list[list[RowMapping]]] = {number: [[] for _ in kind.parts] for number in numbers}
    for place, part in enumerate(kind.parts):
        owner = part.columns[0]
        order = [part.c.ordinal] if "ordinal" in part.c else []
        query = select(*columns(part)).where(owner.in_(numbers)).order_by(owner, *order)
        for row in connection.execute(query).mappings():
            found[row[owner.name]][place].append(row)
    return found
