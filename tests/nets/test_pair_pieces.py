"""A passage is cut with the words before it, two stand side by side, and numbers tell how alike they are."""

import math
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny_pairs import pairs_tokenizer

from onrecord.nets.pair_pieces import (
    BEGIN,
    BREAK,
    CONTEXT,
    LAPSES,
    LENGTH,
    PART_CONTEXT,
    PART_FOCUS,
    PART_MARK,
    PART_PASSAGE,
    UNKNOWN,
    Side,
    alike,
    cut_side,
    joined,
    lapse,
    single,
)
from onrecord.sentences import passages

TOKENIZER = pairs_tokenizer()
TEXT = "The mayor said so. The bridge is so old, he said."  # invented, as all texts here
SECOND = (19, 49)
FIELDS = ("ids", "case", "part", "starts", "ends")
NUMBERS = 6  # of those that tell how alike two passages are, by vectors, pieces and lengths


def _whole(text: str) -> Side:
    return cut_side(text, 0, len(text), TOKENIZER)


def _words(text: str, side: Side, part: int) -> list[str]:
    here = side.part == part
    return [text[start:end] for start, end in zip(side.starts[here], side.ends[here], strict=True)]


def _inside(side: Side) -> np.ndarray:
    return side.part >= PART_PASSAGE


def test_a_passage_is_read_with_the_words_before_it_and_none_after_it() -> None:
    side = cut_side(TEXT, 0, 18, TOKENIZER)
    assert _words(TEXT, side, PART_CONTEXT) == []
    assert _words(TEXT, side, PART_PASSAGE) == ["The", "mayor", "said", "so", "."]
    side = cut_side(TEXT, *SECOND, TOKENIZER)
    assert _words(TEXT, side, PART_CONTEXT) == ["The", "mayor", "said", "so", "."]
    assert "".join(_words(TEXT, side, PART_PASSAGE)) == "Thebridgeissoold,hesaid."


def test_words_of_a_passage_that_are_asked_about_are_marked() -> None:
    start = TEXT.index("bridge")
    side = cut_side(TEXT, *SECOND, TOKENIZER, (start, start + len("bridge")))
    assert _words(TEXT, side, PART_FOCUS) == ["bridge"]
    assert _words(TEXT, side, PART_PASSAGE)[:2] == ["The", "is"]


def test_of_long_passages_and_of_what_stands_before_only_so_many_pieces_are_read() -> None:
    text = "mayor " * 100 + "bridge " * 100
    side = cut_side(text, 600, len(text), TOKENIZER)
    assert _words(text, side, PART_CONTEXT) == ["mayor"] * CONTEXT
    assert _words(text, side, PART_PASSAGE) == ["bridge"] * LENGTH


def test_what_stands_before_begins_with_a_whole_word() -> None:
    text = "mayors " * 60 + "bridge"
    side = cut_side(text, 420, len(text), TOKENIZER)
    assert "".join(_words(text, side, PART_CONTEXT)).startswith("mayors")


def test_the_last_piece_that_is_read_ends_with_its_word() -> None:
    text = "ab" * 45 + " mayor"  # every letter is a piece: the 88th is followed by two more of its word
    side = _whole(text)
    assert len(side.ids) == LENGTH
    assert (side.starts[-1], side.ends[-1]) == (87, 90)
    assert list(side.ends[:-1]) == list(range(1, LENGTH))


@pytest.mark.parametrize(
    ("text", "pieces"),
    [("🙂 йц", ["🙂", "й", "ц"]), ("人人。", ["人", "人", "。"]), ("E\u0301a", ["E", "a"]), ("ﬀ é", ["ﬀ", "é"])],
)
def test_places_count_code_points_in_every_script(text: str, pieces: list[str]) -> None:
    assert _words(text, _whole(text), PART_PASSAGE) == pieces


def test_passages_of_one_long_word_quote_their_own_part_of_it() -> None:
    text = "a" * 1_000
    for start, end in passages(text):
        side = cut_side(text, start, end, TOKENIZER)
        inside = _inside(side)
        assert inside.any()
        assert start == side.starts[inside].min()
        assert end == side.ends[inside].max()


@pytest.mark.parametrize(("start", "end"), [(3, 5), (3, 3), (0, 0)], ids=["dropped", "empty", "empty at the start"])
def test_one_unknown_piece_stands_for_a_passage_of_which_nothing_can_be_read(start: int, end: int) -> None:
    side = cut_side("so \x07\u200b so", start, end, TOKENIZER)
    inside = _inside(side)
    assert list(side.ids[inside]) == [UNKNOWN]
    assert (side.starts[inside][0], side.ends[inside][0]) == (start, end)


@st.composite
def _bounded(draw: st.DrawFn) -> tuple[str, int, int]:
    text = draw(st.text(max_size=400) | st.text("ab .\u0301", max_size=700))
    start, end = sorted(draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
    return text, start, end


@given(_bounded())
def test_any_part_of_any_text_has_a_piece_and_all_its_pieces_lie_in_it_in_order(bounded: tuple[str, int, int]) -> None:
    text, start, end = bounded
    side = cut_side(text, start, end, TOKENIZER)
    inside = _inside(side)
    assert len({len(getattr(side, name)) for name in FIELDS}) == 1
    assert {getattr(side, name).dtype for name in FIELDS} == {np.dtype(np.int32)}
    assert 1 <= inside.sum() <= LENGTH
    assert (~inside).sum() <= CONTEXT
    assert np.all((start <= side.starts[inside]) & (side.starts[inside] <= side.ends[inside]))
    assert np.all(side.ends[inside] <= end)
    assert np.all((side.starts[~inside] >= 0) & (side.ends[~inside] <= start))
    assert np.all(np.diff(side.starts) >= 0)
    assert np.all(np.diff(inside.astype(int)) >= 0)


@pytest.mark.parametrize(
    "text", ["a" * 100_000, "人" * 100_000, "a\u0301" * 50_000, "said " * 20_000, "\x07a" * 50_000]
)
def test_what_is_cut_for_a_passage_does_not_grow_with_the_text(text: str) -> None:
    cut: list[int] = []

    class Listening:
        def encode(self, words: str, **options: Any) -> Any:
            cut.append(len(words))
            return TOKENIZER.encode(words, **options)

    for start, end in passages(text)[-3:]:
        cut_side(text, start, end, Listening())  # type: ignore[arg-type]
    assert max(cut) <= 600


def test_two_passages_stand_side_by_side_between_marks() -> None:
    a, b = _whole("mayor"), _whole("so he")
    both = joined(a, b)
    assert list(both.ids) == [BEGIN, *a.ids, BREAK, *b.ids, BREAK]
    assert list(both.part) == [PART_MARK, *a.part, PART_MARK, *(b.part + 4), PART_MARK + 4]
    assert len(both.case) == len(both.match) == len(both.ids)
    assert list(single(a).ids) == list(both.ids)[: len(a.ids) + 2]


def _matching(a: Side, b: Side) -> list[int]:
    return list(joined(a, b).match)


def test_pieces_that_tell_something_match_those_of_the_other_passage() -> None:
    a, b = _whole("the mayor said 3 so"), _whole("so the bridge 3 said mayor")
    first = _matching(a, b)[1 : 1 + len(a.ids)]
    assert [word for word, match in zip(["the", "mayor", "said", "3", "so"], first, strict=True) if match] == [
        "mayor",
        "3",
    ]


def test_what_stands_before_the_other_passage_is_not_matched() -> None:
    text = "The bridge. The mayor."
    a, b = _whole("bridge"), cut_side(text, 12, len(text), TOKENIZER)
    assert sum(_matching(a, b)[1 : 1 + len(a.ids)]) == 0


PASSAGES = st.text("ab3 .", max_size=60) | st.sampled_from(
    ["the mayor said so", "the bridge", "he said", "mayor bridge mayor", "人 йцу"]
)
NEAR = st.floats(-1, 1)


@given(PASSAGES, PASSAGES, NEAR)
def test_two_passages_are_as_alike_whichever_comes_first(a: str, b: str, near: float) -> None:
    one, other = _whole(a), _whole(b)
    assert np.allclose(alike(one, other, near), alike(other, one, near), atol=1e-5)


@given(PASSAGES, PASSAGES, NEAR)
def test_the_numbers_that_tell_it_are_bounded(a: str, b: str, near: float) -> None:
    numbers = alike(_whole(a), _whole(b), near)[:NUMBERS]
    assert numbers[0] == np.float32(near)
    assert np.all(numbers[1:] >= 0)
    assert np.all(numbers[1:] <= [1 + 1e-5, 1 + 1e-5, 3, 1, math.log(LENGTH)])


@given(PASSAGES)
def test_a_passage_is_wholly_alike_to_itself_as_far_as_it_tells_something(text: str) -> None:
    side = _whole(text)
    _, of_all, of_less, _, neighbours, longer = alike(side, side, 1.0)[:NUMBERS]
    tells = sum(_matching(side, side)) > 0
    assert of_all == of_less == pytest.approx(float(tells))
    assert neighbours == (len(side.ids) > 1)
    assert longer == 0


def test_passages_without_a_common_piece_are_not_alike_but_for_their_vectors_and_lengths() -> None:
    assert list(alike(_whole("mayor"), _whole("bridge"), 0.5)[:NUMBERS]) == [0.5, 0, 0, 0, 0, 0]


def test_common_words_do_not_make_passages_alike_and_rare_ones_do() -> None:
    common = alike(_whole("he said the mayor"), _whole("he said the bridge"), 0.0)
    rare = alike(_whole("the mayor said"), _whole("mayor he"), 0.0)
    assert common[1] == 0
    assert rare[1] == pytest.approx(1)


def test_words_before_the_passages_do_not_make_them_alike() -> None:
    text = "The bridge. The mayor."
    side = cut_side(text, 12, len(text), TOKENIZER)
    assert alike(side, _whole("bridge"), 0.0)[1] == 0


@pytest.mark.parametrize(
    ("earlier", "later", "number"),
    [
        ("2023-05-01", "2023-05-01T18:00:00Z", 1),
        ("2023-05-02", "2023-05-01", 1),
        ("2023-05-01", "2023-05-04", 2),
        ("2023-05-01", "2023-05-05", 3),
        ("2023-05-01", "2023-05-31", 3),
        ("2023-05-01", "2024-05-01", 4),
        ("2023-05-01", "2024-05-02", 5),
        ("", "2023-05-01", 0),
        ("2023-05", "2023-05-01", 0),
        ("2023-05-01", "soon", 0),
        ("2023-02-30", "2023-05-01", 0),
    ],
)
def test_the_lapse_between_two_reports_is_told_by_days_where_both_are_known(
    earlier: str, later: str, number: int
) -> None:
    assert lapse(earlier, later) == number


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.lists(st.integers(0, 5_000), min_size=2, max_size=2))
def test_a_longer_lapse_has_no_lower_number(start: date, days: list[int]) -> None:
    shorter, longer = (lapse(start.isoformat(), (start + timedelta(day)).isoformat()) for day in sorted(days))
    assert 1 <= shorter <= longer < LAPSES


@given(st.text(max_size=20), st.text(max_size=20))
def test_dates_that_are_none_have_an_unknown_lapse_and_do_not_fail(earlier: str, later: str) -> None:
    assert 0 <= lapse(earlier, later) < LAPSES
