"""Decisions of persons written to the log, and what follows from them for the records of a report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.engine import Connection

from onrecord.errors import DecidedMeanwhile, NotAllowed, UsageError
from onrecord.records import (
    CLAIM_LANGUAGES,
    FOUND_KINDS,
    PERSON,
    Decision,
    Element,
    Event,
    Extraction,
    Found,
    Mark,
    Report,
    Reviewed,
    by_hand,
    check_spans,
    kind_of,
)
from onrecord.review import check_decision, replay
from onrecord.store import rows, schema, sqlite
from onrecord.store import schema_review as review
from onrecord.store.adding import Written, insert_rows
from onrecord.store.decisions import decisions_about, log_of, token
from onrecord.store.fulltext import index_claims
from onrecord.store.kind import Kind
from onrecord.store.kinds import CLAIM, ELEMENT, ENTITY, EVENT, KINDS, QUESTION, TIME
from onrecord.store.kinds_review import DECISION, MARK
from onrecord.store.listing import of_report, records
from onrecord.store.weighing import drop_naming
from onrecord.vocabulary.elements import codes_by_element
from onrecord.vocabulary.events import event_types

_DECIDABLE: tuple[Kind[Any], ...] = (CLAIM, EVENT, TIME, ENTITY, QUESTION, ELEMENT)
_BY_NAME = {kind.table.name: kind for kind in KINDS}
_BY_PERSONS = (PERSON, PERSON[:-1] + chr(ord(PERSON[-1]) + 1))
"""Bounds of `made_by` of what persons put in."""


def write_decision(connection: Connection, given: Decision, seen: str | None) -> Decision:
    """Keep a decision and what follows from it; return it as it was kept.

    Args:
        connection: In a transaction that writes.
        given: What was decided; what it was about, and when, is filled in.
        seen: The token of what the person had seen, or None where nobody looked.

    Raises:
        UsageError: It cannot be meant so.
        SpanMismatch: It puts in words that the report does not have there.
        DecidedMeanwhile: Somebody decided about the same since.
    """
    becomes = tuple(by_hand(record, given.by) for record in given.becomes)
    decision = replace(given, becomes=becomes, at=given.at or _now())
    check_decision(decision)
    if seen is not None and seen != token(connection, decision.kind, _about(decision)):
        raise _meanwhile(connection, decision)
    decision = replace(decision, was=_as_they_are(connection, decision))
    _check_report(connection, decision)
    connection.execute(sqlite.insert_new(review.decision, DECISION.row(decision)))
    if decision.becomes:
        _make_room(connection, decision)
    if decision.kind in FOUND_KINDS:
        write_review(connection, decision.report)
    return decision


def take_back(connection: Connection, given: str, by: str, *, own: bool = False) -> Decision:
    """Mark a decision, given by its id or a unique start of it, as withdrawn and return it; with `own` only by's own.

    Raises:
        UsageError: There is none, there are several, or it was withdrawn before.
        NotAllowed: It is another person's.
    """
    query = select(review.decision).where(func.substr(review.decision.c.id, 1, len(given)) == given).limit(2)
    found = [decision for _, decision in records(connection, DECISION, query)] if given else []
    if len(found) != 1:
        raise UsageError(
            f"{'several decisions have' if found else 'no decision has'} an id that starts with {given!r}",
            hint="`onrecord decisions CASE` shows the ids",
        )
    if not by.strip():
        raise UsageError("somebody takes a decision back", hint="give a name")
    if not found[0].in_force:
        raise UsageError(
            f"{found[0].id} was withdrawn by {found[0].withdrawn_by} at {found[0].withdrawn_at}",
            hint="a decision is withdrawn once; decide again",
        )
    if own and found[0].by != by:
        raise NotAllowed(f"the decision is {found[0].by}'s, not {by}'s", hint="its author or a lead can take it back")
    withdrawn = replace(found[0], withdrawn_at=_now(), withdrawn_by=by)
    row = DECISION.row(withdrawn)
    connection.execute(update(review.decision).where(review.decision.c.id == withdrawn.id).values(row))
    if withdrawn.kind in FOUND_KINDS:
        write_review(connection, withdrawn.report)
    return withdrawn


def write_review(connection: Connection, report: str) -> None:
    """Make the records of a report stand as the log of decisions says; what stays the same is not touched."""
    decided = select(review.decision.c.id).where(review.decision.c.report == report).limit(1)
    extracted = select(schema.extraction.c.report).where(schema.extraction.c.report == report)
    if connection.execute(decided).first() is None or connection.execute(extracted).first() is None:
        return
    told = replayed(connection, report)
    _replace_made(connection, told.made, {kind.table.name: _made(connection, kind, report) for kind in _DECIDABLE})
    _replace_marks(connection, report, told.marks)


def replayed(connection: Connection, report: str) -> Reviewed:
    """Return how the records of a report stand as the log says, and what persons put in."""
    found = {kind.field: of_report(connection, kind, report) for kind in KINDS}
    # Replaying looks at the records alone: the text was held against what persons put in when they decided.
    name = Report(id=report, capture="", sha256="", text="")
    return replay(Extraction(report=name, **found), log_of(connection, report))


def _replace_made(connection: Connection, wanted: Iterable[Found], stored: dict[str, dict[str, str]]) -> None:
    new: dict[str, list[tuple[Found, Written]]] = {}
    kept: set[str] = set()
    for record in wanted:
        kind = _BY_NAME[kind_of(record)]
        row = kind.row(record)
        kept.add(record.id)
        if stored[kind.table.name].get(record.id) != row["seal"]:
            new.setdefault(kind.table.name, []).append((record, (row, kind.apart(record))))
    for kind in _DECIDABLE:
        changed = new.get(kind.table.name, [])
        gone = [name for name in stored[kind.table.name] if name not in kept]
        drop_naming(connection, kind.table.name, gone)
        old = [*gone, *(record.id for record, _ in changed)]
        if old:
            connection.execute(delete(kind.table).where(kind.table.c.id.in_(old)))
        numbers = insert_rows(connection, kind, [written for _, written in changed])
        if changed and kind is CLAIM:
            index_claims(connection, [(n, one) for n, (one, _) in zip(numbers, changed, strict=True)])  # type: ignore[misc]


def _replace_marks(connection: Connection, report: str, marks: Sequence[Mark]) -> None:
    held = select(review.mark.c.id, review.mark.c.seal).where(review.mark.c.report == report)
    stored = {row.id: row.seal for row in connection.execute(held)}
    new = [(row, MARK.apart(mark)) for mark in marks if stored.get((row := MARK.row(mark))["id"]) != row["seal"]]
    old = [*(stored.keys() - {mark.id for mark in marks}), *(row["id"] for row, _ in new)]
    connection.execute(delete(review.mark).where(review.mark.c.id.in_(old)))
    insert_rows(connection, MARK, new)


def _made(connection: Connection, kind: Kind[Any], report: str) -> dict[str, str]:
    """Return id → seal of what persons put in for a report."""
    table = kind.table.c
    low, high = _BY_PERSONS
    query = select(table.id, table.seal).where(table.report == report, table.made_by >= low, table.made_by < high)
    return {row.id: row.seal for row in connection.execute(query)}


def _about(decision: Decision) -> tuple[str, ...]:
    if decision.kind == "report":
        return (decision.report,)
    return (decision.target, *decision.others)


def _as_they_are(connection: Connection, decision: Decision) -> tuple[Found, ...]:
    """Return what a decision is about as it stands in the case now."""
    if decision.kind not in FOUND_KINDS or decision.verdict == "add":
        return ()
    kind, wanted = _BY_NAME[decision.kind], (decision.target, *decision.others)
    query = select(kind.table).where(kind.table.c.id.in_(wanted), kind.table.c.report == decision.report)
    found = {row.id: record for row, record in records(connection, kind, query)}
    lost = [name for name in wanted if name not in found]
    if lost:
        raise UsageError(
            f"report {decision.report} has no {decision.kind} {lost[0]!r}",
            hint="it may have been read again, or what put it in was taken back; look at the report again",
        )
    return tuple(found[name] for name in wanted)


def _check_report(connection: Connection, decision: Decision) -> None:
    """Refuse what puts in words that the report does not have, or names what is not in it."""
    if decision.kind == "source":
        return
    query = (
        select(schema.report.c.text, schema.report.c.language, schema.extraction.c.report)
        .outerjoin(schema.extraction, schema.extraction.c.report == schema.report.c.id)
        .where(schema.report.c.id == decision.report)
    )
    row = connection.execute(query).one_or_none()
    if row is None:
        raise UsageError(f"no report {decision.report!r} in the case", hint="`onrecord reports CASE` lists the ids")
    if decision.becomes and row[2] is None and row.language in CLAIM_LANGUAGES:
        raise UsageError(f"report {decision.report} was not extracted yet", hint="`onrecord build CASE` does it")
    for record in decision.becomes:
        check_spans(row.text, (span for _, span in record.passages()))
        _check_values(record)
        for other, name in record.links():
            table = _BY_NAME[other].table.c
            if not connection.execute(select(table.id).where(table.id == name, table.report == decision.report)).all():
                raise UsageError(f"report {decision.report} has no {other} {name!r}", hint="name one that it has")


def _make_room(connection: Connection, decision: Decision) -> None:
    """Let a report in a language that is not read for claims hold what persons put in."""
    row = rows.extraction_row(decision.report, schema.BY_PERSONS, decision.at)
    connection.execute(sqlite.insert_new(schema.extraction, row))


def _check_values(record: Found) -> None:
    """Refuse what the vocabulary does not have."""
    if isinstance(record, Event) and record.type not in event_types():
        raise UsageError(f"no type of events is called {record.type!r}", hint=f"one of: {', '.join(event_types())}")
    if isinstance(record, Element) and record.code not in codes_by_element().get(record.element, ()):
        raise UsageError(f"no {record.element!r} is called {record.code!r}", hint="`onrecord elements` lists them")


def _meanwhile(connection: Connection, decision: Decision) -> DecidedMeanwhile:
    last = max(decisions_about(connection, decision.kind, _about(decision)), key=_moment, default=None)
    if last is None:
        return DecidedMeanwhile("what was decided about this was changed since you looked", hint="look at it again")
    what = (
        f"{last.withdrawn_by} took back {last.verdict!r}"
        if last.withdrawn_at
        else f"{last.by} decided {last.verdict!r}"
    )
    told = f": {last.reason}" if last.reason and not last.withdrawn_at else ""
    return DecidedMeanwhile(
        f"{what} at {_moment(last)[:19]} since you looked{told}",
        hint="look at it again and decide then; nothing of yours was written",
    )


def _moment(decision: Decision) -> str:
    return max(decision.at, decision.withdrawn_at)


def _now() -> str:
    """Return the time to the microsecond: one person may decide more than once in a second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
