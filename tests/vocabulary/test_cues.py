"""Lists of word forms and phrases are found as whole words in any letter case."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.records import ACTS, CERTAINTIES
from onrecord.vocabulary import Phrases, cue_words


def test_an_entry_of_words_that_begin_alike_lists_forms() -> None:
    forms = Phrases.of("deny denies denied")
    assert all(forms.found_in(word) for word in ("deny", "denies", "denied"))


def test_an_entry_of_other_words_is_a_phrase() -> None:
    phrase = Phrases.of("call on")
    assert phrase.found_in("they call on Chad")
    assert not phrase.found_in("call")
    assert not phrase.found_in("on call")


@pytest.mark.parametrize("text", ["He DENIED it", "denied", "“denied”", "denied, then", "un-denied"])
def test_forms_are_found_in_any_letter_case_and_next_to_marks(text: str) -> None:
    assert Phrases.of("deny denied").found_in(text)


@pytest.mark.parametrize("text", ["undeniedly", "denieds", "", "den ied", "_denied"])
def test_parts_of_words_are_not_found(text: str) -> None:
    assert not Phrases.of("deny denied").found_in(text)


def test_a_phrase_is_found_over_a_line_break_and_several_spaces() -> None:
    assert Phrases.of("no comment").found_in("he had no\n  comment")


@pytest.mark.parametrize("text", ["isn't", "isn’t", "didn't go", "WON’T"])
def test_the_ending_of_negated_verbs_is_found_with_either_apostrophe(text: str) -> None:
    assert Phrases.of("not; n't").found_in(text)


def test_the_ending_alone_is_found_without_other_forms_beside_it() -> None:
    assert Phrases.of("n't").found_in("isn't")
    assert not Phrases.of("n't").found_in("it is, he said, so")


def test_marks_that_mean_something_in_patterns_are_taken_as_they_are() -> None:
    assert Phrases.of("c.i.a.; a+b").found_in("the a+b case")
    assert not Phrases.of("c.i.a.").found_in("ceiea")


def test_an_empty_list_finds_nothing() -> None:
    assert not Phrases.of("").found_in("anything at all")
    assert not Phrases.of(" ;; ").found_in("")


words = st.text("abcdefghij", min_size=1, max_size=8)


@given(st.lists(words, min_size=1, max_size=6), st.data())
def test_every_listed_word_is_found_among_others(listed: list[str], data: st.DataObject) -> None:
    word = data.draw(st.sampled_from(listed))
    assert Phrases.of("; ".join(listed)).found_in(f"xyz {word.upper()}, xyz")


def test_the_shipped_lists_name_acts_and_certainties_of_the_record() -> None:
    lists = cue_words()
    assert lists.version
    assert set(lists.acts) == set(ACTS) - {"state"}
    assert set(lists.certainty) <= set(CERTAINTIES)
    assert set(lists.hedges) <= set(CERTAINTIES)


def test_the_lists_are_read_once() -> None:
    assert cue_words() is cue_words()
