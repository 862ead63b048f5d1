"""What the page of somebody or something shows, part by part."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Literal, get_args

from pydantic import BaseModel

from onrecord.case import OneIdentity
from onrecord.desk.listed_reports import Words
from onrecord.desk.paging import PER_PAGE, Page, PageNumber, page_of
from onrecord.records import (
    ClaimRow,
    Company,
    Decision,
    EventRow,
    JudgementRow,
    NameBorne,
    Near,
    RecordsFound,
    RecordsWanted,
    RoleHeld,
    Why,
)

Part = Literal["reports", "names", "mentions", "statements", "said", "events", "likenesses"]
PARTS: Final[tuple[Part, ...]] = get_args(Part)
"""The parts that have pages of their own, each a list."""

SHOWN: Final = 8
"""Rows of each list on the page itself; the list's own page has them all."""

MOST_ROLES: Final = 30
"""Roles shown; reports that write one in many ways are read by their mentions."""

MOST_COMPANIONS: Final = 20

REACH: Final = 512
"""Reports in which the page itself looks for records, the newest, so that a name in all of ten thousand is as quick."""


class PartAsked(BaseModel):
    """Which page of a list; of mentions, those that are some words."""

    words: Words = ""
    page: PageNumber = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Somebody or something with the beginning of every part.

    Attributes:
        one: Who or what.
        names: Its names.
        roles: What reports call it, in order of time, and how many more there are.
        roles_more: How many roles are not shown.
        statements: What it says.
        said: What others say of it.
        events: What it takes part in.
        company: Who and what stands with it.
        joined: Why its entities are one.
        near: What is near to it and not held to be it.
        judgements: What persons decided about who it is.
        decisions: What persons decided about its entities as records.
    """

    one: OneIdentity
    names: RecordsFound[NameBorne]
    roles: list[RoleHeld]
    roles_more: int
    statements: RecordsFound[ClaimRow]
    said: RecordsFound[ClaimRow]
    events: RecordsFound[EventRow]
    company: Company
    joined: list[Why]
    near: list[Near]
    judgements: list[JudgementRow]
    decisions: list[Decision]


def known(one: OneIdentity) -> Known:
    """Return somebody or something with the beginning of every part; each is a query for it alone."""
    some = RecordsWanted(most=SHOWN, reach=REACH)
    why = one.likenesses()
    roles = one.roles()
    return Known(
        one=one,
        names=one.names(RecordsWanted(most=SHOWN)),
        roles=roles[:MOST_ROLES],
        roles_more=len(roles[MOST_ROLES:]),
        statements=one.statements(some),
        said=one.sayings(some),
        events=one.events(some),
        company=one.company(MOST_COMPANIONS),
        joined=[pair for pair in why if pair.joined],
        near=one.near(why),
        judgements=one.judgements()[::-1],
        decisions=one.decisions()[::-1],
    )


def part_page(one: OneIdentity, part: Part, asked: PartAsked) -> Page[Any]:
    """Return a page of one of the lists.

    What others say is not counted: it is looked for among all claims of the reports.
    """
    if part == "reports":
        return page_of(one.bearers, asked.page)
    if part == "likenesses":
        return page_of(one.likenesses(), asked.page)
    wanted = RecordsWanted(start=(asked.page - 1) * PER_PAGE, most=PER_PAGE, counted=part != "said")
    tell: dict[str, Callable[[RecordsWanted], RecordsFound[Any]]] = {
        "names": one.names,
        "mentions": lambda some: one.mentions(some, asked.words),
        "statements": one.statements,
        "said": one.sayings,
        "events": one.events,
    }
    told = tell[part](wanted)
    return Page(items=told.rows, number=asked.page, more=told.more, total=told.total)
