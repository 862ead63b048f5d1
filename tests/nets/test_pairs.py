"""The pairs net judges two passages by themselves, and what it quotes are whole words of theirs."""

import math
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tiny_pairs import EVIDENCE, WIDTH, TinyPairs

from onrecord.nets.card import read_card
from onrecord.nets.pair_pieces import ALIKE, SidePair, alike, lapse
from onrecord.nets.pairs import PAIRS, Judged, PairsNet
from onrecord.records import RELATION_KINDS, SLOTS
from onrecord.sentences import Passage, passages

FIRST = "The others came. The mayor said that the bridge would hold."  # invented, as all texts here
SECOND = "The old bridge, said the mayor, would hold."
BOTH = Passage(17, 59), Passage(0, 43)
WHOLE = dict.fromkeys(RELATION_KINDS, BOTH)
OFF = -9.0


def _pair(net: PairsNet, near: float = 0.8, number: int = 2) -> SidePair:
    return SidePair(net.side(FIRST, BOTH[0]), net.side(SECOND, BOTH[1]), number, near)


def _judged(**told: object) -> Judged:
    net = TinyPairs(**told)  # type: ignore[arg-type]
    return net.judge(_pair(net))


def _words(*likely: tuple[int, int]) -> np.ndarray:
    """Return logits of words, high for `same` where a piece of a side (0 or 1, number of the piece) is likely."""
    net = TinyPairs()
    pair = _pair(net)
    logits = np.full((len(pair.a.ids) + len(pair.b.ids) + 3, len(RELATION_KINDS)), OFF)
    for side, piece in likely:
        logits[piece + (1, 2 + len(pair.a.ids))[side], 0] = -OFF
    return logits


def _piece(text: str, passage: Passage, word: str, within: int = 0) -> int:
    side = TinyPairs().side(text, passage)
    return int(np.flatnonzero(side.starts == text.index(word, passage.start) + within)[0])


def test_like_passages_have_like_vectors_of_length_one() -> None:
    net = TinyPairs()
    sides = [net.side(FIRST, BOTH[0]), net.side(SECOND, BOTH[1]), net.side(FIRST, BOTH[0])]
    vectors = net.vectors(sides)
    assert vectors.shape == (3, WIDTH)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1)
    assert np.array_equal(vectors[0], vectors[2])
    assert net.vectors([]).shape == (0, WIDTH)


def test_a_pair_that_is_unlikely_to_be_related_is_turned_away_unread() -> None:
    net = TinyPairs(gate=(0,) * ALIKE + (-9,))
    judged = net.judge(_pair(net))
    assert net.session.asked == []
    assert judged == Judged(dict.fromkeys(RELATION_KINDS, 0.0), "", 0.0, 0.0, WHOLE)


def test_the_gate_goes_by_how_alike_the_two_are() -> None:
    gate = (10, *(0,) * (ALIKE - 1), -5)  # the cosine alone, from a half on
    net = TinyPairs(gate=gate)
    net.judge(_pair(net, near=0.49))
    assert net.session.asked == []
    net.judge(_pair(net, near=0.51))
    assert len(net.session.asked) == 1


def test_without_a_least_chance_nothing_is_turned_away() -> None:
    net = TinyPairs(gate=(0,) * ALIKE + (-9,), likely=0.0)
    net.judge(_pair(net))
    assert len(net.session.asked) == 1


def test_the_net_is_told_the_lapse_and_how_alike_the_two_are() -> None:
    net = TinyPairs()
    pair = _pair(net, near=0.7, number=lapse("2023-05-01", "2023-05-03"))
    net.judge(pair)
    (asked,) = net.session.asked
    assert asked["lapse"].tolist() == [2]
    assert np.array_equal(asked["alike"], alike(pair.a, pair.b, 0.7)[None])
    assert {name: rows.dtype for name, rows in asked.items() if name != "alike"} == dict.fromkeys(
        ("ids", "case", "part", "match", "lapse"), np.dtype(np.int64)
    )


def test_the_chance_of_a_relation_is_as_it_is_settled() -> None:
    judged = _judged(related=0.0, relation=[OFF, 0.0, math.log(3)])
    assert judged.chances == {
        "same": pytest.approx(1 / (1 + math.exp(9))),
        "conflict": pytest.approx(0.5),
        "update": pytest.approx(0.75),
    }


def test_several_relations_may_hold_at_once() -> None:
    assert all(chance > 0.99 for chance in _judged(related=9.0, relation=[9.0, 9.0, 9.0]).chances.values())


def test_slot_origin_and_answer_are_told_with_their_chances() -> None:
    judged = _judged(slot=[0, 0, 5, 0, 0, 0], origin=0.0, answers=math.log(3))
    assert judged.slot == "actor"
    assert judged.shared == pytest.approx(0.5)
    assert judged.answers == pytest.approx(0.75)


def _quoted(*likely: tuple[int, int]) -> tuple[str, str]:
    first, second = _judged(words=_words(*likely)).words["same"]
    return FIRST[slice(*first)], SECOND[slice(*second)]


def test_a_relation_rests_on_the_words_from_the_first_likely_piece_to_the_last() -> None:
    bridge, hold = _piece(FIRST, BOTH[0], "bridge"), _piece(FIRST, BOTH[0], "hold")
    old, said = _piece(SECOND, BOTH[1], "old"), _piece(SECOND, BOTH[1], "said")
    assert _quoted((0, bridge), (0, hold), (1, old), (1, said)) == ("bridge would hold.", "old bridge, said")


def test_a_piece_within_a_word_stands_for_the_whole_word() -> None:
    bridge, hold = _piece(FIRST, BOTH[0], "bridge"), _piece(FIRST, BOTH[0], "hold", 2)
    assert _quoted((0, bridge), (0, hold))[0] == "bridge would hold."


def test_one_or_two_words_are_never_quoted_by_themselves() -> None:
    would, hold = _piece(FIRST, BOTH[0], "would"), _piece(FIRST, BOTH[0], "hold")
    assert _quoted((0, would), (0, hold), (1, _piece(SECOND, BOTH[1], "old"))) == (
        FIRST[slice(*BOTH[0])],
        SECOND[slice(*BOTH[1])],
    )


def test_a_relation_whose_words_are_not_likely_rests_on_the_whole_passages() -> None:
    assert _judged(words=_words()).words == WHOLE


def test_words_before_a_passage_are_never_quoted() -> None:
    the, said = _piece(FIRST, BOTH[0], "The"), _piece(FIRST, BOTH[0], "said")
    assert _quoted((0, 0), (0, the), (0, said))[0] == "The mayor said"
    assert _quoted((0, 0))[0] == FIRST[slice(*BOTH[0])]


def test_each_relation_rests_on_words_of_its_own() -> None:
    words = _words((0, _piece(FIRST, BOTH[0], "bridge")), (0, _piece(FIRST, BOTH[0], "hold")))
    for word in ("The", "said"):
        words[_piece(FIRST, BOTH[0], word) + 1, 2] = -OFF
    found = {name: FIRST[slice(*first)] for name, (first, _) in _judged(words=words).words.items()}
    assert found == {"same": "bridge would hold.", "conflict": FIRST[slice(*BOTH[0])], "update": "The mayor said"}


HOSTILE = {
    "one word": "a" * 100_000,
    "one word after others": "he said " + "a" * 5_000,
    "no spaces": "人" * 100_000,
    "accents": "a\u0301" * 50_000,
    "control characters": "\x00\x07 so\x1b[2J \x7f" * 9_000,
    "what is not seen": "a\u200b\u00ad\ufeff" * 25_000,
    "letters that are newer than the tokenizer": "\U0001e922\U0001df00 " * 33_000,
    "from right to left": "\u202eמי \u0628\u0631 " * 16_000,
    "figures": "1a2b3c4d" * 12_500,
    "empty": "",
    "white space": " \n\t" * 30_000,
    "marks": "“.”" * 30_000,
}


def _judge_ends(text: str) -> None:
    """Judge the first passages of a text beside the last, and check what is quoted."""
    net = TinyPairs()
    found = passages(text)
    for one, other in combinations(dict.fromkeys([*found[:3], *found[-3:]]), 2):
        judged = net.judge(SidePair(net.side(text, one), net.side(text, other), 0, 0.5))
        assert all(0 <= chance <= 1 for chance in (*judged.chances.values(), judged.shared, judged.answers))
        assert judged.slot in SLOTS
        for bounds in judged.words.values():
            for (start, end), passage in zip(bounds, (one, other), strict=True):
                assert passage.start <= start < end <= passage.end


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_texts_are_judged_and_never_quoted_outside_the_passage(text: str) -> None:
    _judge_ends(text)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_what_is_quoted_of_any_text_lies_in_the_passage(text: str) -> None:
    _judge_ends(text)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(["he", "said", "mayor", "xyz", "bridges"]), min_size=1, max_size=120))
def test_what_is_quoted_of_plain_text_are_whole_words(words: list[str]) -> None:
    text = " ".join(words)
    net = TinyPairs()
    for passage in passages(text):
        side = net.side(text, passage)
        for start, end in net.judge(SidePair(side, side, 0, 1.0)).words["same"]:
            assert set(text[start:end].split(" ")) <= set(words)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from([FIRST, SECOND, "So it is.", "人人"]), max_size=4))
def test_a_judgement_does_not_depend_on_what_was_judged_before(others: list[str]) -> None:
    net = TinyPairs()
    pairs = [SidePair(net.side(t, passages(t)[0]), net.side(SECOND, BOTH[1]), 0, 0.5) for t in others]
    *_, judged = net.judge_all([*pairs, _pair(net)])
    assert judged == TinyPairs().judge(_pair(net))


def test_the_tiny_net_finds_something_of_each_kind_so_that_its_laws_are_not_empty() -> None:
    net = TinyPairs()
    sides = [net.side(text, passage) for text in (FIRST, SECOND) for passage in passages(text)]
    judged = [net.judge(SidePair(a, b, 0, 0.5)) for a in sides for b in sides]
    assert all(any(one.chances[name] > 0.5 for one in judged) for name in RELATION_KINDS)
    assert any(one.words[name] != one.words["same"] for one in judged for name in RELATION_KINDS)


# The shipped net, on passages that are invented.
ARREST = "Police in Kampala arrested two recruiters on Tuesday, the minister of justice said."
AGAIN = "On Tuesday two recruiters were arrested by police in Kampala, according to the justice minister."
OTHER = "The museum will show paintings from the seventeenth century until the end of August."


@pytest.fixture(scope="module")
def net() -> PairsNet:
    return PairsNet()


def _cosine(net: PairsNet, a: str, b: str) -> float:
    one, other = net.vectors([net.side(text, Passage(0, len(text))) for text in (a, b)])
    return float(one @ other)


def _chances(net: PairsNet, a: str, b: str) -> dict[str, float]:
    sides = [net.side(text, Passage(0, len(text))) for text in (a, b)]
    return net.judge(SidePair(*sides, lapse=1, near=_cosine(net, a, b))).chances


def test_the_shipped_net_is_the_one_of_its_card_and_judges_what_the_records_know(net: PairsNet) -> None:
    card = read_card(PAIRS)
    assert card.hashes.keys() == {"pairs.onnx", "tokenizer.json"}
    assert net.name == card.version
    assert (net.relations, net.slots) == (RELATION_KINDS, SLOTS)
    assert {*RELATION_KINDS, "near", "likely", "kin"} <= net.thresholds.keys()
    assert len(card.settings["gate"]) == ALIKE + 1
    assert [len(row) for row in card.settings["settled"]] == [EVIDENCE + 1] * len(RELATION_KINDS)


def test_shipped_weights_put_two_wordings_of_one_fact_near_each_other_and_another_fact_far(net: PairsNet) -> None:
    assert _cosine(net, ARREST, AGAIN) > max(net.thresholds["near"], _cosine(net, ARREST, OTHER) + 0.3)


def test_shipped_weights_find_that_two_wordings_say_the_same(net: PairsNet) -> None:
    chances = _chances(net, ARREST, AGAIN)
    assert max(chances, key=chances.__getitem__) == "same"
    assert chances["same"] > 10 * _chances(net, ARREST, OTHER)["same"]


def test_shipped_weights_judge_a_pair_the_same_whatever_was_judged_before(net: PairsNet) -> None:
    alone = _chances(net, ARREST, AGAIN)
    _chances(net, OTHER, ARREST)
    assert _chances(net, ARREST, AGAIN) == alone
