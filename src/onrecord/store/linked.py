"""What records name, fetched with them: when something happened, on whose word it is told, who speaks."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.engine import Connection

from onrecord.records import Claim, Element, Event, Mention, Time, Told, Word, outwards
from onrecord.records import Entity as Named
from onrecord.store.kind import Kind, R
from onrecord.store.kinds import CLAIM, ENTITY, EVENT, MENTION, TIME
from onrecord.store.listing import CHUNK, records

Found = Iterator[tuple[Row[Any], R]]
"""Records, each with its row, as `listed` yields them."""


def with_mentions(
    connection: Connection, entities: Found[Named]
) -> Iterator[tuple[Row[Any], Named, tuple[Mention, ...]]]:
    """Yield each entity with its row and its mentions in the order they were found."""
    column = MENTION.table.c
    for chunk in chunks(entities):
        found: dict[str, list[Mention]] = {entity.id: [] for _, entity in chunk}
        query = select(MENTION.table).where(column.entity.in_(found)).order_by(column.number)
        for _, mention in records(connection, MENTION, query):
            found[mention.entity].append(mention)
        for row, entity in chunk:
            yield row, entity, tuple(found[entity.id])


def with_speakers(connection: Connection, claims: Found[Claim]) -> Iterator[tuple[Row[Any], Word]]:
    """Yield each claim with its row and the name of whoever speaks in it."""
    for chunk in chunks(claims):
        names = _speakers(connection, [claim for _, claim in chunk])
        for row, claim in chunk:
            yield row, Word(claim=claim, speaker=names.get(claim.speaker, ""))


def with_times_and_words(
    connection: Connection, events: Found[Event]
) -> Iterator[tuple[Row[Any], Event, Time | None, tuple[Word, ...]]]:
    """Yield each event with its row, its time, and on whose word it is told, the innermost claim first."""
    for chunk in chunks(events):
        times = _by_id(connection, TIME, {event.time for _, event in chunk})
        words = _words(connection, {event.holder for _, event in chunk})
        for row, event in chunk:
            yield row, event, times.get(event.time), words.get(event.holder, ())


def with_words(
    connection: Connection, elements: Found[Element]
) -> Iterator[tuple[Row[Any], Element, tuple[tuple[Word, ...], ...]]]:
    """Yield each element with its row and, for each of its claims, on whose word its passages stand."""
    for chunk in chunks(elements):
        words = _words(connection, {claim for _, element in chunk for claim in element.claims})
        for row, element in chunk:
            yield row, element, tuple(words[claim] for claim in element.claims if claim in words)


def told(connection: Connection, ids: Collection[str]) -> dict[str, Told]:
    """Return the claims and events with these ids, each with on whose word it stands, as far as they are there."""
    claims, events = _by_id(connection, CLAIM, ids), _by_id(connection, EVENT, ids)
    words = _words(connection, {*claims, *(event.holder for event in events.values())})
    found = {name: Told(record=claim, words=words[name]) for name, claim in claims.items()}
    return found | {name: Told(record=event, words=words.get(event.holder, ())) for name, event in events.items()}


def chunks(found: Found[R]) -> Iterator[list[tuple[Row[Any], R]]]:
    """Yield the records in lists short enough for one statement about all of them."""
    while chunk := list(islice(found, CHUNK)):
        yield chunk


def _words(connection: Connection, ids: Collection[str]) -> dict[str, tuple[Word, ...]]:
    """Return for each claim itself and the claims around it, the innermost first."""
    known = _by_id(connection, CLAIM, ids)
    while missing := {claim.parent for claim in known.values() if claim.parent} - known.keys():
        around = _by_id(connection, CLAIM, missing)
        if not around:  # a damaged case: a parent that is not there
            break
        known |= around
    names = _speakers(connection, list(known.values()))
    return {
        own: tuple(Word(claim=claim, speaker=names.get(claim.speaker, "")) for claim in outwards(known, own))
        for own in ids
        if own in known
    }


def _speakers(connection: Connection, claims: Sequence[Claim]) -> dict[str, str]:
    found = _by_id(connection, ENTITY, {claim.speaker for claim in claims})
    return {own: entity.name for own, entity in found.items()}


def _by_id(connection: Connection, kind: Kind[R], ids: Collection[str]) -> dict[str, R]:
    """Return the records with these ids, as far as they are there; "" is none."""
    wanted = sorted(set(ids) - {""})
    found: dict[str, R] = {}
    for start in range(0, len(wanted), CHUNK):
        query = select(kind.table).where(kind.table.c.id.in_(wanted[start : start + CHUNK]))
        found |= {row.id: record for row, record in records(connection, kind, query)}
    return found
