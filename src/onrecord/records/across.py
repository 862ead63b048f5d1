"""What a case answers about what is across its reports: filters and rows."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.records.finding import Finding, Standing
from onrecord.records.identity import Identity, Likeness
from onrecord.records.view import RecordFilter, RecordRow


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingFilter(RecordFilter):
    """Which findings to list: of which standing, with which words in one of their passages.

    `report` is one of those that speak to it; `since` and `until` bound the publication of one of them. `alone` lists
    also the claims that no other report speaks to.
    """

    standing: Standing | str = ""
    text: str = ""
    alone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRow(RecordRow):
    """A finding with the report that its proposition stands in."""

    finding: Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityFilter:
    """Which identities to list: of which type and country, with which words in a name, named by which report.

    `alone` lists also those that one report alone names. `limit` 0 is no limit.
    """

    type: str = ""
    country: str = ""
    name: str = ""
    report: str = ""
    alone: bool = False
    limit: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearer:
    """An entity of a report, as it is named there: `entity` is its id, `published` its report's publication date."""

    entity: str
    report: str
    name: str
    published: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """Two entities that are one, or near to it, with the reasons.

    Attributes:
        a: The one.
        b: The other.
        likeness: How likely they are one, and why.
        joined: Whether they are held to be one.
    """

    a: Bearer
    b: Bearer
    likeness: Likeness
    joined: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityRow:
    """Somebody or something with the entities of the reports, in order of publication, and why they are one or not."""

    identity: Identity
    bearers: tuple[Bearer, ...]
    why: tuple[Why, ...] = ()
