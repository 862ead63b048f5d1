"""Laws of times, on any text."""

import re
import sys

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from onrecord.extract.times import find_times
from onrecord.extract.times.amounts import amount, stretch
from onrecord.extract.times.dates import easter, shifted
from onrecord.records.time import TIME_TYPES

MATERIAL = """
the night of morning Monday Friday May March 5 2023 31 30 February 11th a an one twenty years day week month ago later
earlier between and to from last next that same every at noon midnight 8.15 5:20 p.m. half past ten early Christmas
Easter said will be until first second before after yesterday , . in on about more than 2,000 9999 0 00 1/2/2023 ’s
"""
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
ONES = """
one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
nineteen
"""
words = st.sampled_from([*MATERIAL.split(), "\n"])
phrases = st.lists(words, max_size=40).map(" ".join)
texts = st.one_of(phrases, st.text(max_size=200))
published = st.sampled_from(["", "2023-09-05", "2024-02-29", "2023-09", "0001-01-01", "9999-12-31", "not a date"])
# ISO-TimeML: dates, weeks, seasons, quarters, parts of day, clock times, durations, references.
VALUE = re.compile(
    r"[\dX]{4}(?:-(?:[\dX]{2}(?:-[\dX]{2})?|W[\dX]{2}(?:-(?:WE|\d))?|SP|SU|FA|WI|Q\d))?(?:T(?:\d\d:\d\d|NI|MO|AF|EV))?"
    r"|\d{2,3}|-?P(?:T?(?:[\dX.]+[YMWDHS])+)|(?:PRESENT|PAST|FUTURE)_REF"
)


@settings(max_examples=300, deadline=None)
@given(texts, published)
@example("on the 31st of February 2023 and 30 February", "2023-09-05")
@example("9999 years later. 9999 centuries ago", "2023-09-05")
def test_every_time_quotes_the_text_and_has_a_value(text: str, day: str) -> None:
    end = 0
    for found in find_times(text, day):
        assert end <= found.start < found.end <= len(text)
        assert text[found.start : found.end].strip() == text[found.start : found.end]
        assert "\n" not in text[found.start : found.end]
        assert VALUE.fullmatch(found.value), found.value
        assert found.type in TIME_TYPES
        end = found.end


def _calls(text: str) -> int:
    """Return how many functions are called to read a text: a measure of work that no busy machine changes."""
    count = 0

    def called(_: object, event: str, __: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(called)
    try:
        find_times(text, "2023-05-05")
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    "text",
    [
        "said on Monday and ",
        "the night of the morning of ",
        "\n8:15 a thing",
        "twenty ",
        " May " + " " * 20,
        "in May by evening ",
    ],
)
def test_work_grows_with_the_text_and_not_faster(text: str) -> None:
    find_times(text, "2023-05-05")  # the lists are read once
    assert _calls(text * 1600) <= 2.2 * _calls(text * 800) + 100


@given(st.integers(1, 99))
def test_a_number_in_words_is_that_of_its_figures(number: int) -> None:
    tens, ones = TENS.split(), ONES.split()
    ten, one = divmod(number, 10)
    spelled = ones[number - 1] if number < 20 else tens[ten - 2] + (f"-{ones[one - 1]}" if one else "")
    assert amount(spelled) == amount(str(number)) == str(number)


@given(st.integers(1, 400), st.sampled_from(["day", "week", "month", "year"]))
def test_a_stretch_of_one_unit_names_its_number(number: int, unit: str) -> None:
    assert stretch(str(number), unit) == f"P{number}{unit[0].upper()}"


@given(st.integers(-3000, 3000))
def test_days_there_and_back_are_the_same_day(count: int) -> None:
    assert shifted(shifted("2023-09-05", count, "D"), -count, "D") == "2023-09-05"


@pytest.mark.parametrize(
    ("year", "day"), [(1818, "03-22"), (1961, "04-02"), (2000, "04-23"), (2024, "03-31"), (2038, "04-25")]
)
def test_easter_is_where_the_calendar_has_it(year: int, day: str) -> None:
    assert easter(year).isoformat() == f"{year}-{day}"
