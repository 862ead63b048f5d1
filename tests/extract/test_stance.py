"""Cue and content tell what a source does, how sure it is, and whether it holds the content to be so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.stance import Stance, stance_of
from onrecord.records import ACTS, CERTAINTIES, POLARITIES


@pytest.mark.parametrize(
    ("cue", "content", "act"),
    [
        ("said", "the crane was safe", "state"),
        ("according to", "the bridge is closed", "state"),
        ("", "we go at dawn", "state"),
        ("denied", "recruiting anybody", "deny"),
        ("rejected the charge", "that he had lied", "deny"),
        ("accused", "the company of lying", "allege"),
        ("allegedly", "paid the guards", "allege"),
        ("has blown the whistle on", "a ring", "allege"),
        ("confirmed", "the arrests", "confirm"),
        ("admitted", "he had lied", "confirm"),
        ("promised", "to pay by May", "promise"),
        ("pledged", "to pay by May", "promise"),
        ("urged", "them to return", "demand"),
        ("called on", "Chad to act", "demand"),
        ("asked for", "a list of names", "demand"),
        ("warned", "that the ice was thin", "warn"),
        ("asked", "who had paid", "ask"),
        ("said", "Who paid for this?", "ask"),
        ("wondered", "whether it was far", "ask"),
        ("believes", "they were taken by boat", "believe"),
        ("hopes", "to be home by Easter", "believe"),
        ("declined to say", "how many had left", "decline"),
        ("did not say", "who was behind it", "decline"),
        ("didn’t say", "who was behind it", "decline"),
        ("would not confirm", "the number", "decline"),
        ("DENIED", "it", "deny"),
    ],
)
def test_the_cue_decides_the_act(cue: str, content: str, act: str) -> None:
    assert stance_of(cue, content).act == act


@pytest.mark.parametrize(
    ("cue", "content", "certainty"),
    [
        ("said", "the crane was safe", "certain"),
        ("knows", "who paid", "certain"),
        ("believes", "they left", "probable"),
        ("reportedly", "left at dawn", "probable"),
        ("estimated", "that forty had left", "probable"),
        ("fears", "that they are dead", "possible"),
        ("said", "the boat may have sunk", "possible"),
        ("said", "perhaps forty men had left", "possible"),
        ("said", "they had probably left", "probable"),
        ("asked", "who had paid", "unknown"),
        ("demanded", "their release", "unknown"),
        ("declined to say", "how many", "unknown"),
        ("wants", "the men back", "unknown"),
    ],
)
def test_the_cue_decides_the_certainty_and_after_it_a_hedge_in_the_content(
    cue: str, content: str, certainty: str
) -> None:
    assert stance_of(cue, content).certainty == certainty


def test_a_hedge_in_a_later_sentence_does_not_count() -> None:
    assert stance_of("said", "The boat has sunk. Perhaps it was old").certainty == "certain"


@pytest.mark.parametrize(
    ("cue", "content", "polarity"),
    [
        ("said", "it is involved in the war", "positive"),
        ("said", "it is not involved in the war", "negative"),
        ("said", "it isn’t involved", "negative"),
        ("said", "nobody was hurt", "negative"),
        ("denied", "recruiting anybody", "negative"),
        ("doubted", "that it was so", "negative"),
        ("said", "the men who did not sign were sent home", "positive"),
        ("asked", "why nobody had come", "positive"),
        ("said", "the knot held", "positive"),
    ],
)
def test_negation_of_the_main_proposition_is_negative(cue: str, content: str, polarity: str) -> None:
    assert stance_of(cue, content).polarity == polarity


@given(st.text(max_size=60), st.text(max_size=200))
def test_any_words_have_a_stance_of_the_record(cue: str, content: str) -> None:
    stance = stance_of(cue, content)
    assert isinstance(stance, Stance)
    assert stance.act in ACTS
    assert stance.certainty in CERTAINTIES
    assert stance.polarity in POLARITIES
