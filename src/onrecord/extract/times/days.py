"""Rules for dates of the calendar: days, weekdays, months, seasons, years, feasts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from onrecord.extract.times.amounts import ordinal
from onrecord.extract.times.dates import (
    easter,
    month_value,
    nth_weekday,
    safe_date,
    season_start,
    shifted,
    step,
    value_at,
    week_value,
    year_of,
)
from onrecord.extract.times.grammar import Found
from onrecord.extract.times.lexicon import lexicon
from onrecord.extract.times.reading import Reading, Rule, read_as
from onrecord.extract.times.story import Story, nearest_day, nearest_month, nearest_weekday

# Days: a feast so near is the one that is meant, whatever the tense.
_SOON = 100
_WAYS = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "following": 1}


def way_of(which: str) -> int:
    """Return -1 for "last", 1 for "next", 0 for "this" and "that"."""
    return _WAYS.get(which.lower().split()[-1], 0) if which else 0


def is_told(which: str) -> bool:
    """Say whether the word points to a time of the story and not from the publication date ("that", "the same")."""
    return bool(which) and which.lower().split()[-1] in {"that", "same", "previous", "following"}


def said_year(found: Found, story: Story) -> int | None:
    """Return the year that a form says: in figures or as "last year"."""
    if found.part("year"):
        return int(found.part("year"))
    which = found.part("which")
    if which and "year" in found.match[0].lower():
        if is_told(which):
            return story.year_told(found.start) or year_of(story.last(found.start))
        return story.published.year + way_of(which) if story.published else None
    return None


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


def _numeric(found: Found, story: Story) -> list[Reading]:
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
    if not 1 <= day <= 31:
        return []
    if told or len(last) == 7:
        there = f"{(told.isoformat() if told else last)[:7]}-{day:02d}"
        return read_as(found, there)
    if story.published is None:
        return read_as(found, f"XXXX-XX-{day:02d}")
    way = story.direction(found.start, found.end) or -1
    here = story.published
    months = [(here.year, here.month), *((there.year, there.month) for n in (way,) if (there := step(here, n, "M")))]
    days = [there for year, month in months if (there := safe_date(year, month, day))]
    fitting = [there for there in days if (there - here).days * way >= 0] or days
    return read_as(found, fitting[0].isoformat() if fitting else "")


def _season(found: Found, story: Story) -> list[Reading]:
    code, month = lexicon().seasons[found.part("season").lower()]
    year, which = said_year(found, story), found.part("which")
    if year is not None:
        return read_as(found, f"{year:04d}-{code}" if code else f"{year:04d}")
    if not code:
        return []
    if is_told(which) or (story.published and story.year_told(found.start)):
        year = story.year_told(found.start) or year_of(story.last(found.start, 4))
    if year is None and story.published:
        year = _season_year(story, found, month)
    return read_as(found, f"{year:04d}-{code}" if year is not None else f"XXXX-{code}")


def _season_year(story: Story, found: Found, month: int) -> int | None:
    here, which = story.published, found.part("which")
    if here is None:
        return None
    way = way_of(which) or (0 if which else story.direction(found.start, found.end) or -1)
    if which and not way:
        return here.year - (month == 12 and here.month < 3)
    starts = [start for year in (-2, -1, 0, 1) if (start := season_start(here.year + year, month))]
    if way > 0:
        return min((start.year for start in starts if (step(start, 3, "M") or start) > here), default=None)
    # a season is "last" once it is over, and told of once it has begun
    begun = [start for start in starts if start <= here and (not which or (step(start, 3, "M") or here) <= here)]
    return max((start.year for start in begun), default=None)


def _year(found: Found, story: Story) -> list[Reading]:
    return read_as(found, found.part("year"))


def _decade(found: Found, story: Story) -> list[Reading]:
    if found.part("year"):
        return read_as(found, found.part("year"))
    digit = found.part("digit") or str(lexicon().decades[found.part("decade").lower()])
    return read_as(found, f"19{digit}")


def _century(found: Found, story: Story) -> list[Reading]:
    count = ordinal(found.part("ordinal"))
    return read_as(found, f"{count - 1:02d}" if 10 < count < 23 else "")


def _quarter(found: Found, story: Story) -> list[Reading]:
    count = ordinal(found.part("ordinal")) or 4  # "the final quarter"
    inner = story.value_of(*found.match.span("inner")) if found.part("inner") else ""
    year = year_of(inner) if inner else None
    if year is None and story.published:
        ahead = 3 * (count - 1) + 1 > story.published.month
        year = story.published.year - (ahead and story.direction(found.start, found.end) < 1)
    return read_as(found, f"{year:04d}-Q{count}" if year and 0 < count < 5 else "")


def _holiday(found: Found, story: Story) -> list[Reading]:
    name = found.part("holiday") or found.part("past_holiday") or found.part("next_holiday")
    when = lexicon().holidays[name.lower().replace("’", "'")]
    if found.part("year"):
        return read_as(found, _feast(when, int(found.part("year"))))
    if story.published is None:
        return read_as(found, f"XXXX-{when}" if when[:2].isdigit() else "XXXX-SP" if "easter" in when else "")
    told = story.year_told(found.start)
    if told:
        return read_as(found, _feast(when, told))
    way = -1 if found.part("past_holiday") else 1 if found.part("next_holiday") else 0
    way = way or story.direction(found.start, found.end)
    here = value_at(story.published, "D")
    feasts = [_feast(when, story.published.year + n) for n in (-1, 0, 1)]
    nearest = min(feasts, key=lambda feast: _distance(feast, story.published))
    if found.part("holiday") and _distance(nearest, story.published) < _SOON:
        return read_as(found, nearest)
    if way > 0:
        return read_as(found, min(feast for feast in feasts if feast >= here or feast == feasts[2]))
    if way < 0:
        return read_as(found, max(feast for feast in feasts if feast <= here or feast == feasts[0]))
    return read_as(found, nearest)


def _feast(when: str, year: int) -> str:
    if when.startswith("easter"):
        there = step(easter(year), int(when.split()[1]), "D")
        return there.isoformat() if there else ""
    if " " in when:
        count, weekday, month = map(int, when.split())
        return nth_weekday(count, weekday, year, month).isoformat()
    return f"{year:04d}-{when}"


def _distance(feast: str, here: date | None) -> int:
    there = date.fromisoformat(feast if len(feast) == 10 else f"{feast}-15")
    return abs((there - here).days) if here else 0


def _weekday(found: Found, story: Story) -> list[Reading]:
    number = lexicon().weekdays[found.part("weekday").rstrip(".").lower()]
    which = found.part("which")
    end = found.end - 2 if found.setting("strip_possessive") and found.match[0][-1:] == "s" and "day" not in found.match[0][-3:] else found.end
    there = _weekday_there(story, found, (number, which))
    return [Reading(found.start, end, there.isoformat() if there else f"XXXX-WXX-{number}")]


def _weekday_there(story: Story, found: Found, said: tuple[int, str]) -> date | None:
    number, which = said
    here = story.published
    told = story.day_before(found.start, 3) if is_told(which) else None
    if told and which.lower().split()[-1] == "following":
        return step(told, (number - told.isoweekday() - 1) % 7 + 1, "D")
    if told and which.lower().split()[-1] == "previous":
        return step(told, -((told.isoweekday() - number - 1) % 7 + 1), "D")
    if told:
        return step(told, (number - told.isoweekday()) % 7, "D")
    if here is None or not which:
        return nearest_weekday(story, number, found.start, found.end)
    way = way_of(which)
    if way < 0:
        return step(here, -((here.isoweekday() - number - 1) % 7 + 1), "D")
    return step(here, (number - here.isoweekday() - (way > 0)) % 7 + (way > 0), "D")


def _weekday_week(found: Found, story: Story) -> list[Reading]:
    number = lexicon().weekdays[found.part("weekday").rstrip(".").lower()]
    here = story.published
    there = step(here, (number - here.isoweekday() - 1) % 7 + 8, "D") if here else None
    return read_as(found, there.isoformat() if there else f"XXXX-WXX-{number}")


def _weekday_of(found: Found, story: Story) -> list[Reading]:
    number = lexicon().weekdays[found.part("weekday").rstrip(".").lower()]
    if story.published is None:
        return read_as(found, f"XXXX-WXX-{number}")
    way = way_of(found.part("inner").split()[0])
    there = step(story.published, 7 * way + number - story.published.isoweekday(), "D")
    return read_as(found, there.isoformat() if there else "")


def _some_weekday(found: Found, story: Story) -> list[Reading]:
    return read_as(found, f"XXXX-WXX-{lexicon().weekdays[found.part('weekday').rstrip('.').lower()]}")


def _weekly(found: Found, story: Story) -> list[Reading]:
    name = (found.part("weekday") or found.part("weekdays").removesuffix("s")).rstrip(".").lower()
    return read_as(found, f"XXXX-WXX-{lexicon().weekdays[name]}", "SET")


def _day_word(found: Found, story: Story) -> list[Reading]:
    shift = int(str(found.setting("shift")))
    words = found.match[0].lower()
    end = found.end - 2 if words.endswith(("'s", "’s")) else found.end
    there = step(story.published, shift, "D") if story.published else None
    # without a date "today" says no more than now
    far = f"{'-' if shift < 0 else ''}P{abs(shift)}D" if shift else "PRESENT_REF"
    return [Reading(found.start, end, there.isoformat() if there else far)]


def shifted_or_far(story: Story, count: int, unit: str) -> str:
    """Return what lies so many units from publication, the distance ("-P2M") where that date is unknown."""
    if story.published is None:
        return f"{'-' if count < 0 else ''}P{abs(count)}{unit}"
    if unit == "W":
        there = step(story.published, count, "W")
        return week_value(there) if there else ""
    return shifted(value_at(story.published, unit), count, unit)


RULES: Mapping[str, Rule] = {
    "calendar": _calendar,
    "numeric": _numeric,
    "two_days": _two_days,
    "month": _month_rule,
    "nth": _nth,
    "season": _season,
    "year": _year,
    "decade": _decade,
    "century": _century,
    "quarter": _quarter,
    "holiday": _holiday,
    "weekday": _weekday,
    "weekday_week": _weekday_week,
    "weekday_of": _weekday_of,
    "some_weekday": _some_weekday,
    "weekly": _weekly,
    "day_word": _day_word,
}
