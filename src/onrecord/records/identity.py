"""Who is who across reports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from onrecord.records.entity import EntityType
from onrecord.records.ids import content_id

Verdict = Literal["same", "different", "unsure"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """Two entities of different reports that may be one, with the reasons.

    Attributes:
        a: Id of an entity, the smaller of the two.
        b: Id of the other.
        score: How likely they are one, in [0, 1].
        reasons: What speaks for it and against, each a short phrase ("one surname, Khatri"; "given names differ").
        made_by: Rule with its version, or the person who judged.
    """

    a: str
    b: str
    score: float
    reasons: tuple[str, ...] = ()
    made_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """A role that a report gives somebody, and the report's publication date, ISO 8601 or ""."""

    role: str
    published: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Somebody or something that several reports name, or one does.

    Attributes:
        type: Of the entities.
        name: The fullest name that most of the reports use.
        aliases: The other names, sorted.
        country: ISO 3166-1 alpha-2, or "" where the reports give none or several.
        offices: Roles in order of publication; one that stays is named once.
        members: Ids of the entities of the reports, sorted.
    """

    type: EntityType
    name: str
    aliases: tuple[str, ...] = ()
    country: str = ""
    offices: tuple[Office, ...] = ()
    members: tuple[str, ...]

    @property
    def id(self) -> str:
        """By the first of its members, so that a name more does not make it another."""
        return content_id("identity", min(self.members))


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What a person decided about two records; it is withdrawn, never deleted.

    Attributes:
        a: Id of a record, the smaller of the two.
        b: Id of the other.
        verdict: "same", "different", or "unsure", which leaves the matter to the program and marks it.
        by: Who decided.
        at: When, ISO 8601 in UTC.
        reason: In their words, or "".
        withdrawn_at: When it was taken back, or "".
        withdrawn_by: By whom, or "".
    """

    a: str
    b: str
    verdict: Verdict
    by: str
    at: str
    reason: str = ""
    withdrawn_at: str = ""
    withdrawn_by: str = ""

    @property
    def id(self) -> str:
        """By what was decided, by whom and when."""
        return content_id("judgement", self.a, self.b, self.verdict, self.by, self.at)
