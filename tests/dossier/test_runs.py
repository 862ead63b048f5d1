"""Overlapping spans become flat runs that lose and add nothing."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.dossier import Mark, flat_runs
from onrecord.records import Span


def test_nested_marks_open_the_longest_first_and_close_where_they_end():
    text = "He said she denied it."
    placed = [(Mark(2, "content"), Span.of(text, 19, 21)), (Mark(1, "content"), Span.of(text, 8, 21))]
    runs = list(flat_runs(text, placed))
    assert [(r.text, [m.number for m in r.marks]) for r in runs] == [
        ("He said ", []), ("she denied ", [1]), ("it", [1, 2]), (".", []),
    ]  # fmt: skip
    assert runs[2].opens == (Mark(2, "content"),)
    assert set(runs[2].closes) == {Mark(1, "content"), Mark(2, "content")}


def test_marks_that_cross_are_split_at_every_boundary():
    text = "abcdef"
    runs = list(flat_runs(text, [(Mark(1, "content"), Span.of(text, 0, 4)), (Mark(2, "content"), Span.of(text, 2, 6))]))
    assert [(r.text, len(r.marks)) for r in runs] == [("ab", 1), ("cd", 2), ("ef", 1)]


def test_a_text_without_marks_is_one_run_and_an_empty_text_none():
    assert [r.text for r in flat_runs("plain", [])] == ["plain"]
    assert list(flat_runs("", [])) == []


@st.composite
def marked_text(draw: st.DrawFn):
    text = draw(st.text(min_size=1, max_size=60))
    marks = []
    for number in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(text) - 1))
        marks.append((Mark(number, "content"), Span.of(text, start, draw(st.integers(start + 1, len(text))))))
    return text, marks, draw(st.lists(st.integers(-2, 70), max_size=4))


@given(marked_text())
def test_runs_joined_are_the_text_and_the_runs_of_a_mark_its_words(material):
    text, marks, cuts = material
    runs = list(flat_runs(text, marks, cuts))
    assert "".join(r.text for r in runs) == text
    for mark, span in marks:
        assert "".join(r.text for r in runs if mark in r.marks) == span.text
        assert [mark in r.opens for r in runs].count(True) == 1
        assert [mark in r.closes for r in runs].count(True) == 1
