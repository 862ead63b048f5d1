"""Verification of what is across reports: seals, ids, quoted words, and what records name without a link."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import RowMapping, select
from sqlalchemy.engine import Connection

from onrecord.errors import SpanMismatch
from onrecord.records import Fault
from onrecord.store import rows, schema
from onrecord.store import schema_across as across
from onrecord.store.kind import Parts
from onrecord.store.kinds_across import ACROSS, AcrossKind
from onrecord.store.kinds_review import REVIEW
from onrecord.store.listing import parts_of
from onrecord.store.quoting import Quoting
from onrecord.store.raw import chunks, given, raw_columns, shown, stored

_LOST_VOICES = (
    "SELECT DISTINCT finding.id FROM finding_voice JOIN finding ON finding.number = finding_voice.finding"
    " WHERE record != '' AND record NOT IN (SELECT id FROM claim) AND record NOT IN (SELECT id FROM event)"
)


def verify_across(connection: Connection) -> Iterator[Fault]:
    """Yield what is wrong with the records across reports and with what reports are compared by."""
    quoting = Quoting(connection)
    for kind in (*ACROSS, *REVIEW):
        for chunk in chunks(stored(connection, kind.table, kind.table.c.number)):
            parts = parts_of(connection, kind, [row["number"] for row in chunk], raw_columns)
            for row in chunk:
                for what in _wrong(kind, row, parts[row["number"]], quoting):
                    yield Fault(record=f"{kind.table.name} {shown(row['id'])}", what=what)
    for (finding,) in connection.exec_driver_sql(_LOST_VOICES):
        yield Fault(record=f"finding {shown(finding)}", what="names a claim or event that is not there")


def _wrong(kind: AcrossKind[Any], row: RowMapping, parts: Parts, quoting: Quoting) -> Iterator[str]:
    if rows.seal(kind.table, row, zip(kind.parts, parts, strict=True)) != row["seal"]:
        yield "was changed after it was stored"
    try:
        record = kind.record(given(row), [[given(part) for part in found] for found in parts])
        if kind.id_of(record) != row["id"]:
            yield "its id is not that of what it says"
        quoting.check("it", kind.sides(record))
    except SpanMismatch as error:
        yield str(error)
    except (ValueError, TypeError, LookupError) as error:  # a part is lost, or an offset is no number any more
        yield f"makes no record any more: {error}"


def verify_comparables(connection: Connection) -> Iterator[Fault]:
    """Yield what is wrong with what reports are compared by."""
    table, passage = across.comparable, across.passage
    for chunk in chunks(stored(connection, table, table.c.number)):
        numbers = [row["number"] for row in chunk]
        query = select(*raw_columns(passage)).where(passage.c.comparable.in_(numbers))
        held: dict[object, list[RowMapping]] = {number: [] for number in numbers}
        for part in connection.execute(query.order_by(passage.c.comparable, passage.c.ordinal)).mappings():
            held[part["comparable"]].append(part)
        for row in chunk:
            name, found = f"comparable {shown(row['report'])}", held[row["number"]]
            if rows.seal(table, row, [(passage, found)]) != row["seal"]:
                yield Fault(record=name, what="was changed after it was stored")
            elif not _within(connection, row, found):
                yield Fault(record=name, what="has a passage that is none of its report")


def _within(connection: Connection, row: RowMapping, passages: Sequence[RowMapping]) -> bool:
    query = select(schema.report.c.text).where(schema.report.c.id == given(row)["report"])
    text = connection.execute(query).scalar_one_or_none() or ""
    return all(0 <= part["start"] < part["end"] <= len(text) for part in passages)
