"""Quotations are found whatever the marks, and nothing in a text makes finding them fail."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from onrecord.quotations import Quote, find_quotes

marked = st.lists(st.sampled_from([*"“”„‟«»‘’‚\"'`´\n .,a", "he ", "\u0301", "🙂", "\u2028", "\r"]), max_size=60).map(
    "".join
)


def _words(text: str, level: int = 0) -> list[str]:
    return [text[q.inner_start : q.inner_end] for q in find_quotes(text) if q.level == level]


def _contains(outer: Quote, inner: Quote) -> bool:
    return outer.inner_start <= inner.start and inner.end <= outer.inner_end


@given(st.one_of(marked, st.text(max_size=80)))
@example("")
@example("“")
@example("““““““")
@example("”" * 9)
@example('""')
def test_quotations_of_any_text_lie_in_it_and_never_cross(text: str) -> None:
    quotes = find_quotes(text)
    for quote in quotes:
        assert 0 <= quote.start < quote.inner_start <= quote.inner_end <= quote.end <= len(text)
        assert quote.inner_start == quote.start + 1
        assert quote.end - quote.inner_end in (0, 1)
        assert "\n" not in text[quote.start : quote.end]
    for number, quote in enumerate(quotes):
        for later in quotes[number + 1 :]:
            assert quote.start < later.start
            assert later.start >= quote.end or _contains(quote, later)
            assert later.start >= quote.end or later.level > quote.level


@given(st.lists(marked.map(lambda text: text.replace("\n", " ")), max_size=4))
def test_each_paragraph_is_read_by_itself(paragraphs: list[str]) -> None:
    expected, at = [], 0
    for paragraph in paragraphs:
        expected += [(q.start + at, q.end + at, q.level) for q in find_quotes(paragraph)]
        at += len(paragraph) + 1
    assert [(q.start, q.end, q.level) for q in find_quotes("\n".join(paragraphs))] == expected


@given(st.text(st.characters(exclude_characters="“”„‟«»‘’‚'\"`´"), max_size=80))
def test_a_text_without_marks_quotes_nothing(text: str) -> None:
    assert find_quotes(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "He said “we go” today.",
        'He said "we go" today.',
        "He said ‘we go’ today.",
        "He said 'we go' today.",
        "Er sagte „we go“ heute.",
        "Er sagte „we go” heute.",
        "Il a dit «we go» hier.",
        "Sie sagte »we go« heute.",
        "(“we go”)",
        "—“we go”—",
        "“we go”",
    ],
)
def test_marks_of_each_style_are_paired(text: str) -> None:
    assert _words(text) == ["we go"]


@pytest.mark.parametrize(
    "text",
    [
        "It isn't the ministers' fault, they don’t know the soldiers’ names.",
        "James' house and the boss's car",
        "a 6'2\" man",
        "the 1990's and rock'n'roll",
        "O'Brien said no",
    ],
)
def test_apostrophes_and_inches_quote_nothing(text: str) -> None:
    assert find_quotes(text) == []


def test_an_apostrophe_within_single_marks_does_not_end_the_quotation() -> None:
    assert _words("‘We don’t know the soldiers’ names’, she said.")[0].startswith("We don’t know")
    assert _words("'It isn't over', she said, 'and we won't go.'") == ["It isn't over", "and we won't go."]


def test_a_quotation_within_a_quotation_has_level_one() -> None:
    text = "“He told me ‘never again’ and left,” she said."
    assert _words(text, 0) == ["He told me ‘never again’ and left,"]
    assert _words(text, 1) == ["never again"]


def test_a_quotation_that_runs_on_repeats_its_mark_and_is_one_part_per_paragraph() -> None:
    text = "He said: “First.\n“Second.\n“Third.” Then he left."
    assert _words(text) == ["First.", "Second.", "Third."]
    first, second, third = find_quotes(text)
    assert first.end == first.inner_end == text.index("\n")
    assert second.end == second.inner_end
    assert third.end == third.inner_end + 1


def test_a_mark_that_is_never_closed_does_not_swallow_a_long_paragraph() -> None:
    assert _words("He said “" + "we go on " * 100 + ".\nThe end.") == [("we go on " * 100) + "."]
    assert find_quotes("He said “" + "we go on " * 500 + ".\nThe end.") == []


def test_closing_marks_without_an_opening_one_are_no_quotation() -> None:
    assert find_quotes("we go,” he said") == []


def test_empty_marks_hold_no_words() -> None:
    assert _words("He said “” and left") == [""]


def test_half_a_million_marks_are_read_in_one_pass() -> None:
    assert len(find_quotes("“a” " * 125_000)) == 125_000
    assert len(find_quotes("“" * 500_000)) <= 3
