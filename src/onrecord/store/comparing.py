"""What reports are compared by and what was found by it, checked and written."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import ColumnElement, and_, delete, insert, or_, select
from sqlalchemy.engine import Connection

from onrecord.clock import utc_now
from onrecord.errors import CaseError, SpanMismatch
from onrecord.records import Comparable, Relation
from onrecord.store import rows, schema, sqlite
from onrecord.store import schema_across as across
from onrecord.store.adding import insert_rows
from onrecord.store.kinds_across import RELATION
from onrecord.store.listing import CHUNK
from onrecord.store.quoting import Quoting

_relation = across.relation.c


def write_comparable(connection: Connection, comparable: Comparable, made_by: str) -> bool:
    """Write what a report is compared by, pending; return whether it is new.

    Raises:
        SpanMismatch: A passage is not one of the report's text.
        CaseError: The report was not extracted.
    """
    report, table = comparable.report, across.comparable
    known = connection.execute(select(table.c.made_by).where(table.c.report == report)).scalar_one_or_none()
    if known == made_by:
        return False
    query = (
        select(schema.report.c.text)
        .join(schema.extraction, schema.extraction.c.report == schema.report.c.id)
        .where(schema.report.c.id == report)
    )
    text = connection.execute(query).scalar_one_or_none()
    if text is None:
        raise CaseError(f"report {report} was not extracted", hint="add its extraction before it is compared")
    for passage in comparable.passages:
        if passage.report != report or not 0 <= passage.start < passage.end <= len(text):
            raise SpanMismatch(
                f"passage {passage.number} of {passage.report}, [{passage.start}, {passage.end}), is none of {report}"
            )
    connection.execute(delete(table).where(table.c.report == report))
    row, passages = rows.comparable_row(comparable, made_by, utc_now())
    number = connection.execute(insert(table).values(row).returning(table.c.number)).scalar_one()
    if passages:
        connection.execute(insert(across.passage), [{"comparable": number, **passage} for passage in passages])
    return True


def write_compared(
    connection: Connection,
    reports: Sequence[str],
    relations: Iterable[Relation],
    void: Collection[Sequence[tuple[str, int]]],
    made_by: str,
) -> None:
    """Write what was found for some reports and mark them as compared; a known relation stays as it is.

    Left out are reports that are not ready to be compared by `made_by` any more, since another process extracted them
    again: they are compared anew.

    Raises:
        SpanMismatch: A relation quotes words that a report does not have there.
    """
    found = {relation.id: relation for relation in relations}
    sides = {side.report for relation in found.values() for side in relation.sides()}
    ready = _ready(connection, {*reports, *sides}, made_by)
    quoting = Quoting(connection)
    _drop_void(connection, void)
    known = _known(connection, found)
    fresh = [one for name, one in found.items() if name not in known and {one.a.report, one.b.report} <= ready]
    for relation in fresh:
        quoting.check(f"relation {relation.id}", relation.sides())
    for start in range(0, len(fresh), CHUNK):
        insert_rows(connection, RELATION, [(RELATION.row(one), []) for one in fresh[start : start + CHUNK]])
    for report in reports:
        if report in ready:
            connection.execute(sqlite.insert_new(across.comparison, rows.comparison_row(report, made_by, utc_now())))


def _ready(connection: Connection, reports: Collection[str], made_by: str) -> set[str]:
    table, wanted, found = across.comparable.c, sorted(reports), set[str]()
    for start in range(0, len(wanted), CHUNK):
        among = table.report.in_(wanted[start : start + CHUNK])
        found.update(connection.execute(select(table.report).where(among, table.made_by == made_by)).scalars())
    return found


def _known(connection: Connection, ids: Collection[str]) -> set[str]:
    wanted, found = sorted(ids), set[str]()
    for start in range(0, len(wanted), CHUNK):
        found.update(
            connection.execute(select(_relation.id).where(_relation.id.in_(wanted[start : start + CHUNK]))).scalars()
        )
    return found


def _drop_void(connection: Connection, void: Iterable[Sequence[tuple[str, int]]]) -> None:
    """Drop all relations of a passage, or those of two with each other."""
    for names in void:
        bounds = [(report, *_bounds(connection, report, number)) for report, number in names]
        ways = [
            and_(*(_within(side, *one) for side, one in zip(sides, bounds, strict=False)))
            for sides in (("a", "b"), ("b", "a"))
        ]
        connection.execute(delete(across.relation).where(or_(*ways)))


def _bounds(connection: Connection, report: str, number: int) -> tuple[int, int]:
    comparable, passage = across.comparable.c, across.passage.c
    query = (
        select(passage.start, passage.end)
        .join(across.comparable, comparable.number == passage.comparable)
        .where(comparable.report == report, passage.ordinal == number)
    )
    row = connection.execute(query).one_or_none()
    return (row.start, row.end) if row else (0, 0)


def _within(side: str, report: str, start: int, end: int) -> ColumnElement[bool]:
    return and_(
        _relation[f"{side}_report"] == report, _relation[f"{side}_start"] >= start, _relation[f"{side}_end"] <= end
    )
