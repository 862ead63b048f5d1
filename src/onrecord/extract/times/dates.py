"""TIMEX3 values of dates: how they are written, and what lies how far from them."""

from __future__ import annotations

import re
from datetime import date, timedelta

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(?:-WE)?")
_YEAR = re.compile(r"\d{4}")
_FIRST_YEAR, _LAST_YEAR = 2, 9998  # what the calendar of the standard library can step from


def day_of(value: str) -> date | None:
    """Return the day that a value names, also by a time of it; None for anything less exact."""
    found = _DAY.fullmatch(value)
    return safe_date(int(found[1]), int(found[2]), int(found[3])) if found else None


def safe_date(year: int, month: int, day: int) -> date | None:
    """Return the date, or None where the calendar has no such day."""
    try:
        return date(year, month, day) if _FIRST_YEAR <= year <= _LAST_YEAR else None
    except ValueError:
        return None


def month_value(year: int, month: int) -> str:
    """Return the value of a month; months before 1 and after 12 are those of the neighbouring years."""
    years, place = divmod(month - 1, 12)
    return f"{year + years:04d}-{place + 1:02d}"


def week_value(day: date) -> str:
    """Return the value of the ISO week of a day."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def year_of(value: str) -> int | None:
    """Return the year that a value begins with."""
    found = re.match(r"\d{4}", value)
    return int(found[0]) if found else None


def step(day: date, count: int, unit: str) -> date | None:
    """Return the day so many units away; a month's last days where the month there has fewer."""
    try:
        if unit in {"D", "W"}:
            return day + timedelta(days=count * (7 if unit == "W" else 1))
        months = count * (12 if unit == "Y" else 1) + day.month - 1
        year, month = day.year + months // 12, months % 12 + 1
        return safe_date(year, month, min(day.day, _length(month)))
    except OverflowError:
        return None


def _length(month: int) -> int:
    return 28 if month == 2 else 30 if month in {4, 6, 9, 11} else 31


def value_at(day: date, unit: str) -> str:
    """Return the value of the day, week, month or year that a day lies in."""
    if unit == "D":
        return day.isoformat()
    if unit == "W":
        return week_value(day)
    return f"{day.year:04d}" if unit == "Y" else month_value(day.year, day.month)


def shifted(value: str, count: int, unit: str) -> str:
    """Return what lies so many units from a value, as exact as the coarser of both; "" where that cannot be said."""
    day = day_of(value)
    if day:
        there = step(day, count, unit)
        return value_at(there, "D" if unit == "W" else unit) if there else ""
    if unit in {"Y", "M"} and (found := _MONTH.fullmatch(value)):
        return month_value(int(found[1]) + (count if unit == "Y" else 0), int(found[2]) + (count if unit == "M" else 0))
    if unit == "W" and (found := _WEEK.fullmatch(value)):
        try:
            there = step(date.fromisocalendar(int(found[1]), int(found[2]), 1), count, "W")
        except ValueError:
            return ""
        return week_value(there) if there else ""
    if unit == "Y" and _YEAR.fullmatch(value):
        return f"{int(value) + count:04d}" if 0 < int(value) + count <= _LAST_YEAR else ""
    return ""


def season_start(year: int, month: int) -> date | None:
    """Return the first day of a season that begins in a month."""
    return safe_date(year, month, 1)


def easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar (Meeus, Astronomical Algorithms, 1991, ch. 8)."""
    century, rest = divmod(year, 100)
    moon = (19 * (year % 19) + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (year % 19 + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, day + 1)


def nth_weekday(count: int, weekday: int, year: int, month: int) -> date:
    """Return the n-th weekday (Monday is 1) of a month."""
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (count - 1))
