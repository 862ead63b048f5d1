"""A time that a report names."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal, get_args

from onrecord.records.hand import of_hand
from onrecord.records.ids import content_id
from onrecord.records.record import LinkKind
from onrecord.records.span import Span

TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
TIME_TYPES: tuple[TimeType, ...] = get_args(TimeType)


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """A time expression with its value.

    Attributes:
        report: Id of the report.
        span: Its words.
        value: As in TIMEX3 ("2023-09-05", "2023-W36", "P2M", "PRESENT_REF"), anchored on the publication date.
            Where that is unknown a relative expression keeps its distance: "-P1Y" for "last year", XXXX-WXX-2
            for "on Tuesday".
        type: TIMEX3's type.
        made_by: Net or rule with its version.
    """

    report: str
    span: Span
    value: str
    type: TimeType
    made_by: str = ""

    @property
    def days(self) -> tuple[str, str] | None:
        """The first and the last day that it can mean, as ISO dates; None where its value names no stretch of days."""
        return days_of(self.value)

    @property
    def id(self) -> str:
        """By report and place."""
        place = f"{self.span.start}-{self.span.end}"
        return content_id("time", self.report, place, *of_hand(self.made_by, self.value, self.type))

    def passages(self) -> Iterator[tuple[str, Span]]:
        """Yield every span with the name of its field."""
        yield "span", self.span

    def links(self) -> Iterator[tuple[LinkKind, str]]:
        """Yield the kind and id of every other record of the report that this one names."""
        yield from ()


_DAY = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?:T.*)?", re.ASCII)
_WEEK = re.compile(r"(?P<year>\d{4})-W(?P<week>\d\d)(?:-WE)?", re.ASCII)
_MONTH = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)", re.ASCII)
_PART = re.compile(r"(?P<year>\d{4})-(?P<part>[QH])(?P<number>[1-4])", re.ASCII)
_YEARS = re.compile(r"(?P<years>\d{2,4})(?:-(?:SP|SU|FA|WI))?", re.ASCII)
_MONTHS_OF = {"Q": 3, "H": 6}


@lru_cache(maxsize=1 << 16)  # a case has thousands of times and few values
def days_of(value: str) -> tuple[str, str] | None:
    """Return the first and the last day that a TIMEX3 value can mean, or None where it names no stretch of days.

    A season may be of either hemisphere and counts as its year.
    """
    try:
        bounds = _bounds(value)
    except ValueError:  # the 31st of April, the week 60
        return None
    return (bounds[0].isoformat(), bounds[1].isoformat()) if bounds else None


def _bounds(value: str) -> tuple[date, date] | None:
    """Return the first and the last day of a value.

    Raises:
        ValueError: It has the form of a date and is none.
    """
    if found := _DAY.fullmatch(value):
        day = date(*(int(number) for number in found.group("year", "month", "day")))
        return day, day
    if found := _WEEK.fullmatch(value):
        monday = date.fromisocalendar(int(found["year"]), int(found["week"]), 1)
        return monday, monday + timedelta(days=6)
    if found := _MONTH.fullmatch(value):
        return _months(int(found["year"]), int(found["month"]), 1)
    if found := _PART.fullmatch(value):
        length = _MONTHS_OF[found["part"]]
        return _months(int(found["year"]), (int(found["number"]) - 1) * length + 1, length)
    if found := _YEARS.fullmatch(value):
        given = found["years"]
        return date(int(given.ljust(4, "0")), 1, 1), date(int(given.ljust(4, "9")), 12, 31)
    return None


def _months(year: int, first: int, length: int) -> tuple[date, date]:
    last = first + length - 1
    if last > 12:
        raise ValueError(f"{year} has no month {last}")
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])
