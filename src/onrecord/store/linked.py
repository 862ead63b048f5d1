"""What records name, fetched with them: when something happened, on whose word it is told, who speaks.

Where persons put something in the place of what is named, that stands for it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.engine import Connection

from onrecord.records import Claim, Element, Event, Mention, Review, Time, Told, Word
from onrecord.records import Entity as Named
from onrecord.review import nearest
from onrecord.store import schema_review as review
from onrecord.store.kind import Kind, R
from onrecord.store.kinds import CLAIM, ENTITY, EVENT, MENTION, TIME
from onrecord.store.listing import CHUNK, records

_mark, _instead = review.mark.c, review.mark_instead.c

Naming = tuple[str, Any]
"""The id of a record, and the record that names it."""

Found = Iterator[tuple[Row[Any], R]]
"""Records, each with its row, as `listed` yields them."""


def with_mentions(
    connection: Connection, entities: Found[Named]
) -> Iterator[tuple[Row[Any], Named, tuple[Mention, ...]]]:
    """Yield each entity with its row and its mentions in the order they were found."""
    column = MENTION.table.c
    for chunk in chunks(entities):
        found: dict[str, list[Mention]] = {entity.id: [] for _, entity in chunk}
        heirs = instead_of(connection, ENTITY, replaced_by(connection, found))
        query = select(MENTION.table).where(column.entity.in_(found.keys() | heirs.keys())).order_by(column.number)
        for _, mention in records(connection, MENTION, query):
            named = [mention.entity, *([nearest(mention, heirs[mention.entity]).id] if mention.entity in heirs else [])]
            for name in named:
                if name in found:
                    found[name].append(mention)
        for row, entity in chunk:
            yield row, entity, tuple(found[entity.id])


def with_speakers(connection: Connection, claims: Found[Claim]) -> Iterator[tuple[Row[Any], Word]]:
    """Yield each claim with its row and the name of whoever speaks in it."""
    for chunk in chunks(claims):
        names = _speakers(connection, [claim for _, claim in chunk])
        for row, claim in chunk:
            yield row, Word(claim=claim, speaker=names.get(claim.id, ""))


def with_times_and_words(
    connection: Connection, events: Found[Event]
) -> Iterator[tuple[Row[Any], Event, Time | None, tuple[Word, ...]]]:
    """Yield each event with its row, its time, and on whose word it is told, the innermost claim first."""
    for chunk in chunks(events):
        times = _standing(connection, TIME, [(event.time, event) for _, event in chunk])
        words = _words(connection, [(event.holder, event) for _, event in chunk])
        for row, event in chunk:
            yield row, event, times.get((event.time, event.id)), words.get((event.holder, event.id), ())


def with_words(
    connection: Connection, elements: Found[Element]
) -> Iterator[tuple[Row[Any], Element, tuple[tuple[Word, ...], ...]]]:
    """Yield each element with its row and, for each of its claims, on whose word its passages stand."""
    for chunk in chunks(elements):
        words = _words(connection, [(claim, element) for _, element in chunk for claim in element.claims])
        for row, element in chunk:
            yield row, element, tuple(words[key] for claim in element.claims if (key := (claim, element.id)) in words)


def told(connection: Connection, ids: Collection[str]) -> dict[str, Told]:
    """Return the claims and events with these ids, each with on whose word it stands, as far as they are there."""
    claims, events = _by_id(connection, CLAIM, ids), _by_id(connection, EVENT, ids)
    named = [(claim.parent, claim) for claim in claims.values()] + [(event.holder, event) for event in events.values()]
    words, names = _words(connection, named), _speakers(connection, list(claims.values()))
    reviews = _reviews(connection, {**claims, **events})
    return {
        record.id: Told(
            record=record,
            speaker=names.get(record.id, ""),
            words=words.get((name, record.id), ()),
            review=reviews.get(record.id, "unreviewed"),
        )
        for name, record in named
    }


def chunks(found: Found[R]) -> Iterator[list[tuple[Row[Any], R]]]:
    """Yield the records in lists short enough for one statement about all of them."""
    while chunk := list(islice(found, CHUNK)):
        yield chunk


def _words(connection: Connection, named: Sequence[Naming]) -> dict[tuple[str, str], tuple[Word, ...]]:
    """Return for each claim, as a record names it, what stands for it and the claims around that, the innermost first.

    What persons rejected is nobody's word and left out.
    """
    inmost = _standing(connection, CLAIM, named)
    known = {claim.id: claim for claim in inmost.values()}
    around = dict[tuple[str, str], Claim]()
    missing: list[Naming] = [(claim.parent, claim) for claim in known.values() if claim.parent]
    while missing:
        found = _standing(connection, CLAIM, missing)
        new = {claim.id: claim for claim in found.values() if claim.id not in known}
        around |= found
        known |= new
        missing = [(claim.parent, claim) for claim in new.values() if claim.parent]
    names, rejected = _speakers(connection, list(known.values())), _rejected(connection, known)
    found_words: dict[tuple[str, str], tuple[Word, ...]] = {}
    for key, claim in inmost.items():
        chain = [one for one in _chain(claim, around) if one.id not in rejected]
        found_words[key] = tuple(Word(claim=one, speaker=names.get(one.id, "")) for one in chain)
    return found_words


def _chain(claim: Claim, around: Mapping[tuple[str, str], Claim]) -> Iterator[Claim]:
    """Yield a claim and those that stand around it, the innermost first; a circle is cut."""
    seen: set[str] = set()
    while claim.id not in seen:
        seen.add(claim.id)
        yield claim
        claim = around.get((claim.parent, claim.id), claim)


def _speakers(connection: Connection, claims: Sequence[Claim]) -> dict[str, str]:
    """Return id of a claim → name of whoever speaks in it."""
    found = _standing(connection, ENTITY, [(claim.speaker, claim) for claim in claims])
    return {claim: entity.name for (_, claim), entity in found.items()}


def _standing(connection: Connection, kind: Kind[R], named: Sequence[Naming]) -> dict[tuple[str, str], R]:
    """Return, by the id that is named and the id of the record that names it, the record that stands for it.

    That is the record itself, or what persons put in its place; of several, the one that the naming record means.
    """
    ids = {name for name, _ in named} - {""}
    own, heirs = _by_id(connection, kind, ids), instead_of(connection, kind, ids)
    found: dict[tuple[str, str], R] = {}
    for name, namer in named:
        if name in heirs:
            found[name, namer.id] = nearest(namer, heirs[name])
        elif name in own:
            found[name, namer.id] = own[name]
    return found


def instead_of(connection: Connection, kind: Kind[R], ids: Collection[str]) -> dict[str, list[R]]:
    """Return id of a replaced record → what persons put in its place; records that are not replaced are left out."""
    wanted, pairs = sorted(ids), list[tuple[str, str]]()
    for start in range(0, len(wanted), CHUNK):
        query = (
            select(_mark.record.label("own"), _instead.record.label("heir"))
            .join(review.mark_instead, _instead.mark == _mark.number)
            .where(_mark.record.in_(wanted[start : start + CHUNK]))
            .order_by(_mark.record, _instead.ordinal)
        )
        pairs += [(row.own, row.heir) for row in connection.execute(query)]
    known = _by_id(connection, kind, {heir for _, heir in pairs})
    found: dict[str, list[R]] = {}
    for name, heir in pairs:
        if heir in known:  # in a damaged case it may not be there
            found.setdefault(name, []).append(known[heir])
    return found


def replaced_by(connection: Connection, ids: Collection[str]) -> list[str]:
    """Return the ids of the records in whose place some stand."""
    query = select(_mark.record).join(review.mark_instead, _instead.mark == _mark.number)
    return list(connection.execute(query.where(_instead.record.in_(ids)).distinct()).scalars())


def _rejected(connection: Connection, ids: Collection[str]) -> frozenset[str]:
    return frozenset(name for name, review in _reviews(connection, ids).items() if review == "rejected")


def _reviews(connection: Connection, ids: Collection[str]) -> dict[str, Review]:
    """Return id of a record → how it stands in review; those that nobody decided about are left out."""
    wanted, found = sorted(ids), dict[str, Review]()
    for start in range(0, len(wanted), CHUNK):
        query = select(_mark.record, _mark.review).where(_mark.record.in_(wanted[start : start + CHUNK]))
        found |= {row.record: row.review for row in connection.execute(query)}
    return found


def _by_id(connection: Connection, kind: Kind[R], ids: Collection[str]) -> dict[str, R]:
    """Return the records with these ids, as far as they are there; "" is none."""
    wanted = sorted(set(ids) - {""})
    found: dict[str, R] = {}
    for start in range(0, len(wanted), CHUNK):
        query = select(kind.table).where(kind.table.c.id.in_(wanted[start : start + CHUNK]))
        found |= {row.id: record for row, record in records(connection, kind, query)}
    return found
