"""Verification of review: records stand as the log of decisions says, and nobody put in anything past it."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.engine import Connection

from onrecord.errors import CaseError
from onrecord.records import FOUND_KINDS, PERSON, Fault, Mark
from onrecord.store import schema_review as review
from onrecord.store.deciding import replayed
from onrecord.store.kinds import KINDS
from onrecord.store.kinds_review import MARK
from onrecord.store.listing import records


def verify_review(connection: Connection) -> Iterator[Fault]:
    """Yield the records that do not stand as the decisions say, and what a person made without one."""
    decision, mark = review.decision.c, review.mark.c
    decided = select(decision.report).where(decision.kind.in_(FOUND_KINDS)).distinct().order_by(decision.report)
    made: set[str] = set()
    for report in connection.execute(decided).scalars().all():
        try:
            told = replayed(connection, report)
            stored = {
                m.record: m for _, m in records(connection, MARK, select(review.mark).where(mark.report == report))
            }
        except CaseError:  # a row was changed and makes no record any more; it is named with its kind
            continue
        made |= {record.id for record in told.made}
        yield from _differing({one.record: one for one in told.marks}, stored)
    for kind in KINDS:
        table = kind.table.c
        for name in connection.execute(select(table.id).where(table.made_by.startswith(PERSON))).scalars():
            if name not in made:
                yield Fault(record=f"{kind.table.name} {name}", what="no decision in force puts it in")
            made.discard(name)
    yield from (Fault(record=name, what="a decision puts it in, and it is not there") for name in sorted(made))


def _differing(told: dict[str, Mark], stored: dict[str, Mark]) -> Iterator[Fault]:
    for name in sorted(told.keys() | stored.keys()):
        if told.get(name) != stored.get(name):
            yield Fault(record=f"mark of {name}", what="does not say what the decisions do")
