"""Which reports a list shows; pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from onrecord.desk.paging import PageNumber
from onrecord.records import CLAIM_LANGUAGES, ReportRow
from onrecord.vocabulary.folding import folded

Day = Annotated[str, Field(pattern=r"^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)?$")]
"""A date as forms send it: "2023", "2023-09", "2023-09-05", or "" for none."""

Words = Annotated[str, Field(max_length=500)]
"""What somebody looks for; longer than any title."""


class ReportsAsked(BaseModel):
    """Which reports, and in what order; an empty field lets all pass.

    `words` stand in the title, publisher, author or origin, in any order, without regard to case or accents. Days bound
    the publication, both inclusive. `read` is whether the report was read for claims: yes, not yet, or not at
    all because of its language.
    """

    words: Words = ""
    publisher: Words = ""
    language: Words = ""
    since: Day = ""
    until: Day = ""
    read: Literal["", "yes", "pending", "other_language"] = ""
    order: Literal["newest", "oldest", "most_claims"] = "newest"
    page: PageNumber = 1


def chosen_reports(rows: Sequence[ReportRow], asked: ReportsAsked) -> list[ReportRow]:
    """Return the reports that pass, in the order that is asked for.

    Args:
        rows: Of the case, the newest first.
        asked: Which.
    """
    wanted = folded(asked.words).split()
    found = [row for row in rows if _passes(row, asked) and (not wanted or _has_words(row, wanted))]
    if asked.order == "most_claims":
        return sorted(found, key=lambda row: -row.claims)
    if asked.order == "oldest":
        return sorted(found, key=lambda row: (not row.published, row.published))
    return found


def _passes(row: ReportRow, asked: ReportsAsked) -> bool:
    day = row.published
    return (
        (not asked.publisher or row.publisher == asked.publisher)
        and (not asked.language or row.language == asked.language)
        and (not asked.read or asked.read == _state(row))
        # as much of the days is compared as both have: "2023-09" may be any day of that month
        and (not asked.since or (day != "" and day >= asked.since[: len(day)]))
        and (not asked.until or (day != "" and day[: len(asked.until)] <= asked.until))
    )


def _state(row: ReportRow) -> str:
    if row.extracted:
        return "yes"
    return "pending" if row.language in CLAIM_LANGUAGES else "other_language"


def _has_words(row: ReportRow, wanted: Sequence[str]) -> bool:
    there = folded(" ".join((row.title, row.publisher, row.author, row.origin)))
    return all(word in there for word in wanted)
