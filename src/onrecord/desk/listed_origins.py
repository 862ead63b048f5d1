"""Which origins a list shows, and a page of them as the case answers it."""

from __future__ import annotations

from typing import Final, Literal

from pydantic import BaseModel

from onrecord.desk.answering import Desk
from onrecord.desk.listed_reports import Words
from onrecord.desk.paging import Page, PageNumber, page_of
from onrecord.records import OriginKind, OriginSummary, WholeOrigin
from onrecord.vocabulary.folding import folded

SUMMARIES: Final = "origin_summaries"
"""The name under which the origins are kept."""


class OriginsAsked(BaseModel):
    """Which origins; an empty field lets all pass.

    `name` matches words of the name, in any order, without regard to case or accents. `report` is the whole id of one
    of the reports.
    """

    kind: Literal[OriginKind, ""] = ""
    name: Words = ""
    report: str = ""
    page: PageNumber = 1


def listed_origins(desk: Desk, asked: OriginsAsked) -> Page[WholeOrigin]:
    """Return a page of the origins, those of most reports first; the rest are not read."""
    kept = desk.kept.soon(
        SUMMARIES, lambda case: tuple((one, f" {folded(one.name)} ") for one in case.origin_summaries())
    )
    wanted = folded(asked.name).split()
    found = [one for one, name in kept if _passes(one, asked) and all(f" {word} " in name for word in wanted)]
    page = page_of(found, asked.page)
    return Page(
        items=desk.case.origins_named([one.id for one in page.items]),
        number=page.number,
        more=page.more,
        total=page.total,
    )


def _passes(one: OriginSummary, asked: OriginsAsked) -> bool:
    return (not asked.kind or one.kind == asked.kind) and (not asked.report or asked.report in one.reports)
