"""Rules for times told from elsewhere: from publication, from a time before them, from nowhere in particular."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import cast

from onrecord.extract.times.amounts import amount, ordinal, period, stretch, unit_of
from onrecord.extract.times.dates import day_of, shifted, step, value_at, week_value
from onrecord.extract.times.grammar import Found
from onrecord.extract.times.pointing import is_told, way_of
from onrecord.extract.times.reading import Reading, Rule, read_as
from onrecord.extract.times.story import Story
from onrecord.records.time import TimeType

_STRETCHES = frozenset({"the last", "the past", "past"})  # "in the last year": of any length


def _from_publication(story: Story, count: int, unit: str) -> str:
    """Return what lies so many units from publication, the distance ("-P2M") where that date is unknown."""
    if story.published is None:
        return f"{'-' if count < 0 else ''}P{abs(count)}{unit}"
    if unit == "W":
        there = step(story.published, count, "W")
        return week_value(there) if there else ""
    return shifted(value_at(story.published, unit), count, unit)


def _fixed(found: Found, _: Story) -> list[Reading]:
    return read_as(found, found.part("value"), cast("TimeType", found.part("type") or "DATE"))


def _within(found: Found, story: Story) -> list[Reading]:
    value = story.value_of(*found.match.span("inner"))
    return read_as(found, value)


def _unit_there(found: Found, story: Story) -> list[Reading]:
    unit, count = unit_of(found.part("unit"))
    which = found.part("which").lower()
    way = int(str(found.setting("shift") or way_of(which)))
    if unit == "D" and which == "this":
        return read_as(found, "PRESENT_REF")
    if is_told(which) or unit == "D" or which == "the next":
        return _told_unit(found, story, unit, way) if count == 1 else []
    if found.part("unit").lower() == "quarter":
        return read_as(found, _quarter_there(story, way))
    if which in _STRETCHES or (count > 1 and unit == "Y" and way):  # "the last decade"
        return read_as(found, period(str(count), unit), "DURATION")
    return read_as(found, _here(story, unit, way * count) if count == 1 or unit == "W" else "")


def _quarter_there(story: Story, way: int) -> str:
    here = step(story.published, 3 * way, "M") if story.published else None
    return f"{here.year:04d}-Q{(here.month + 2) // 3}" if here else period(str(3 * way) if way > 0 else "3", "M")


def _here(story: Story, unit: str, count: int) -> str:
    if story.published is None and not count:
        return {"Y": "XXXX", "M": "XXXX-XX", "W": "XXXX-WXX"}.get(unit, "PRESENT_REF")
    return _from_publication(story, count, unit)


def _told_unit(found: Found, story: Story, unit: str, way: int) -> list[Reading]:
    """Read "that week", "the same year", "the next day": from the last time told of."""
    open_value = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Y": "XXXX"}[unit]
    last = story.last(found.start, 3)
    day = story.day_before(found.start, 3) or day_of(last)
    if unit == "D":
        if way and not day:
            return read_as(found, period("1", "D"), "DURATION") if "day" in found.part("unit") else []
        there = step(day, way, "D") if day else None
        return read_as(found, there.isoformat() if there else open_value)
    if day and (unit == "W" or not last or len(last) >= 10):
        there = step(day, way, unit)
        return read_as(found, value_at(there, unit) if there else open_value)
    base = last[:4] if unit == "Y" else last[:7] if unit == "M" and re.match(r"\d{4}-\d\d", last) else ""
    if base:
        return read_as(found, shifted(base, way, unit) or open_value)
    return read_as(found, open_value)


def _unit_here(found: Found, story: Story) -> list[Reading]:
    """Read "the end of the month", "earlier this week": the month or week itself."""
    unit, _ = unit_of(found.part("unit"))
    if unit == "D":
        day = story.day_before(found.start) or story.news_day()
        return read_as(found, day.isoformat() if day else "XXXX-XX-XX")
    return read_as(found, _here(story, unit, 0))


def _week_of(found: Found, story: Story) -> list[Reading]:
    value = story.value_of(*found.match.span("inner"))
    if not re.fullmatch(r"\d{4}-\d\d", value):
        return read_as(found, value)
    first = date.fromisoformat(f"{value}-01")
    if found.part("ordinal").lower() == "last":
        ahead = step(first, 1, "M")
        there = step(ahead, -4, "D") if ahead else None
    else:
        there = step(first, 7 * (ordinal(found.part("ordinal")) - 1) + 3, "D")
    return read_as(found, week_value(there) if there else "")


def _unit_before(found: Found, story: Story) -> list[Reading]:
    return _beside(found, story, -1)


def _unit_after(found: Found, story: Story) -> list[Reading]:
    return _beside(found, story, 1)


def _beside(found: Found, story: Story, way: int) -> list[Reading]:
    unit, count = unit_of(found.part("unit"))
    day = story.day_before(found.start)
    there = step(day, way * count, unit) if day else None
    if there:
        return read_as(found, value_at(there, unit))
    return read_as(found, f"{'-' if way < 0 else ''}P{count}{unit}")


def _weekend(found: Found, story: Story) -> list[Reading]:
    if story.published is None:
        return read_as(found, "XXXX-WXX-WE")
    which = found.part("which").lower()
    way = way_of(which) if which != "the" else min(0, story.direction(found.start, found.end))
    if which in {"this coming", "the coming"}:
        way = 0
    if which == "the" and not story.direction(found.start, found.end):
        way = -1
    there = step(story.published, way, "W")
    return read_as(found, f"{week_value(there)}-WE" if there else "")


def _ago(found: Found, story: Story) -> list[Reading]:
    unit, each = unit_of(found.part("unit"))
    number = amount(found.part("number"))
    if not number or "." in number:
        return []
    count = int(number) * each * (1 if found.setting("ahead") else -1)
    if unit.startswith("T"):
        return read_as(found, f"{'-' if count < 0 else ''}PT{abs(count)}{unit[1]}", "TIME")
    exact = "D" if found.part("today") else {"week": "W", "month": "M", "year": "Y"}.get(found.part("precision"))
    if exact and story.published:
        there = step(story.published, count, unit)
        return read_as(found, value_at(there, exact) if there else "")
    return read_as(found, _from_publication(story, count, unit))


def _later(found: Found, story: Story) -> list[Reading]:
    unit, each = unit_of(found.part("unit"))
    number = amount(found.part("number"))
    if not number or "." in number or unit.startswith("T"):
        return read_as(found, stretch(number, found.part("unit")), "DURATION")
    count = int(number) * each * (-1 if found.setting("back") else 1)
    last = story.last(found.start)
    there = shifted(last, count, unit) if last else ""
    return read_as(found, there or f"{'-' if count < 0 else ''}P{abs(count)}{unit}")


def _from_day(found: Found, story: Story) -> list[Reading]:
    unit, each = unit_of(found.part("unit"))
    number = amount(found.part("number"))
    day = day_of(story.value_of(*found.match.span("inner")))
    if not number or unit.startswith("T") or day is None:
        return []
    way = -1 if found.part("way").lower() == "before" else 1
    there = step(day, way * int(float(number)) * each, unit)
    return read_as(found, there.isoformat() if there else "")


def _now(found: Found, story: Story) -> list[Reading]:
    """Read "now" but where it opens a sentence of somebody who goes on to the next thing ("Now the video.")."""
    after = story.text[found.end : found.end + 6]
    if found.match[0][0] == "N" and re.match(r",|\s+(?:the|let|this|then)\b", after):
        return []
    return read_as(found, "PRESENT_REF")


def _soon(found: Found, _: Story) -> list[Reading]:
    return read_as(found, "FUTURE_REF")


def _that_time(found: Found, story: Story) -> list[Reading]:
    last = story.last(found.start)
    if "day" in found.match[0].lower():
        day = story.day_before(found.start)
        return read_as(found, day.isoformat() if day else "PAST_REF")
    return read_as(found, last if "the" in found.match[0].lower() and last else "PAST_REF")


RULES: Mapping[str, Rule] = {
    "fixed": _fixed,
    "within": _within,
    "unit_there": _unit_there,
    "unit_here": _unit_here,
    "week_of": _week_of,
    "unit_before": _unit_before,
    "unit_after": _unit_after,
    "weekend": _weekend,
    "ago": _ago,
    "later": _later,
    "from_day": _from_day,
    "now": _now,
    "soon": _soon,
    "that_time": _that_time,
}
