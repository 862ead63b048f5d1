"""Who says something about whom, who does what to whom, which places are named, and who goes from where to where.

A case has very many of these: they are what its lists of claims, events and entities are when nothing of them is kept
but who and where.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple, get_args

from onrecord.records.claim import Act
from onrecord.records.entity import EntityType, Place
from onrecord.records.event import EventRole, Factuality

TieKind = Literal["says", "does"]
TIE_KINDS: tuple[TieKind, ...] = get_args(TieKind)

Manner = Literal["told", "alleged", "denied", "open"]
MANNERS: tuple[Manner, ...] = get_args(Manner)
"""How an event is told: as having happened; alleged, probable or possible; as not having happened; not committed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """Somebody or something that says or does something, or to whom it is done.

    Attributes:
        id: Of the identity; of the entity where it stands alone; by the words where it is only described.
        name: The identity's, or the report's words.
        type: Of the identity, or "" where the reports only describe it.
        country: ISO 3166-1 alpha-2, or "".
    """

    id: str
    name: str
    type: EntityType | Literal[""] = ""
    country: str = ""

    @property
    def named(self) -> bool:
        """Whether reports name it. The same description in two reports need not mean the same persons."""
        return self.type != ""


class Tie(NamedTuple):
    """One passage that joins two: one says something about the other, or does something to the other.

    Attributes:
        kind: Which.
        by: Who says or does it.
        to: About whom, or to whom.
        act: The claim's act, or the event's type.
        roles: Of an event, what each of the two takes part as; else "".
        manner: How the event is told; of a claim "told".
        report: Id of the report.
        record: Id of the claim or event.
    """

    kind: TieKind
    by: Node
    to: Node
    act: Act | str
    roles: tuple[EventRole, EventRole] | Literal[""]
    manner: Manner
    report: str
    record: str


class NamedPlace(NamedTuple):
    """A place that a report names: an entity with a government, an area or a site.

    Attributes:
        entity: Its id.
        report: Id of the report.
        type: Of the entity.
        name: Its fullest name in the report.
        country: ISO 3166-1 alpha-2, or "".
        place: Where it may lie, or None: of countries, of regions, and of what the gazetteer lacks.
        mentions: How many passages of the report name it.
    """

    entity: str
    report: str
    type: EntityType
    name: str
    country: str
    place: Place | None
    mentions: int


class End(NamedTuple):
    """Where a journey begins or ends.

    Attributes:
        role: What the place is told as: "origin", "destination", or "place" where something else happens on the way.
        words: The report's.
        entity: Id of the entity that they name, or "".
    """

    role: EventRole
    words: str
    entity: str


class Journey(NamedTuple):
    """An event that is told with where from, where to, or both.

    Attributes:
        event: Its id.
        type: Its type.
        manner: How it is told.
        report: Id of the report.
        begins: Where it begins, or where what leads to it happens ("recruited in"); None where that is not told.
        ends: Where to, or None.
    """

    event: str
    type: str
    manner: Manner
    report: str
    begins: End | None
    ends: End | None


def manner_of(factuality: Factuality, *, alleged: bool) -> Manner:
    """Return how an event is told.

    Args:
        factuality: As its holder presents it.
        alleged: Whether it stands within an allegation: what is told there as certain is alleged all the same.
    """
    if factuality == "U":
        return "open"
    if factuality.endswith("-"):
        return "denied"
    return "told" if factuality == "CT+" and not alleged else "alleged"
