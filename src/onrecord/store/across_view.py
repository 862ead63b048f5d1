"""What a case answers about what is across its reports."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from onrecord.errors import UsageError
from onrecord.records import (
    Answer,
    Bearer,
    Comparable,
    Decision,
    DecisionFilter,
    DecisionKind,
    Extraction,
    FindingFilter,
    FindingRow,
    Found,
    IdentityFilter,
    IdentityRow,
    Judgement,
    Likeness,
    Marked,
    Origin,
    Queued,
    Relation,
)
from onrecord.review import queue
from onrecord.store import decisions as reviewed
from onrecord.store import findings as listed_findings
from onrecord.store import gathering, identities, schema
from onrecord.store import schema_across as across
from onrecord.store.filters import published
from onrecord.store.finding_view import FindingView
from onrecord.store.kind import Kind
from onrecord.store.kinds import CLAIM, ENTITY, EVENT, MENTION, QUESTION, TIME
from onrecord.store.kinds_across import ANSWER, JUDGEMENT, LIKENESS, ORIGIN, AcrossKind
from onrecord.store.listing import records
from onrecord.store.queue import candidates
from onrecord.store.weighing import state_of

if TYPE_CHECKING:
    from onrecord.resolve import EntityRow
    from onrecord.weigh import Telling

ALL_FINDINGS, ALL_IDENTITIES, ALL_DECISIONS = FindingFilter(), IdentityFilter(), DecisionFilter()
"""The filters that let everything pass that several reports speak to or name."""

_TOLD: Final[tuple[Kind[Any], ...]] = (CLAIM, EVENT, TIME, MENTION, ENTITY, QUESTION)
_COMPARED_BY: Final[tuple[Kind[Any], ...]] = (ENTITY, MENTION, TIME)
_report, _extraction, _comparable = schema.report, schema.extraction, across.comparable


class AcrossView(FindingView):
    """What the reports of a case have to do with each other."""

    def incomparable(self, made_by: str) -> Iterator[Extraction]:
        """Yield the reports that this net has not made ready to be compared, with entities, mentions and times."""
        query = _extracted().where(~_ready(made_by))
        yield from self._extractions(self._ids(query, _report.c.number), _COMPARED_BY)

    def count_incomparable(self, made_by: str) -> int:
        """Return how many reports `incomparable` yields."""
        with self.connect() as connection:
            query = _extracted().where(~_ready(made_by)).subquery()
            return connection.execute(select(func.count()).select_from(query)).scalar_one()

    def comparables(self, made_by: str) -> Iterator[Comparable]:
        """Yield what each report is compared by, as far as this net has made them ready."""
        with self.connect() as connection:
            yield from gathering.comparables(connection, made_by)

    def uncompared(self, made_by: str) -> frozenset[str]:
        """Return the ids of the reports that are ready to be compared by this net and were not."""
        done = select(across.comparison.c.report)
        query = select(_comparable.c.report).where(_comparable.c.made_by == made_by, _comparable.c.report.not_in(done))
        with self.connect() as connection:
            return frozenset(connection.execute(query).scalars())

    def relations(self, report: str = "") -> Iterator[Relation]:
        """Yield what passages have to do with each other; of one report where its id, or a start of it, is given.

        First those that were found, then those of copies: of passages that are the same word for word each is related
        to the one published first, which alone is compared with others.

        Raises:
            UsageError: There is no such report.
        """
        with self.connect() as connection:
            name = self._report_id(connection, report) if report else ""
            yield from gathering.found_relations(connection, name)
            yield from gathering.copied_relations(connection, name)

    def relations_of_copies(self) -> Iterator[Relation]:
        """Yield the relations that copies have with third reports, as the passages that they are copies of.

        A relation is told again for each copy of one of its passages, never of both at once. They follow from the
        others and are not weighed: a copy says nothing more.
        """
        with self.connect() as connection:
            yield from gathering.relations_of_copies(connection)

    def resolvable(self) -> Iterator[EntityRow]:
        """Yield the entities of all reports as resolving takes them."""
        with self.connect() as connection:
            yield from gathering.resolvable(connection)

    def tellings(self, who: Mapping[str, str] | None = None) -> Iterator[Telling]:
        """Yield the extracted reports as weighing takes them.

        Args:
            who: Id of an entity → id of its identity; those that are stored when it is left out.
        """
        for telling, _ in self._told("", ALL_FINDINGS, who):
            yield telling

    def count_extracted(self) -> int:
        """Return how many reports `tellings` yields."""
        with self.connect() as connection:
            return connection.execute(select(func.count()).select_from(_extraction)).scalar_one()

    def state(self) -> str:
        """Return a digest of what weighing depends on: it is another one when anything of that has changed."""
        with self.connect() as connection:
            return state_of(connection)

    def weighed(self) -> tuple[str, str]:
        """Return the state that was weighed last, and by which rules; empty when nothing was."""
        with self.connect() as connection:
            row = connection.execute(select(across.weighing)).one_or_none()
            return (row.state, row.made_by) if row else ("", "")

    def identities(self, wanted: IdentityFilter = ALL_IDENTITIES, *, why: bool = False) -> Iterator[IdentityRow]:
        """Yield who and what several reports name, those that most entities are first.

        Args:
            wanted: Which; also whether those that one report alone names are listed, after the others.
            why: Whether each comes with the reasons.

        Raises:
            UsageError: The filter names an unknown type, or no report of the case.
        """
        with self.connect() as connection:
            report = self._report_id(connection, wanted.report) if wanted.report else ""
            for row in identities.identity_rows(connection, wanted, report):
                reasons = identities.reasons(connection, row.identity) if why else ()
                yield IdentityRow(identity=row.identity, bearers=row.bearers, why=reasons)

    def likenesses(self) -> Iterator[Likeness]:
        """Yield the pairs of entities that were joined with reasons or are near to it, in order of their ids."""
        yield from self._all(LIKENESS, "a", "b")

    def origins(self, report: str = "") -> Iterator[Origin]:
        """Yield what several reports rest on, in order of their ids; of one report where it is named.

        Raises:
            UsageError: There is no such report.
        """
        with self.connect() as connection:
            name = self._report_id(connection, report) if report else ""
            query = select(across.origin).order_by(across.origin.c.id)
            if name:
                of = across.origin_report.c
                query = query.where(across.origin.c.number.in_(select(of.origin).where(of.report == name)))
            for _, origin in records(connection, ORIGIN, query):
                yield origin

    def findings(self, wanted: FindingFilter = ALL_FINDINGS) -> Iterator[FindingRow]:
        """Yield the findings that pass the filter, in order of publication; claims that stand alone last.

        Raises:
            UsageError: The filter names an unknown standing, a bad date, or no report of the case.
        """
        listed_findings.check(wanted)
        with self.connect() as connection:
            report = self._report_id(connection, wanted.report) if wanted.report else ""
            found = listed_findings.joined_findings(connection, wanted, report)
            yield from islice(chain(found, self._lone(connection, wanted, report)), wanted.limit or None)

    def answers(self) -> Iterator[Answer]:
        """Yield the answers to open questions, in order of the questions' ids, the surest to each first."""
        yield from sorted(self._all(ANSWER, "question"), key=listed_findings.in_order)

    def judgements(self) -> Iterator[Judgement]:
        """Yield what persons decided, the withdrawn too, in the order they did."""
        yield from self._all(JUDGEMENT, "at", "number")

    def decisions(self, wanted: DecisionFilter = ALL_DECISIONS) -> Iterator[Decision]:
        """Yield what persons decided about records, reports and sources, the withdrawn too, in the order they did.

        Raises:
            UsageError: The filter names what there is not.
        """
        with self.connect() as connection:
            report = self._report_id(connection, wanted.report) if wanted.report else ""
            yield from reviewed.decisions(connection, wanted, report)

    def marks(self, report: str) -> tuple[Marked, ...]:
        """Return how the records of a report stand that somebody decided about, with these decisions.

        Raises:
            UsageError: There is no such report.
        """
        with self.connect() as connection:
            name = self._report_id(connection, report)
            found = reviewed.marks(connection, [name]).get(name, ())
            log = reviewed.by_id(connection, (one for mark in found for one in mark.decisions))
        return tuple(Marked(mark=mark, decisions=tuple(log[one] for one in mark.decisions)) for mark in found)

    def queue(self, limit: int = 50, by: str = "", kind: str = "") -> tuple[Queued, ...]:
        """Return what a person should look at, by what a decision is expected to change, the most first.

        Args:
            limit: At most so many.
            by: Who will look: what this person asked others to look at is left out.
            kind: Only what is of this kind (`QUEUED_KINDS`), or "".

        Raises:
            UsageError: Nothing of this kind is queued.
        """
        with self.connect() as connection:
            return queue(candidates(connection, 2 * limit, by, kind), limit)

    def review_token(self, *names: str, kind: DecisionKind = "claim") -> str:
        """Return a token of the decisions in force about something; deciding with it refuses what came meanwhile.

        Args:
            names: Ids of records, all that a decision is about; the id of a report; the name of a source.
            kind: What they are of; all kinds of records are as good.
        """
        with self.connect() as connection:
            return reviewed.token(connection, kind, names)

    def record(self, given: str) -> Found:
        """Return the claim, event, time, entity, question or element with this id, or the only one that starts so.

        Raises:
            UsageError: There is none, or there are several.
        """
        with self.connect() as connection:
            return reviewed.record_found(connection, given)

    def record_named(self, given: str) -> str:
        """Return the id of the entity with this id, or the only one that starts so; for an identity its first entity.

        Raises:
            UsageError: There is none, or there are several.
        """
        with self.connect() as connection:
            entities = _starting(connection, schema.entity.c.id, given)
            if len(entities) == 1:
                return entities[0]
            named = _starting(connection, across.identity.c.id, given)
            if len(named) == 1:
                member = across.identity_member.c
                first = (
                    select(func.min(member.entity))
                    .join(across.identity, across.identity.c.number == member.identity)
                    .where(across.identity.c.id == named[0])
                )
                return str(connection.execute(first).scalar_one())
        found = [*entities, *named]
        raise UsageError(
            f"{'several entities have' if found else 'no entity has'} an id that starts with {given!r}",
            hint=f"among them {found}" if found else f"`onrecord entities {self.path} --across --why` shows the ids",
        )

    def bearers(self, entities: Collection[str]) -> dict[str, Bearer]:
        """Return the entities with these ids as their reports name them, as far as they are in the case."""
        with self.connect() as connection:
            return identities.bearers_of(connection, entities)

    def _lone(self, connection: Connection, wanted: FindingFilter, report: str) -> Iterator[FindingRow]:
        if wanted.alone:
            heard = listed_findings.heard_records(connection)
            yield from listed_findings.lone_findings(self._told(report, wanted, None), heard, wanted)

    def _told(self, report: str, wanted: FindingFilter, who: Mapping[str, str] | None) -> Iterator[tuple[Telling, str]]:
        """Yield reports as weighing takes them, with their titles."""
        query = _extracted().where(*published(wanted), *([_report.c.id == report] if report else []))
        for extraction in self._extractions(self._ids(query, _report.c.number), _TOLD):
            known = who
            if known is None:
                with self.connect() as connection:
                    known = gathering.identities_of(connection, [entity.id for entity in extraction.entities])
            yield gathering.telling(extraction, known), extraction.report.title

    def _all(self, kind: AcrossKind[Any], *order: str) -> Iterator[Any]:
        with self.connect() as connection:
            query = select(kind.table).order_by(*(kind.table.c[name] for name in order))
            for _, record in records(connection, kind, query):
                yield record


def _extracted() -> Any:
    return select(_report.c.number, _report.c.id).join(_extraction, _extraction.c.report == _report.c.id)


def _ready(made_by: str) -> Any:
    return _report.c.id.in_(select(_comparable.c.report).where(_comparable.c.made_by == made_by))


def _starting(connection: Connection, column: Any, given: str) -> list[str]:
    query = select(column).where(column >= given, func.substr(column, 1, len(given)) == given).order_by(column).limit(3)
    found = list(connection.execute(query).scalars()) if given else []
    return [given] if given in found else found
