"""A source holds its content not to be so where a word of negation stands by its main verb."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.polarity import polarity_of
from onrecord.records import ACTS, POLARITIES


@pytest.mark.parametrize(
    ("cue", "content", "act", "polarity"),
    [
        ("said", "the crane was safe", "state", "positive"),
        ("said", "the crane was not safe", "state", "negative"),
        ("denied", "recruiting anybody", "deny", "negative"),
        ("doubted", "that the figure was right", "believe", "negative"),
        ("asked", "why nobody had answered", "ask", "positive"),
        ("said", "the men who had not signed were sent home", "state", "positive"),
        ("said", "they didn’t know the broker", "state", "negative"),
        ("told", "them not to speak", "demand", "positive"),
        ("had", "no comment on the list", "decline", "positive"),
        ("opposed", "bail", "demand", "negative"),
        ("does not think", "the figure is right", "believe", "negative"),
        ("said", "they took money and never paid it back", "allege", "positive"),
        ("vowed", "to return, and never to speak of it", "promise", "positive"),
        ("did not dispute", "the visit", "confirm", "positive"),
        ("has no reason to doubt", "the lists", "believe", "positive"),
        ("did not ask", "to join", "ask", "negative"),
        ("complain", "nobody was paid", "allege", "positive"),
        ("put", "no more than 90 on the ship", "state", "positive"),
        ("says", "whoever did not sign went home", "state", "positive"),
    ],
)
def test_negation_is_looked_for_where_the_main_verb_stands(cue: str, content: str, act: str, polarity: str) -> None:
    assert polarity_of(cue, content, act) == polarity


@given(st.text(max_size=80), st.text(max_size=200), st.sampled_from(ACTS))
def test_any_words_have_a_polarity(cue: str, content: str, act: str) -> None:
    assert polarity_of(cue, content, act) in POLARITIES
