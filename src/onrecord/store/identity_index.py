"""The little of every identity by which a long list is sifted, read in a few passes over the whole case."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Select, Table, func, select
from sqlalchemy.engine import Connection

from onrecord.records import RESOLVED_TYPES, IdentitySummary, content_id
from onrecord.review import nearest
from onrecord.store import schema
from onrecord.store import schema_across as across
from onrecord.store import schema_review as review
from onrecord.store.gathering import identities_of
from onrecord.store.kinds import CLAIM, ENTITY
from onrecord.store.linked import instead_of
from onrecord.store.listing import CHUNK, records
from onrecord.store.review_rows import out_of_weighing

_identity, _member = across.identity.c, across.identity_member.c
_entity, _claim, _mark = schema.entity.c, schema.claim.c, review.mark.c


def summaries(connection: Connection) -> Iterator[IdentitySummary]:
    """Yield a little of every identity: those that several entities are, then those that one is."""
    said = _statements(connection)
    yield from _joined(connection, said)
    yield from _alone(connection, said)


def named_in(connection: Connection, report: str) -> frozenset[str]:
    """Return the ids of the identities that a report names."""
    query = select(_entity.id).where(
        _entity.report == report, _entity.type.in_(RESOLVED_TYPES), ~out_of_weighing(schema.entity)
    )
    return frozenset(identities_of(connection, set(connection.execute(query).scalars())).values())


def _statements(connection: Connection) -> Counter[str]:
    """Return how many claims have an entity as their source, or have one that persons put in the place of that."""
    counting = (_claim.speaker != "", ~out_of_weighing(schema.claim))
    query = select(_claim.speaker, func.count().label("claims")).where(*counting).group_by(_claim.speaker)
    said = Counter({row.speaker: row.claims for row in connection.execute(query)})
    replaced = list(
        connection.execute(select(_mark.record).where(_mark.kind == "entity", _mark.review == "replaced")).scalars()
    )
    for start in range(0, len(replaced), CHUNK):
        heirs = instead_of(connection, ENTITY, replaced[start : start + CHUNK])
        own = select(schema.claim).where(_claim.speaker.in_(heirs), *counting)
        for _, claim in records(connection, CLAIM, own):
            said[nearest(claim, heirs[claim.speaker]).id] += 1
    return said


def _joined(connection: Connection, said: Counter[str]) -> Iterator[IdentitySummary]:
    aliases = _listed(connection, across.identity_alias, "name")
    offices = _listed(connection, across.identity_office, "role")
    reports: defaultdict[int, set[str]] = defaultdict(set)
    statements: Counter[int] = Counter()
    members = select(_member.identity, _member.entity, _entity.report).join(schema.entity, _entity.id == _member.entity)
    for number, entity, report in _run(connection, members):
        reports[number].add(report)
        statements[number] += said[entity]
    columns = (_identity.number, _identity.id, _identity.type, _identity.name, _identity.country)
    for row in _run(connection, select(*columns)):
        yield IdentitySummary(
            id=row.id,
            entity="",
            type=row.type,
            names=(row.name, *aliases.get(row.number, ())),
            country=row.country,
            role=offices.get(row.number, ("",))[-1],
            reports=len(reports[row.number]),
            statements=statements[row.number],
        )


def _alone(connection: Connection, said: Counter[str]) -> Iterator[IdentitySummary]:
    """Yield the entities that are alone, as identities: they follow from them and are not stored."""
    aliases = _listed(connection, schema.entity_alias, "name")
    columns = (_entity.number, _entity.id, _entity.type, _entity.name, _entity.country, _entity.role)
    query = select(*columns).where(
        _entity.type.in_(RESOLVED_TYPES), ~out_of_weighing(schema.entity), _entity.id.not_in(select(_member.entity))
    )
    for row in _run(connection, query):
        others = sorted({*aliases.get(row.number, ())} - {row.name})
        yield IdentitySummary(
            id=content_id("identity", row.id),
            entity=row.id,
            type=row.type,
            names=(row.name, *others),
            country=row.country,
            role=row.role,
            statements=said[row.id],
        )


def _listed(connection: Connection, table: Table, column: str) -> dict[int, list[str]]:
    """Return what records have several of, by their numbers and in order."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    owner = table.columns[0]
    for number, value in _run(connection, select(owner, table.c[column]).order_by(owner, table.c.ordinal)):
        found[number].append(value)
    return found


def _run(connection: Connection, query: Select[Any]) -> Iterator[Any]:
    return iter(connection.execution_options(yield_per=CHUNK).execute(query))
