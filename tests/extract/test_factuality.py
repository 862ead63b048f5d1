"""What the words just before an event's word say of whether it happens; all texts are invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.factuality import factuality_before
from onrecord.records import FACTUALITIES


@pytest.mark.parametrize(
    ("text", "event", "value"),
    [
        ("Forty men were reportedly taken to the camp.", "taken", "PR+"),
        ("He is believed to have been killed near the river.", "killed", "PR+"),
        ("Two of them may also have been captured.", "captured", "PS+"),
        ("The owner was not charged.", "charged", "CT-"),
        ("The army never paid them.", "paid", "CT-"),
        ("The families asked the consul to free the men.", "free", "U"),
        ("Perhaps they were moved before the raid.", "moved", "PS+"),
        ("The wives will go home if the men are returned.", "returned", "U"),
        ("Unless the agency pays, they stay.", "pays", "U"),
        ("One of them may never have crossed the border.", "crossed", "PS-"),
        ("There was no training.", "training", "CT-"),
        ("The men must be freed.", "freed", "U"),
        ("Nobody on the boat was paid.", "paid", "CT-"),
        ("She asked whether anyone had been charged.", "charged", "U"),
        ("They died, allegedly in an air strike.", "air strike", "PR+"),
        ("If he is right, the men were taken to the camp.", "taken", ""),
        ("Forty men were taken to the camp.", "taken", ""),
        ("He may be late. They fought for a week.", "fought", ""),
        ("They asked. Then the men were led to fight.", "fight", ""),
    ],
)
def test_hedges_negations_and_requests_count_where_they_stand_right_before(text: str, event: str, value: str):
    assert factuality_before(text, text.index(event)) == value


@given(st.text(max_size=200), st.integers(0, 200))
def test_any_text_gives_a_factuality_or_none(text: str, start: int):
    assert factuality_before(text, min(start, len(text))) in {"", *FACTUALITIES}
