"""From scores of pieces to spans: one label a piece, or any number of labels."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny_net import tiny_tokenizer

from onrecord.nets.pieces import Pieces, cut_pieces
from onrecord.nets.reading import marked_spans, tagged_spans

LABELS = ("PER", "GPE")
TOKENIZER = tiny_tokenizer()


def _pieces(text: str) -> Pieces:
    return cut_pieces(text, TOKENIZER)


def _tagged(text: str, passages: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Score the passages as spans of their labels, each with a first tag of its own; return the spans found."""
    pieces = _pieces(text)
    scores = np.zeros((len(pieces), 1 + 2 * len(LABELS)), np.float32)
    scores[:, 0] = 3
    at = 0
    for words, label in passages:
        at = text.index(words, at)
        inside = np.flatnonzero((pieces.starts >= at) & (pieces.starts < at + len(words)))
        scores[inside, 2 + 2 * LABELS.index(label)] = 6
        scores[inside[0], 1 + 2 * LABELS.index(label)] = 9
        at += len(words)
    return [(text[one.start : one.end], one.label) for one in tagged_spans(text, pieces, scores, LABELS)]


def _marked(text: str, chances: dict[str, float], threshold: float = 0.5) -> list[tuple[str, str, float]]:
    """Give the pieces of passages a chance of the label "force"; return the spans found."""
    pieces = _pieces(text)
    scores = np.full((len(pieces), 2), -9, np.float32)
    for words, chance in chances.items():
        at = text.index(words)
        inside = (pieces.starts >= at) & (pieces.starts < at + len(words))
        scores[inside, 1] = np.log(chance / (1 - chance))
    found = marked_spans(text, pieces, scores, ("threat", "force"), threshold)
    return [(text[one.start : one.end], one.label, round(one.score, 2)) for one in found]


def test_a_span_is_what_its_tags_cover() -> None:
    assert _tagged("the mayor ada byron left cuba", [("ada byron", "PER"), ("cuba", "GPE")]) == [
        ("ada byron", "PER"),
        ("cuba", "GPE"),
    ]


def test_a_first_tag_opens_a_new_span_beside_one_of_its_label() -> None:
    assert _tagged("cuba mali", [("cuba", "GPE"), ("mali", "GPE")]) == [("cuba", "GPE"), ("mali", "GPE")]


def test_spans_of_two_labels_do_not_run_into_each_other() -> None:
    assert _tagged("ada cuba", [("ada", "PER"), ("cuba", "GPE")]) == [("ada", "PER"), ("cuba", "GPE")]


def test_a_span_ends_with_its_paragraph() -> None:
    assert _tagged("ada\nbyron", [("ada\nbyron", "PER")]) == [("ada", "PER"), ("byron", "PER")]


def test_a_word_is_in_a_span_as_a_whole_as_its_first_piece_says() -> None:
    assert _tagged("bamako is far", [("ba", "GPE")]) == [("bamako", "GPE")]
    assert _tagged("bamako is far", [("mako", "GPE")]) == []


def test_quotation_marks_at_the_edges_of_a_span_are_outside() -> None:
    assert _tagged("“ada,” he said", [("“ada,”", "PER")]) == [("ada", "PER")]


def test_a_span_of_marks_alone_is_none() -> None:
    assert _tagged("“ , ”", [("“ , ”", "PER")]) == []


def test_a_marked_span_takes_in_neighbours_of_half_the_threshold() -> None:
    found = _marked("he was beaten with rods there", {"was": 0.3, "beaten": 0.8, "with rods": 0.3, "there": 0.2})
    assert found == [("was beaten with rods", "force", 0.8)]


def test_a_stretch_whose_best_piece_is_below_the_threshold_is_none() -> None:
    assert _marked("he was beaten there", {"was beaten": 0.4}) == []


def test_pieces_of_one_label_far_apart_are_two_spans_and_those_with_a_word_between_are_one() -> None:
    assert [words for words, *_ in _marked("ab cd ef", {"ab": 0.8, "ef": 0.9})] == ["ab cd ef"]
    assert [words for words, *_ in _marked("ab cd ef ad be", {"ab": 0.8, "be": 0.9})] == ["ab", "be"]


def test_a_marked_span_holds_whole_words() -> None:
    assert [words for words, *_ in _marked("it was purportedly so", {"ly": 0.8})] == ["purportedly"]


def test_a_piece_can_be_marked_with_two_labels() -> None:
    pieces = _pieces("ab")
    found = marked_spans("ab", pieces, np.full((len(pieces), 2), 5, np.float32), ("threat", "force"), 0.5)
    assert {one.label for one in found} == {"threat", "force"}


texts = st.text(st.sampled_from('abcd eее\u0301“”‘’".,\n🙂क\u093f\u200d\x07'), max_size=40)
seeds = st.integers(0, 2**32 - 1)


@given(text=texts, seed=seeds)
def test_tagged_spans_of_any_text_lie_in_it_in_order_and_apart(text: str, seed: int) -> None:
    pieces = _pieces(text)
    scores = np.random.default_rng(seed).normal(0, 3, (len(pieces), 5)).astype(np.float32)
    found = tagged_spans(text, pieces, scores, LABELS)
    at = 0
    for one in found:
        assert at <= one.start < one.end <= len(text)
        assert "\n" not in text[one.start : one.end].strip("\n")
        assert 0 <= one.score <= 1
        assert one.label in LABELS
        at = one.end


@given(text=texts, seed=seeds, threshold=st.floats(0.05, 0.95))
def test_marked_spans_of_any_text_lie_in_it_and_are_likely_enough(text: str, seed: int, threshold: float) -> None:
    pieces = _pieces(text)
    scores = np.random.default_rng(seed).normal(0, 3, (len(pieces), 2)).astype(np.float32)
    for one in marked_spans(text, pieces, scores, LABELS, threshold):
        assert 0 <= one.start < one.end <= len(text)
        assert threshold <= one.score <= 1


def test_a_text_without_pieces_has_no_spans() -> None:
    assert tagged_spans("", _pieces(""), np.zeros((0, 5), np.float32), LABELS) == ()
    assert marked_spans("", _pieces(""), np.zeros((0, 2), np.float32), LABELS, 0.5) == ()


def test_the_score_of_a_span_is_the_mean_chance_of_its_label() -> None:
    pieces = _pieces("a b")
    scores = np.log(np.asarray([[0.1, 0.8, 0.1], [0.4, 0.1, 0.5]], np.float32))
    (one,) = tagged_spans("a b", pieces, scores, ("PER",))
    assert one.score == pytest.approx((0.9 + 0.6) / 2, abs=1e-6)


def test_scores_far_from_each_other_do_not_overflow() -> None:
    pieces = _pieces("a b")
    scores = np.asarray([[0, 1e30, 0], [0, 0, 1e30]], np.float32)
    assert tagged_spans("a b", pieces, scores, ("PER",))
