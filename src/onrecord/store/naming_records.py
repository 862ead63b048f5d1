"""The records that name the entities of an identity, those of the newest reports first.

Each kind is told by one statement for these entities alone, whether ten reports name them or ten thousand. Records that
do not count when the case is weighed are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final, TypeVar

from sqlalchemy import ColumnElement, Select, Table, and_, or_, select
from sqlalchemy.engine import Connection

from onrecord.records import Bearer, Entity, RecordsWanted, SearchHit
from onrecord.review import OUT, nearest
from onrecord.store import schema
from onrecord.store import schema_review as review
from onrecord.store.kind import Kind, R
from onrecord.store.kinds import CLAIM, ENTITY, EVENT, MENTION
from onrecord.store.linked import Found, instead_of
from onrecord.store.listing import CHUNK, records
from onrecord.store.review_rows import out_of_weighing, standing
from onrecord.store.search import passage_at

_FIRST: Final = 128
"""Reports that are asked first, the newest; of somebody in all of them they tell some hundred records."""

_MORE: Final = 8
"""How many times as many are asked next where these do not have enough."""

Reports = Sequence[str] | None
"""Ids of the reports whose records are wanted; None for all."""

_claim, _claim_span = schema.claim.c, schema.claim_span.c
_event, _event_span = schema.event.c, schema.event_span.c
_mention, _mention_span = schema.mention.c, schema.mention_span.c
_mark, _instead = review.mark.c, review.mark_instead.c

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """The entities of an identity, and what names them.

    Attributes:
        members: Gives their ids.
        entities: Their ids.
        of: Id of a report, the newest first → the ids of its entities.
        order: Id of a report → its place among them.
        heirs: Id of an entity that persons replaced by one of these → all that stand in its place.
    """

    members: Select[str]
    entities: frozenset[str]
    of: Mapping[str, Sequence[str]]
    order: Mapping[str, int]
    heirs: Mapping[str, Sequence[Entity]]

    @classmethod
    def find(cls, connection: Connection, members: Select[str], bearers: Sequence[Bearer]) -> Named:
        """Return entities with what persons replaced by them.

        Args:
            connection: To the case.
            members: Gives their ids.
            bearers: They, the newest first.
        """
        of: dict[str, list[str]] = {}
        for one in bearers:
            of.setdefault(one.report, []).append(one.entity)
        replaced = select(_mark.record).join(review.mark_instead, _instead.mark == _mark.number)
        names = connection.execute(replaced.where(_instead.record.in_(members)).distinct()).scalars()
        return cls(
            members=members,
            entities=frozenset(one.entity for one in bearers),
            of=of,
            order={report: place for place, report in enumerate(of)},
            heirs=instead_of(connection, ENTITY, list(names)),
        )

    def names(self, column: ColumnElement[Any], reports: Reports) -> ColumnElement[bool]:
        """Return the condition that a column names one of the entities, or one that they replaced.

        Args:
            column: Of a record of a report.
            reports: Whose entities are meant.
        """
        if reports is None:
            within = column.in_(self.members)
            return or_(within, column.in_(list(self.heirs))) if self.heirs else within
        return column.in_([*(entity for report in reports for entity in self.of[report]), *self.heirs])

    def meant_by(self, record: Any, name: str) -> bool:
        """Return whether a record that names somebody by this id means one of the entities."""
        if name not in self.heirs:
            return name in self.entities
        return nearest(record, self.heirs[name]).id in self.entities


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """Numbers of some records.

    Attributes:
        numbers: In order.
        more: Whether there are, or may be, others.
        total: How many there are in all, or None where not all were looked for.
    """

    numbers: list[int]
    more: bool
    total: int | None


Numbers = Callable[[Connection, Named, Reports], list[int]]
"""Gives the numbers of the records of one kind that name entities, in some reports or in all of them."""


def some(connection: Connection, named: Named, numbers: Numbers, wanted: RecordsWanted) -> Numbered:
    """Return some of the records that name entities.

    Args:
        connection: To the case.
        named: The entities.
        numbers: Gives the numbers of all.
        wanted: Which of them.
    """
    reach = len(named.of) if wanted.reach is None else min(wanted.reach, len(named.of))
    size = reach if wanted.counted else min(_FIRST, reach)
    enough = wanted.start + wanted.most
    while True:
        whole = size == len(named.of)
        own = numbers(connection, named, None if whole else list(islice(named.of, size)))
        if size == reach or len(own) > enough:
            more = len(own) > enough or not whole
            return Numbered(numbers=own[wanted.start : enough], more=more, total=len(own) if whole else None)
        size = min(size * _MORE, reach)


def statements(connection: Connection, named: Named, reports: Reports) -> list[int]:
    """Return the numbers of the claims whose source is one of the entities."""
    query = select(_claim.number, _claim.report, _claim.speaker.label("name"))
    return _meaning(connection, CLAIM, query.where(named.names(_claim.speaker, reports)), named, reports)


def happenings(connection: Connection, named: Named, reports: Reports) -> list[int]:
    """Return the numbers of the events that one of the entities takes part in."""
    query = select(_event.number, _event.report, _event_span.entity.label("name")).join(
        schema.event_span, _event_span.event == _event.number
    )
    return _meaning(connection, EVENT, query.where(named.names(_event_span.entity, reports)), named, reports)


def mentions(connection: Connection, named: Named, reports: Reports, words: str = "") -> list[int]:
    """Return the numbers of the mentions of the entities; with some words, of those that are these words."""
    query = select(_mention.number, _mention.report, _mention.entity.label("name"))
    if words:
        query = query.join(schema.mention_span, _mention_span.mention == _mention.number)
        query = query.where(_mention_span.text == words)
    return _meaning(connection, MENTION, query.where(named.names(_mention.entity, reports)), named, reports)


def sayings(connection: Connection, named: Named, reports: Reports) -> list[int]:
    """Return the numbers of the claims of others that mention one of the entities in what is attributed."""
    holds = and_(
        _claim_span.field == "content", _claim_span.start <= _mention_span.start, _claim_span.end >= _mention_span.end
    )
    query = (
        select(_claim.number, _claim.report, _mention.number.label("mention"))
        .select_from(schema.mention)
        .join(schema.mention_span, _mention_span.mention == _mention.number)
        .join(schema.claim, _claim.report == _mention.report)
        .join(schema.claim_span, and_(_claim_span.claim == _claim.number, holds))
        .where(named.names(_mention.entity, reports))
    )
    rows = connection.execute(query).all()
    meant = frozenset(mentions(connection, named, reports)) if named.heirs else None
    astray = _out(connection, schema.mention)
    rows = [row for row in rows if row.mention not in astray and (meant is None or row.mention in meant)]
    own = _out(connection, schema.claim).union(statements(connection, named, reports))
    return _ordered(((row.report, row.number) for row in rows if row.number not in own), named, reports)


def _out(connection: Connection, table: Table) -> frozenset[int]:
    """Return the numbers of the records of a table that do not count; those that persons decided about are few."""
    decided = select(_mark.record).where(_mark.kind == table.name, _mark.review.in_([*OUT, "disputed"]))
    found: set[int] = set()
    for some_ids in _batches(connection.execute(decided).scalars().all(), CHUNK):
        query = select(table.c.number).where(table.c.id.in_(some_ids), out_of_weighing(table))
        found.update(connection.execute(query).scalars())
    return frozenset(found)


def _meaning(connection: Connection, kind: Kind[Any], query: Select[Any], named: Named, reports: Reports) -> list[int]:
    """Return the numbers of the rows of a query whose records count and mean the entities.

    Each row says by which `name` it does; of a name that several stand for, the record's words tell which is meant.
    """
    out = _out(connection, kind.table)
    rows = [row for row in connection.execute(query) if row.number not in out]
    if named.heirs:
        doubtful = sorted({row.number for row in rows if row.name in named.heirs})
        known = {row.number: record for row, record in rows_of(connection, kind, doubtful)}
        rows = [row for row in rows if row.number not in known or named.meant_by(known[row.number], row.name)]
    return _ordered(((row.report, row.number) for row in rows), named, reports)


def _ordered(found: Iterable[tuple[str, int]], named: Named, reports: Reports) -> list[int]:
    wanted = named.order if reports is None else {report: named.order[report] for report in reports}
    return [number for _, number in sorted({(wanted[report], number) for report, number in found if report in wanted})]


def rows_of(connection: Connection, kind: Kind[R], numbers: Sequence[int]) -> Found[R]:
    """Yield the records with these numbers, in their order, each with its report's title, publisher and date."""
    of = schema.report.c
    for chunk in _batches(numbers, CHUNK):
        query = (
            select(kind.table, of.title, of.publisher, of.published, standing(kind.table).label("review"))
            .join(schema.report, of.id == kind.table.c.report)
            .where(kind.table.c.number.in_(chunk))
        )
        known = {row.number: (row, record) for row, record in records(connection, kind, query)}
        yield from (known[number] for number in chunk if number in known)


def places(connection: Connection, numbers: Sequence[int]) -> Iterator[SearchHit]:
    """Yield the words of the mentions with these numbers, in their order, with those around them."""
    of = schema.report.c
    for chunk in _batches(numbers, CHUNK):
        query = (
            select(_mention.number, of.id, of.title, of.publisher, of.published, of.text)
            .add_columns(_mention_span.start, _mention_span.end)
            .join(schema.mention_span, _mention_span.mention == _mention.number)
            .join(schema.report, of.id == _mention.report)
            .where(_mention.number.in_(chunk))
        )
        known = {row.number: row for row in connection.execute(query)}
        for row in (known[number] for number in chunk if number in known):
            yield passage_at(row, row.text, (row.start, row.end), (row.start, row.end))


def _batches(values: Iterable[T], size: int) -> Iterator[list[T]]:
    left = iter(values)
    while batch := list(islice(left, size)):
        yield batch
