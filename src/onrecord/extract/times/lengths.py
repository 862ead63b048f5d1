"""Rules for stretches of time and for what comes again and again."""

from __future__ import annotations

import re
from collections.abc import Mapping

from onrecord.extract.times.amounts import amount, ordinal, period, stretch, together, unit_of
from onrecord.extract.times.grammar import Found
from onrecord.extract.times.lexicon import lexicon
from onrecord.extract.times.reading import Reading, Rule, read_as
from onrecord.extract.times.story import Story

_BEHIND = 40  # code points before an expression that tell what it is part of
# "one second", "a quarter", "a season": seldom a time.
_SELDOM = frozenset({"second", "season", "quarter", "winter", "summer", "min", "sec"})
_SIZES = ("TS", "TM", "TH", "D", "W", "M", "Y")
_YEAR_FIGURES = re.compile(r"(?:1[5-9]|20)\d\d")


def _around(name: str) -> re.Pattern[str]:
    return lexicon().around[name]


def _is_age(found: Found, story: Story) -> bool:
    before = story.text[max(0, found.start - 8) : found.start].lower()
    return bool(_around("age_after").match(story.text, found.end)) or bool(_around("age_before").search(before))


def _duration(found: Found, story: Story) -> list[Reading]:
    number = amount(found.part("number"))
    if found.part("number").lower() in {"a", "an"} and not (found.setting("half") or found.part("number2")):
        return []  # read as one unit
    if _is_age(found, story) or not number or _YEAR_FIGURES.fullmatch(number):
        return []
    unit = found.part("unit").lower()
    if (
        unit in {"second", "sec", "min", "season", "quarter"}
        and not found.part("number").isdigit()
        and "-" not in found.match[0]
    ):
        return []  # "one second", "a quarter": seldom a time
    value = stretch(number, unit, half=bool(found.setting("half")))
    if found.part("number2") and value and not found.setting("either"):
        if not found.part("number2")[0].isalnum() or _SIZES.index(unit_of(unit)[0]) <= _SIZES.index(
            unit_of(found.part("unit2"))[0]
        ):
            return []
        value = together(value, stretch(amount(found.part("number2")), found.part("unit2")))
    return read_as(found, value, "DURATION")


def _two_durations(found: Found, story: Story) -> list[Reading]:
    if _is_age(found, story):
        return []
    if (
        "and" in found.match[0].lower().split()
        and "between" not in story.text[max(0, found.start - 12) : found.start].lower()
    ):
        return []
    values = [stretch(amount(found.part(name)), found.part("unit")) for name in ("number", "number2")]
    spans = [found.match.span("part_1"), found.match.span("part_2")]
    return [Reading(*span, value, "DURATION") for span, value in zip(spans, values, strict=True) if value]


def _vague(found: Found, story: Story) -> list[Reading]:
    return [] if _is_age(found, story) else read_as(found, _some(found.part("unit")), "DURATION")


def _some(unit: str) -> str:
    code, each = unit_of(unit)
    return period("X0" if each == 10 else "X00" if each == 100 else "X", code)


def _vague_bare(found: Found, story: Story) -> list[Reading]:
    before = story.text[max(0, found.start - _BEHIND) : found.start]
    after = story.text[found.end : found.end + 8]
    unit = found.part("unit").lower()
    if unit in {"nights", "summers", "winters", "seasons", "quarters", "mins", "secs"} or _is_age(found, story):
        return []
    if not _around("vague_before").search(before) and not re.match(r"\s+(?:after|before|of|later)\b", after):
        return []
    if re.search(r"\d\s*$", before):
        return []
    return read_as(found, _some(unit), "DURATION")


def _whole(found: Found, _: Story) -> list[Reading]:
    return read_as(found, stretch("1", found.part("unit")), "DURATION")


def _one_unit(found: Found, story: Story) -> list[Reading]:
    """Read "a month": how often where it stands behind an amount ("2,000 a month"), else how long."""
    before = story.text[max(0, found.start - _BEHIND) : found.start].rsplit("\n", 1)[-1].lower()
    after = story.text[found.end : found.end + 16].lower()
    unit, a_unit = found.part("unit").lower(), found.part("number").lower() != "one"
    if unit in _SELDOM or _is_age(found, story) or _around("job_after").match(after) or _is_minute_of(unit, after):
        return []
    behind = re.match(r"\s+(?:after|before|later|earlier)\b", after)
    lasting = behind or _around("lasting_before").search(before)
    if a_unit and not lasting and _around("amount_before").search(before):
        return read_as(found, stretch("1", unit), "SET")
    if unit == "night" and not _around("night_lasting_before").search(before):
        return read_as(found, "XXXX-XX-XXTNI", "TIME")
    return read_as(found, stretch("1", unit), "DURATION")


def _is_minute_of(unit: str, after: str) -> bool:
    """Say whether it is a record of what was said ("a minute of 22 January")."""
    return unit == "minute" and bool(re.match(r"\s+of\s", after))


def _nth_unit(found: Found, _: Story) -> list[Reading]:
    """Read "the third week": a week of a story; a day is one as well ("on the third day")."""
    unit = found.part("unit").lower()
    if unit == "minute":
        return read_as(found, stretch(str(ordinal(found.part("ordinal")) or ""), unit), "DURATION")
    return read_as(found, stretch("1", unit), "DURATION")


def _count(found: Found, _: Story) -> list[Reading]:
    return read_as(found, stretch(str(ordinal(found.part("ordinal")) or ""), found.part("unit")), "DURATION")


def _week_two(found: Found, _: Story) -> list[Reading]:
    return read_as(found, stretch("1", found.match[0].split()[0]), "DURATION")


def _each(found: Found, _: Story) -> list[Reading]:
    unit = found.part("unit").lower()
    if found.setting("vague"):
        return read_as(found, _some(unit), "SET")
    second = {"other": "2", "second": "2", "third": "3"}.get(found.part("second").lower(), "")
    number = second or amount(found.part("number")) or "1"
    if unit in {"second", "sec", "quarter"} or found.match[0].lower() == "any hour":
        return []
    if unit == "night":
        return read_as(found, "XXXX-XX-XXTNI" if not second else "P2D", "SET")
    if unit in {"summer", "winter", "season"}:
        return read_as(found, "P1Y", "SET")
    return read_as(found, stretch(number, unit), "SET")


def _each_month(found: Found, _: Story) -> list[Reading]:
    month = lexicon().months[found.part("month").rstrip(".").lower()]
    return read_as(found, f"XXXX-{month:02d}", "SET")


def _each_season(found: Found, _: Story) -> list[Reading]:
    code = lexicon().seasons[found.part("season").lower()][0]
    return read_as(found, f"XXXX-{code}" if code else "", "SET")


def _adverb(found: Found, story: Story) -> list[Reading]:
    word, before = found.part("adverb").lower(), story.text[max(0, found.start - 14) : found.start]
    if word in {"daily", "weekly", "quarterly", "monthly"} and (
        found.match[0][0].isupper() or _around("paper_before").search(before)
    ):
        return []
    if word == "annual" and story.text.startswith(" report", found.end):
        return []
    return read_as(found, lexicon().adverbs[word], "SET")


RULES: Mapping[str, Rule] = {
    "duration": _duration,
    "two_durations": _two_durations,
    "vague": _vague,
    "vague_bare": _vague_bare,
    "whole": _whole,
    "one_unit": _one_unit,
    "nth_unit": _nth_unit,
    "count": _count,
    "week_two": _week_two,
    "each": _each,
    "each_month": _each_month,
    "each_season": _each_season,
    "adverb": _adverb,
}
