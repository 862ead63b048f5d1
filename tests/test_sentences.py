import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.sentences import clause_around, passages, sentence_starts


def test_a_sentence_ends_after_its_mark_and_closing_quotation_marks_but_not_after_a_short_form():
    text = '"We know," Col. Hassan said. "They left." Nobody answered.\nThe end'
    starts = sentence_starts(text)
    assert [text[a:b].strip() for a, b in zip(starts, [*starts[1:], len(text)], strict=True)] == [
        '"We know," Col. Hassan said.',
        '"They left."',
        "Nobody answered.",
        "The end",
    ]


def test_a_long_sentence_is_cut_at_its_last_pause_before_it_grows_long():
    text = "The men were taken to a barracks, " + "and marched to another, " * 20 + "where they slept."
    parts = [text[start:end] for start, end in passages(text)]
    assert all(len(part) <= 300 for part in parts)
    assert all(part.endswith(",") for part in parts[:-1])
    assert " ".join(parts) == text


def test_what_has_neither_letter_nor_digit_is_no_passage():
    assert passages(" … \n * * * \n") == ()


@given(st.text(max_size=900))
def test_passages_stand_in_order_apart_and_hold_every_letter(text: str):
    found = passages(text)
    ends = [0]
    for start, end in found:
        assert ends[-1] <= start < end <= len(text)
        assert not text[start].isspace()
        assert not text[end - 1].isspace()
        assert not any(c.isalnum() for c in text[ends[-1] : start])
        ends.append(end)
    assert not any(c.isalnum() for c in text[ends[-1] :])


@pytest.mark.parametrize(
    ("words", "clause"),
    [
        ("ten men were", "ten men were held in Ferrol"),
        ("Ferrol,", "ten men were held in Ferrol"),
        ("police said", "police said"),
        ("held in Ferrol, police", "ten men were held in Ferrol, police said"),
        ("had gone", "two had gone home."),
    ],
)
def test_words_stand_for_the_clauses_that_they_touch(words: str, clause: str) -> None:
    text = "On Tuesday, ten men were held in Ferrol, police said; two had gone home. Nobody answered."
    (passage, _) = passages(text)
    at = text.index(words)
    start, end = clause_around(text, (at, at + len(words)), passage)
    assert text[start:end] == clause


@given(st.text(alphabet="ab ,;:–.\n", min_size=1, max_size=60), st.data())
def test_clauses_lie_in_their_passage_and_hold_the_words(text: str, data: st.DataObject) -> None:
    for passage in passages(text):
        start = data.draw(st.integers(passage.start, passage.end - 1))
        end = data.draw(st.integers(start + 1, passage.end))
        first, last = clause_around(text, (start, end), passage)
        assert passage.start <= first <= start
        assert first < last <= passage.end
        assert last >= end - 1
