"""What a person decided about a record, and how a record stands by all that was decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from onrecord.records.found import Found, FoundKind
from onrecord.records.ids import content_id

DecisionKind = FoundKind | Literal["source", "report"]
DECISION_KINDS: tuple[DecisionKind, ...] = (*get_args(FoundKind), "source", "report")
DecisionVerdict = Literal["accept", "reject", "correct", "add", "split", "merge", "note", "look", "rate"]
DECISION_VERDICTS: tuple[DecisionVerdict, ...] = get_args(DecisionVerdict)

STANDING_VERDICTS: tuple[DecisionVerdict, ...] = ("accept", "reject", "correct", "add", "split", "merge")
"""Verdicts that say what shall stand; the others say something about it."""

RELIABILITIES = ("A", "B", "C", "D", "E", "F")
"""How reliable a source is, from A "completely" to E "unreliable"; F "cannot be judged" (NATO AJP-2.1)."""
CREDIBILITIES = (1, 2, 3, 4, 5, 6)
"""How credible information is, from 1 "confirmed by other sources" to 5 "improbable"; 6 "cannot be judged"."""

Review = Literal["unreviewed", "accepted", "rejected", "replaced", "corrected", "added", "disputed"]
REVIEWS: tuple[Review, ...] = get_args(Review)
"""How a record stands in review: `replaced` by those that stand as `corrected` in its place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a person decided; it is withdrawn, never deleted.

    Attributes:
        report: Id of the report, or "" for a rating of a source.
        kind: What it is about: a record of the report, the report itself, or a source by its name.
        target: Id of the record as it was found; the name of a source; "" for what is added, and for a report.
        verdict: "accept", "reject", "correct" (one record stands instead), "add", "split" (several stand instead),
            "merge" (one stands instead of this and others), "note", "look" (somebody else should look), "rate".
        others: For "merge", the ids of the other records.
        was: The target, and for "merge" the others, as they were when it was decided; by them the decision finds
            them again when other nets have read the report.
        becomes: The records that stand instead; `made_by` is "person:" and the person's name.
        reliability: For "rate", a letter of `RELIABILITIES`, or "".
        credibility: For "rate", a number of `CREDIBILITIES`, or 0.
        by: Who decided.
        at: When, ISO 8601 in UTC.
        reason: In their words, or "".
        withdrawn_at: When it was taken back, or "".
        withdrawn_by: By whom, or "".
    """

    report: str = ""
    kind: DecisionKind
    target: str = ""
    verdict: DecisionVerdict
    others: tuple[str, ...] = ()
    was: tuple[Found, ...] = ()
    becomes: tuple[Found, ...] = ()
    reliability: str = ""
    credibility: int = 0
    by: str
    at: str = ""
    reason: str = ""
    withdrawn_at: str = ""
    withdrawn_by: str = ""

    @property
    def id(self) -> str:
        """By what was decided, by whom and when."""
        ids = (*self.others, "", *(record.id for record in self.becomes))
        rated = f"{self.reliability}{self.credibility}"
        what = (self.report, self.kind, self.target, self.verdict, rated, *ids)
        return content_id("decision", self.by, self.at, self.reason, *what)

    @property
    def in_force(self) -> bool:
        """Whether it was not taken back."""
        return not self.withdrawn_at

    @property
    def stands(self) -> bool:
        """Whether it says what shall stand."""
        return self.verdict in STANDING_VERDICTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """How a record of a report stands by what persons decided about it.

    Attributes:
        report: Id of the report.
        kind: Of the record.
        record: Its id.
        review: How it stands.
        instead: For a replaced record, the ids of those that stand in its place.
        decisions: Ids of the decisions in force about it, in order of time; notes and asked looks are among them.
    """

    report: str
    kind: FoundKind
    record: str
    review: Review
    instead: tuple[str, ...] = ()
    decisions: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """By the record."""
        return content_id("mark", self.record)


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """How a record stands, with the decisions in force about it, in order of time."""

    mark: Mark
    decisions: tuple[Decision, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """A report's records with what persons decided about them.

    Attributes:
        report: Its id.
        made: What persons put in, kind by kind and by place.
        marks: How each record stands that somebody decided about, in order of the records' ids.
        idle: Ids of the decisions in force that find nothing to be about: what they rejected is not found any more,
            or the decision that put in their target was taken back.
    """

    report: str
    made: tuple[Found, ...] = ()
    marks: tuple[Mark, ...] = ()
    idle: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionFilter:
    """Which decisions to list; an empty field lets all pass.

    Attributes:
        report: A report's id or a unique start of it.
        kind: What they are about.
        record: Id of a record: those that bear on how it stands; for a source its name.
        verdict: Which.
        by: Whose.
        in_force: Whether the withdrawn are left out.
        limit: Most decisions, the latest; 0 is no limit.
    """

    report: str = ""
    kind: DecisionKind | str = ""
    record: str = ""
    verdict: DecisionVerdict | str = ""
    by: str = ""
    in_force: bool = False
    limit: int = 0
