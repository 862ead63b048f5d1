"""What the reports of a case say together: origins, findings, and answers to open questions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from onrecord.records.claim import Act
from onrecord.records.ids import content_id
from onrecord.records.relation import Side, Slot

OriginKind = Literal["copy", "rewrite", "same_statement"]
ORIGIN_KINDS: tuple[OriginKind, ...] = get_args(OriginKind)
Stance = Literal["supports", "contradicts", "doubts"]
STANCES: tuple[Stance, ...] = get_args(Stance)
Standing = Literal["single", "repeated", "corroborated", "contradicted", "denied", "retracted"]
STANDINGS: tuple[Standing, ...] = get_args(Standing)


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """What several reports rest on, at least in part.

    Attributes:
        name: What it is, in words of the reports ("Meridian, 2023-09-05"; "statement of the interior ministry").
        kind: "copy" (near verbatim), "rewrite" (one text reworded), "same_statement" (one statement, document, witness
            or relay behind passages of each).
        reports: Ids, sorted.
        words: A passage of each report that shows it, in the order of `reports`.
    """

    name: str
    kind: OriginKind
    reports: tuple[str, ...]
    words: tuple[Side, ...] = ()

    @property
    def id(self) -> str:
        """By kind, name and reports."""
        return content_id("origin", self.kind, self.name, *self.reports)


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """A passage that speaks to a finding, and on whose word.

    Attributes:
        side: Its report and words.
        record: Id of the claim or event it is; "" for a sentence in the report's own voice without an event.
        source: Who is cited, in the report's words; "" for the report's own voice.
        act: What the source does; "" for the report's own voice.
        stance: Whether it supports the proposition, contradicts it, or doubts it.
        origin: Names what it rests on, so that voices with one origin are counted once; "" when that cannot be told.
    """

    side: Side
    record: str = ""
    source: str = ""
    act: Act | Literal[""] = ""
    stance: Stance = "supports"
    origin: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotValue:
    """A value that a report gives for what reports differ in.

    Attributes:
        value: As it is compared ("14", "2023-09-05"), or the words themselves.
        side: Where it stands.
    """

    value: str
    side: Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What the reports of a finding differ in, all readings side by side."""

    slot: Slot
    values: tuple[SlotValue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Claims and events of the reports that speak of the same thing.

    Attributes:
        proposition: The words of the passage that says it best.
        voices: Every passage that speaks to it, in order of publication, report and place.
        independent_origins: How many origins the supporting voices have that are independent of each other; an origin
            that cannot be told is not counted.
        untold: How many supporting voices have an origin that cannot be told.
        standing: Where it stands: "single" (one report), "repeated" (several reports, not more than one origin that
            can be told), "corroborated" (two independent origins or more), "contradicted", "denied", "retracted".
        differences: What they differ in.
        updates: Later passages that tell a newer state of it, in order of publication.
    """

    proposition: Side
    voices: tuple[Voice, ...]
    independent_origins: int
    untold: int = 0
    standing: Standing = "single"
    differences: tuple[Difference, ...] = ()
    updates: tuple[Side, ...] = ()

    @property
    def id(self) -> str:
        """By the places of its voices."""
        places = sorted(f"{v.side.report}:{v.side.span.start}-{v.side.span.end}" for v in self.voices)
        return content_id("finding", *places)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A passage of a later report that answers, wholly or in part, what an earlier one leaves open.

    Attributes:
        question: Id of the question.
        side: The passage.
        score: How sure the net is, in [0, 1].
    """

    question: str
    side: Side
    score: float
