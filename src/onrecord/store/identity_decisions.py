"""What persons decided about the entities of an identity."""

from __future__ import annotations

import json
from collections.abc import Iterator

from sqlalchemy import Select, Table, select
from sqlalchemy.engine import Connection

from onrecord.records import Decision, Judgement, JudgementRow
from onrecord.store import schema_across as across
from onrecord.store import schema_review as review
from onrecord.store.identities import bearers_of
from onrecord.store.kind import Kind, R
from onrecord.store.kinds_across import JUDGEMENT
from onrecord.store.kinds_review import DECISION
from onrecord.store.listing import CHUNK, records

_judgement, _decision, _mark = across.judgement.c, review.decision.c, review.mark.c
_bearing, _instead = review.mark_decision.c, review.mark_instead.c


def judgements_on(connection: Connection, entities: frozenset[str]) -> list[JudgementRow]:
    """Return what persons decided about some entities and others, the withdrawn too, in the order they did."""
    # Persons' decisions are few: their ids are read through, which is less than looking for each of many entities.
    pairs = connection.execute(select(_judgement.number, _judgement.a, _judgement.b)).all()
    numbers = [number for number, a, b in pairs if a in entities or b in entities]
    found: list[Judgement] = sorted(_numbered(connection, JUDGEMENT, numbers), key=lambda one: (one.at, one.id))
    known = bearers_of(connection, {name for one in found for name in (one.a, one.b)})
    return [JudgementRow(judgement=one, a=known.get(one.a), b=known.get(one.b)) for one in found]


def decisions_on(connection: Connection, entities: frozenset[str]) -> list[Decision]:
    """Return what persons decided about some entities as records of their reports, in the order they did.

    Those that put one of them in, and those about what it replaced, are among them; so are the withdrawn.
    """
    of = entities | _replaced_by(connection, entities)
    bearing = {decision for decision, record in connection.execute(_borne()) if record in of}
    about = (_decision.number, _decision.id, _decision.target, _decision.others)
    rows = connection.execute(select(*about).where(_decision.kind == "entity")).all()
    numbers = [
        row.number for row in rows if row.id in bearing or row.target in of or not of.isdisjoint(json.loads(row.others))
    ]
    return list(_numbered(connection, DECISION, numbers))


def _replaced_by(connection: Connection, entities: frozenset[str]) -> frozenset[str]:
    query = (
        select(_mark.record, _instead.record.label("heir"))
        .join(review.mark_instead, _instead.mark == _mark.number)
        .where(_mark.kind == "entity")
    )
    return frozenset(own for own, heir in connection.execute(query) if heir in entities)


def _borne() -> Select[str, str]:
    marked = select(_bearing.decision, _mark.record).join(review.mark, _mark.number == _bearing.mark)
    return marked.where(_mark.kind == "entity")


def _numbered(connection: Connection, kind: Kind[R], numbers: list[int]) -> Iterator[R]:
    table: Table = kind.table
    for start in range(0, len(numbers), CHUNK):
        query = select(table).where(table.c.number.in_(numbers[start : start + CHUNK])).order_by(table.c.number)
        for _, record in records(connection, kind, query):
            yield record
