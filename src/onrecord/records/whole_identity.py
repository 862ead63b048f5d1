"""What a case knows of one identity, and the little of all by which a long list is sifted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from onrecord.records.across import Bearer, Why
from onrecord.records.entity import EntityType
from onrecord.records.identity import Judgement
from onrecord.records.relation import Side

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentitySummary:
    """A little of an identity.

    Attributes:
        id: Its id.
        entity: Id of the entity that it stands for alone, or "" where it is several.
        type: Of the entities.
        names: Its name and the others.
        country: ISO 3166-1 alpha-2, or "".
        role: The last that a report gives it, or "".
        reports: How many reports name it.
        statements: How many claims have it as their source.
    """

    id: str
    entity: str
    type: EntityType
    names: tuple[str, ...]
    country: str = ""
    role: str = ""
    reports: int = 1
    statements: int = 0

    @property
    def known_by(self) -> str:
        """The id that a case finds it by: that of an identity of one entity is not stored."""
        return self.entity or self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class NameBorne:
    """A name of an identity.

    Attributes:
        name: As reports write it.
        reports: How many reports use it.
        places: Where some of them do, the newest first.
    """

    name: str
    reports: int
    places: tuple[Side, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleHeld:
    """A role that reports give somebody.

    Attributes:
        role: In their words.
        first: Publication date of the first report that gives it, ISO 8601 or "".
        last: Of the last.
        reports: How many reports give it.
        places: Where the first and the last name somebody with this role; one place where they are one report.
    """

    role: str
    first: str
    last: str
    reports: int
    places: tuple[Side, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Companion:
    """Somebody or something that stands in the same sentences and events as an identity.

    Attributes:
        known_by: The id that a case finds it by.
        type: Of it.
        name: Of it.
        sentences: In how many sentences both are named.
        events: In how many events both take part.
        place: The newest of the sentences, or the words of the newest event.
    """

    known_by: str
    type: EntityType
    name: str
    sentences: int
    events: int
    place: Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """Who and what stands with an identity.

    Attributes:
        companions: Those that most sentences and events join to it first.
        reports: How many of its reports were looked at, the newest.
    """

    companions: tuple[Companion, ...]
    reports: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """An identity that is near to another and not held to be it, with the pairs of entities that show it."""

    known_by: str
    type: EntityType
    name: str
    why: tuple[Why, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgementRow:
    """What a person decided about two entities, with them; one that no report names any more is None."""

    judgement: Judgement
    a: Bearer | None
    b: Bearer | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordsWanted:
    """Which of the records of a kind that name an identity are wanted; those of the newest reports come first.

    Attributes:
        start: How many are passed over.
        most: How many are told at most.
        counted: Whether it is wanted how many there are; all are then looked for.
        reach: In how many of its reports they are looked for at most, the newest; None for all.
    """

    start: int = 0
    most: int
    counted: bool = False
    reach: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordsFound(Generic[T]):
    """Some of the records of a kind that name an identity.

    Attributes:
        rows: Those of the newest reports first.
        more: Whether there are, or may be, others after them.
        total: How many there are in all, or None where not all were looked for.
    """

    rows: list[T]
    more: bool
    total: int | None
