"""Verification: every hash, every id, every quoted word and every index of a case, computed anew."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from typing import Any

from sqlalchemy import RowMapping, select
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError

from onrecord.errors import SpanMismatch
from onrecord.records import Fault, check_spans, content_id
from onrecord.store import rows, schema
from onrecord.store import schema_across as across
from onrecord.store.fulltext import claim_words, indexed, misindexed
from onrecord.store.kind import Kind, Parts
from onrecord.store.kinds import CLAIM, KINDS
from onrecord.store.listing import parts_of
from onrecord.store.raw import chunks, given, raw_columns, shown, stored
from onrecord.store.verify_across import verify_across, verify_comparables
from onrecord.store.verify_review import verify_review
from onrecord.store.view import CaseView

_FILE = "case file"

Check = Callable[[Connection], Iterator[Fault]]


def verify(view: CaseView) -> Iterator[Fault]:
    """Yield what is wrong, the record named; nothing when the case is as it was written."""
    checks: tuple[Check, ...] = (
        _structure,
        _links,
        _blobs,
        _rows,
        _records,
        _unlinked,
        _report_index,
        _claim_index,
        verify_comparables,
        verify_across,
        verify_review,
    )
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
        article = "an" if parent[0] in "aeiou" else "a"
        yield Fault(record=f"{table} {number}", what=f"names {article} {parent} that is not there")


def _blobs(connection: Connection) -> Iterator[Fault]:
    query = "SELECT sha256, CAST(data AS BLOB) FROM blob"
    for name, data in connection.execution_options(yield_per=1).exec_driver_sql(query):
        found = hashlib.sha256(data).hexdigest()
        if found != name:
            yield Fault(record=f"blob {name}", what=f"its bytes were changed: their SHA-256 is {found}")


_SINGLE = (
    schema.capture,
    schema.report,
    schema.reading,
    schema.extraction,
    across.comparison,
    across.weighing,
    schema.problem,
)
"""Tables whose rows nothing else belongs to."""


def _rows(connection: Connection) -> Iterator[Fault]:
    for table in _SINGLE:
        for row in stored(connection, table):
            name = f"{table.name} {shown(row['id' if 'id' in row else table.primary_key.columns[0].name])}"
            if rows.seal(table, row) != row["seal"]:
                yield Fault(record=name, what="was changed after it was stored")
            if table is schema.capture and row["id"] != content_id("capture", row["sha256"], shown(row["origin"])):
                yield Fault(record=name, what="its id is not that of its bytes and origin")


# The id goes there and back as bytes: where it was damaged, it may be no text any more.
_TEXT = "SELECT text FROM report WHERE id = CAST(? AS TEXT)"


def _records(connection: Connection) -> Iterator[Fault]:
    """Check each record with all that belongs to it against its report's text, one report at a time."""
    for kind in KINDS:
        in_order = stored(connection, kind.table, kind.table.c.report, kind.table.c.number)
        for report, found in groupby(in_order, key=lambda row: row["report"]):
            name = str(report).encode("utf-8", "surrogateescape")
            text = shown(connection.exec_driver_sql(_TEXT, (name,)).scalar())
            for chunk in chunks(found):
                parts = parts_of(connection, kind, [row["number"] for row in chunk], raw_columns)
                for row in chunk:
                    for what in _wrong(kind, row, parts[row["number"]], text):
                        yield Fault(record=f"{kind.table.name} {shown(row['id'])}", what=what)


def _wrong(kind: Kind[Any], row: RowMapping, parts: Parts, text: str) -> Iterator[str]:
    """Yield what is wrong with a record, given its stored row, the rows of its parts and its report's text."""
    kept = zip(kind.parts, kind.ordered(parts), strict=True)
    if rows.seal(kind.table, row, kept) != row["seal"]:
        yield "was changed after it was stored"
    try:
        record = kind.record(given(row), [[given(part) for part in found] for found in parts])
        if record.id != row["id"]:
            yield "its id is not that of its report and place"
        check_spans(text, (span for _, span in record.passages()))
    except SpanMismatch as error:
        yield str(error)
    except (ValueError, TypeError, LookupError) as error:  # a part is lost, or an offset is no number any more
        yield f"makes no record any more: {error}"


def _unlinked(connection: Connection) -> Iterator[Fault]:
    """Look for the times and entities that claims name by columns without a link, since format 1 had none."""
    for column, kind, article in (("said_at", "time", "a"), ("speaker", "entity", "an")):
        lost = f"SELECT id FROM claim WHERE {column} != '' AND {column} NOT IN (SELECT id FROM {kind})"  # noqa: S608
        for (claim,) in connection.exec_driver_sql(lost):
            yield Fault(record=f"claim {shown(claim)}", what=f"names {article} {kind} that is not there")


def _report_index(connection: Connection) -> Iterator[Fault]:
    for number in misindexed(connection, "report_words", "report", ("title", "text")):
        yield Fault(record=f"report number {number}", what="the search index does not hold its words")


def _claim_index(connection: Connection) -> Iterator[Fault]:
    for claim in _misworded(connection):
        yield Fault(record=f"claim {shown(claim)}", what="the search index holds other words")
    for number in misindexed(connection, "claim_words", "claim_words", ("source", "content")):
        yield Fault(record=f"claim number {number}", what="the search index does not hold its words")
    for (number,) in connection.exec_driver_sql(
        "SELECT rowid FROM claim_words WHERE rowid NOT IN (SELECT number FROM claim)"
    ):
        yield Fault(record=f"claim number {number}", what="is in the search index and not in the case")


def _misworded(connection: Connection) -> Iterator[object]:
    """Yield the ids of the claims whose words the index does not hold as they were written."""
    for chunk in chunks(stored(connection, schema.claim)):
        numbers = [claim["number"] for claim in chunk]
        parts = parts_of(connection, CLAIM, numbers, raw_columns)
        held = connection.execute(select(*raw_columns(claim_words)).where(claim_words.c.rowid.in_(numbers)))
        words = {row.rowid: (row.source, row.content) for row in held}
        for claim in chunk:
            (spans,) = parts[claim["number"]]
            if words.get(claim["number"]) != (_indexed(spans, "source"), _indexed(spans, "content")):
                yield claim["id"]


def _indexed(spans: Sequence[RowMapping], field: str) -> str:
    return indexed(str(span["text"]) for span in spans if span["field"] == field)
