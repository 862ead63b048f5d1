"""`/timeline`: what happened, when it was said, when it was published, side by side."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated, Literal, TypeVar

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, Field

from onrecord.desk.answering import AtDesk, Desk
from onrecord.desk.listed_reports import Words
from onrecord.desk.paging import Page, PageNumber, page_from, page_of, rows_for
from onrecord.desk.stretches import FINER, LENGTHS, By, Stretch, above, beside, by_of, stretches_of, strip_of
from onrecord.dossier.told import parts_of
from onrecord.dossier.wording import on_whose_word, told, when, who
from onrecord.records import LANES, UNDATED, ClaimFilter, ClaimRow, EventFilter, EventRow, Lane, ReportRow
from onrecord.vocabulary.events import event_types

router = APIRouter()

T = TypeVar("T")

Period = Annotated[str, Field(pattern=rf"^(\d{{4}}(-\d\d(-\d\d)?)?|{UNDATED})?$")]


class TimelineAsked(BaseModel):
    """Which stretch of time: `at` is a year, month or day, or what has no date; `by` how it is parted.

    With `wider` what can have been in the stretch is listed, too: "2023" for a day of it.
    """

    at: Period = ""
    by: By = "year"
    type: str = ""
    who: Words = ""
    wider: Literal["", "yes"] = ""
    page: PageNumber = 1


class LanesAsked(TimelineAsked):
    """And which page of the two other lanes."""

    said: PageNumber = 1
    published: PageNumber = 1


@router.get("/timeline")
def timeline(request: Request, desk: AtDesk, asked: Annotated[LanesAsked, Query()]) -> HTMLResponse:
    """Return the case in order of time: counts for each stretch, and what a stretch holds that is asked for."""
    stretches = buckets_of(desk, asked)
    siblings = buckets_of(desk, TimelineAsked(by=by_of(asked.at))) if asked.at not in ("", UNDATED) else []
    return desk.page(
        request,
        "timeline.html.j2",
        asked=asked,
        lanes=LANES,
        dated=[one for one in stretches if one.when],
        strip=strip_of(stretches),
        undated=next((one for one in stretches if not one.when), None),
        none=UNDATED,
        finer=FINER.get(asked.by, ""),
        above=above(asked.at),
        beside=beside(siblings, asked.at),
        happened=listed_events(desk, asked) if asked.at or asked.type or asked.who else None,
        said=listed_claims_said(desk, asked, asked.said) if asked.at and not asked.type else None,
        published=_published(desk, asked) if asked.at and not asked.type and not asked.who else None,
        who=who,
        types=[(code, code.replace("_", " ")) for code in event_types()],
        told=told,
        when=when,
        parts_of=parts_of,
        on_whose_word=on_whose_word,
    )


def buckets_of(desk: Desk, asked: TimelineAsked) -> Sequence[Stretch]:
    """Return the stretches in order of time, with those without a date first under ""."""
    counts = desk.kept.soon(f"day_counts {asked.by}", lambda case: tuple(case.day_counts(asked.by)))
    return stretches_of(counts, "" if asked.at == UNDATED else asked.at)


def listed_events(desk: Desk, asked: TimelineAsked) -> Page[EventRow]:
    """Return a page of the events of a stretch of time, in the order of their times."""
    wanted = EventFilter(**_bounds(asked), type=asked.type, who=asked.who, limit=rows_for(asked.page))
    return _counted(desk, asked, "happened", page_from(desk.case.events(wanted), asked.page))


def listed_claims_said(desk: Desk, asked: TimelineAsked, page: int) -> Page[ClaimRow]:
    """Return a page of the claims that were said in a stretch of time, in the order of their times."""
    wanted = ClaimFilter(**_bounds(asked), source=asked.who, limit=rows_for(page))
    return _counted(desk, asked, "said", page_from(desk.case.claims(wanted), page))


def days_of(at: str) -> tuple[str, str]:
    """Return the first and the last day of a year, a month or a day; "" for the whole."""
    if len(at) == LENGTHS["year"]:
        return f"{at}-01-01", f"{at}-12-31"
    if len(at) == LENGTHS["month"]:
        year, month = int(at[:4]), min(max(int(at[5:]), 1), 12)
        return f"{year:04}-{month:02}-01", f"{year:04}-{month:02}-{monthrange(max(year, 1), month)[1]}"
    return at, at


def _bounds(asked: TimelineAsked) -> dict[str, str]:
    """Return which days a filter is asked for."""
    if not asked.wider or asked.at == UNDATED:
        return {"dated": asked.at}
    first, last = days_of(asked.at)
    return {"after": first, "before": last}


def _counted(desk: Desk, asked: TimelineAsked, lane: Lane, page: Page[T]) -> Page[T]:
    """Tell how many there are in all, where that was counted."""
    if not asked.at or asked.wider or asked.who or asked.type:
        return page
    at = "" if asked.at == UNDATED else asked.at
    same = buckets_of(desk, TimelineAsked(by=by_of(asked.at), at=at))
    return replace(page, total=sum(one.counts[lane] for one in same if one.when == at or at))


def _published(desk: Desk, asked: LanesAsked) -> Page[ReportRow]:
    at = "" if asked.at == UNDATED else asked.at
    rows = [row for row in desk.kept.reports() if (row.published.startswith(at) if at else not row.published)]
    return page_of(rows, asked.published)
