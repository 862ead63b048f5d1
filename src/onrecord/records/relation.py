"""What passages of two reports have to do with each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from onrecord.records.ids import content_id
from onrecord.records.span import Span

RelationKind = Literal["same", "conflict", "update"]
RELATION_KINDS: tuple[RelationKind, ...] = get_args(RelationKind)
Slot = Literal["number", "date", "actor", "place", "status", "stance"]
SLOTS: tuple[Slot, ...] = get_args(Slot)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Side:
    """A passage of a report.

    Attributes:
        report: Id of the report.
        span: Its words.
    """

    report: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """Passages of two reports that speak of the same thing.

    Attributes:
        a: The passage of the report published earlier; of two published together, or when that is not known, the one
            whose report's id is smaller.
        b: The other.
        relation: "same", "conflict" or "update" (`b` tells a newer state of what `a` tells).
        slot: In what they conflict; "" for the other relations.
        score: How sure the net is, in [0, 1].
        shared: Chance that both rest on one origin, as far as the words of the two passages show it, in [0, 1].
        answers: Whether `b` answers what `a` leaves open.
        made_by: Net or rule with its version.
    """

    a: Side
    b: Side
    relation: RelationKind
    slot: Slot | Literal[""] = ""
    score: float = 1.0
    shared: float = 0.0
    answers: bool = False
    made_by: str = ""

    @property
    def id(self) -> str:
        """By relation and places."""
        places = [f"{side.report}:{side.span.start}-{side.span.end}" for side in (self.a, self.b)]
        return content_id("relation", self.relation, *places)

    def sides(self) -> Iterator[Side]:
        """Yield both passages."""
        yield self.a
        yield self.b
