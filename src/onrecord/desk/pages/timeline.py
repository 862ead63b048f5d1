"""`/timeline`: what happened, when it was said, when it was published, side by side."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Final, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, Field

from onrecord.desk.answering import AtDesk, Desk
from onrecord.desk.listed_reports import Words
from onrecord.desk.paging import Page, PageNumber, page_from, page_of, rows_for
from onrecord.dossier.told import parts_of
from onrecord.dossier.wording import on_whose_word, told, when, who
from onrecord.records import LANES, ClaimFilter, ClaimRow, EventFilter, EventRow, Lane, ReportRow
from onrecord.vocabulary.events import event_types

router = APIRouter()

By = Literal["year", "month", "day"]
_FINER: Final[Mapping[str, By]] = {"year": "month", "month": "day"}
_LENGTH: Final = {"year": 4, "month": 7, "day": 10}
BARS: Final = 120
"""Bars of the strip at most: what a screen can tell apart."""

Period = Annotated[str, Field(pattern=r"^(\d{4}(-\d\d(-\d\d)?)?)?$")]


class TimelineAsked(BaseModel):
    """Which stretch of time: `at` is a year, a month or a day, "" the whole case; `by` how it is parted."""

    at: Period = ""
    by: By = "year"
    type: str = ""
    who: Words = ""
    page: PageNumber = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Bucket:
    """A stretch of time with how much it holds in each lane."""

    when: str
    counts: dict[Lane, int]

    @property
    def total(self) -> int:
        """Of all lanes."""
        return sum(self.counts.values())


@router.get("/timeline")
def timeline(request: Request, desk: AtDesk, asked: Annotated[TimelineAsked, Query()]) -> HTMLResponse:
    """Return the case in order of time: counts for each stretch, and what happened in the one that is asked for."""
    buckets = buckets_of(desk, asked)
    dated = [bucket for bucket in buckets if bucket.when]
    return desk.page(
        request,
        "timeline.html.j2",
        asked=asked,
        lanes=LANES,
        dated=dated,
        strip=dated[-BARS:],
        most=max((bucket.total for bucket in dated), default=1),
        undated=next((bucket for bucket in buckets if not bucket.when), None),
        finer=_FINER.get(asked.by, ""),
        happened=listed_events(desk, asked) if asked.at or asked.type or asked.who else None,
        said=listed_claims_said(desk, asked) if asked.at and not asked.type else None,
        published=_published(desk, asked) if asked.at else None,
        who=who,
        types=[(code, code.replace("_", " ")) for code in event_types()],
        told=told,
        when=when,
        parts_of=parts_of,
        on_whose_word=on_whose_word,
    )


def buckets_of(desk: Desk, asked: TimelineAsked) -> Sequence[Bucket]:
    """Return the stretches in order of time, with those without a date first under ""."""
    counts = desk.kept.soon(f"day_counts {asked.by}", lambda case: tuple(case.day_counts(asked.by)))
    found: dict[str, dict[Lane, int]] = {}
    for count in counts:
        if count.when.startswith(asked.at):
            found.setdefault(count.when, dict.fromkeys(LANES, 0))[count.lane] = count.count
    return [Bucket(when=when, counts=found[when]) for when in sorted(found)]


def listed_events(desk: Desk, asked: TimelineAsked) -> Page[EventRow]:
    """Return a page of the events that can have happened in a stretch of time, by report."""
    first, last = days_of(asked.at)
    wanted = EventFilter(after=first, before=last, type=asked.type, who=asked.who, limit=rows_for(asked.page))
    return page_from(desk.case.events(wanted), asked.page)


def listed_claims_said(desk: Desk, asked: TimelineAsked) -> Page[ClaimRow]:
    """Return a page of the claims that can have been said in a stretch of time, by report."""
    first, last = days_of(asked.at)
    wanted = ClaimFilter(after=first, before=last, source=asked.who, limit=rows_for(asked.page))
    return page_from(desk.case.claims(wanted), asked.page)


def days_of(at: str) -> tuple[str, str]:
    """Return the first and the last day of a year, a month or a day; "" for the whole."""
    if len(at) == _LENGTH["year"]:
        return f"{at}-01-01", f"{at}-12-31"
    if len(at) == _LENGTH["month"]:
        year, month = int(at[:4]), min(max(int(at[5:]), 1), 12)
        return f"{year:04}-{month:02}-01", f"{year:04}-{month:02}-{monthrange(max(year, 1), month)[1]}"
    return at, at


def _published(desk: Desk, asked: TimelineAsked) -> Page[ReportRow]:
    rows = [row for row in desk.kept.reports() if row.published.startswith(asked.at)]
    return page_of(rows, 1)
