"""A source is known by its words without case, spacing and article; pronouns name nobody."""

import pytest

from onrecord.vocabulary.naming import joined, pronouns, source_key


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("The Harbour Authority", "harbour authority"),
        ("harbour\n authority,", "harbour authority"),
        ("a senior official", "senior official"),
        ("an envoy", "envoy"),
        ("They", ""),
        ("“he”", ""),
        ("", ""),
        ("The", "the"),
        ("his lawyer", "his lawyer"),
    ],
)
def test_a_source_is_listed_under_its_words_without_case_and_article(words, key):
    assert source_key(words) == key


def test_fragments_stand_on_one_line_with_the_gap_marked():
    assert joined(["the  harbour\nmaster", "of Tidewater"]) == "the harbour master […] of Tidewater"


def test_pronouns_are_whole_words_in_lower_case():
    assert {"he", "their", "somebody"} <= pronouns()
    assert all(word == word.lower() for word in pronouns())
