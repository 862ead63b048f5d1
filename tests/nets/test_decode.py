"""Whatever the linker's scores, spans lie in the text, and their edges hold no quotation marks."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from tiny_net import tiny_tokenizer

from onrecord.nets.decode import AFTER, BEFORE, CHANNEL, CONTENT, CUE, NONE, RELAY, SOURCE, decode_spans
from onrecord.nets.pieces import Pieces, cut_pieces

TAGS = 6
TOKENIZER = tiny_tokenizer()


def _pieces(text: str) -> Pieces:
    return cut_pieces(text, TOKENIZER)


def _decode(
    text: str, tagged: dict[str, int], anchor_word: str = "said", sure: float = 1
) -> dict[int, list[str]]:  # fmt: skip
    """Decode scores in which the given words' tags stand `sure` above none; return the words of each tag's spans."""
    pieces = _pieces(text)
    anchor = int(np.flatnonzero(pieces.starts == text.index(anchor_word))[0])
    scores = np.full((BEFORE + AFTER, TAGS), np.nan, np.float32)
    for index in range(len(pieces)):
        if 0 <= index - anchor + BEFORE < len(scores):
            row = np.zeros(TAGS, np.float32)
            row[NONE] = 1
            for words, tag in tagged.items():
                at = text.index(words)
                if at <= pieces.starts[index] < at + len(words):
                    row[tag] = 1 + sure
            scores[index - anchor + BEFORE] = row
    found = decode_spans(text, pieces, anchor, scores)
    return {tag: [text[start:end] for start, end in spans] for tag, spans in found.items()}


texts = st.text(st.sampled_from('abcd eее\u0301“”‘’".,\n🙂क\u093f\u200d\x07said'), max_size=60)


@given(
    text=texts,
    scores=arrays.arrays(np.float32, (BEFORE + AFTER, TAGS), elements=st.floats(-9, 9, width=32)),
    place=st.floats(0, 1, exclude_max=True),
)
def test_whatever_the_scores_spans_are_passages_of_the_text_in_order(
    text: str, scores: np.ndarray, place: float
) -> None:
    pieces = _pieces(text)
    if not len(pieces):
        return
    anchor = int(place * len(pieces))
    indices = np.arange(len(scores)) + anchor - BEFORE
    scores[(indices < 0) | (indices >= len(pieces))] = np.nan
    spans = decode_spans(text, pieces, anchor, scores)
    assert spans.keys() == {SOURCE, CUE, CONTENT, RELAY, CHANNEL}
    assert len(spans[SOURCE]) <= 1
    for bounds in spans.values():
        assert all(0 <= start < end <= len(text) for start, end in bounds)
        assert list(bounds) == sorted(bounds)
        assert not any(text[start] in '“”" \n' or text[end - 1] in '“”" \n' for start, end in bounds)


def test_a_word_is_never_cut_although_its_pieces_are_scored_apart() -> None:
    assert _decode("he said bababa", {"ba": CONTENT})[CONTENT] == ["bababa"]


def test_gaps_of_two_pieces_within_a_tag_are_closed_and_those_of_three_are_not() -> None:
    assert _decode("a said ab . , cd", {"ab": CONTENT, "cd": CONTENT})[CONTENT] == ["ab . , cd"]
    assert _decode("a said ab . . , cd", {"ab": CONTENT, "cd": CONTENT})[CONTENT] == ["ab", "cd"]


def test_no_gap_is_closed_over_a_paragraph() -> None:
    assert _decode("a said ab .\ncd", {"ab": CONTENT, "cd": CONTENT})[CONTENT] == ["ab", "cd"]


def test_a_content_whose_score_is_not_worth_two_changes_is_none() -> None:
    assert _decode("he said x y z ab x", {"ab": CONTENT}, sure=0.5)[CONTENT] == []
    assert _decode("he said x y z ab x", {"ab": CONTENT}, sure=3)[CONTENT] == ["ab"]


def test_a_name_is_not_half_relay_and_half_channel() -> None:
    found = _decode("he said abc abcd x", {"abc": RELAY, "abcd": CHANNEL})
    assert sorted([*found[RELAY], *found[CHANNEL]]) == ["abc abcd"]


def test_quotation_marks_and_commas_at_the_edges_are_outside() -> None:
    assert _decode("“abc,” he said", {"“abc,”": CONTENT, "he": SOURCE})[CONTENT] == ["abc"]


def test_a_span_of_marks_alone_is_none() -> None:
    assert _decode("“ , ” said", {"“ , ”": CONTENT})[CONTENT] == []


def test_of_several_sources_the_surest_is_kept() -> None:
    assert _decode("abcd x y z said he", {"abcd": SOURCE, "he": SOURCE})[SOURCE] == ["abcd"]
