"""Rules for parts of the day and clock times, with the day they belong to."""

from __future__ import annotations

import re
from collections.abc import Mapping

from onrecord.extract.times.amounts import amount
from onrecord.extract.times.dates import safe_date, step
from onrecord.extract.times.grammar import Found
from onrecord.extract.times.lexicon import lexicon
from onrecord.extract.times.reading import Reading, Rule, read_as
from onrecord.extract.times.story import Story, nearest_day

_OPEN = "XXXX-XX-XX"  # a day that the report does not name
_FIGURES = re.compile(r"(\d{1,2})[:.]?(\d\d)?\s*([ap])?\.?\s?m?\.?", re.IGNORECASE)
_WORDS = re.compile(
    r"(?:(?P<half>half past)|(?P<quarter>(?:a )?quarter (?P<way_1>past|to))|"
    r"(?P<minutes>[a-z-]+) (?:minutes )?(?P<way_2>past|to))? ?"
    r"(?P<hour>[a-z]+|\d{1,2})(?: o[’']clock)?"
)
_NAMED = {"midnight": "00:00", "noon": "12:00", "midday": "12:00"}
# "at three" in a report is three in the afternoon: hours at which people are up and about.
_AFTERNOON = range(1, 7)
_STAMP = re.compile(r"(?:^|\n|\bUPDATE )$")


def part_code(word: str) -> str:
    """Return the designator of a part of the day ("TNI")."""
    return lexicon().parts.get(word.lower(), "")


def _part_of_day(found: Found, story: Story) -> list[Reading]:
    code = part_code(found.part("part"))
    inner = found.part("inner").lower()
    if code == "TMO" and inner == "last":
        return []
    day = _inner_day(found, story, inner)
    if not day:
        return read_as(found, _OPEN + code, "TIME")
    return read_as(found, day[:10] + code, "TIME")


def _inner_day(found: Found, story: Story, inner: str) -> str:
    if inner in {"this", "today", "last", ""}:
        there = step(story.published, -1 if inner == "last" else 0, "D") if story.published else None
        return there.isoformat() if there and inner else ""
    if "inner" in found.pattern.regex.groupindex and found.part("inner"):
        value = story.value_of(*found.match.span("inner"))
        return value if re.fullmatch(r"[\dX]{4}-(?:[\dX]{2}-[\dX]{2}|WXX-\d)", value) else ""
    return ""


def _night_between(found: Found, story: Story) -> list[Reading]:
    month = lexicon().months[found.part("month").rstrip(".").lower()]
    day = int(found.part("day"))
    if found.part("year"):
        there = safe_date(int(found.part("year")), month, day)
    else:
        there = nearest_day(story, month, day, found.start, found.end)
    return read_as(found, f"{there.isoformat() if there else f'XXXX-{month:02d}-{day:02d}'}TNI", "TIME")


def _bare_part(found: Found, story: Story) -> list[Reading]:
    before = story.text[max(0, found.start - 8) : found.start]
    if found.match[0].lower() == "a night" and lexicon().around["night_lasting_before"].search(before):
        return read_as(found, "P1D", "DURATION")
    return read_as(found, _OPEN + part_code(found.part("part")), "TIME")


def _part_then(found: Found, story: Story) -> list[Reading]:
    code, which = part_code(found.part("part")), found.part("which").lower()
    if not code:
        return []
    day = story.day_before(found.start) or (story.news_day() if code == "TEV" and not which else None)
    if day and ("next" in which or "following" in which):
        day = step(day, 1, "D")
    elif day and not which and code == "TMO" and story.last(found.start).endswith("TNI"):
        day = step(day, 1, "D")  # "the night of 9 November … by dawn"
    elif day and "previous" in which:
        day = step(day, -1, "D")
    return read_as(found, (day.isoformat() if day else _OPEN) + code, "TIME")


def _each_part(found: Found, _: Story) -> list[Reading]:
    return read_as(found, _OPEN + part_code(found.part("part")), "SET")


def _clock(found: Found, story: Story) -> list[Reading]:
    words = found.part("clock")
    if words.lower() == "midnight" and found.part("inner"):
        return read_as(found, f"{_clock_day(found, story)}T24:00", "TIME")
    time = clock_time(words, found.part("ofday"))
    if not time or _is_no_time(found, words):
        return []
    time = story.entries.get(found.start, time)
    return read_as(found, f"{_clock_day(found, story)}T{time}", "TIME")


def _clock_day(found: Found, story: Story) -> str:
    if found.part("inner"):
        return _inner_day(found, story, found.part("inner").lower()) or _OPEN
    if story.published and _STAMP.search(story.text, max(0, found.start - 10), found.start):
        return story.published.isoformat()
    day = story.day_before(found.start, 1) or (story.published if story.entries else None)
    words = found.part("clock").lower()
    if day is None and (words in _NAMED or ":" in words):
        day = story.news_day()
    return day.isoformat() if day else _OPEN


def _is_no_time(found: Found, words: str) -> bool:
    """Say whether figures with a point are a number: "8.15" needs a sign that it is a time."""
    if not re.fullmatch(r"\d{1,2}\.\d\d", words):
        return False
    before = found.match.string[max(0, found.start - 12) : found.start]
    if lexicon().around["share_after"].match(found.match.string, found.end):
        return True
    return not (found.part("inner") or lexicon().around["clock_before"].search(before))


def clock_time(words: str, part: str = "") -> str:
    """Return "HH:MM" for a clock time in figures or words, "" where it is none.

    Args:
        words: "8.15", "5 p.m.", "half past ten", "0540 hours".
        part: Of which part of the day, where that is said ("in the afternoon").
    """
    plain = " ".join(words.lower().replace("’", "'").split())
    if plain in _NAMED:
        return _NAMED[plain]
    figures = _FIGURES.fullmatch(re.sub(r" ?(?:hours|hrs|h|utc|gmt)$", "", plain))
    if figures:
        hour, minute = int(figures[1]), int(figures[2] or 0)
        mark = figures[3] or ""
        sure = bool(mark or figures[2])
    else:
        hour, minute = _spoken(plain)
        mark, sure = "", False
    hour = _on_the_clock(hour, mark or _mark_of(part), sure=sure)
    return f"{hour:02d}:{minute:02d}" if 0 <= hour < 24 and 0 <= minute < 60 else ""


def _spoken(plain: str) -> tuple[int, int]:
    found = _WORDS.fullmatch(plain)
    hour = amount(found["hour"]) if found else ""
    if not found or not hour:
        return -1, 0
    minute = 30 if found["half"] else 15 if found["quarter"] else int(amount(found["minutes"] or "") or 0)
    if "to" in (found["way_1"], found["way_2"]):
        return int(hour) - 1, 60 - minute
    return int(hour), minute


def _mark_of(part: str) -> str:
    if "night" in part:
        return "night"
    return "a" if "morning" in part else "p" if part else ""


def _on_the_clock(hour: int, mark: str, *, sure: bool) -> int:
    if mark == "night":
        mark = "a" if hour < 5 else "p"
    if not mark and not sure and hour in _AFTERNOON:
        mark = "p"
    if mark == "p" and 0 < hour < 12:
        return hour + 12
    return 0 if mark == "a" and hour == 12 else hour


def _hour(found: Found, story: Story) -> list[Reading]:
    return _clock(found, story)


RULES: Mapping[str, Rule] = {
    "part_of_day": _part_of_day,
    "night_between": _night_between,
    "bare_part": _bare_part,
    "part_then": _part_then,
    "each_part": _each_part,
    "clock": _clock,
    "hour": _hour,
}
