"""What comparing, resolving and weighing need of all reports, streamed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.engine import Connection

from onrecord.records import RESOLVED_TYPES, Comparable, Extraction, Relation, Side, Span, content_id
from onrecord.store import rows, schema
from onrecord.store import schema_across as across
from onrecord.store.kinds_across import RELATION
from onrecord.store.listing import CHUNK, records
from onrecord.store.review_rows import out_of_weighing

if TYPE_CHECKING:
    from onrecord.resolve import EntityRow
    from onrecord.weigh import Telling

COPIES: Final = "copies-1"
"""Names the rule that passages with the same words, after the same words, are the same."""

_comparable, _passage, _relation = across.comparable.c, across.passage.c, across.relation.c
_entity, _report = schema.entity.c, schema.report.c


def comparables(connection: Connection, made_by: str) -> Iterator[Comparable]:
    """Yield what each report is compared by that this net made ready, in the order it was stored."""
    query = (
        select(across.comparable, _report.published)
        .join(schema.report, _report.id == _comparable.report)
        .where(_comparable.made_by == made_by)
        .order_by(_comparable.number)
    )
    for chunk in connection.execution_options(yield_per=CHUNK).execute(query).partitions():
        numbers = [row.number for row in chunk]
        passages: dict[int, list[Any]] = {number: [] for number in numbers}
        held = select(across.passage).where(_passage.comparable.in_(numbers)).order_by(_passage.comparable)
        for passage in connection.execute(held.order_by(_passage.ordinal)).mappings():
            passages[passage["comparable"]].append(passage)
        for row in chunk:
            yield rows.to_comparable(row, passages[row.number])


def found_relations(connection: Connection, report: str) -> Iterator[Relation]:
    """Yield the stored relations, those of one report where it is named, in the order they were found."""
    query = select(across.relation).order_by(_relation.number)
    if report:
        query = query.where(or_(_relation.a_report == report, _relation.b_report == report))
    for _, relation in records(connection, RELATION, query):
        yield relation


def copied_relations(connection: Connection, report: str) -> Iterator[Relation]:
    """Yield the relations of passages with their copies in other reports: each to the one published first.

    They follow from the passages' keys and are not stored: of copies, the first alone is compared with others.
    """
    first: dict[str, Side] = {}
    published = func.coalesce(func.nullif(_report.published, ""), "9999")
    query = (
        select(_passage.key, _passage.start, _passage.end, _report.id, _report.text)
        .join(across.comparable, _comparable.number == _passage.comparable)
        .join(schema.report, _report.id == _comparable.report)
        .where(_passage.key.in_(_copied(report)))
        .order_by(published, _report.id, _passage.ordinal)
    )
    for row in connection.execution_options(yield_per=CHUNK).execute(query):
        side = Side(report=row.id, span=Span.of(row.text, row.start, row.end))
        other = first.setdefault(row.key, side)
        if other.report != row.id and (not report or report in (other.report, row.id)):
            yield Relation(a=other, b=side, relation="same", score=1.0, shared=1.0, made_by=COPIES)


def relations_of_copies(connection: Connection) -> Iterator[Relation]:
    """Yield the found relations once more for each copy of one of their two passages, the other as it is.

    They are not stored, and not weighed: a copy says nothing more. Two passages that both have copies are not joined
    copy by copy, which would be as many as the one's times the other's. A copy takes the side of what it copies, also
    where it was published after the other: whose state is newer is told by the words and not by who repeats them last.
    """
    places, copies = _copied_places(connection)
    for relation in found_relations(connection, "") if places else ():
        a, b = relation.sides()
        yield from (replace(relation, a=copy) for copy in _copies_of(a, places, copies) if copy.report != b.report)
        yield from (replace(relation, b=copy) for copy in _copies_of(b, places, copies) if copy.report != a.report)


def _copied_places(
    connection: Connection,
) -> tuple[dict[str, list[tuple[int, int, str]]], dict[str, list[tuple[str, int]]]]:
    """Return where passages stand for copies, by report, with their keys; and key → report and start of each copy."""
    places: dict[str, list[tuple[int, int, str]]] = {}
    copies: dict[str, list[tuple[str, int]]] = {}
    published = func.coalesce(func.nullif(_report.published, ""), "9999")
    query = (
        select(_passage.key, _passage.start, _passage.end, _report.id)
        .join(across.comparable, _comparable.number == _passage.comparable)
        .join(schema.report, _report.id == _comparable.report)
        .where(_passage.key.in_(_copied("")))
        .order_by(published, _report.id, _passage.ordinal)
    )
    for row in connection.execution_options(yield_per=CHUNK).execute(query):
        if row.key in copies:
            copies[row.key].append((row.id, row.start))
        else:
            copies[row.key] = []
            places.setdefault(row.id, []).append((row.start, row.end, row.key))
    return places, copies


def _copies_of(
    side: Side, places: Mapping[str, list[tuple[int, int, str]]], copies: Mapping[str, list[tuple[str, int]]]
) -> Iterator[Side]:
    """Yield the words of a side in each copy of the passage that they stand in."""
    held = places.get(side.report, [])
    at = bisect_right(held, side.span.start, key=lambda place: place[0]) - 1
    if at < 0 or side.span.end > held[at][1]:
        return
    first, _, key = held[at]
    for report, start in copies[key]:
        shift = start - first
        span = Span(start=side.span.start + shift, end=side.span.end + shift, text=side.span.text)
        yield Side(report=report, span=span)


def _copied(report: str) -> Any:
    """Return a query for the keys that several passages have, one of the report among them where it is named."""
    several = select(_passage.key).group_by(_passage.key).having(func.count() > 1)
    if not report:
        return several
    own = select(_passage.key).join(across.comparable, _comparable.number == _passage.comparable)
    return several.where(_passage.key.in_(own.where(_comparable.report == report)))


def resolvable(connection: Connection, *where: ColumnElement[bool]) -> Iterator[EntityRow]:
    """Yield the entities that can be met again in another report, as resolving takes them."""
    # Imported where they are used, like weighing: a command that only lists claims need not load the lists of names.
    from onrecord.resolve.rows import EntityRow  # noqa: PLC0415

    alias = schema.entity_alias.c
    names = ("id", "report", "type", "name", "country", "role")
    query = (
        select(_entity.number, *(_entity[name] for name in names), _report.published)
        .join(schema.report, _report.id == _entity.report)
        .where(_entity.type.in_(sorted(RESOLVED_TYPES)), ~out_of_weighing(schema.entity), *where)
        .order_by(_entity.number)
    )
    for chunk in connection.execution_options(yield_per=CHUNK).execute(query).partitions():
        aliases: dict[int, list[str]] = {row.number: [] for row in chunk}
        held = select(alias.entity, alias.name).where(alias.entity.in_(aliases)).order_by(alias.entity, alias.ordinal)
        for owner, name in connection.execute(held):
            aliases[owner].append(name)
        for row in chunk:
            own = {name: getattr(row, name) for name in names}
            yield EntityRow(**own, aliases=tuple(aliases[row.number]), published=row.published)


def identities_of(connection: Connection, entities: Collection[str]) -> dict[str, str]:
    """Return id of an entity → id of its identity, which one alone is of its own."""
    member, wanted = across.identity_member.c, sorted(entities)
    found = {entity: content_id("identity", entity) for entity in wanted}
    for start in range(0, len(wanted), CHUNK):
        query = (
            select(member.entity, across.identity.c.id)
            .join(across.identity, across.identity.c.number == member.identity)
            .where(member.entity.in_(wanted[start : start + CHUNK]))
        )
        found |= {row.entity: row.id for row in connection.execute(query)}
    return found


def telling(extraction: Extraction, who: Mapping[str, str]) -> Telling:
    """Return a report as weighing takes it; `who` names the identities of its entities, of others' too if need be."""
    from onrecord.weigh import Telling  # noqa: PLC0415

    return Telling.of(extraction, who)
