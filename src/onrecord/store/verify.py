"""Verification: every hash, every id, every quoted word and every index of a case, computed anew."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, Table, select, type_coerce
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import NullType

from onrecord.errors import SpanMismatch
from onrecord.records import SPAN_FIELDS, Fault, Span, check_spans, content_id
from onrecord.store import rows, schema
from onrecord.store.fulltext import indexed, misindexed
from onrecord.store.schema import unescape
from onrecord.store.view import CaseView

_FILE = "case file"

_CHUNK = 64
"""Rows held in memory at a time: texts may be long."""

Check = Callable[[Connection], Iterator[Fault]]


def verify(view: CaseView) -> Iterator[Fault]:
    """Yield what is wrong, the record named; nothing when the case is as it was written."""
    checks: tuple[Check, ...] = (_structure, _links, _blobs, _rows, _claims, _report_index, _claim_index)
    for check in checks:
        with view.connect() as connection, _as_it_is(connection):
            try:
                yield from check(connection)
            except DBAPIError as error:
                yield Fault(record=_FILE, what=f"damaged: {error.orig}")


@contextmanager
def _as_it_is(connection: Connection) -> Iterator[None]:
    """Let damaged bytes be read as they are, and tables be made outside the case for comparison."""
    driver: Any = connection.connection.dbapi_connection
    usual = driver.text_factory
    (guarded,) = driver.execute("PRAGMA query_only").fetchone()
    driver.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
    driver.execute("PRAGMA query_only = OFF")
    try:
        yield
    finally:
        driver.text_factory = usual
        driver.execute(f"PRAGMA query_only = {guarded}")


def _structure(connection: Connection) -> Iterator[Fault]:
    for (message,) in connection.exec_driver_sql("PRAGMA integrity_check"):
        if message != "ok":
            yield Fault(record=_FILE, what=f"damaged: {message}")


def _links(connection: Connection) -> Iterator[Fault]:
    for table, number, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield Fault(record=f"{table} {number}", what=f"names a {parent} that is not there")


def _blobs(connection: Connection) -> Iterator[Fault]:
    query = "SELECT sha256, CAST(data AS BLOB) FROM blob"
    for name, data in connection.execution_options(yield_per=1).exec_driver_sql(query):
        found = hashlib.sha256(data).hexdigest()
        if found != name:
            yield Fault(record=f"blob {name}", what=f"its bytes were changed: their SHA-256 is {found}")


def _rows(connection: Connection) -> Iterator[Fault]:
    for table in (schema.capture, schema.report, schema.reading, schema.extraction, schema.problem):
        for row in _stored(connection, table):
            name = f"{table.name} {_shown(row['id' if 'id' in row else table.primary_key.columns[0].name])}"
            if rows.seal(table, row) != row["seal"]:
                yield Fault(record=name, what="was changed after it was stored")
            if table is schema.capture and row["id"] != content_id("capture", row["sha256"], _shown(row["origin"])):
                yield Fault(record=name, what="its id is not that of its bytes and origin")


def _claims(connection: Connection) -> Iterator[Fault]:
    """Check each claim with its spans against its report's text, one report in memory at a time."""
    for report, found in groupby(_stored(connection, schema.claim), key=lambda row: row["report"]):
        text = connection.exec_driver_sql("SELECT text FROM report WHERE id = ?", (report,)).scalar()
        for row in found:
            yield from _claim(connection, row, _shown(text))


def _claim(connection: Connection, row: RowMapping, text: str) -> Iterator[Fault]:
    name = f"claim {_shown(row['id'])}"
    spans = _spans(connection, row["number"])
    if rows.seal(schema.claim, row, spans) != row["seal"]:
        yield Fault(record=name, what="was changed after it was stored")
    places = [f"{s['field']}:{s['start']}-{s['end']}" for s in spans if s["field"] in ("source", "cue", "content")]
    if row["id"] != content_id("claim", _shown(row["report"]), *places):
        yield Fault(record=name, what="its id is not that of its report and place")
    kept = connection.exec_driver_sql(
        "SELECT source, content FROM claim_words WHERE rowid = ?", (row["number"],)
    ).first()
    if kept != tuple(indexed(s["text"] for s in spans if s["field"] == field) for field in ("source", "content")):
        yield Fault(record=name, what="the search index holds other words")
    try:
        check_spans(text, (Span(start=s["start"], end=s["end"], text=_shown(s["text"])) for s in spans))
    except (SpanMismatch, TypeError) as error:
        yield Fault(record=name, what=str(error))


def _spans(connection: Connection, claim: int) -> list[RowMapping]:
    """Return the stored spans of a claim in the order of the record's fields."""
    span = schema.claim_span
    query = select(*_columns(span)).where(span.c.claim == claim).order_by(span.c.ordinal)
    order = {name: place for place, name in enumerate(SPAN_FIELDS)}
    return sorted(connection.execute(query).mappings(), key=lambda s: order.get(s["field"], len(order)))


def _report_index(connection: Connection) -> Iterator[Fault]:
    for number in misindexed(connection, "report_words", "report", ("title", "text")):
        yield Fault(record=f"report number {number}", what="the search index does not hold its words")


def _claim_index(connection: Connection) -> Iterator[Fault]:
    for number in misindexed(connection, "claim_words", "claim_words", ("source", "content")):
        yield Fault(record=f"claim number {number}", what="the search index does not hold its words")
    for (number,) in connection.exec_driver_sql(
        "SELECT rowid FROM claim_words WHERE rowid NOT IN (SELECT number FROM claim)"
    ):
        yield Fault(record=f"claim number {number}", what="is in the search index and not in the case")


def _stored(connection: Connection, table: Table) -> Iterator[RowMapping]:
    """Yield the rows of a table as they are stored, a claim's beside others of its report."""
    order = [table.c.report] if table is schema.claim else []
    query = select(*_columns(table)).order_by(*order)
    yield from connection.execution_options(yield_per=_CHUNK).execute(query).mappings()


def _columns(table: Table) -> list[ColumnElement[Any]]:
    """Return the columns without any conversion, so that damaged values come through."""
    return [type_coerce(column, NullType()).label(column.name) for column in table.columns]


def _shown(value: object) -> str:
    return unescape(str(value))
