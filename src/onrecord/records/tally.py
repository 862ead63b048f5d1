"""What a case comes to when it is counted: rows of counts, each leading to what it counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple, get_args

from onrecord.records.claim import Act
from onrecord.records.element import ElementStatus
from onrecord.records.finding import Stance
from onrecord.records.question import QuestionKind

Lane = Literal["happened", "said", "published"]
LANES: tuple[Lane, ...] = get_args(Lane)
"""What can stand on a timeline: what is told to have happened, when something was said, and when it was published."""


UNDATED = "none"
"""What a filter is asked for those of a lane that have no date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCount:
    """How many there are of a lane on a day, in a month or in a year; `when` is "" for those that have no date.

    A time that is less sure than what it is counted by ("2023" by months) stands under as much as it says.
    """

    lane: Lane
    when: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionCount:
    """How many open questions of a kind there are that later reports answer, or that none does."""

    kind: QuestionKind
    answered: bool
    count: int


class Term(NamedTuple):
    """A promise of a report, with a time until which it was to be kept.

    Attributes:
        claim: Id of the promise.
        time: Id of the time.
        value: Of the time, in TIMEX3.
        words: Of the time, as the report has them.
        published: When the report was.
        finding: Id of a finding that the promise speaks to: the same promise in other reports has the same one; or "".
    """

    claim: str
    time: str
    value: str
    words: str
    published: str
    finding: str


class CitedClaim(NamedTuple):
    """A claim as far as it matters who is cited; a case has very many.

    Attributes:
        claim: Its id.
        report: Id of its report.
        act: What the source does.
        words: The source in the report's words, the gaps between its fragments marked; "" where nobody is named.
        name: The name of the entity that the source names or means, or "".
    """

    claim: str
    report: str
    act: Act
    words: str
    name: str


class ElementPassage(NamedTuple):
    """A passage that speaks to an element; a case has very many.

    Attributes:
        element: Id of the record that it belongs to.
        report: Id of its report.
        code: What it speaks to.
        status: As what it is told.
        start: Where it begins, in code points.
        end: Where it ends.
        claim: Id of the innermost claim that holds it, or "" where it is in the report's own voice.
        rests: What it rests on: keys that passages with the same origin share; none when it cannot be told.
        counts: Whether it counts: persons neither rejected nor replaced it.
    """

    element: str
    report: str
    code: str
    status: ElementStatus
    start: int
    end: int
    claim: str
    rests: frozenset[str]
    counts: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Contest:
    """A finding that is contradicted or doubted, or that is contradicted or doubted by some claims.

    Attributes:
        finding: Its id.
        stance: How the claims speak to it; one that they speak to in several ways is told once for each.
        claims: How many of them do.
    """

    finding: str
    stance: Stance
    claims: int
