"""Who and what a list shows: identities by their names, types and reports, and a page of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from fastapi import HTTPException
from pydantic import BaseModel

from onrecord.case import Case, OneIdentity
from onrecord.desk.answering import Desk
from onrecord.desk.listed_reports import Words
from onrecord.desk.paging import Page, PageNumber, page_of
from onrecord.desk.refusals import found
from onrecord.errors import UsageError
from onrecord.records import EntityType, IdentitySummary
from onrecord.vocabulary.folding import folded

EVERYBODY: Final = "identities"
"""The name under which a little of every identity is kept."""

STORED: Final = "identity-"
"""What the ids of identities begin with; those of entities begin otherwise."""

Order = Literal["reports", "statements", "name"]


class EntitiesAsked(BaseModel):
    """Who and what, and in what order; an empty field lets all pass.

    `words` stand in one of the names, in any order and also as parts of words, without regard to case, accents or
    alphabet. `report` is the whole id of a report that names them. `named` "several" leaves out those of one report.
    """

    words: Words = ""
    type: Literal[EntityType, ""] = ""
    named: Literal["several", ""] = ""
    report: str = ""
    order: Order = "reports"
    page: PageNumber = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Everybody:
    """A little of every identity of a case.

    Attributes:
        rows: Those that most reports name first, then by name.
        names: Of each, its names in one spelling.
        alone: Id of an identity that is not stored → id of the one entity that it is.
    """

    rows: Sequence[IdentitySummary]
    names: Sequence[str]
    alone: dict[str, str]


def everybody(desk: Desk) -> Everybody:
    """Return a little of every identity of the case, kept while it stays as it is."""
    return desk.kept.soon(EVERYBODY, _everybody)


def listed_identities(desk: Desk, asked: EntitiesAsked) -> Page[IdentitySummary]:
    """Return a page of the identities that pass.

    Raises:
        HTTPException: The case has no report of this id; 404.
    """
    if asked.report and asked.report not in desk.kept.report_rows():
        raise HTTPException(404)
    within = desk.case.identities_in(asked.report) if asked.report else None
    return page_of(_chosen(everybody(desk), asked, within), asked.page)


def identity_named(desk: Desk, given: str) -> OneIdentity:
    """Return who or what the id of an identity or of an entity names.

    Raises:
        HTTPException: There is none; 404.
    """
    try:
        return desk.case.identity(given)
    except UsageError as error:
        entity = everybody(desk).alone.get(given) if given.startswith(STORED) else None
        if entity is None:
            raise HTTPException(404, error.message) from None
    with found():
        return desk.case.identity(entity)


def _everybody(case: Case) -> Everybody:
    spelt = ((" ".join(map(folded, row.names)), row) for row in case.identity_summaries())
    ordered = sorted(spelt, key=lambda pair: (-pair[1].reports, pair[0], pair[1].id))
    return Everybody(
        rows=tuple(row for _, row in ordered),
        names=tuple(names for names, _ in ordered),
        alone={row.id: row.entity for _, row in ordered if row.entity},
    )


def _chosen(of: Everybody, asked: EntitiesAsked, within: frozenset[str] | None) -> Sequence[IdentitySummary]:
    """Return the identities that pass, in the order that is asked for; `within` are those of one report."""
    wanted = folded(asked.words).split()
    rows = [
        row
        for row, names in zip(of.rows, of.names, strict=True)
        if _passes(row, asked) and (within is None or row.id in within) and all(word in names for word in wanted)
    ]
    if asked.order == "statements":
        return sorted(rows, key=lambda row: -row.statements)
    return sorted(rows, key=lambda row: folded(row.names[0])) if asked.order == "name" else rows


def _passes(row: IdentitySummary, asked: EntitiesAsked) -> bool:
    return (not asked.type or row.type == asked.type) and (not asked.named or row.reports > 1)
