"""What a person should look at, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

QueuedKind = Literal[
    "claim", "event", "time", "entity", "question", "element", "report", "source", "identity", "relation",
]  # fmt: skip
QUEUED_KINDS: tuple[QueuedKind, ...] = get_args(QueuedKind)
ReasonCode = Literal[
    "disputed", "look", "alone_against", "alone_for", "one_of_two", "contested", "rests", "unsure", "weak_identity",
    "near_identity", "weak_conflict",
]  # fmt: skip
REASON_CODES: tuple[ReasonCode, ...] = get_args(ReasonCode)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why something should be looked at.

    Attributes:
        code: "disputed": persons differ; "look": somebody asked for it; "alone_against", "alone_for": it alone speaks
            against, or for, what reports say; "one_of_two" independent origins; "contested": it speaks to what is;
            "rests": reports speak to what it says; "unsure": the net is; "weak_identity": entities were joined with
            little; "near_identity": they nearly were; "weak_conflict": a conflict near the least.
        reports: How many reports it is about, where it counts any.
        alike: How many passages stand on the same side, where it counts them.
        score: How sure the program is of it, in [0, 1], where it says so.
        by: Who differ, or who asked.
        said: What whoever asked said; the slot of a conflict.
    """

    code: ReasonCode
    reports: int = 0
    alike: int = 0
    score: float = 1.0
    by: tuple[str, ...] = ()
    said: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Queued:
    """Something that a person should look at.

    Attributes:
        kind: What it is: a record of a report, the report, a source, two entities that were or were nearly joined, or a
            relation of two passages.
        record: Its id; of two entities the one's; the name of a source.
        other: Id of the other entity, else "".
        report: Id of its report, or of the first of two; "" for a source.
        finding: Id of the finding that most rests on it, or "".
        worth: Of how many reports a decision is expected to change what they say together; what persons asked for
            comes first whatever this is.
        asked: Whether persons differ about it or asked for it.
        reasons: Why, the weightiest first.
    """

    kind: QueuedKind
    record: str
    other: str = ""
    report: str
    finding: str = ""
    worth: float
    asked: bool = False
    reasons: tuple[Reason, ...]
