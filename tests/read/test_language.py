"""Languages: what is declared, checked against the words."""

import pytest

from onrecord.read.language import declared_language, language_of

ENGLISH = "The ministry said on Thursday that it had detected a network of recruiters working from abroad. " * 3
RUSSIAN = "Представитель министерства обороны сообщил, что переговоры продолжатся на следующей неделе. " * 3


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("en-GB", "en"),
        ("ru_RU", "ru"),
        ("nb", "no"),
        ("PT", "pt"),
        ("zxx", ""),
        ("", ""),
        ("x-klingon", ""),
        ("1a", ""),
    ],
)
def test_a_tag_gives_the_code_it_begins_with(tag, code):
    assert declared_language(tag) == code


@pytest.mark.parametrize(
    ("text", "declared", "language"),
    [
        (ENGLISH, "", "en"),
        (RUSSIAN, "", "ru"),
        (RUSSIAN, "en", "ru"),
        (RUSSIAN[:60], "uk", "uk"),
        ("Yes.", "", ""),
        ("Yes.", "de", "de"),
        ("12 345", "", ""),
    ],
)
def test_the_words_decide_when_there_are_enough(text, declared, language):
    assert language_of(text, declared) == language
