"""What identities are called, and where: their names and roles with places, each by a query of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Final, TypedDict

from sqlalchemy import or_, select
from sqlalchemy.engine import Connection

from onrecord.records import Bearer, EntityType, NameBorne, RecordsFound, RecordsWanted, RoleHeld, Side, Span
from onrecord.store import schema
from onrecord.store import schema_across as across
from onrecord.store.listing import CHUNK
from onrecord.store.naming_records import Named
from onrecord.vocabulary.folding import folded

PLACES: Final = 3
"""Places shown of one name; the mentions have all of them."""

_identity, _member = across.identity.c, across.identity_member.c
_entity, _first, _alias = schema.entity.c, schema.entity_span.c, schema.entity_alias.c
_mention, _mention_span = schema.mention.c, schema.mention_span.c


class Called(TypedDict):
    """By which id a case finds somebody or something, what it is, and its name."""

    known_by: str
    type: EntityType
    name: str


def called(connection: Connection, entities: Mapping[str, str]) -> dict[str, Called]:
    """Return what identities are called, by their ids.

    Args:
        connection: To the case.
        entities: Id of an identity → id of one of its entities, by which it is found where it is not stored.
    """
    found: dict[str, Called] = {}
    for chunk in _chunks(entities):
        own = {entities[name]: name for name in chunk}
        alone = select(_entity.id, _entity.type, _entity.name).where(_entity.id.in_(own))
        for row in connection.execute(alone):
            found[own[row.id]] = Called(known_by=row.id, type=row.type, name=row.name)
        several = select(_identity.id, _identity.type, _identity.name).where(_identity.id.in_(chunk))
        for row in connection.execute(several):
            found[row.id] = Called(known_by=row.id, type=row.type, name=row.name)
    return found


def names_of(
    connection: Connection, named: Named, bearers: Sequence[Bearer], wanted: RecordsWanted
) -> RecordsFound[NameBorne]:
    """Return some of the names of entities, those that most reports use first, with places where they stand.

    Args:
        connection: To the case.
        named: The entities.
        bearers: They, the newest first.
        wanted: Which of the names.
    """
    using = _using(connection, named, bearers)
    enough = wanted.start + wanted.most
    ranked = sorted(using, key=lambda name: (-len(using[name]), name))[wanted.start : enough]
    shown = {name: list(using[name].values())[:PLACES] for name in ranked}
    firsts = _firsts(connection, {entity for chosen in shown.values() for entity in chosen})
    named_so = _mentions(connection, shown) if shown else {}
    rows = [
        NameBorne(
            name=name,
            reports=len(using[name]),
            places=tuple(named_so.get((entity, name)) or firsts[entity] for entity in shown[name] if entity in firsts),
        )
        for name in ranked
    ]
    return RecordsFound(rows=rows, more=len(using) > enough, total=len(using))


def _using(connection: Connection, named: Named, bearers: Sequence[Bearer]) -> dict[str, dict[str, str]]:
    """Return name → report → an entity that bears it there, the newest reports first."""
    aliases: defaultdict[str, list[str]] = defaultdict(list)
    query = (
        select(_entity.id, _alias.name)
        .join(schema.entity_alias, _alias.entity == _entity.number)
        .where(_entity.id.in_(named.members))
        .order_by(_alias.entity, _alias.ordinal)
    )
    for row in connection.execute(query):
        aliases[row.id].append(row.name)
    using: dict[str, dict[str, str]] = {}
    for one in bearers:
        for name in (one.name, *aliases.get(one.entity, ())):
            using.setdefault(name, {}).setdefault(one.report, one.entity)
    return using


def _firsts(connection: Connection, entities: Iterable[str]) -> dict[str, Side]:
    """Return id of an entity → the mention that stands for it."""
    found: dict[str, Side] = {}
    for chunk in _chunks(entities):
        query = (
            select(_entity.id, _entity.report, _first.start, _first.end, _first.text)
            .join(schema.entity_span, _first.entity == _entity.number)
            .where(_entity.id.in_(chunk))
        )
        found |= {row.id: _side(row) for row in connection.execute(query)}
    return found


def _mentions(connection: Connection, shown: Mapping[str, Sequence[str]]) -> dict[tuple[str, str], Side]:
    """Return entity and name → the first mention of the entity that is this name."""
    found: dict[tuple[str, str], Side] = {}
    for chunk in _chunks({entity for chosen in shown.values() for entity in chosen}):
        query = (
            select(_mention.entity, _mention.report, _mention_span.start, _mention_span.end, _mention_span.text)
            .join(schema.mention_span, _mention_span.mention == _mention.number)
            .where(_mention.entity.in_(chunk), or_(*(_mention_span.text == name for name in shown)))
            .order_by(_mention_span.start)
        )
        for row in connection.execute(query):
            found.setdefault((row.entity, row.text), _side(row))
    return found


def roles_of(connection: Connection, named: Named, bearers: Sequence[Bearer]) -> list[RoleHeld]:
    """Return the roles that reports give some entities, in order of their first reports.

    Args:
        connection: To the case.
        named: The entities.
        bearers: They, the newest first.
    """
    place = {one.entity: number for number, one in enumerate(bearers)}
    given: defaultdict[str, list[int]] = defaultdict(list)
    query = select(_entity.id, _entity.role).where(_entity.id.in_(named.members), _entity.role != "")
    for entity, role in connection.execute(query):
        given[role].append(place[entity])
    alike: defaultdict[str, dict[int, str]] = defaultdict(dict)
    for role, places in given.items():
        alike[folded(role) or role].update(dict.fromkeys(places, role))
    # bearers stand newest first: whoever stands later was told of earlier, but for those without a date
    held = [sorted(some.items(), key=lambda one: (not bearers[one[0]].published, -one[0])) for some in alike.values()]
    held.sort(key=lambda some: (not bearers[some[0][0]].published, -some[0][0]))
    firsts = _firsts(connection, {bearers[at].entity for some in held for at in (some[0][0], some[-1][0])})
    return [_held(some[0][1], [bearers[at] for at, _ in some], firsts) for some in held]


def _held(role: str, by: Sequence[Bearer], firsts: Mapping[str, Side]) -> RoleHeld:
    """Return a role in the words of the first report that gives it; `by` are in order of publication."""
    days = [one.published for one in by if one.published]
    places = [firsts[one.entity] for one in (by[0], by[-1]) if one.entity in firsts]
    return RoleHeld(
        role=role,
        first=min(days, default=""),
        last=max(days, default=""),
        reports=len({one.report for one in by}),
        places=tuple(dict.fromkeys(places)),
    )


def _side(row: Any) -> Side:
    return Side(report=row.report, span=Span(start=row.start, end=row.end, text=row.text))


def _chunks(values: Collection[str] | Iterable[str]) -> list[list[str]]:
    """Return values in lists short enough for one statement."""
    held = list(values)
    return [held[start : start + CHUNK] for start in range(0, len(held), CHUNK)]
