"""The places that a whole case names, and who goes from where to where, told in one pass."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Any, Final

from sqlalchemy import Select, select
from sqlalchemy.engine import Connection

from onrecord.records import End, Journey, NamedPlace, Place, SearchHit, manner_of
from onrecord.store import schema
from onrecord.store.listing import CHUNK
from onrecord.store.review_rows import out_of_weighing
from onrecord.store.search import passage_at
from onrecord.store.tied import Claims, Decided, pages

PLACES: Final = ("GPE", "LOC", "FAC")
"""Types of entities that are places: with a government, areas, sites."""

_BEGINS: Final = ("origin", "place")
"""Roles of where a journey begins, the first that is told; somebody who is recruited in a place goes from there."""

_ALONG: Final = ("origin", "destination")
_TO: Final = re.compile(r"\s+to\s+")
"""Parts the words of a role that say both where from and where to."""

_report, _entity, _place, _event, _span = (
    table.c for table in (schema.report, schema.entity, schema.entity_place, schema.event, schema.event_span)
)


def named_places(connection: Connection) -> Iterator[NamedPlace]:
    """Yield the places that the reports name, as far as they count, in the order in which they were found."""
    query = (
        select(
            _entity.id, _entity.report, _entity.type, _entity.name, _entity.country, _entity.mentions,
            _place.latitude, _place.longitude, _place.readings, _place.source,
        )
        .outerjoin(schema.entity_place, _place.entity == _entity.number)
        .where(_entity.type.in_(PLACES), ~out_of_weighing(schema.entity))
        .order_by(_entity.number)
    )  # fmt: skip
    for row in connection.execution_options(yield_per=CHUNK).execute(query):
        where = row[6:]
        place = Place(**dict(zip(("latitude", "longitude", "readings", "source"), where, strict=True)))
        yield NamedPlace(*row[:5], place if row.source is not None else None, row.mentions)


def journeys(connection: Connection) -> Iterator[Journey]:
    """Yield the events that are told with where from or where to, in the order in which the reports came."""
    decided = Decided.of(connection)
    for reports in pages(connection):
        rows = _roles(connection, reports, decided)
        claims = Claims.of(connection, reports, decided)
        named = _named(connection, {row.report for row in rows if _names_within(row)}, decided)
        found: dict[str, tuple[Any, dict[str, End]]] = {}
        for row in rows:
            ends = found.setdefault(row.id, (row, {}))[1]
            for end in _ends(row, named.get(row.report, []), decided):
                ends.setdefault(end.role, end)
        for row, ends in found.values():
            if ends.keys() & {"origin", "destination"}:
                begins = next((ends[role] for role in _BEGINS if role in ends), None)
                manner = manner_of(row.factuality, alleged=claims.alleged(row.holder))
                yield Journey(row.id, row.type, manner, row.report, begins, ends.get("destination"))


def _roles(connection: Connection, reports: Sequence[str], decided: Decided) -> Sequence[Any]:
    """Return the words of events that say where, each with its event and the type of the entity that they name."""
    query = decided.counting(
        schema.event, reports,
        _event.id, _event.report, _event.type, _event.factuality, _event.holder,
        _span.field, _span.start, _span.end, _span.text, _span.entity, _entity.type.label("named"),
    )  # fmt: skip
    query = query.join(schema.event_span, _span.event == _event.number)
    query = query.outerjoin(schema.entity, _entity.id == _span.entity)
    return connection.execute(query.where(_span.field.in_([*_BEGINS, "destination"])).order_by(_span.ordinal)).all()


def _names_within(row: Any) -> bool:
    """Tell whether it takes the names within some words to say where they mean."""
    return row.named not in PLACES or (row.field in _ALONG and _TO.search(row.text) is not None)


def _named(connection: Connection, reports: Collection[str], decided: Decided) -> dict[str, list[tuple[int, int, str]]]:
    """Return id of a report → start and end of the mentions of places in it, each with the entity, in order."""
    mention, span = schema.mention.c, schema.mention_span.c
    query = (
        decided.counting(schema.mention, sorted(reports), mention.report, span.start, span.end, mention.entity)
        .join(schema.mention_span, span.mention == mention.number)
        .where(mention.type.in_(PLACES), mention.entity.is_not(None))
    )
    found: dict[str, list[tuple[int, int, str]]] = {}
    for report, start, end, entity in connection.execute(query) if reports else ():
        found.setdefault(report, []).append((start, end, entity))
    for spans in found.values():
        spans.sort()
    return found


def _ends(row: Any, named: Sequence[tuple[int, int, str]], decided: Decided) -> Iterator[End]:
    """Yield where a journey begins or ends by the words of one role: "Brno", "a camp near Brno", "Brno to Opava"."""
    inside = [(start - row.start, entity) for start, end, entity in named if row.start <= start and end <= row.end]
    to = _TO.search(row.text) if row.field in _ALONG else None
    before = [entity for start, entity in inside if to and start < to.start()]
    after = [entity for start, entity in inside if to and start >= to.end()]
    if to and before and after:
        yield End("origin", row.text[: to.start()], decided.first_heir(before[0]))
        yield End("destination", row.text[to.end() :], decided.first_heir(after[0]))
    else:
        first = inside[0][1] if inside else ""
        yield End(row.field, row.text, decided.first_heir(row.entity if row.named in PLACES else first))


def named_in(connection: Connection, entities: Collection[str]) -> Iterator[SearchHit]:
    """Yield the passages that name some entities, in order of their reports' publication and of their places there."""
    mention, span = schema.mention.c, schema.mention_span.c
    replaced = [own for own, heirs in Decided.of(connection).heirs.items() if heirs[0] in entities]
    query: Select[Any] = (
        select(_report.id, _report.title, _report.publisher, _report.published, _report.text, span.start, span.end)
        .join(schema.mention, mention.report == _report.id)
        .join(schema.mention_span, span.mention == mention.number)
        .where(mention.entity.in_([*entities, *replaced]), ~out_of_weighing(schema.mention))
        .order_by(_report.published == "", _report.published, _report.id, span.start)
    )
    for row in connection.execute(query):
        yield passage_at(row, row.text, (row.start, row.end), (row.start, row.end))
