"""One identity, asked piece by piece; each piece is a query of its own for its entities alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from functools import partial
from typing import Any, Final, TypeVar

from sqlalchemy import Row, Select, or_, select
from sqlalchemy.engine import Connection

from onrecord.records import (
    Bearer,
    ClaimRow,
    Company,
    Decision,
    Event,
    EventRow,
    Identity,
    JudgementRow,
    NameBorne,
    Near,
    Office,
    RecordsFound,
    RecordsWanted,
    Role,
    RoleHeld,
    SearchHit,
    Why,
)
from onrecord.store import company, identity_decisions, identity_names, likeness, naming_records, schema
from onrecord.store import schema_across as across
from onrecord.store.kinds import CLAIM, ENTITY, EVENT
from onrecord.store.linked import instead_of, with_speakers, with_times_and_words
from onrecord.store.listing import records
from onrecord.store.naming_records import Named, Numbered

T = TypeVar("T")

Connect = Callable[[], AbstractContextManager[Connection]]

_identity, _member, _entity = across.identity.c, across.identity_member.c, schema.entity.c
_report = schema.report.c
_PARTS: Final = (across.identity_alias, across.identity_office)


class OneIdentity:
    """Somebody or something of a case: what reports call it, what it says, what is said of it.

    The records are told newest report first; those that do not count when the case is weighed are left out.

    Attributes:
        identity: Who or what it is.
        bearers: The entities that it is, the newest first and those without a date last.
    """

    def __init__(self, connect: Connect, identity: Identity, bearers: Sequence[Bearer], named: Named) -> None:
        self.identity = identity
        self.bearers = bearers
        self._connect = connect
        self._named = named

    @property
    def reports(self) -> int:
        """How many reports name it."""
        return len(self._named.of)

    @property
    def known_by(self) -> str:
        """The id that a case finds it by: that of an identity of one entity is not stored."""
        members = self.identity.members
        return self.identity.id if len(members) > 1 else members[0]

    def names(self, wanted: RecordsWanted) -> RecordsFound[NameBorne]:
        """Return some of its names, those that most reports use first, with places where they stand."""
        with self._connect() as connection:
            return identity_names.names_of(connection, self._named, self.bearers, wanted)

    def roles(self) -> list[RoleHeld]:
        """Return the roles that reports give it, in order of the first reports that do."""
        if not self.identity.offices:
            return []
        with self._connect() as connection:
            return identity_names.roles_of(connection, self._named, self.bearers)

    def mentions(self, wanted: RecordsWanted, words: str = "") -> RecordsFound[SearchHit]:
        """Return some of the places that name it: with some words, of those where it is named by these words alone."""
        with self._connect() as connection:
            found = self._some(connection, partial(naming_records.mentions, words=words), wanted)
            return _as(found, list(naming_records.places(connection, found.numbers)))

    def statements(self, wanted: RecordsWanted) -> RecordsFound[ClaimRow]:
        """Return some of the claims whose source it is."""
        with self._connect() as connection:
            found = self._some(connection, naming_records.statements, wanted)
            return _as(found, _claims(connection, found.numbers))

    def sayings(self, wanted: RecordsWanted) -> RecordsFound[ClaimRow]:
        """Return some of the claims of others that mention it in what is attributed."""
        with self._connect() as connection:
            found = self._some(connection, naming_records.sayings, wanted)
            return _as(found, _claims(connection, found.numbers))

    def events(self, wanted: RecordsWanted) -> RecordsFound[EventRow]:
        """Return some of the events that it takes part in."""
        with self._connect() as connection:
            found = self._some(connection, naming_records.happenings, wanted)
            return _as(found, _events(connection, found.numbers))

    def company(self, most: int) -> Company:
        """Return who and what stands with it in sentences and events, those most often first."""
        with self._connect() as connection:
            return company.company_of(connection, self._named, most)

    def likenesses(self) -> list[Why]:
        """Return why its entities are one, and which others are near to it; the likest first."""
        with self._connect() as connection:
            return likeness.why(connection, self._named)

    def near(self, why: Sequence[Why]) -> list[Near]:
        """Return the identities that are near to it and not held to be it, the likest first.

        Args:
            why: As `likenesses` returns it.
        """
        with self._connect() as connection:
            return likeness.near(connection, self._named, why)

    def judgements(self) -> list[JudgementRow]:
        """Return what persons decided about its entities and others, the withdrawn too, in the order they did."""
        with self._connect() as connection:
            return identity_decisions.judgements_on(connection, self._named.entities)

    def decisions(self) -> list[Decision]:
        """Return what persons decided about its entities as records, the withdrawn too, in the order they did."""
        with self._connect() as connection:
            return identity_decisions.decisions_on(connection, self._named.entities)

    def takes_part(self, event: Event) -> list[Role]:
        """Return the roles of an event that it stands in."""
        return [role for role in event.roles if role.entity and self._named.meant_by(event, role.entity)]

    def _some(self, connection: Connection, numbers: naming_records.Numbers, wanted: RecordsWanted) -> Numbered:
        return naming_records.some(connection, self._named, numbers, wanted)


def _as(found: Numbered, rows: list[T]) -> RecordsFound[T]:
    return RecordsFound(rows=rows, more=found.more, total=found.total)


def one_identity(connect: Connect, given: str) -> OneIdentity | None:
    """Return what an id names: an identity, or an entity with all that are it; for a replaced one what stands instead.

    Args:
        connect: To the case.
        given: A whole id. The identity of an entity that is alone is not stored and found by the entity's id.
    """
    with connect() as connection:
        found = _found(connection, given, frozenset())
        if found is None:
            return None
        identity, bearers, members = found
        named = Named.find(connection, members, bearers)
    return OneIdentity(connect, identity, bearers, named)


_Found = tuple[Identity, list[Bearer], "Select[str]"]
"""Who or what it is, the entities that it is, the newest first, and what gives their ids."""


def _found(connection: Connection, given: str, seen: frozenset[str]) -> _Found | None:
    member_of = select(_member.identity).where(_member.entity == given)
    query = select(across.identity).where(or_(_identity.id == given, _identity.number.in_(member_of)))
    stored = connection.execute(query).first()
    if stored:
        return _stored(connection, stored)
    for heir in instead_of(connection, ENTITY, [given]).get(given, ()):
        if heir.id not in seen:  # in a damaged case two may stand for each other
            return _found(connection, heir.id, seen | {given})
    return _alone(connection, given)


def _stored(connection: Connection, row: Row[Any]) -> _Found:
    """Return an identity that several entities are; those of ten thousand reports take no record each."""
    of = (select(*table.c).where(table.columns[0] == row.number).order_by(table.c.ordinal) for table in _PARTS)
    aliases, offices = (connection.execute(query).all() for query in of)
    query = (
        select(_entity.id.label("entity"), _entity.report, _entity.name, _report.published)
        .select_from(across.identity_member)
        .join(schema.entity, _entity.id == _member.entity)
        .join(schema.report, _report.id == _entity.report)
        .where(_member.identity == row.number)
        .order_by(_report.published.desc(), _entity.report.desc(), _entity.id.desc())
    )
    bearers = [Bearer(entity=e, report=r, name=n, published=p) for e, r, n, p in connection.execute(query)]
    identity = Identity(
        type=row.type,
        name=row.name,
        aliases=tuple(one.name for one in aliases),
        country=row.country,
        offices=tuple(Office(role=one.role, published=one.published) for one in offices),
        members=tuple(sorted(one.entity for one in bearers)),
    )
    return identity, bearers, select(_member.entity).where(_member.identity == row.number)


def _alone(connection: Connection, given: str) -> _Found | None:
    """Return the entity with this id as an identity of its own, as resolving makes it."""
    query = select(schema.entity, _report.published).join(schema.report, _report.id == _entity.report)
    for row, entity in records(connection, ENTITY, query.where(_entity.id == given)):
        identity = Identity(
            type=entity.type,
            name=entity.name,
            aliases=tuple(sorted({*entity.aliases} - {entity.name})),
            country=entity.country,
            offices=(Office(role=entity.role, published=row.published),) if entity.role else (),
            members=(given,),
        )
        bearer = Bearer(entity=given, report=entity.report, name=entity.name, published=row.published)
        return identity, [bearer], select(_entity.id).where(_entity.id == given)
    return None


def _claims(connection: Connection, numbers: Sequence[int]) -> list[ClaimRow]:
    found = with_speakers(connection, naming_records.rows_of(connection, CLAIM, numbers))
    return [ClaimRow(claim=word.claim, speaker=word.speaker, **_stands_in(row)) for row, word in found]


def _events(connection: Connection, numbers: Sequence[int]) -> list[EventRow]:
    found = with_times_and_words(connection, naming_records.rows_of(connection, EVENT, numbers))
    return [EventRow(event=event, time=time, words=words, **_stands_in(row)) for row, event, time, words in found]


def _stands_in(row: Row[Any]) -> dict[str, Any]:
    return {"title": row.title, "publisher": row.publisher, "published": row.published, "review": row.review}
