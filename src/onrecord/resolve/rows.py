"""What who is who is told from, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.records.entity import Entity, EntityType
from onrecord.records.identity import Identity, Likeness
from onrecord.vocabulary.bodies import bodies_version
from onrecord.vocabulary.countries import countries_version
from onrecord.vocabulary.persons import persons_version
from onrecord.vocabulary.spelling import spellings_version

RULES = f"resolve-1+{spellings_version()}+{bodies_version()}+{countries_version()}+{persons_version()}"
"""Names the rules and the lists that who is who is told by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityRow:
    """An entity of a report, as far as telling who it is needs it.

    Attributes:
        id: The entity's.
        report: Id of its report.
        type: Its type; the sums, ages and numbers among the entities are left out of what is resolved.
        name: Its fullest name in the report.
        aliases: Its other names there.
        country: ISO 3166-1 alpha-2, or "".
        role: Its function in the report's words, or "".
        published: Publication date of the report, ISO 8601 or "".
    """

    id: str
    report: str
    type: EntityType
    name: str
    aliases: tuple[str, ...] = ()
    country: str = ""
    role: str = ""
    published: str = ""

    @classmethod
    def of(cls, entity: Entity, published: str) -> EntityRow:
        """Return the row of an entity whose report was published then."""
        return cls(
            id=entity.id,
            report=entity.report,
            type=entity.type,
            name=entity.name,
            aliases=entity.aliases,
            country=entity.country,
            role=entity.role,
            published=published,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """Who is who.

    Attributes:
        identities: Everyone and everything named, also who is named by one report alone; in order of their first
            members' ids, each entity in exactly one.
        likenesses: Pairs of entities of which a form of the name, a country or a role differs: those that were joined,
            with why, and those near to it, for a person to judge; in order of ids. Entities named alike in every part
            are one without being listed.
    """

    identities: tuple[Identity, ...]
    likenesses: tuple[Likeness, ...]
