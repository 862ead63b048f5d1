"""Words by which reports are weighed."""

from __future__ import annotations

import pytest

from onrecord.vocabulary.weighing import weighing_words


@pytest.mark.parametrize(
    "text",
    [
        "It has withdrawn the statement.",
        "An earlier version wrongly gave 160.",
        "The figure should have read 63.",
        "Correction",
    ],
)
def test_words_that_take_a_statement_back(text):
    assert weighing_words().retraction.found_in(text)


@pytest.mark.parametrize("text", ["The ministry confirmed it.", "He drew money from the bank.", "That is correct."])
def test_words_that_take_nothing_back(text):
    assert not weighing_words().retraction.found_in(text)


def test_no_word_is_both_a_document_and_anybody_where_a_document_is_named():
    words = weighing_words()
    assert {"indictment", "letter", "register"} <= words.documents
    assert {"officials", "witnesses", "who"} <= words.anybody
    assert words.alike["minister"] == "ministry"
