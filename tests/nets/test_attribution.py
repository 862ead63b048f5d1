"""The net is run window by window: any text, in bounded memory, and the same whatever else was run."""

import tracemalloc

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tiny_net import TinyNet

from onrecord.nets import load_nets
from onrecord.nets.attribution import Floats
from onrecord.nets.pieces import Pieces
from onrecord.nets.windows import Window, spread

TEXT = "The mayor said that “the old bridge would hold,” and the others asked him why.\n"


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_spans_of_any_text_lie_in_it(text: str) -> None:
    for one in TinyNet().attribute(text):
        assert one.content
        assert 0 <= one.score <= 1
        for bounds in (one.source, one.cue, one.content, one.relay, one.channel):
            assert all(0 <= start < end <= len(text) for start, end in bounds)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "“”", "\x00\x07", "\u200d", "\u0301"])
def test_a_text_of_nothing_gives_nothing_and_does_not_fail(text: str) -> None:
    assert TinyNet(threshold=1.0).attribute(text) == []


def test_the_tiny_net_finds_something_so_that_its_laws_are_not_empty() -> None:
    assert len(TinyNet().attribute(TEXT * 5)) > 5


@pytest.mark.parametrize(
    "text",
    ["word " * 5_000, "THE MAYOR SAID " * 1_700, "said " * 5_000, "a" * 30_000, "“" * 5_000],
    ids=["one sentence", "all capitals", "nothing but cues", "one word", "nothing but marks"],
)
def test_no_window_is_longer_than_the_net_takes(text: str) -> None:
    net = TinyNet()
    for one in net.attribute(text):
        assert all(end <= len(text) for _, end in one.content)
    assert 0 < net.seen <= net.size


class RarelyAnchored(TinyNet):
    """Finds something at every hundredth piece."""

    def encode(self, pieces: Pieces, window: Window) -> tuple[Floats, Floats, Floats]:
        states, projected, _ = super().encode(pieces, window)
        return states, projected, np.where(np.arange(window.first, window.last) % 100 == 0, 3, -9)


def test_memory_grows_with_the_text_and_not_with_its_square_so_that_three_hundred_pages_fit() -> None:
    net = RarelyAnchored(size=384, edge=48)
    page = "he said that so it is " * 60  # 360 words
    peaks = []
    for pages in (4, 40):  # tracing is slow; what 40 pages need tells what 300 do
        tracemalloc.start()
        assert net.attribute(page * pages)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 30 * peaks[0]  # the square would be a hundred times
    assert peaks[1] / 40 * 300 < 150 * 2**20


def test_the_score_of_an_anchor_does_not_depend_on_how_many_are_linked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = TinyNet().attribute(TEXT * 4)
    monkeypatch.setattr("onrecord.nets.attribution._LINKER_BATCH", 3)
    assert TinyNet().attribute(TEXT * 4) == whole


def test_a_higher_threshold_keeps_only_what_is_at_least_as_likely() -> None:
    for threshold in (0.2, 0.5, 0.9):
        assert all(one.score >= threshold for one in TinyNet(threshold=threshold).attribute(TEXT * 4))


def test_shipped_weights_give_states_projections_and_logits_for_each_piece_of_a_window() -> None:
    net = load_nets().attribution
    pieces = net.pieces(TEXT)
    (window,) = spread(len(pieces), net.size, net.edge)
    states, projected, logits = net.encode(pieces, window)
    assert len(states) == len(projected) == len(logits) == len(pieces)
    assert np.isfinite(logits).all()


def test_shipped_weights_find_who_said_what() -> None:
    text = "The bridge is closed. Finance minister Ada Verhoeven said on Monday that the bridge would reopen in May."
    found = load_nets().attribution.attribute(text)
    assert any(
        "Verhoeven" in text[one.source[0][0] : one.source[0][1]]
        and "said" in [text[s:e] for s, e in one.cue]
        and "the bridge would reopen in May" in [text[s:e] for s, e in one.content]
        for one in found
        if one.source
    )


def test_shipped_weights_find_nothing_in_a_text_that_cites_nobody() -> None:
    assert load_nets().attribution.attribute("The bridge over the river is long. It was built of stone in 1911.") == []
