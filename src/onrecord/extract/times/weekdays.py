"""Rules for days of the week, and for yesterday, today and tomorrow."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from onrecord.extract.times.dates import step
from onrecord.extract.times.grammar import Found
from onrecord.extract.times.lexicon import lexicon
from onrecord.extract.times.pointing import is_told, way_of
from onrecord.extract.times.reading import Reading, Rule, read_as
from onrecord.extract.times.story import Story, nearest_weekday


def _weekday(found: Found, story: Story) -> list[Reading]:
    number = lexicon().weekdays[found.part("weekday").rstrip(".").lower()]
    which = found.part("which")
    end = (
        found.end - 2
        if found.setting("strip_possessive") and found.match[0][-1:] == "s" and "day" not in found.match[0][-3:]
        else found.end
    )
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


def _some_weekday(found: Found, _: Story) -> list[Reading]:
    return read_as(found, f"XXXX-WXX-{lexicon().weekdays[found.part('weekday').rstrip('.').lower()]}")


def _weekly(found: Found, _: Story) -> list[Reading]:
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


RULES: Mapping[str, Rule] = {
    "weekday": _weekday,
    "weekday_week": _weekday_week,
    "weekday_of": _weekday_of,
    "some_weekday": _some_weekday,
    "weekly": _weekly,
    "day_word": _day_word,
}
