"""Who is cited, and on whose word passages speak to elements, told of a whole case in one pass.

It reads nearly every claim, so it asks for few columns and makes no records of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.engine import Connection

from onrecord.records import CitedClaim, ElementPassage
from onrecord.store import schema
from onrecord.store import schema_across as across
from onrecord.store.review_rows import out_of_weighing
from onrecord.store.schema import unescape
from onrecord.store.tied import Decided, as_stored, contents_of, innermost, pages
from onrecord.vocabulary.folding import folded
from onrecord.vocabulary.naming import joined

Keys = frozenset[str]
"""What something rests on: passages that share one of them have one origin."""

TOLD_BY: Final = ("source", "channel", "relays")
"""The words of a claim that say what it rests on: the first of them that name somebody or a document."""

_claim, _span, _entity, _report = schema.claim.c, schema.claim_span.c, schema.entity.c, schema.report.c
_element, _element_span = schema.element.c, schema.element_span.c
_identity, _member = across.identity.c, across.identity_member.c
_origin, _origin_report, _origin_words = across.origin.c, across.origin_report.c, across.origin_words.c


def cited_claims(connection: Connection) -> Iterator[CitedClaim]:
    """Yield the claims that count, in the order in which the reports came."""
    decided = Decided.of(connection)
    for reports in pages(connection):
        names = {own: name for own, (name, _) in _speaking(connection, reports, decided).items()}
        words = _words(connection, reports)
        query = decided.counting(
            schema.claim, reports, _claim.id, as_stored(_claim.report), _claim.act, as_stored(_claim.speaker)
        )
        for own, report, act, speaker in connection.execute(query):
            source = joined(map(unescape, words.get((own, "source"), ())))
            name = names.get(decided.first_heir(speaker), "")
            yield CitedClaim(own, unescape(report), act, source, name)


def element_passages(connection: Connection) -> Iterator[ElementPassage]:
    """Yield the passages that speak to elements, in the order in which the reports came; also those rejected."""
    decided = Decided.of(connection)
    spoken = _Spoken.of(connection)
    query = select(_element.id).where(out_of_weighing(schema.element))
    out = frozenset(connection.execute(query).scalars()) if decided.anything else frozenset()
    for reports in pages(connection):
        told = _Told.of(connection, reports, decided)
        contents = contents_of(connection, reports, decided)
        own = _own_keys(connection, reports, spoken.texts)
        columns = (_element.id, as_stored(_element.report), as_stored(_element.code), _element.status)
        found = (
            select(*columns, _element_span.start, _element_span.end)
            .join(schema.element_span, _element_span.element == _element.number)
            .where(_element.report.in_(reports))
            .order_by(_element.number, _element_span.ordinal)
        )
        for element, stored, code, status, start, end in connection.execute(found).all():
            report = unescape(stored)
            claim = innermost(contents.get(stored, ()), start, end)
            rests = told.rests(claim) if claim else own[report]
            if report in spoken.places:
                rests |= spoken.statements(report, start, end)
            yield ElementPassage(element, report, code, status, start, end, claim, rests, element not in out)


@dataclass(frozen=True, slots=True)
class _Spoken:
    """What several reports rest on.

    Attributes:
        texts: Id of a report → keys of the texts that it has, wholly or in part.
        places: Id of a report → beginning, end and key of the words in which it passes a statement on.
    """

    texts: Mapping[str, Keys]
    places: Mapping[str, Sequence[tuple[int, int, Keys]]]

    @classmethod
    def of(cls, connection: Connection) -> _Spoken:
        texts: defaultdict[str, set[str]] = defaultdict(set)
        query = select(_origin.number, _origin_report.report).join(
            across.origin_report, _origin_report.origin == _origin.number
        )
        for number, report in connection.execute(query.where(_origin.kind != "same_statement")):
            texts[report].add(f"text:{number}")
        places: defaultdict[str, list[tuple[int, int, Keys]]] = defaultdict(list)
        words = select(_origin.number, _origin_words.report, _origin_words.start, _origin_words.end).join(
            across.origin_words, _origin_words.origin == _origin.number
        )
        for number, report, start, end in connection.execute(words.where(_origin.kind == "same_statement")):
            places[report].append((start, end, frozenset({f"statement:{number}"})))
        return cls({report: frozenset(keys) for report, keys in texts.items()}, places)

    def statements(self, report: str, start: int, end: int) -> Keys:
        """Return the keys of the statements that some words of a report in `places` pass on."""
        held = (keys for first, last, keys in self.places[report] if first < end and start < last)
        return frozenset[str]().union(*held)


@dataclass(frozen=True, slots=True)
class _Told:
    """What the claims of some reports rest on, by the rule by which findings count their origins.

    It is told by the entity that speaks and by the words of source, channel and relays; of a claim that tells neither,
    by the claim around it.

    Attributes:
        rows: Id of a claim → the claim around it and who speaks, also of what persons rejected or replaced: something
            may still be told in it.
        words: As `_words` returns them.
        who: As `_speaking` returns it.
        decided: What persons decided.
        known: What was asked before.
    """

    rows: Mapping[str, tuple[str | None, str]]
    words: Mapping[tuple[str, str], Sequence[str]]
    who: Mapping[str, tuple[str, str]]
    decided: Decided
    known: dict[str, Keys] = field(default_factory=dict)

    @classmethod
    def of(cls, connection: Connection, reports: Sequence[str], decided: Decided) -> _Told:
        query = select(_claim.id, _claim.parent, as_stored(_claim.speaker)).where(_claim.report.in_(reports))
        rows = {own: (parent, who) for own, parent, who in connection.execute(query)}
        return cls(rows, _words(connection, reports), _speaking(connection, reports, decided), decided)

    def rests(self, claim: str) -> Keys:
        """Return the keys of what a claim rests on; none when that cannot be told."""
        if claim not in self.known:
            self.known[claim] = next(filter(None, map(self._keys, self._outwards(claim))), frozenset())
        return self.known[claim]

    def _outwards(self, claim: str | None) -> Iterator[str]:
        """Yield a claim and those around it, as far as they stand."""
        passed: set[str] = set()
        while claim and claim in self.rows and claim not in passed:
            passed.add(claim)
            if claim in self.decided.heirs:
                claim = self.decided.heirs[claim][0]
                continue
            if claim not in self.decided.rejected:
                yield claim
            claim = self.rows[claim][0]

    def _keys(self, claim: str) -> Keys:
        name, identity = self.who.get(self.decided.first_heir(self.rows[claim][1]), ("", ""))
        keys = frozenset({f"who:{identity or folded(name)}"} if name else ())
        source, channel, relays = (self.words.get((claim, part), ()) for part in TOLD_BY)
        for words in filter(None, (" ".join(source), " ".join(channel), *relays)):
            if told := keys | _keys_of(unescape(words)):
                return told
        return frozenset()


def _words(connection: Connection, reports: Sequence[str]) -> dict[tuple[str, str], list[str]]:
    """Return id of a claim and name of a field → its words as they are stored, fragment by fragment."""
    query = (
        select(_claim.id, _span.field, as_stored(_span.text))
        .join(schema.claim, _claim.number == _span.claim)
        .where(_claim.report.in_(reports), _span.field.in_(TOLD_BY))
        .order_by(_span.claim, _span.ordinal)
    )
    found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for own, part, words in connection.execute(query):
        found[own, part].append(words)
    return found


def _speaking(connection: Connection, reports: Sequence[str], decided: Decided) -> dict[str, tuple[str, str]]:
    """Return id of an entity that speaks, or that stands for one, → its name and the id of its identity."""
    query = (
        select(_entity.id, _entity.name, _identity.id)
        .outerjoin(across.identity_member, _member.entity == _entity.id)
        .outerjoin(across.identity, _identity.number == _member.identity)
        .where(_entity.report.in_(reports))
    )
    if not decided.anything:
        query = query.where(_entity.id.in_(select(_claim.speaker).where(_claim.report.in_(reports))))
    return {own: (name, identity or "") for own, name, identity in connection.execute(query)}


def _own_keys(connection: Connection, reports: Sequence[str], texts: Mapping[str, Keys]) -> dict[str, Keys]:
    """Return id of a report → what its own reporting rests on: the text, its outlet, its author."""
    query = select(_report.id, _report.publisher, _report.author).where(_report.id.in_(reports))
    return {
        own: texts.get(own, frozenset()) | {f"report:{own}", *_named("outlet", publisher), *_named("author", author)}
        for own, publisher, author in connection.execute(query)
    }


def _named(kind: str, name: str) -> list[str]:
    return [f"{kind}:{folded(name)}"] if name else []


@cache
def _source_keys() -> Any:
    # Imported where it is used, like weighing: a command that only lists claims need not load it.
    from onrecord.weigh.voices import source_keys  # noqa: PLC0415

    return source_keys


def _keys_of(words: str) -> Keys:
    found: Keys = _source_keys()(words)
    return found
