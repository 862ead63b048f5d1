"""Who says something about whom, and who does what to whom, told from the records of a whole case in one pass.

It reads nearly every record, so it asks for few columns and makes no records of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any, Final

from sqlalchemy import Select, String, Table, select, type_coerce
from sqlalchemy.engine import Connection

from onrecord.records import Act, EventRole, Node, Tie, content_id, manner_of
from onrecord.store import schema
from onrecord.store import schema_across as across
from onrecord.store import schema_review as review
from onrecord.store.listing import CHUNK
from onrecord.store.review_rows import out_of_weighing
from onrecord.store.schema import unescape
from onrecord.vocabulary.countries import belonging
from onrecord.vocabulary.naming import joined, source_key

Roles = tuple[EventRole, EventRole]

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
    decided, known = Decided.of(connection), _Known.of(connection)
    for reports in pages(connection):
        nodes = _Nodes.of(connection, reports, decided, known)
        claims = Claims.of(connection, reports, decided)
        yield from _said(connection, reports, nodes, claims)
        yield from _done(connection, reports, nodes, claims)


def pages(connection: Connection) -> Iterator[list[str]]:
    """Yield the ids of the extracted reports, some at a time, in the order in which they came."""
    query = select(_report.id).join(schema.extraction, _extraction.report == _report.id).order_by(_report.number)
    for chunk in connection.execution_options(yield_per=CHUNK).execute(query).scalars().partitions():
        yield list(chunk)


def as_stored(column: Any) -> Any:
    """Return a column of text as it is stored: ids are hardly ever escaped and are only compared."""
    return type_coerce(column, String)


@dataclass(frozen=True, slots=True)
class Decided:
    """What persons decided about records.

    Attributes:
        heirs: Id of a replaced record → ids of those that they put in its place.
        rejected: Ids of what they rejected.
        anything: Whether they decided about any record.
    """

    heirs: Mapping[str, Sequence[str]]
    rejected: frozenset[str]
    anything: bool

    @classmethod
    def of(cls, connection: Connection) -> Decided:
        """Return what stands in the case."""
        mark, instead = review.mark.c, review.mark_instead.c
        query = select(mark.record, mark.review, instead.record.label("heir")).order_by(mark.number, instead.ordinal)
        rows = connection.execute(query.outerjoin(review.mark_instead, instead.mark == mark.number)).all()
        heirs: dict[str, list[str]] = {}
        for row in rows:
            if row.heir:
                heirs.setdefault(row.record, []).append(row.heir)
        return cls(heirs, frozenset(row.record for row in rows if row.review == "rejected"), bool(rows))

    def counting(self, table: Table, reports: Sequence[str], *columns: Any) -> Select[Any]:
        """Return a query for columns of the records of some reports, as far as they count, in the order of finding."""
        query = select(*columns).where(table.c.report.in_(reports)).order_by(table.c.number)
        return query.where(~out_of_weighing(table)) if self.anything else query

    def first_heir(self, entity: str | None) -> str:
        """Return the first of those that stand for an entity, or the entity itself; "" for none."""
        return self.heirs.get(entity, (entity,))[0] if entity else ""


@dataclass(slots=True)
class _Known:
    """Nodes of the whole case: identities by their numbers, and those that are only described, by the words."""

    identities: Mapping[int, Node]
    described: dict[str, Node | None] = field(default_factory=dict)
    by_key: dict[str, Node] = field(default_factory=dict)

    @classmethod
    def of(cls, connection: Connection) -> _Known:
        """Return the identities of a case."""
        rows = connection.execute(select(across.identity))
        return cls({row.number: Node(id=row.id, name=row.name, type=row.type, country=row.country) for row in rows})

    def bearing(self, words: str) -> Node | None:
        """Return whoever is described so; None for a pronoun, which names nobody."""
        if words not in self.described:
            key = source_key(joined([unescape(words)])).replace("’", "'")
            own = Node(id=content_id("described", key), name=joined([unescape(words)])) if key else None
            self.described[words] = self.by_key.setdefault(key, own) if own else None
        return self.described[words]


class _Nodes:
    """Who the entities of some reports are."""

    def __init__(self, by_entity: Mapping[str, tuple[str, Node]], decided: Decided, known: _Known) -> None:
        self._by_entity = by_entity
        self._heirs = decided.heirs
        self._known = known
        self._spoken_about: dict[str, Node | None] = {}
        self.decided = decided

    @classmethod
    def of(cls, connection: Connection, reports: Sequence[str], decided: Decided, known: _Known) -> _Nodes:
        """Return those of some reports."""
        member = across.identity_member.c
        query = decided.counting(
            schema.entity, reports, _entity.id, _entity.name, _entity.type, _entity.country, member.identity
        ).outerjoin(across.identity_member, member.entity == _entity.id)
        found = {}
        for own, name, kind, country, identity in connection.execute(query):
            node = known.identities.get(identity) or Node(id=own, name=name, type=kind, country=country)
            found[own] = (name.casefold(), node)
        return cls(found, decided, known)

    def meant(self, entity: str | None, words: str) -> Node | None:
        """Return whom words mean: the entity, or whoever is described so."""
        node = self._named(entity, words) if entity else None
        return node or self._known.bearing(words)

    def spoken_about(self, entity: str) -> Node | None:
        """Return who an entity is, if a statement that names it is about it."""
        if entity not in self._spoken_about:
            node = self._named(entity, "")
            self._spoken_about[entity] = node if node and _is_spoken_about(node) else None
        return self._spoken_about[entity]

    def _named(self, entity: str, words: str) -> Node | None:
        """Return who an entity is, or what persons put in its place; of several, the one with such a name."""
        passed: set[str] = set()
        while entity in self._heirs and entity not in passed:
            passed.add(entity)
            heirs = self._heirs[entity]
            alike = (heir for heir in heirs if self._by_entity.get(heir, ("",))[0] == words.casefold())
            entity = next(alike, heirs[0])
        return self._by_entity[entity][1] if entity in self._by_entity else None


def _is_spoken_about(node: Node) -> bool:
    if node.type in _SPOKEN_ABOUT:
        return True
    known = belonging(node.name) if node.type == "GPE" else None
    return known is not None and known.kind in {"country", "body"}


class Claims:
    """The claims of some reports, as far as it matters who says something and whether it is alleged."""

    def __init__(self, rows: Mapping[str, tuple[Act, str | None, str]], decided: Decided) -> None:
        self._rows = rows
        self._decided = decided

    @classmethod
    def of(cls, connection: Connection, reports: Sequence[str], decided: Decided) -> Claims:
        """Return those of some reports, also what persons rejected or replaced: it still holds what is told in it."""
        query = select(_claim.id, _claim.act, _claim.parent, as_stored(_claim.speaker))
        rows = connection.execute(query.where(_claim.report.in_(reports)))
        return cls({own: (act, parent, speaker) for own, act, parent, speaker in rows}, decided)

    def said(self, claim: str) -> tuple[Act, str]:
        """Return a claim's act and who speaks."""
        act, _, speaker = self._rows[claim]
        return act, speaker

    def alleged(self, holder: str | None) -> bool:
        """Tell whether what a claim holds stands within an allegation."""
        passed: set[str] = set()
        while holder and holder in self._rows and holder not in passed:
            passed.add(holder)
            if holder in self._decided.heirs:
                holder = self._decided.heirs[holder][0]
                continue
            act, parent, _ = self._rows[holder]
            if act == "allege" and holder not in self._decided.rejected:
                return True
            holder = parent
        return False


def _said(connection: Connection, reports: Sequence[str], nodes: _Nodes, claims: Claims) -> Iterator[Tie]:
    """Yield who says something about whom: the innermost source speaks about whoever its content names."""
    sources, contents = _sources(connection, reports, nodes.decided), contents_of(connection, reports, nodes.decided)
    span = _mention_span
    query = nodes.decided.counting(
        schema.mention, reports, as_stored(_mention.report), _mention.entity, span.start, span.end
    ).join(schema.mention_span, span.mention == _mention.number)
    told: set[tuple[str, str]] = set()
    for report, entity, start, end in connection.execute(query.where(_mention.entity.is_not(None))):
        own = innermost(contents.get(report, ()), start, end)
        to = nodes.spoken_about(entity) if own else None
        if to is None or (own, to.id) in told:
            continue
        told.add((own, to.id))
        act, speaker = claims.said(own)
        by = nodes.meant(speaker, sources.get(own, ""))
        if by and by.id != to.id:
            yield Tie("says", by, to, act, "", "told", unescape(report), own)


def _sources(connection: Connection, reports: Sequence[str], decided: Decided) -> dict[str, str]:
    """Return id of a claim that no entity is known to speak in → the words of its source."""
    span = _claim_span
    query = decided.counting(schema.claim, reports, _claim.id, as_stored(span.text))
    query = query.join(schema.claim_span, span.claim == _claim.number).where(span.field == "source")
    found: dict[str, list[str]] = {}
    unnamed = query if decided.anything else query.where(_claim.speaker == "")
    for own, words in connection.execute(unnamed.order_by(span.ordinal)):
        found.setdefault(own, []).append(words)
    return {own: " […] ".join(words) for own, words in found.items()}


def contents_of(
    connection: Connection, reports: Sequence[str], decided: Decided
) -> dict[str, list[tuple[int, int, int, str]]]:
    """Return id of a report → length, start and end of what is attributed in it, and the claim, the shortest first."""
    span = _claim_span
    query = decided.counting(schema.claim, reports, as_stored(_claim.report), _claim.id, span.start, span.end)
    query = query.join(schema.claim_span, span.claim == _claim.number).where(span.field == "content")
    found = defaultdict(list)
    for report, own, start, end in connection.execute(query):
        found[report].append((end - start, start, end, own))
    for spans in found.values():
        spans.sort()
    return found


def innermost(contents: Sequence[tuple[int, int, int, str]], start: int, end: int) -> str:
    """Return the claim with the shortest content that holds some words, or ""."""
    for _, first, last, own in contents:
        if first <= start and end <= last:
            return own
    return ""


def _done(connection: Connection, reports: Sequence[str], nodes: _Nodes, claims: Claims) -> Iterator[Tie]:
    """Yield who does what to whom, and for whom; where nobody is said to do it, to whom and for whom."""
    span = _event_span
    query = nodes.decided.counting(
        schema.event, reports,
        _event.id, as_stored(_event.report), _event.type, _event.factuality, _event.holder,
        span.field, as_stored(span.text), span.entity,
    )  # fmt: skip
    query = query.join(schema.event_span, span.event == _event.number)
    query = query.where(span.field.in_(["agent", "patient", "beneficiary"])).order_by(span.ordinal)
    found: dict[str, tuple[Any, dict[EventRole, dict[str, Node]]]] = {}
    for row in connection.execute(query):
        *_, role, words, entity = row
        if node := nodes.meant(entity, words):
            found.setdefault(row[0], (row, {}))[1].setdefault(role, {})[node.id] = node
    for (own, report, kind, factuality, holder, *_), roles in found.values():
        manner = manner_of(factuality, alleged=claims.alleged(holder))
        for pair in DONE if "agent" in roles else (DONE_BY_NOBODY,):
            for by, to in product(roles.get(pair[0], {}).values(), roles.get(pair[1], {}).values()):
                if by.id != to.id:
                    yield Tie("does", by, to, kind, pair, manner, unescape(report), own)
