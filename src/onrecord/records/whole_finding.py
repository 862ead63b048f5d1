"""What a case answers about one finding or one origin, and the little of each by which a list of all is sifted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from onrecord.records.across import FindingRow
from onrecord.records.claim import Claim
from onrecord.records.decision import Review
from onrecord.records.event import Event
from onrecord.records.finding import Difference, Origin, OriginKind, Standing
from onrecord.records.relation import Relation, Side, Slot
from onrecord.records.view import QuestionRow, RecordRow, Word

BesideKind = Literal["otherwise", "before", "after"]
BESIDE_KINDS: tuple[BesideKind, ...] = get_args(BesideKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingSummary:
    """A finding in a list of all, without its words.

    Attributes:
        id: Its id.
        standing: Where it stands.
        published: When the reports that speak to it were published, each date once, in order.
        slots: What they differ in, sorted.
        voices: How many passages speak to it.
        reports: Of how many reports.
    """

    id: str
    standing: Standing
    published: tuple[str, ...]
    slots: tuple[Slot, ...]
    voices: int
    reports: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingInShort(RecordRow):
    """A finding without its voices, with the report that its proposition stands in.

    Attributes:
        id: Its id.
        proposition: The words of the passage that says it best.
        standing: Where it stands.
        voices: How many passages speak to it.
        supporting: How many reports have a passage that supports it.
        independent_origins: As in `Finding`.
        untold: As in `Finding`.
        differences: What its reports differ in.
    """

    id: str
    proposition: Side
    standing: Standing
    voices: int
    supporting: int
    independent_origins: int
    untold: int
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginSummary:
    """An origin in a list of all; `reports` are their ids, sorted."""

    id: str
    kind: OriginKind
    name: str
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The claim or event that a voice is.

    Attributes:
        record: It.
        speaker: Of a claim the name of the entity that its source names or means, or "".
        words: The claims that it is told in, the innermost first.
        review: How it stands in review.
    """

    record: Claim | Event
    speaker: str = ""
    words: tuple[Word, ...] = ()
    review: Review = "unreviewed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Findings that share passages with one.

    Attributes:
        kind: "otherwise" (what contradicts or doubts the one, or what it does so to), "before" (what the one tells a
            newer state of) or "after" (what tells a newer state of it).
        rows: In order of publication.
        more: How many more there are.
    """

    kind: BesideKind
    rows: tuple[FindingInShort, ...]
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeFinding:
    """A finding with all that the case knows around it.

    Attributes:
        row: The finding.
        reports: Id → what a list says of it, of every report it quotes.
        relations: Those between its passages.
        origins: What at least two of its reports rest on, as far as its passages show it.
        questions: Open questions that its passages are about, with what answers them.
        answered: Questions of earlier reports that its passages answer.
        beside: Findings that share passages with it, kind by kind; a kind without any is left out.
    """

    row: FindingRow
    reports: Mapping[str, RecordRow]
    relations: tuple[Relation, ...] = ()
    origins: tuple[Origin, ...] = ()
    questions: tuple[QuestionRow, ...] = ()
    answered: tuple[QuestionRow, ...] = ()
    beside: tuple[Beside, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeOrigin:
    """An origin with its reports by their ids, and the findings that its words speak to; `more` are left out."""

    origin: Origin
    reports: Mapping[str, RecordRow]
    findings: tuple[FindingInShort, ...] = ()
    more: int = 0
