"""The log of decisions as it is read, and how records stand by it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, cast

from sqlalchemy import ColumnElement, func, literal, or_, select
from sqlalchemy.engine import Connection

from onrecord.errors import UsageError
from onrecord.records import (
    DECISION_KINDS,
    DECISION_VERDICTS,
    FOUND_KINDS,
    Decision,
    DecisionFilter,
    Found,
    Mark,
    content_id,
)
from onrecord.store import schema_review as review
from onrecord.store.kinds import KINDS
from onrecord.store.kinds_review import DECISION, MARK
from onrecord.store.listing import CHUNK, records

_decision, _mark, _bearing = review.decision.c, review.mark.c, review.mark_decision.c


def log_of(connection: Connection, report: str) -> list[Decision]:
    """Return the decisions about a report and its records, the withdrawn too, in the order of the log."""
    query = select(review.decision).where(_decision.report == report).order_by(_decision.number)
    return [decision for _, decision in records(connection, DECISION, query)]


def decisions(connection: Connection, wanted: DecisionFilter, report: str) -> Iterator[Decision]:
    """Yield the decisions that pass a filter, in the order of the log; with a limit the latest.

    Args:
        connection: To the case.
        wanted: Which.
        report: The full id of the report that the filter names, if it names one.

    Raises:
        UsageError: The filter names what there is not.
    """
    for name, known in (("kind", DECISION_KINDS), ("verdict", DECISION_VERDICTS)):
        value = getattr(wanted, name)
        if value and value not in known:
            raise UsageError(f"no {name} is called {value!r}", hint=f"one of: {', '.join(known)}")
    named = (("kind", wanted.kind), ("verdict", wanted.verdict), ("by", wanted.by), ("report", report))
    where: list[ColumnElement[bool]] = [_decision[name] == value for name, value in named if value]
    where += [_decision.withdrawn_at == ""] if wanted.in_force else []
    where += [_on_record(wanted.record)] if wanted.record else []
    query = select(review.decision).where(*where)
    if wanted.limit:
        last = select(_decision.number).where(*where).order_by(_decision.number.desc()).limit(wanted.limit)
        query = select(review.decision).where(_decision.number.in_(last))
    for _, decision in records(connection, DECISION, query.order_by(_decision.number)):
        yield decision


def _on_record(record: str) -> ColumnElement[bool]:
    """Return the condition that a decision bears on how a record stands, or that it was once about it."""
    bearing = select(_bearing.decision).join(review.mark, _mark.number == _bearing.mark).where(_mark.record == record)
    named = func.instr(_decision.others, literal(f'"{record}"')) > 0
    return or_(_decision.target == record, _decision.id.in_(bearing), named)


def marks(connection: Connection, reports: Collection[str]) -> dict[str, tuple[Mark, ...]]:
    """Return how the records of some reports stand, by report, in order of the records' ids."""
    wanted, found = sorted(reports), dict[str, list[Mark]]()
    for start in range(0, len(wanted), CHUNK):
        query = select(review.mark).where(_mark.report.in_(wanted[start : start + CHUNK])).order_by(_mark.record)
        for _, mark in records(connection, MARK, query):
            found.setdefault(mark.report, []).append(mark)
    return {report: tuple(some) for report, some in found.items()}


def record_found(connection: Connection, given: str) -> Found:
    """Return the record with this id, or the only one whose id starts so.

    Raises:
        UsageError: No record that persons can decide about has it, or several have.
    """
    kind = next((kind for kind in KINDS if kind.table.name == given.partition("-")[0]), None)
    if kind is None or kind.table.name not in FOUND_KINDS:
        raise UsageError(f"{given!r} is no id of a record", hint="`onrecord claims CASE --csv` shows the ids of claims")
    own = kind.table.c.id
    query = select(kind.table).where(own >= given, own < given + "~").order_by(own).limit(2)
    found = [record for _, record in records(connection, kind, query)]
    if len(found) != 1:
        several = f"several {kind.field} have" if found else f"no {kind.table.name} has"
        raise UsageError(f"{several} an id that starts with {given!r}", hint="the lists with --csv or --json show ids")
    return cast("Found", found[0])


def by_id(connection: Connection, ids: Iterable[str]) -> dict[str, Decision]:
    """Return the decisions with these ids."""
    wanted, found = sorted(set(ids)), dict[str, Decision]()
    for start in range(0, len(wanted), CHUNK):
        query = select(review.decision).where(_decision.id.in_(wanted[start : start + CHUNK]))
        found |= {row.id: decision for row, decision in records(connection, DECISION, query)}
    return found


def token(connection: Connection, kind: str, names: Sequence[str]) -> str:
    """Return a token that is another one when something else is in force; "" while nothing is.

    Args:
        connection: To the case.
        kind: What the names are of.
        names: Ids of records, of a report, or the name of a source.
    """
    in_force = sorted(connection.execute(_in_force(kind, names)).scalars())
    return content_id("token", *in_force) if in_force else ""


def _in_force(kind: str, names: Sequence[str]) -> Any:
    if kind in FOUND_KINDS:
        bearing = select(_bearing.decision).join(review.mark, _mark.number == _bearing.mark)
        return bearing.where(_mark.record.in_(names)).distinct()
    column = _decision.report if kind == "report" else _decision.target
    return select(_decision.id).where(_decision.kind == kind, column.in_(names), _decision.withdrawn_at == "")


def decisions_about(connection: Connection, kind: str, names: Sequence[str]) -> list[Decision]:
    """Return what was decided about something, the withdrawn too."""
    if kind in FOUND_KINDS:
        where = or_(*map(_on_record, names))
    else:
        where = (_decision.report if kind == "report" else _decision.target).in_(names)
    query = select(review.decision).where(_decision.kind == kind, where)
    return [decision for _, decision in records(connection, DECISION, query)]
