"""Who and what stands with an identity: named in the same sentences, or taking part in the same events."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from sys import maxsize
from typing import Any, Final, NamedTuple

from sqlalchemy import select
from sqlalchemy.engine import Connection

from onrecord.records import RESOLVED_TYPES, Companion, Company, Mention, Side, Span
from onrecord.review import nearest
from onrecord.sentences import Passage, passages
from onrecord.store import schema
from onrecord.store import schema_review as review
from onrecord.store.gathering import identities_of
from onrecord.store.identity_names import called
from onrecord.store.kinds import ENTITY
from onrecord.store.linked import instead_of
from onrecord.store.naming_records import Named, happenings
from onrecord.store.review_rows import out_of_weighing

MOST_REPORTS: Final = 64
"""Reports that are looked at, the newest, so that a page costs no more for a name of ten thousand reports."""

_TYPES: Final = sorted(RESOLVED_TYPES)

_event, _event_span = schema.event.c, schema.event_span.c
_mention, _mention_span = schema.mention.c, schema.mention_span.c
_entity, _report, _mark = schema.entity.c, schema.report.c, review.mark.c


class Place(NamedTuple):
    """Where words stand; of two the lesser is in the newer report, or before the other."""

    order: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _With:
    """What joins somebody to an identity: entities of it, and where the sentences and events are that have both."""

    entities: set[str] = field(default_factory=set)
    sentences: set[Place] = field(default_factory=set)
    events: set[Place] = field(default_factory=set)

    @property
    def weight(self) -> int:
        return len(self.sentences) + len(self.events)


def company_of(connection: Connection, named: Named, most: int) -> Company:
    """Return who and what stands with some entities.

    Args:
        connection: To the case.
        named: The entities.
        most: Companions: those that most sentences and events join to them.
    """
    reports = list(islice(named.of, MOST_REPORTS))
    texts = {row.id: row.text for row in connection.execute(_texts(reports))}
    beside = defaultdict[str, _With](_With)
    for entity, place in _in_sentences(connection, named, texts):
        beside[entity].sentences.add(place)
    for entity, place in _in_events(connection, named, reports):
        beside[entity].events.add(place)
    found = _by_identity(connection, beside)
    ranked = sorted(found, key=lambda name: (-found[name].weight, min(found[name].entities)))[:most]
    companions = _companions(connection, {name: found[name] for name in ranked}, reports, texts)
    return Company(companions=tuple(companions), reports=len(reports))


def _texts(reports: Sequence[str]) -> Any:
    return select(_report.id, _report.text).where(_report.id.in_(reports))


def _in_sentences(connection: Connection, named: Named, texts: Mapping[str, str]) -> Iterator[tuple[str, Place]]:
    """Yield the others that sentences of some reports name beside the entities, each with the sentence."""
    query = (
        select(
            _mention.report, _mention.type, _mention.entity, _mention_span.start, _mention_span.end, _mention_span.text
        )
        .join(schema.mention_span, _mention_span.mention == _mention.number)
        .where(_mention.report.in_(list(texts)), _mention.entity.is_not(None), ~out_of_weighing(schema.mention))
        .where(_mention.type.in_(_TYPES))
    )
    sentences = {report: passages(text) for report, text in texts.items()}
    held: defaultdict[Place, list[tuple[str, bool]]] = defaultdict(list)
    for row, entity, own in _told_apart(connection, connection.execute(query).all(), named):
        sentence = _around(sentences.get(row.report, ()), row.start)
        if sentence:
            held[Place(named.order[row.report], *sentence)].append((entity, own))
    yield from _beside(held)


def _in_events(connection: Connection, named: Named, reports: Sequence[str]) -> Iterator[tuple[str, Place]]:
    """Yield the other entities that take part in events of a entities' entities, each with the words of the event."""
    held: defaultdict[Place, list[tuple[str, bool]]] = defaultdict(list)
    numbers = happenings(connection, named, reports)
    trigger = schema.event_span.alias()
    query = (
        select(
            _event.report, _entity.type, _event_span.entity, _event_span.start, _event_span.end, _event_span.text,
            trigger.c.start.label("at"), trigger.c.end.label("to"),
        )
        .join(schema.event_span, _event_span.event == _event.number)
        .join(trigger, (trigger.c.event == _event.number) & (trigger.c.field == "trigger"))
        .join(schema.entity, _entity.id == _event_span.entity)
        .where(_event.number.in_(numbers), _entity.type.in_(_TYPES))
    )  # fmt: skip
    rows = connection.execute(query).all() if numbers else []
    for row, entity, own in _told_apart(connection, rows, named):
        held[Place(named.order[row.report], row.at, row.to)].append((entity, own))
    yield from _beside(held)


class _Naming(NamedTuple):
    """Words that name an entity: the row they are of, whom they mean in the end, and whether that is one of ours."""

    row: Any
    entity: str
    own: bool


def _told_apart(connection: Connection, rows: Sequence[Any], named: Named) -> Iterator[_Naming]:
    """Yield what rows with words name; what persons replaced stands for what they put in its place."""
    replaced = select(_mark.record).where(_mark.report.in_({row.report for row in rows}), _mark.review == "replaced")
    heirs = instead_of(connection, ENTITY, list(connection.execute(replaced).scalars()))
    for row in rows:
        if row.entity not in heirs:
            yield _Naming(row, row.entity, row.entity in named.entities)
        else:
            span = Span(start=row.start, end=row.end, text=row.text)
            mention = Mention(report=row.report, span=span, type=row.type, entity=row.entity)
            yield _Naming(row, nearest(mention, heirs[row.entity]).id, named.meant_by(mention, row.entity))


def _around(sentences: Sequence[Passage], place: int) -> Passage | None:
    at = bisect_right(sentences, (place, maxsize)) - 1
    return sentences[at] if at >= 0 and place < sentences[at].end else None


def _beside(held: Mapping[Place, Sequence[tuple[str, bool]]]) -> Iterator[tuple[str, Place]]:
    for place, entities in held.items():
        if any(own for _, own in entities):
            yield from ((entity, place) for entity, own in entities if not own)


def _by_identity(connection: Connection, beside: Mapping[str, _With]) -> dict[str, _With]:
    """Return by identity what is told by entity."""
    who = identities_of(connection, beside)
    found = defaultdict[str, _With](_With)
    for entity, joined in beside.items():
        one = found[who[entity]]
        one.entities.add(entity)
        one.sentences.update(joined.sentences)
        one.events.update(joined.events)
    return dict(found)


def _companions(
    connection: Connection, found: Mapping[str, _With], reports: Sequence[str], texts: Mapping[str, str]
) -> Iterator[Companion]:
    named_so = called(connection, {name: min(one.entities) for name, one in found.items()})
    for name, one in found.items():
        place = min(one.sentences or one.events)
        report = reports[place.order]
        yield Companion(
            **named_so[name],
            sentences=len(one.sentences),
            events=len(one.events),
            place=Side(report=report, span=Span.of(texts[report], place.start, place.end)),
        )
