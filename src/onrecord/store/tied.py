"""Who says something about whom, and who does what to whom, told from the records of a whole case in one pass."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any, Final

from sqlalchemy import Select, Table, select
from sqlalchemy.engine import Connection

from onrecord.records import Act, EventRole, Node, Tie, content_id, manner_of
from onrecord.store import schema
from onrecord.store import schema_across as across
from onrecord.store import schema_review as review
from onrecord.store.listing import CHUNK
from onrecord.store.review_rows import out_of_weighing
from onrecord.vocabulary.countries import belonging
from onrecord.vocabulary.naming import joined, source_key

Roles = tuple[EventRole, EventRole]
Heirs = Mapping[str, list[str]]
"""Id of a replaced record → ids of those that persons put in its place."""

DONE: Final[tuple[Roles, ...]] = (("agent", "patient"), ("agent", "beneficiary"))
"""Between whom something is done."""
DONE_BY_NOBODY: Final[Roles] = ("patient", "beneficiary")
"""Between whom it is, where a report does not say who did it."""

_SPOKEN_ABOUT: Final = frozenset({"PER", "ORG", "NORP"})
"""Types of those that a statement is about wherever it names them; a town in it says where, a country may act."""

_report, _extraction = schema.report.c, schema.extraction.c
_claim, _claim_span, _mention, _mention_span = (
    table.c for table in (schema.claim, schema.claim_span, schema.mention, schema.mention_span)
)
_event, _event_span, _entity = (table.c for table in (schema.event, schema.event_span, schema.entity))


def ties(connection: Connection) -> Iterator[Tie]:
    """Yield what joins two, passage by passage, in the order in which the reports came; a few reports are in memory.

    Records that persons rejected or replaced are left out, as when the case is weighed.
    """
    heirs, known = heirs_of(connection), _Known()
    for reports in pages(connection):
        nodes = _Nodes.of(connection, reports, heirs, known)
        claims = Claims.of(connection, reports, heirs)
        yield from _said(connection, reports, nodes)
        yield from _done(connection, reports, nodes, claims)


def pages(connection: Connection) -> Iterator[list[str]]:
    """Yield the ids of the extracted reports, some at a time, in the order in which they came."""
    query = select(_report.id).join(schema.extraction, _extraction.report == _report.id).order_by(_report.number)
    for chunk in connection.execution_options(yield_per=CHUNK).execute(query).scalars().partitions():
        yield list(chunk)


def heirs_of(connection: Connection) -> dict[str, list[str]]:
    """Return what persons put in the place of what."""
    mark, instead = review.mark.c, review.mark_instead.c
    query = (
        select(mark.record, instead.record.label("heir"))
        .join(review.mark_instead, instead.mark == mark.number)
        .order_by(mark.record, instead.ordinal)
    )
    found: dict[str, list[str]] = {}
    for row in connection.execute(query):
        found.setdefault(row.record, []).append(row.heir)
    return found


def counting(table: Table, reports: Sequence[str], *columns: Any) -> Select[Any]:
    """Return a query for columns of the records of some reports, as far as they count."""
    return (
        select(*columns)
        .where(table.c.report.in_(reports), ~out_of_weighing(table))
        .order_by(table.c.report, table.c.number)
    )


@dataclass(slots=True)
class _Known:
    """Nodes that were met before, by the ids of identities and by the words of those that are only described."""

    named: dict[str, Node] = field(default_factory=dict)
    described: dict[str, Node | None] = field(default_factory=dict)
    spoken_about: dict[str, bool] = field(default_factory=dict)


class _Nodes:
    """Who the entities of some reports are."""

    def __init__(self, by_entity: Mapping[str, tuple[str, Node]], heirs: Heirs, known: _Known) -> None:
        self._by_entity = by_entity
        self._heirs = heirs
        self._known = known

    @classmethod
    def of(cls, connection: Connection, reports: Sequence[str], heirs: Heirs, known: _Known) -> _Nodes:
        """Return those of some reports."""
        member, identity = across.identity_member.c, across.identity.c
        own = ("id", "name", "type", "country")
        shared = [identity[name].label(f"identity_{name}") for name in own]
        query = counting(schema.entity, reports, *(_entity[name] for name in own), *shared)
        query = query.outerjoin(across.identity_member, member.entity == _entity.id)
        query = query.outerjoin(across.identity, identity.number == member.identity)
        found = {}
        for row in connection.execute(query):
            name = row.identity_id or row.id
            node = known.named.get(name)
            if node is None:
                told = row[4:] if row.identity_id else (name, *row[1:4])
                node = Node(**dict(zip(own, told, strict=True)))
                if row.identity_id:
                    known.named[name] = node
            found[row.id] = (row.name.casefold(), node)
        return cls(found, heirs, known)

    def meant(self, entity: str | None, words: str) -> Node | None:
        """Return whom words mean: the entity, or whoever bears the words; None for a pronoun that names nobody."""
        node = self.named(entity, words) if entity else None
        return node or self._described(words)

    def named(self, entity: str, words: str) -> Node | None:
        """Return who an entity is, or what persons put in its place; of several, the one with such a name."""
        passed: set[str] = set()
        while entity in self._heirs and entity not in passed:
            passed.add(entity)
            heirs = [heir for heir in self._heirs[entity] if heir in self._by_entity] or self._heirs[entity]
            alike = (heir for heir in heirs if self._by_entity.get(heir, ("",))[0] == words.casefold())
            entity = next(alike, heirs[0])
        return self._by_entity[entity][1] if entity in self._by_entity else None

    def spoken_about(self, entity: str, words: str) -> Node | None:
        """Return who an entity is, if a statement that names it is about it."""
        node = self.named(entity, words)
        if node is None or node.type in _SPOKEN_ABOUT:
            return node
        if node.id not in self._known.spoken_about:
            known = belonging(node.name) if node.type == "GPE" else None
            self._known.spoken_about[node.id] = known is not None and known.kind in {"country", "body"}
        return node if self._known.spoken_about[node.id] else None

    def _described(self, words: str) -> Node | None:
        key = source_key(words).replace("’", "'")
        if key not in self._known.described:
            self._known.described[key] = Node(id=content_id("described", key), name=words) if key else None
        return self._known.described[key]


class Claims:
    """The claims of some reports, as far as it matters who says something and whether it is alleged."""

    def __init__(self, rows: Mapping[str, Any], heirs: Heirs, rejected: frozenset[str]) -> None:
        self._rows = rows
        self._heirs = heirs
        self._rejected = rejected

    @classmethod
    def of(cls, connection: Connection, reports: Sequence[str], heirs: Heirs) -> Claims:
        """Return those of some reports."""
        mark = review.mark.c
        query = select(_claim.id, _claim.act, _claim.parent).where(_claim.report.in_(reports))
        out = select(mark.record).where(mark.report.in_(reports), mark.review == "rejected")
        rejected = frozenset(connection.execute(out).scalars())
        return cls({row.id: row for row in connection.execute(query)}, heirs, rejected)

    def alleged(self, holder: str | None) -> bool:
        """Tell whether what a claim holds stands within an allegation."""
        passed: set[str] = set()
        while holder in self._rows and holder not in passed:
            passed.add(holder)
            if holder in self._heirs:
                holder = self._heirs[holder][0]
                continue
            row = self._rows[holder]
            if row.act == "allege" and holder not in self._rejected:
                return True
            holder = row.parent
        return False


def _said(connection: Connection, reports: Sequence[str], nodes: _Nodes) -> Iterator[Tie]:
    """Yield who says something about whom: the innermost source speaks about whoever its content names."""
    sources = _sources(connection, reports)
    contents = _contents(connection, reports)
    span = _mention_span
    query = counting(schema.mention, reports, _mention.report, _mention.entity, span.start, span.end, span.text)
    query = query.join(schema.mention_span, span.mention == _mention.number).where(_mention.entity.is_not(None))
    told: set[tuple[str, str]] = set()
    for report, entity, start, end, words in connection.execute(query):
        said = next((own for _, a, b, own in contents.get(report, ()) if a <= start and end <= b), "")
        to = nodes.spoken_about(entity, words) if said in sources else None
        if to is None or (said, to.id) in told:
            continue
        told.add((said, to.id))
        act, speaker, source = sources[said]
        by = nodes.meant(speaker, source)
        if by and by.id != to.id:
            yield Tie("says", by, to, act, "", "told", report, said)


def _sources(connection: Connection, reports: Sequence[str]) -> dict[str, tuple[Act, str, str]]:
    """Return id of a claim → its act, whoever speaks, and the words of the source."""
    query = counting(schema.claim, reports, _claim.id, _claim.act, _claim.speaker, _claim_span.text)
    query = query.join(schema.claim_span, _claim_span.claim == _claim.number).where(_claim_span.field == "source")
    found: dict[str, tuple[Act, str, list[str]]] = {}
    for own, act, speaker, words in connection.execute(query.order_by(_claim_span.ordinal)):
        found.setdefault(own, (act, speaker, []))[2].append(words)
    return {own: (act, speaker, joined(words)) for own, (act, speaker, words) in found.items()}


def _contents(connection: Connection, reports: Sequence[str]) -> dict[str, list[tuple[int, int, int, str]]]:
    """Return id of a report → length, start and end of what is attributed in it, and the claim, the shortest first."""
    query = counting(schema.claim, reports, _claim.report, _claim.id, _claim_span.start, _claim_span.end)
    query = query.join(schema.claim_span, _claim_span.claim == _claim.number).where(_claim_span.field == "content")
    found = defaultdict(list)
    for report, own, start, end in connection.execute(query):
        found[report].append((end - start, start, end, own))
    for spans in found.values():
        spans.sort()
    return found


def _done(connection: Connection, reports: Sequence[str], nodes: _Nodes, claims: Claims) -> Iterator[Tie]:
    """Yield who does what to whom, and for whom; where nobody is said to do it, to whom and for whom."""
    query = counting(
        schema.event, reports,
        _event.id, _event.report, _event.type, _event.factuality, _event.holder,
        _event_span.field, _event_span.text, _event_span.entity,
    )  # fmt: skip
    query = query.join(schema.event_span, _event_span.event == _event.number)
    query = query.where(_event_span.field.in_(["agent", "patient", "beneficiary"])).order_by(_event_span.ordinal)
    found: dict[str, tuple[Any, dict[EventRole, dict[str, Node]]]] = {}
    for row in connection.execute(query):
        node = nodes.meant(row.entity, joined([row.text]))
        if node:
            found.setdefault(row.id, (row, {}))[1].setdefault(row.field, {})[node.id] = node
    for row, roles in found.values():
        manner = manner_of(row.factuality, alleged=claims.alleged(row.holder))
        for pair in DONE if "agent" in roles else (DONE_BY_NOBODY,):
            for by, to in product(roles.get(pair[0], {}).values(), roles.get(pair[1], {}).values()):
                if by.id != to.id:
                    yield Tie("does", by, to, row.type, pair, manner, row.report, row.id)
