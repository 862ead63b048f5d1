"""A name says who decided: nobody can take one that another is taken for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.accounts import LONGEST_NAME, person_name
from onrecord.accounts.names import name_key
from onrecord.errors import UsageError


@pytest.mark.parametrize(
    "name", ["Ada Invented", "Ördög Ármin", "Эвелина Выдуманная", "虚构", "Ada (2)", "می\u200cگل", "O’Nobody-Smith"]
)
def test_a_name_is_kept_as_it_is_written(name):
    assert person_name(name) == name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada Invented", "ADA  invented "),
        ("Ada Invented", "Ａｄａ Ｉｎｖｅｎｔｅｄ"),
        ("Ada Invented", "𝐀𝐝𝐚 Invented"),
        ("Zoë", "Zoe\u0308"),
        ("Strasse", "Straße"),
        ("Ada Invented", "Ada\u200d Invented"),
        ("fi", "ﬁ"),
    ],
)
def test_names_that_look_alike_are_one(one, other):
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("", "needs a name"),
        (" \t\n", "needs a name"),
        ("A" * (LONGEST_NAME + 1), "no more than 64"),
        ("A" * 1_000_000, "no more than 64"),
        ("ﷺ" * 30, "no more than 64"),
        ("Ada\x00", "nobody can see"),
        ("Ada\u202egro.live", "nobody can see"),
        ("Ada\u200b", "nobody can see"),
        ("Ada\ud83d", "nobody can see"),
        ("Аda Invented", "two alphabets"),
        ("Αda", "two alphabets"),
    ],
)
def test_a_name_that_passes_for_another_is_not_taken(name, why):
    with pytest.raises(UsageError, match=why):
        person_name(name)


@given(st.text(max_size=100))
def test_whatever_is_given_has_a_key_and_a_taken_name_keeps_it(given):
    assert name_key(given).encode() is not None
    try:
        taken = person_name(given)
    except UsageError:
        return
    assert name_key(taken) == name_key(given)
    assert person_name(taken) == taken
