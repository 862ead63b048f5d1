"""Rules for days and months of the calendar."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from onrecord.extract.times.amounts import ordinal
from onrecord.extract.times.dates import month_value, safe_date, step, year_of
from onrecord.extract.times.grammar import Found
from onrecord.extract.times.lexicon import lexicon
from onrecord.extract.times.pointing import is_told, said_year, way_of
from onrecord.extract.times.reading import Reading, Rule, read_as
from onrecord.extract.times.story import Story, nearest_day, nearest_month

_MONTH = re.compile(r"(?:\d{4}|XXXX)-\d\d")


def _month(found: Found, name: str = "month") -> int:
    word = found.part(name).rstrip(".").lower()
    return int(word) if word.isdigit() else lexicon().months[word]


def _calendar(found: Found, story: Story) -> list[Reading]:
    month = _month(found)
    if not 1 <= month <= 12:
        return []
    written = found.part("day") or str(ordinal(found.part("day_word")))
    year = said_year(found, story)
    if year is not None and written == "0":
        return read_as(found, month_value(year, month))
    return read_as(found, _day_value(story, found, (year, month, int(written))))


def _day_value(story: Story, found: Found, said: tuple[int | None, int, int]) -> str:
    year, month, day = said
    if safe_date(year or 2024, month, day) is None:  # 2024 has a 29 February
        return ""
    if year is not None:
        return f"{year:04d}-{month:02d}-{day:02d}"
    there = nearest_day(story, month, day, found.start, found.end)
    return there.isoformat() if there else f"XXXX-{month:02d}-{day:02d}"


def _numeric(found: Found, _: Story) -> list[Reading]:
    first, second, year = (int(found.part(name)) for name in ("first", "second", "year"))
    # The day first, as most of the world writes, unless the numbers allow only the other reading.
    for month, day in ((second, first), (first, second)):
        there = safe_date(year, month, day) if 1 <= month <= 12 else None
        if there:
            return read_as(found, there.isoformat())
    return []


def _two_days(found: Found, story: Story) -> list[Reading]:
    month, year = _month(found), said_year(found, story)
    last = _day_value(story, found, (year, month, int(found.part("day2"))))
    first = _day_value(story, found, (year, month, int(found.part("day"))))
    if not first or not last or int(found.part("day")) >= int(found.part("day2")):
        return []
    spans = (found.match.span("part_1"), found.match.span("part_2"))
    return [Reading(*span, value) for span, value in zip(spans, (first, last), strict=True)]


def _month_rule(found: Found, story: Story) -> list[Reading]:
    month, which = _month(found), found.part("which")
    year = said_year(found, story)
    if year is not None and found.part("month2"):  # "between October and March 2024": the October before
        year -= month > _month(found, "month2")
    if year is None and story.published and which and not is_told(which):
        year = _year_of_which(month, which, story.published)
    if year is None and is_told(which):
        year = year_of(story.last(found.start, 4))
    if year is not None:
        return read_as(found, month_value(year, month))
    there = nearest_month(story, month, found.start, found.end)
    return read_as(found, month_value(*there) if there else f"XXXX-{month:02d}")


def _year_of_which(month: int, which: str, here: date) -> int:
    way = way_of(which)
    passed = (month >= here.month) if way < 0 else (month <= here.month) if way > 0 else False
    return here.year + (way if passed else 0)


def _nth(found: Found, story: Story) -> list[Reading]:
    day = int(found.part("day"))
    told = story.day_before(found.start)
    last = story.last(found.start, 4)
    month = told.isoformat()[:7] if told else last[:7] if _MONTH.match(last) else ""
    way = story.direction(found.start, found.end) or -1
    here = story.published
    if month and not (way > 0 and here and f"{month}-{day:02d}" < here.isoformat()):
        year = month[:4].replace("XXXX", "2024")  # a year with a 29 February
        return read_as(found, f"{month}-{day:02d}" if safe_date(int(year), int(month[5:]), day) else "")
    if here is None:
        return read_as(found, f"XXXX-XX-{day:02d}")
    there = [step(here, n * way, "M") for n in (0, 1, 2)]
    days = [found_day for other in there if other and (found_day := safe_date(other.year, other.month, day))]
    fitting = [other for other in days if (other - here).days * way >= 0]
    return read_as(found, fitting[0].isoformat() if fitting else "")


RULES: Mapping[str, Rule] = {
    "calendar": _calendar,
    "numeric": _numeric,
    "two_days": _two_days,
    "month": _month_rule,
    "nth": _nth,
}
