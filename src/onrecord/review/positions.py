"""Where each person stands: what shall stand for a subject, by the person's last decision about it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.records import Decision, Found, bare
from onrecord.review.subjects import Subjects, in_order, put_in


@dataclass(frozen=True, slots=True)
class Position:
    """What shall stand for a subject, as one person decided.

    Attributes:
        decision: The person's last decision about it.
        outcome: The records that shall stand, the program's or persons'.
        subjects: What the decision is about; a merge is about several.
    """

    decision: Decision
    outcome: tuple[Found, ...]
    subjects: tuple[str, ...]

    @property
    def says(self) -> frozenset[Found]:
        """What the outcome says, whoever says so: two positions agree when it is equal."""
        return frozenset(bare(record) for record in self.outcome)


def positions(subjects: Subjects, decisions: Sequence[Decision]) -> dict[str, list[Position]]:
    """Return each subject's positions, one per person, the earliest first.

    Args:
        subjects: What the decisions are about.
        decisions: In force, in the order of the log: of one person's, the last counts.
    """
    own: dict[str, list[Decision]] = {}
    for decision in decisions:
        if decision.stands and subjects.of[decision.id]:
            own.setdefault(decision.by, []).append(decision)
    found: dict[str, list[Position]] = {}
    for log in own.values():
        for subject, position in _of_one(subjects, log).items():
            found.setdefault(subject, []).append(position)
    return {subject: sorted(held, key=lambda one: in_order(one.decision)) for subject, held in found.items()}


def _of_one(subjects: Subjects, log: Iterable[Decision]) -> dict[str, Position]:
    held: dict[str, Position] = {}
    for decision in log:
        about = subjects.of[decision.id]
        outcome = _outcome(subjects, decision, held.get(about[0]))
        for subject in about:
            if subject in held:  # a merge that is decided anew in part is no merge any more
                for other in held[subject].subjects:
                    held.pop(other, None)
        held |= {subject: Position(decision, outcome, about) for subject in about}
    return held


def _outcome(subjects: Subjects, decision: Decision, before: Position | None) -> tuple[Found, ...]:
    """Return what shall stand by a decision; one about what somebody put in changes that part of it alone."""
    if decision.verdict in ("add", "merge"):
        return decision.becomes
    base = _base(subjects, decision, before)
    if decision.verdict == "accept":
        return base
    kept = [record for record in base if record.id != decision.target]
    if base and len(kept) == len(base):  # the target is the subject itself, found again under another id
        kept = []
    return (*kept, *decision.becomes)


def _base(subjects: Subjects, decision: Decision, before: Position | None) -> tuple[Found, ...]:
    """Return what the decision finds standing."""
    subject = subjects.of[decision.id][0]
    if decision.target in subjects.found:
        return (subjects.found[decision.target],)
    if before is not None and any(record.id == decision.target for record in before.outcome):
        return before.outcome
    maker = subjects.maker(decision.target)
    if maker is not None:
        return put_in(maker)
    if subject in subjects.found:
        return (subjects.found[subject],)
    return put_in(decision) if decision.verdict == "accept" else ()
