"""What to look at first: by what a decision is expected to change, in reports; what persons asked for before all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from onrecord.records import Queued, QueuedKind, Reason, ReasonCode

_SURE: Final = 0.8
"""Score under which the net's doubt is a reason that is told."""

_OF_CONFLICT: Final = 0.5
"""Reports that a weak conflict counts for: whether the two reports that it is between agree."""

_OF_IDENTITY: Final = 0.5
"""What a report counts that names somebody who is joined or kept apart: who is who moves no standing by itself."""

_ALONE: Final = 0.25
"""Reports that a doubtful record counts for to which no other report speaks: nothing else changes with it."""

_CONTESTED: Final = frozenset({"contradicted", "denied", "retracted"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Something that persons differ about, or that one asked the others to look at."""

    kind: QueuedKind
    record: str
    report: str
    by: tuple[str, ...]
    disputed: bool
    said: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resting:
    """A claim or event that speaks to a finding; its stake is as in `Stake`."""

    kind: QueuedKind
    record: str
    report: str
    score: float
    finding: str
    standing: str
    supports: bool
    reports: int
    alike: int
    turns: bool
    worth: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Joining:
    """Two entities that are held to be one with little, or nearly are; `reports` is how many name either."""

    a: str
    b: str
    report: str
    score: float
    joined: bool
    reports: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Clashing:
    """A relation that is a conflict, near the least score of one."""

    relation: str
    report: str
    slot: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubtful:
    """A record that the net is not sure of."""

    kind: QueuedKind
    record: str
    report: str
    score: float


Candidate = Asked | Resting | Joining | Clashing | Doubtful


def queue(candidates: Iterable[Candidate], limit: int = 0) -> tuple[Queued, ...]:
    """Return what to look at, the first first; 0 is no limit.

    What several candidates say of one thing is added up. The order of the candidates does not matter.
    """
    every = list(candidates)
    resting = {one.record for one in every if isinstance(one, Resting)}
    found: dict[tuple[str, str], list[Queued]] = {}
    for candidate in every:
        if not (isinstance(candidate, Doubtful) and candidate.record in resting):
            one = _queued(candidate)
            found.setdefault((one.record, one.other), []).append(one)
    whole = sorted(map(_added, found.values()), key=lambda one: (not one.asked, -one.worth, one.record, one.other))
    return tuple(whole[: limit or None])


def _added(some: list[Queued]) -> Queued:
    """Return one entry of all that was found on one thing."""
    some = sorted(some, key=lambda one: (not one.asked, -one.worth, one.finding))
    reasons = dict.fromkeys(reason for one in some for reason in one.reasons)
    first = some[0]
    return Queued(
        kind=first.kind,
        record=first.record,
        other=first.other,
        report=first.report,
        finding=next((one.finding for one in some if one.finding), ""),
        worth=round(sum(one.worth for one in some), 4),
        asked=first.asked,
        reasons=tuple(sorted(reasons, key=lambda reason: reason.code == "unsure")),
    )


def _queued(candidate: Candidate) -> Queued:
    match candidate:
        case Asked():
            return Queued(
                kind=candidate.kind,
                record=candidate.record,
                report=candidate.report,
                worth=0.0,
                asked=True,
                reasons=(
                    Reason(code="disputed" if candidate.disputed else "look", by=candidate.by, said=candidate.said),
                ),
            )
        case Resting():
            return Queued(
                kind=candidate.kind,
                record=candidate.record,
                report=candidate.report,
                finding=candidate.finding,
                worth=candidate.worth,
                reasons=tuple(_why(candidate)),
            )
        case Joining():
            doubt = 1.0 - candidate.score if candidate.joined else candidate.score
            code: ReasonCode = "weak_identity" if candidate.joined else "near_identity"
            return Queued(
                kind="identity",
                record=candidate.a,
                other=candidate.b,
                report=candidate.report,
                worth=doubt * candidate.reports * _OF_IDENTITY,
                reasons=(Reason(code=code, reports=candidate.reports, score=candidate.score),),
            )
        case Clashing():
            return Queued(
                kind="relation",
                record=candidate.relation,
                report=candidate.report,
                worth=(1.0 - candidate.score) * _OF_CONFLICT,
                reasons=(Reason(code="weak_conflict", score=candidate.score, said=candidate.slot),),
            )
    return Queued(
        kind=candidate.kind,
        record=candidate.record,
        report=candidate.report,
        worth=(1.0 - candidate.score) * _ALONE,
        reasons=(Reason(code="unsure", score=candidate.score),),
    )


def _why(one: Resting) -> Iterator[Reason]:
    code: ReasonCode = "contested" if one.standing in _CONTESTED else "rests"
    if one.turns:
        code = "one_of_two" if one.standing == "corroborated" else "alone_for" if one.supports else "alone_against"
    yield Reason(code=code, reports=one.reports, alike=one.alike)
    if one.score < _SURE:
        yield Reason(code="unsure", score=one.score)
