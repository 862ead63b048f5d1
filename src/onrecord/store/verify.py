"""Verification: every hash, every id, every quoted word and every index of a case, computed anew."""

from __future__ import annotations

import hashlib
from collections import defaultdict
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


_TEXT = "SELECT text FROM report WHERE id = ?"
_SPANS = (
    'SELECT claim, field, ordinal, start, "end", text FROM claim_span'
    " WHERE claim IN (SELECT number FROM claim WHERE report = ?) ORDER BY ordinal"
)
_WORDS = "SELECT rowid, source, content FROM claim_words WHERE rowid IN (SELECT number FROM claim WHERE report = ?)"


def _claims(connection: Connection) -> Iterator[Fault]:
    """Check each claim with its spans against its report's text and the search index, one report at a time."""
    order = {name: place for place, name in enumerate(SPAN_FIELDS)}
    for report, claims in groupby(_stored(connection, schema.claim), key=lambda row: row["report"]):
        text = _shown(connection.exec_driver_sql(_TEXT, (report,)).scalar())
        spans: dict[int, list[RowMapping]] = defaultdict(list)
        for span in connection.exec_driver_sql(_SPANS, (report,)).mappings():
            spans[span["claim"]].append(span)
        words = {row.rowid: (row.source, row.content) for row in connection.exec_driver_sql(_WORDS, (report,))}
        for claim in claims:
            found = sorted(spans[claim["number"]], key=lambda span: order.get(span["field"], len(order)))
            for what in _wrong(claim, found, text, words.get(claim["number"])):
                yield Fault(record=f"claim {_shown(claim['id'])}", what=what)


def _wrong(claim: RowMapping, spans: list[RowMapping], text: str, words: tuple[str, str] | None) -> Iterator[str]:
    """Yield what is wrong with a claim, given its stored spans, its report's text and its words in the index."""
    if rows.seal(schema.claim, claim, spans) != claim["seal"]:
        yield "was changed after it was stored"
    places = [f"{s['field']}:{s['start']}-{s['end']}" for s in spans if s["field"] in ("source", "cue", "content")]
    if claim["id"] != content_id("claim", _shown(claim["report"]), *places):
        yield "its id is not that of its report and place"
    if words != tuple(indexed(str(s["text"]) for s in spans if s["field"] == name) for name in ("source", "content")):
        yield "the search index holds other words"
    try:
        check_spans(text, (Span(start=s["start"], end=s["end"], text=_shown(s["text"])) for s in spans))
    except (SpanMismatch, TypeError) as error:  # the latter when a damaged offset is no number any more
        yield str(error)


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
