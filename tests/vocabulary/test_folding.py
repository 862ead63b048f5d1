"""Names in one spelling; those here are invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.vocabulary.folding import folded

PLAIN = st.text(st.characters(max_codepoint=127) | st.sampled_from("‐‑‒–—―‖‗‘’‚‛“”„‟"))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("N'Djamena", "ndjamena"),
        ("“Dembélé-Maïga”", "dembele maiga"),
        ("Рязань", "ryazan"),
        ("Ph.D. _x_ – 38", "phd x 38"),
    ],
)
def test_a_name_is_in_small_latin_letters_without_marks(name, expected):
    assert folded(name) == expected


@given(PLAIN)
def test_letters_without_marks_are_folded_as_among_others(name):
    assert folded(f"é {name} é").split()[1:-1] == folded(name).split()
