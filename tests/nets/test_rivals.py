"""Two passages beside others of their reports."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.nets.rivals import NO_RIVALS, rivals

COSINES = st.lists(st.floats(-1, 1), max_size=20)


def test_a_pair_leads_by_what_lies_between_it_and_the_next():
    found = rivals(0.9, (np.array([0.5, 0.25]), np.array([0.75])))
    assert found.leads == pytest.approx((0.15, 0.4))
    assert found.nearer == (0, 0)


def test_a_pair_that_others_are_nearer_than_trails_them():
    found = rivals(0.5, (np.array([0.75, 0.6, 0.1]), np.array([0.25])))
    assert found.leads == pytest.approx((-0.25, 0.25))
    assert found.nearer == (0, 2)


def test_passages_that_are_alone_in_their_reports_lead_over_what_is_not_read():
    found = rivals(0.75, (np.array([]), np.array([-0.5])))
    assert found.leads == pytest.approx((0.55, 0.55))
    assert found.nearer == NO_RIVALS.nearer


@given(st.floats(0.2, 1), COSINES, COSINES)
def test_which_of_the_two_comes_first_changes_nothing(near: float, one: list[float], other: list[float]):
    assert rivals(near, (one, other)) == rivals(near, (other, one))


@given(st.floats(0.2, 1), COSINES, COSINES)
def test_another_passage_never_lets_a_pair_lead_by_more(near: float, one: list[float], other: list[float]):
    before, after = rivals(near, (one, other)), rivals(near, ([*one, 0.5], other))
    assert all(now <= was for now, was in zip(after.leads, before.leads, strict=True))
    assert all(now >= was for now, was in zip(after.nearer, before.nearer, strict=True))
