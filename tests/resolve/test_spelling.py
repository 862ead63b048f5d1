"""One spelling for what several hands write; the names are invented or common given names and cities."""

from __future__ import annotations

import pytest

from onrecord.resolve.alignment import aligned
from onrecord.vocabulary.bodies import body_key, known_body, office
from onrecord.vocabulary.spelling import name_words, spelled


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("maliutin", "malyutin"),
        ("tetouan", "tetuan"),
        ("sergei", "sergey"),
        ("yusuf", "youssef"),
        ("husayn", "hussein"),
    ],
)
def test_hands_that_write_one_sound_agree(one: str, other: str) -> None:
    assert spelled(one) == spelled(other)


@pytest.mark.parametrize(("one", "other"), [("marin", "martin"), ("amin", "amir"), ("ivanova", "ivanov")])
def test_two_names_that_sound_otherwise_do_not_align(one: str, other: str) -> None:
    assert aligned(("luz", one), ("luz", other)) is None


def test_the_servants_word_and_the_article_are_written_with_the_name() -> None:
    assert name_words("Samir Abd al-Rahman") == name_words("Samir Abdelrahman") == ("samir", "abdrahman")
    assert name_words("al-Arish") == ("arish",)


def test_one_office_has_several_names_and_one_body_an_acronym() -> None:
    assert office(body_key(("ministry", "of", "foreign", "affairs")), "") == "foreign"
    assert (office(body_key(("mea",)), "IN"), office(body_key(("mea",)), "FR")) == ("foreign", "")
    assert known_body("the Kurdistan Workers' Party") == known_body("PKK") == "pkk"
