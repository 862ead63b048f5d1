"""A time says which days it can mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.records import days_of


@pytest.mark.parametrize(
    ("value", "days"),
    [
        ("2023-09-05", ("2023-09-05", "2023-09-05")),
        ("2023-09-05T18:00", ("2023-09-05", "2023-09-05")),
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("2023-W36", ("2023-09-04", "2023-09-10")),
        ("2023-W36-WE", ("2023-09-04", "2023-09-10")),
        ("2023-Q4", ("2023-10-01", "2023-12-31")),
        ("2023-H2", ("2023-07-01", "2023-12-31")),
        ("2023-SU", ("2023-01-01", "2023-12-31")),
        ("2023", ("2023-01-01", "2023-12-31")),
        ("198", ("1980-01-01", "1989-12-31")),
        ("19", ("1900-01-01", "1999-12-31")),
    ],
)
def test_a_value_that_names_days_gives_the_first_and_the_last(value: str, days: tuple[str, str]) -> None:
    assert days_of(value) == days


@pytest.mark.parametrize(
    "value",
    ["", "P2M", "-P1Y", "PRESENT_REF", "XXXX-05", "XXXX-WXX-2", "2023-13", "2023-W60", "2023-H3", "0000", "2023-09-31"],
)
def test_a_value_that_names_no_days_gives_none(value: str) -> None:
    assert days_of(value) is None


@given(st.text(alphabet="0123456789-WQHSUTX٣", max_size=12))
def test_any_value_is_read_or_left(value: str) -> None:
    days = days_of(value)
    assert days is None or days[0] <= days[1]
