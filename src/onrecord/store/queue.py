"""What may be worth a look: a few of each sort, found by what each weighs, so that no case is walked through."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import chain
from typing import Any, Final, cast

from sqlalchemy import and_, func, or_, select
from sqlalchemy.engine import Connection

from onrecord.errors import UsageError
from onrecord.records import QUEUED_KINDS, Decision, QueuedKind
from onrecord.review.queue import Asked, Candidate, Clashing, Doubtful, Joining, Resting
from onrecord.store import schema
from onrecord.store import schema_across as across
from onrecord.store import schema_review as review
from onrecord.store.decisions import by_id
from onrecord.store.kinds_review import DECISION
from onrecord.store.listing import CHUNK, records

_NEAR: Final = (0.25, 0.85)
"""Scores of two entities between which a person may well know better."""

_PAIRS: Final = 2000
"""Pairs of entities that are looked through, the nearest to even first."""

_WEAK: Final = (0.3, 0.5)
"""Scores of conflicts that are near the least one that weighing takes for one (0.3)."""

_UNSURE: Final = 0.7
"""Score under which a record to which nothing else speaks is worth a look."""

_mark, _decision, _bearing, _stake = review.mark.c, review.decision.c, review.mark_decision.c, review.stake.c
_finding, _voice, _relation = across.finding.c, across.finding_voice.c, across.relation.c
_likeness, _member, _entity = across.likeness.c, across.identity_member.c, schema.entity.c


def candidates(connection: Connection, most: int, by: str, kind: str) -> Iterator[Candidate]:
    """Yield what may be worth a look.

    Args:
        connection: To the case.
        most: Of each sort.
        by: Who will look: what this person asked the others to look at is left out.
        kind: Only what is of this kind, or "".

    Raises:
        UsageError: Nothing of this kind is queued.
    """
    if kind and kind not in QUEUED_KINDS:
        raise UsageError(f"nothing that is called {kind!r} is queued", hint=f"one of: {', '.join(QUEUED_KINDS)}")
    asked = chain(_disputed(connection), _looks(connection, by))
    yield from (one for one in asked if kind in ("", one.kind))
    if kind in ("", "claim", "event"):
        yield from (one for one in _resting(connection, most) if kind in ("", one.kind))
    if kind in ("", "identity"):
        yield from _joining(connection)
    if kind in ("", "relation"):
        yield from _clashing(connection, most)
    for table in (schema.claim, schema.element):
        if kind in ("", table.name):
            yield from _doubtful(connection, table, most)


def _disputed(connection: Connection) -> Iterator[Asked]:
    for mark, log in _marked(connection, _mark.review == "disputed"):
        persons = dict.fromkeys(one.by for one in log if one.stands)
        yield Asked(kind=mark.kind, record=mark.record, report=mark.report, by=tuple(persons), disputed=True)


def _looks(connection: Connection, by: str) -> Iterator[Asked]:
    """Yield what somebody asked the others to look at and nobody else decided about since."""
    looks = select(_bearing.mark).join(review.decision, _decision.id == _bearing.decision)
    asked = looks.where(_decision.verdict == "look")
    for mark, log in _marked(connection, and_(_mark.number.in_(asked), _mark.review.not_in(("replaced", "disputed")))):
        for one in _open(log, by):
            yield Asked(
                kind=mark.kind, record=mark.record, report=mark.report, by=(one.by,), disputed=False, said=one.reason
            )
    of_more = select(review.decision).where(_decision.kind.in_(("report", "source")), _decision.withdrawn_at == "")
    about: dict[tuple[str, str], list[Decision]] = {}
    for _, decision in records(connection, DECISION, of_more.order_by(_decision.at)):
        about.setdefault((decision.kind, decision.target or decision.report), []).append(decision)
    for (kind, name), log in about.items():
        for one in _open(log, by):
            own = cast("QueuedKind", kind)
            yield Asked(kind=own, record=name, report=one.report, by=(one.by,), disputed=False, said=one.reason)


def _open(log: Collection[Decision], by: str) -> Iterator[Decision]:
    """Yield the asked looks that nobody but whoever asked has answered."""
    for one in log:
        if one.verdict == "look" and one.by != by:
            later = (other for other in log if other.at >= one.at and other.by != one.by and other.verdict != "look")
            if not any(later):
                yield one


def _marked(connection: Connection, where: Any) -> Iterator[tuple[Any, list[Decision]]]:
    """Yield marks with the decisions in force about their records, in order of time."""
    query = (
        select(_mark.record, _mark.kind, _mark.report, _bearing.decision)
        .join(review.mark_decision, _bearing.mark == _mark.number)
        .where(where)
        .order_by(_mark.number, _bearing.ordinal)
    )
    rows = connection.execute(query).all()
    log = by_id(connection, {row.decision for row in rows})
    found: dict[str, tuple[Any, list[Decision]]] = {}
    for row in rows:
        found.setdefault(row.record, (row, []))[1].append(log[row.decision])
    yield from found.values()


def _settled(record: Any) -> Any:
    """Return the condition that somebody decided how a record stands."""
    return select(_mark.record).where(_mark.record == record, _mark.review != "unreviewed").exists()


def _weightiest(connection: Connection, most: int) -> list[str]:
    """Return the ids of the records that most rests on in any one finding, and that nobody settled."""
    query = select(_stake.record).where(~_settled(_stake.record)).order_by(_stake.worth.desc(), _stake.record)
    return list(dict.fromkeys(connection.execute(query.limit(most)).scalars()))


def _resting(connection: Connection, most: int) -> Iterator[Resting]:
    claim, event = schema.claim.c, schema.event.c
    stance = (
        select(func.min(_voice.stance))
        .where(_voice.finding == _stake.finding, _voice.record == _stake.record)
        .scalar_subquery()
    )
    query = (
        select(
            _stake.record, _stake.reports, _stake.alike, _stake.turns, _stake.worth, _finding.id.label("finding"),
            _finding.standing, stance.label("stance"), claim.score.label("of_claim"), event.score.label("of_event"),
            func.coalesce(claim.report, event.report).label("report"),
        )
        .join(across.finding, _finding.number == _stake.finding)
        .outerjoin(schema.claim, claim.id == _stake.record)
        .outerjoin(schema.event, event.id == _stake.record)
        .where(_stake.record.in_(_weightiest(connection, most)))
        .where(or_(claim.id.is_not(None), event.id.is_not(None)))
    )  # fmt: skip
    for row in connection.execute(query):
        is_claim = row.of_claim is not None
        yield Resting(
            kind="claim" if is_claim else "event",
            record=row.record,
            report=row.report,
            score=row.of_claim if is_claim else row.of_event,
            finding=row.finding,
            standing=row.standing,
            supports=row.stance == "supports",
            reports=row.reports,
            alike=row.alike,
            turns=bool(row.turns),
            worth=row.worth,
        )


def _joining(connection: Connection) -> Iterator[Joining]:
    """Yield the most doubtful pair of entities of each identity, and of each two that were kept apart."""
    left, right = across.identity_member.alias(), across.identity_member.alias()
    judged = across.judgement.c
    known = select(judged.id).where(judged.a == _likeness.a, judged.b == _likeness.b, judged.withdrawn_at == "")
    query = (
        select(
            _likeness.a, _likeness.b, _likeness.score, _entity.report, left.c.identity.label("first"),
            right.c.identity.label("second"),
        )
        .join(schema.entity, _entity.id == _likeness.a)
        .outerjoin(left, left.c.entity == _likeness.a)
        .outerjoin(right, right.c.entity == _likeness.b)
        .where(_likeness.score.between(*_NEAR), ~known.exists())
        .order_by(func.abs(_likeness.score - 0.5))
        .limit(_PAIRS)
    )  # fmt: skip
    rows = connection.execute(query).all()
    sizes = _sizes(connection, {name for row in rows for name in (row.first, row.second) if name is not None})
    found: dict[tuple[Any, Any], Joining] = {}
    for row in rows:
        one, other = row.first or row.a, row.second or row.b
        reports = sizes.get(row.first, 1) + (0 if one == other else sizes.get(row.second, 1))
        pair = Joining(a=row.a, b=row.b, report=row.report, score=row.score, joined=one == other, reports=reports)
        key = (one, other) if str(one) <= str(other) else (other, one)
        held = found.get(key)
        if held is None or _doubt(pair) > _doubt(held):
            found[key] = pair
    yield from found.values()


def _doubt(pair: Joining) -> float:
    return 1.0 - pair.score if pair.joined else pair.score


def _sizes(connection: Connection, identities: Collection[int]) -> dict[int, int]:
    wanted, found = sorted(identities), dict[int, int]()
    for start in range(0, len(wanted), CHUNK):
        some = _member.identity.in_(wanted[start : start + CHUNK])
        query = select(_member.identity, func.count()).where(some).group_by(_member.identity)
        found |= {row[0]: row[1] for row in connection.execute(query)}
    return found


def _clashing(connection: Connection, most: int) -> Iterator[Clashing]:
    query = (
        select(_relation.id, _relation.a_report, _relation.slot, _relation.score)
        .where(_relation.relation == "conflict", _relation.score.between(*_WEAK))
        .order_by(_relation.score)
        .limit(most)
    )
    for row in connection.execute(query):
        yield Clashing(relation=row.id, report=row.a_report, slot=row.slot, score=row.score)


def _doubtful(connection: Connection, table: Any, most: int) -> Iterator[Doubtful]:
    own = table.c
    query = (
        select(own.id, own.report, own.score)
        .where(own.score < _UNSURE, ~_settled(own.id))
        .order_by(own.score, own.id)
        .limit(most)
    )
    for row in connection.execute(query):
        yield Doubtful(kind=cast("QueuedKind", table.name), record=row.id, report=row.report, score=row.score)
