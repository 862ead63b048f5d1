"""How many origins passages have: one for all that share something, however they are joined."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.weigh import independent
from onrecord.weigh.joined import Joined

KEYS = st.frozensets(st.sampled_from("abcdefghij"), max_size=3)


def test_what_cannot_be_told_is_not_counted():
    assert independent([]) == independent([frozenset(), frozenset()]) == 0


def test_passages_that_share_a_key_are_one_and_so_are_those_that_others_join():
    assert independent([frozenset("ab"), frozenset("bc"), frozenset("cd"), frozenset("x")]) == 2


@given(st.lists(KEYS))
def test_as_many_as_joining_makes_groups(rests):
    joined = Joined[str]()
    for keys in rests:
        for one in keys:
            joined.join(one, min(keys))
    assert independent(rests) == len({joined.group(key) for keys in rests for key in keys})


@given(st.lists(KEYS), st.data())
def test_a_copy_never_raises_the_number(rests, data):
    if rests:
        assert independent([*rests, data.draw(st.sampled_from(rests))]) == independent(rests)
