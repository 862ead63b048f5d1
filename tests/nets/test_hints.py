"""What the vocabulary lists for a word reaches the net."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tiny_net import tiny_tokenizer

from onrecord.nets.hints import hint_labels, hints_of, listed
from onrecord.nets.pieces import cut_pieces
from onrecord.vocabulary.elements import element_codes
from onrecord.vocabulary.events import event_types

TOKENIZER = tiny_tokenizer()


def _hinted(text: str, labels: tuple[str, ...] | None = None) -> dict[str, str]:
    """Return for each label that is hinted the pieces it is hinted at."""
    labels = hint_labels() if labels is None else labels
    pieces = cut_pieces(text, TOKENIZER)
    hints = hints_of(text, pieces, labels)
    found = {}
    for column in np.flatnonzero(hints.any(0)):
        at = np.flatnonzero(hints[:, column])
        found[labels[column]] = text[pieces.starts[at[0]] : pieces.ends[at[-1]]]
    return found


@pytest.mark.parametrize(
    ("text", "label", "words"),
    [
        ("Two men were arrested on Monday.", "event:arrest", "arrested"),
        ("Their passports were taken away.", "element:documents_confiscated", "passports were taken"),
        ("The embassy did not respond to questions.", "question:no_response", "did not respond"),
        ("The minister denied it.", "act:deny", "denied"),
        ("He was reportedly killed.", "certainty:probable", "reportedly"),
    ],
)
def test_a_listed_word_is_hinted_at_each_of_its_pieces(text: str, label: str, words: str) -> None:
    assert _hinted(text)[label] == words


def test_a_word_that_is_not_listed_has_no_hint() -> None:
    assert _hinted("The table is green.") == {}


def test_what_the_card_of_a_net_does_not_know_is_left_out() -> None:
    text = "Two men were arrested; he denied it."
    assert _hinted(text, ("act:deny",)).keys() == {"act:deny"}
    assert _hinted(text, ()) == {}


def test_a_label_of_the_card_that_the_vocabulary_no_longer_has_is_an_empty_column() -> None:
    assert _hinted("Two men were arrested.", ("event:of another age", "event:arrest")).keys() == {"event:arrest"}


def test_the_order_of_the_card_decides_the_columns() -> None:
    text = "Two men were arrested; he denied it."
    pieces = cut_pieces(text, TOKENIZER)
    forth, back = (hints_of(text, pieces, labels) for labels in (hint_labels(), hint_labels()[::-1]))
    assert np.array_equal(forth, back[:, ::-1])


def test_every_event_type_and_element_code_has_a_label_and_none_comes_twice() -> None:
    labels = hint_labels()
    assert {f"event:{name}" for name in event_types()} <= set(labels)
    assert {f"element:{code}" for code in element_codes()} <= set(labels)
    assert len(set(labels)) == len(labels)


def test_apostrophes_of_both_kinds_are_read_alike() -> None:
    straight, curly = "He didn't answer.", "He didn’t answer."
    assert list(listed(straight)) == list(listed(curly))


phrases = st.sampled_from(["arrested ", "did not respond ", "denied", "“", "\n"])


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(st.text(max_size=20), phrases), max_size=12).map("".join))
def test_any_text_has_hints_of_known_labels_that_lie_in_it(text: str) -> None:
    pieces = cut_pieces(text, TOKENIZER)
    assert hints_of(text, pieces, hint_labels()).shape == (len(pieces), len(hint_labels()))
    for start, end, label in listed(text):
        assert 0 <= start < end <= len(text)
        assert label in hint_labels()
