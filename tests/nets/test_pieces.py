"""Pieces carry their places and what an uncased vocabulary loses: letter case, gaps, quotation marks."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny_net import tiny_tokenizer

from onrecord.nets.pieces import (
    CASE_LOWER,
    CASE_MIXED,
    CASE_OTHER,
    CASE_TITLE,
    CASE_UPPER,
    GAP_NONE,
    GAP_PARAGRAPH,
    GAP_SPACE,
    QUOTE_MARK,
    QUOTE_NESTED,
    QUOTE_OUTSIDE,
    QUOTE_WITHIN,
    cut_pieces,
)

TOKENIZER = tiny_tokenizer()


@given(st.text(max_size=120))
def test_pieces_of_any_text_lie_in_it_in_order(text: str) -> None:
    pieces = cut_pieces(text, TOKENIZER)
    assert all(len(getattr(pieces, name)) == len(pieces) for name in pieces.__slots__)
    assert np.all((pieces.starts >= 0) & (pieces.starts <= pieces.ends) & (pieces.ends <= len(text)))
    assert np.all(np.diff(pieces.starts) >= 0)
    assert np.all(np.diff(pieces.word) >= 0)


@pytest.mark.parametrize(
    ("word", "case"),
    [("abc", CASE_LOWER), ("Abc", CASE_TITLE), ("A", CASE_TITLE), ("ABC", CASE_UPPER), ("aBc", CASE_MIXED),
     ("AbC", CASE_MIXED), ("34", CASE_OTHER), ("“", CASE_OTHER), ("Йц", CASE_TITLE)],
)  # fmt: skip
def test_all_pieces_of_a_word_have_its_letter_case(word: str, case: int) -> None:
    assert set(cut_pieces(word, TOKENIZER).case) == {case}


def test_gaps_tell_words_spaces_and_paragraphs_apart() -> None:
    pieces = cut_pieces("ab c.\n\nd", TOKENIZER)
    assert list(pieces.gap) == [GAP_PARAGRAPH, GAP_NONE, GAP_SPACE, GAP_NONE, GAP_PARAGRAPH]


def test_pieces_know_whether_they_are_quoted() -> None:
    pieces = cut_pieces("a “b ‘c’”", TOKENIZER)
    assert list(pieces.quote) == [
        QUOTE_OUTSIDE,
        QUOTE_MARK,
        QUOTE_WITHIN,
        QUOTE_MARK,
        QUOTE_NESTED,
        QUOTE_MARK,
        QUOTE_MARK,
    ]


def test_places_count_code_points_and_not_bytes() -> None:
    text = "🙂 йц"
    pieces = cut_pieces(text, TOKENIZER)
    assert [text[s:e] for s, e in zip(pieces.starts, pieces.ends, strict=True)] == ["🙂", "й", "ц"]
