"""Which findings a list shows, and a page of them as the case answers it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, Literal

from pydantic import BaseModel

from onrecord.desk.answering import Desk
from onrecord.desk.listed_reports import Day, Words
from onrecord.desk.paging import Page, PageNumber, page_of
from onrecord.dossier.wording import CONTESTED
from onrecord.records import FindingSummary, Slot, Standing

SUMMARIES: Final = "finding_summaries"
WORDS: Final = "finding_words"
DUE: Final = "weighing_due"
"""The names under which the findings, their words, and whether they are still to be told anew are kept."""

Order = Literal["reports", "newest", "oldest"]


class FindingsAsked(BaseModel):
    """Which findings, and in what order; an empty field lets all pass.

    `text` matches words of one of the passages, in any order, without regard to case or accents. Days bound the
    publication of one of the reports, both inclusive. `differ` is "yes" where reports contradict each other or give
    different readings; `slot` is what they differ in.
    """

    text: Words = ""
    standing: Literal[Standing, ""] = ""
    differ: Literal["", "yes"] = ""
    slot: Literal[Slot, ""] = ""
    since: Day = ""
    until: Day = ""
    order: Order = "reports"
    page: PageNumber = 1


def listed_findings(desk: Desk, asked: FindingsAsked) -> Page[FindingSummary]:
    """Return a page of the findings, as far as they are sifted by: nothing more is read of any of them."""
    summaries = desk.kept.soon(SUMMARIES, lambda case: tuple(case.finding_summaries()))
    found = chosen_findings(summaries, asked)
    if asked.text.strip():
        having = desk.kept.soon(WORDS, lambda case: case.finding_words()).having(asked.text)
        found = [one for one in found if one.id in having]
    return page_of(found, asked.page)


def weighing_due(desk: Desk) -> bool:
    """Return whether findings and origins do not stand for all that is in the case and was decided."""
    return desk.kept.answer(DUE, lambda case: case.weighing_due())


def chosen_findings(summaries: Iterable[FindingSummary], asked: FindingsAsked) -> Sequence[FindingSummary]:
    """Return the findings that pass but for their words, in the order that is asked for.

    Args:
        summaries: Of the case, in order of publication.
        asked: Which.
    """
    found = [one for one in summaries if _passes(one, asked)]
    if asked.order == "reports":
        return sorted(found, key=lambda one: (-one.reports, -one.voices))
    if asked.order == "newest":
        return sorted(found, key=lambda one: one.published[-1:], reverse=True)
    return sorted(found, key=lambda one: one.published[:1] or ("9999",))


def differs(one: FindingSummary) -> bool:
    """Return whether reports contradict each other in it, or give different readings."""
    return bool(one.slots) or one.standing in CONTESTED


def _passes(one: FindingSummary, asked: FindingsAsked) -> bool:
    return (
        (not asked.standing or one.standing == asked.standing)
        and (not asked.slot or asked.slot in one.slots)
        and (not asked.differ or differs(one))
        and (not (asked.since or asked.until) or any(_then(day, asked) for day in one.published))
    )


def _then(day: str, asked: FindingsAsked) -> bool:
    """Return whether a date is between the days; as much of them is compared as both have."""
    return (not asked.since or day >= asked.since[: len(day)]) and (
        not asked.until or day[: len(asked.until)] <= asked.until
    )
