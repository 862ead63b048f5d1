"""Who and what a report names, and where it does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from onrecord.records.hand import of_hand
from onrecord.records.ids import content_id
from onrecord.records.record import LinkKind
from onrecord.records.span import Span

EntityType = Literal["PER", "ORG", "GPE", "LOC", "NORP", "FAC", "VEHICLE", "MONEY", "AGE", "CARDINAL", "LAW", "ACCOUNT"]
ENTITY_TYPES: tuple[EntityType, ...] = get_args(EntityType)
RESOLVED_TYPES: frozenset[EntityType] = frozenset(
    {"PER", "ORG", "GPE", "LOC", "NORP", "FAC", "VEHICLE", "LAW", "ACCOUNT"}
)
"""Types of what can be met again in another report; sums, ages and numbers are not."""

Form = Literal["name", "nominal", "pronoun"]
FORMS: tuple[Form, ...] = get_args(Form)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A place of a report that speaks of an entity.

    Attributes:
        report: Id of the report.
        span: Its words.
        type: The entity's type.
        entity: Id of the entity.
        form: "name", "nominal" ("the ministry") or "pronoun".
        score: How sure the net is of the span and its type, in [0, 1].
        made_by: Net or rule with its version.
    """

    report: str
    span: Span
    type: EntityType
    entity: str
    form: Form = "name"
    score: float = 1.0
    made_by: str = ""

    @property
    def id(self) -> str:
        """By report and place."""
        return content_id("mention", self.report, f"{self.span.start}-{self.span.end}")

    def passages(self) -> Iterator[tuple[str, Span]]:
        """Yield every span with the name of its field."""
        yield "span", self.span

    def links(self) -> Iterator[tuple[LinkKind, str]]:
        """Yield the kind and id of every other record of the report that this one names."""
        if self.entity:
            yield "entity", self.entity


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a name may lie on the map.

    Attributes:
        latitude: Degrees north of the likeliest reading.
        longitude: Degrees east.
        readings: How many places of the gazetteer bear the name; above 1 the choice may be wrong.
        source: The gazetteer, with its version.
    """

    latitude: float
    longitude: float
    readings: int
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """Somebody or something that a report names, with all its mentions.

    Attributes:
        report: Id of the report.
        first: Span of the mention that stands for it: the first of its fullest name.
        type: One of `ENTITY_TYPES`.
        name: Its fullest name in the report.
        aliases: Its other names, in the order they appear.
        country: ISO 3166-1 alpha-2 code of the country it is, lies in or belongs to, or "".
        role: Its function in the report's words ("foreign minister"), or "".
        place: Coordinates of a place, or None.
        mentions: How many mentions it has.
        made_by: Net or rule with its version.
    """

    report: str
    first: Span
    type: EntityType
    name: str
    aliases: tuple[str, ...] = ()
    country: str = ""
    role: str = ""
    place: Place | None = None
    mentions: int = 1
    made_by: str = ""

    @property
    def id(self) -> str:
        """By report and the place of its first name."""
        where = f"{self.place.latitude!r},{self.place.longitude!r}" if self.place else ""
        named = (self.type, self.name, self.country, self.role, where, *self.aliases)
        place = f"{self.first.start}-{self.first.end}"
        return content_id("entity", self.report, place, *of_hand(self.made_by, *named))

    def passages(self) -> Iterator[tuple[str, Span]]:
        """Yield every span with the name of its field."""
        yield "first", self.first

    def links(self) -> Iterator[tuple[LinkKind, str]]:
        """Yield the kind and id of every other record of the report that this one names."""
        yield from ()
