"""Who is who, listed: identities with the entities of the reports, and why these are one or not."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.engine import Connection

from onrecord.errors import UsageError
from onrecord.records import ENTITY_TYPES, Bearer, Identity, IdentityFilter, IdentityRow, Why
from onrecord.store import schema
from onrecord.store import schema_across as across
from onrecord.store.fulltext import has_words
from onrecord.store.gathering import resolvable
from onrecord.store.kinds_across import IDENTITY, LIKENESS
from onrecord.store.listing import CHUNK, records

_identity, _member, _likeness = across.identity.c, across.identity_member.c, across.likeness.c
_entity, _report = schema.entity.c, schema.report.c


def identity_rows(connection: Connection, wanted: IdentityFilter, report: str) -> Iterator[IdentityRow]:
    """Yield the identities that pass a filter, those that several reports name first, with their bearers.

    Args:
        connection: To the case.
        wanted: Which.
        report: The full id of the report that the filter names, if it names one.

    Raises:
        UsageError: The filter names an unknown type.
    """
    if wanted.type and wanted.type not in ENTITY_TYPES:
        raise UsageError(f"no type is called {wanted.type!r}", hint=f"one of: {', '.join(ENTITY_TYPES)}")
    found = _shared(connection, wanted, report)
    limit = wanted.limit or None
    listed = islice(_chained(connection, found, wanted, report), limit)
    while chunk := list(islice(listed, CHUNK)):
        yield from _with_bearers(connection, chunk)


def _chained(
    connection: Connection, found: Iterable[Identity], wanted: IdentityFilter, report: str
) -> Iterator[Identity]:
    yield from found
    if wanted.alone:
        yield from _alone(connection, wanted, report)


def _shared(connection: Connection, wanted: IdentityFilter, report: str) -> Iterator[Identity]:
    """Yield those that several entities are, the ones that most reports name first."""
    alias = across.identity_alias.c
    where: list[ColumnElement[bool]] = []
    if wanted.name:
        other = select(alias.identity).where(alias.identity == _identity.number, has_words(alias.name, wanted.name))
        where.append(or_(has_words(_identity.name, wanted.name), other.exists()))
    if report:
        named = select(_member.identity).join(schema.entity, _entity.id == _member.entity)
        where.append(_identity.number.in_(named.where(_entity.report == report)))
    where += [_identity[name] == value for name, value in _equal(wanted)]
    size = select(func.count()).where(_member.identity == _identity.number).scalar_subquery()
    query = select(across.identity).where(*where).order_by(size.desc(), _identity.name, _identity.id)
    for _, identity in records(connection, IDENTITY, query):
        yield identity


def _alone(connection: Connection, wanted: IdentityFilter, report: str) -> Iterator[Identity]:
    """Yield those that one entity is: they follow from it and are not stored."""
    from onrecord.resolve.identities import identity_of  # noqa: PLC0415 - only here: it loads the lists of names

    alias = schema.entity_alias.c
    where: list[ColumnElement[bool]] = [_entity.id.not_in(select(_member.entity))]
    if wanted.name:
        other = select(alias.entity).where(alias.entity == _entity.number, has_words(alias.name, wanted.name))
        where.append(or_(has_words(_entity.name, wanted.name), other.exists()))
    where += [_entity.report == report] if report else []
    where += [_entity[name] == value for name, value in _equal(wanted)]
    for row in resolvable(connection, *where):
        yield identity_of([row])


def _equal(wanted: IdentityFilter) -> Iterator[tuple[str, str]]:
    for name in ("type", "country"):
        if value := getattr(wanted, name):
            yield name, value


def _with_bearers(connection: Connection, identities: list[Identity]) -> Iterator[IdentityRow]:
    known = bearers_of(connection, {member for identity in identities for member in identity.members})
    for identity in identities:
        own = [known[member] for member in identity.members if member in known]
        yield IdentityRow(identity=identity, bearers=tuple(sorted(own, key=_in_time)))


def _in_time(bearer: Bearer) -> tuple[str, str, str]:
    return bearer.published or "9999", bearer.report, bearer.entity


def bearers_of(connection: Connection, entities: Collection[str]) -> dict[str, Bearer]:
    """Return the entities with these ids as their reports name them."""
    wanted, found = sorted(entities), dict[str, Bearer]()
    for start in range(0, len(wanted), CHUNK):
        query = (
            select(_entity.id, _entity.report, _entity.name, _report.published)
            .join(schema.report, _report.id == _entity.report)
            .where(_entity.id.in_(wanted[start : start + CHUNK]))
        )
        for row in connection.execute(query):
            found[row.id] = Bearer(entity=row.id, report=row.report, name=row.name, published=row.published)
    return found


def reasons(connection: Connection, identity: Identity) -> tuple[Why, ...]:
    """Return why the entities of an identity are one, and which others are near to it; the likest first."""
    members, found = set(identity.members), dict[str, Any]()
    for start in range(0, len(identity.members), CHUNK):
        some = identity.members[start : start + CHUNK]
        query = select(across.likeness).where(or_(_likeness.a.in_(some), _likeness.b.in_(some)))
        for row, likeness in records(connection, LIKENESS, query):
            found[row.id] = likeness
    known = bearers_of(connection, {name for one in found.values() for name in (one.a, one.b)})
    ordered = sorted(found.values(), key=lambda one: (-one.score, one.a, one.b))
    return tuple(Why(a=known[one.a], b=known[one.b], likeness=one, joined={one.a, one.b} <= members) for one in ordered)
