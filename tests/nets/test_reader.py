"""The net is run window by window: any text, in bounded memory, and the same whatever else was run."""

import tracemalloc
from collections.abc import Iterator, Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tiny_net import LINKINGS, TAGGINGS, UPPER, TinyReader

from onrecord.nets import Reading, Tagged, load_nets
from onrecord.nets.hints import hints_of
from onrecord.nets.pieces import Pieces
from onrecord.nets.reader import Bools, Floats
from onrecord.nets.settings import Tagging
from onrecord.nets.windows import Window, spread

TEXT = "The mayor said that “the old bridge would hold,” and the others, who were arrested, asked him why.\n"
KINDS = ("claims", "events", "names", "times", "questions", "elements")


def _bounds(reading: Reading) -> Iterator[tuple[int, int]]:
    for claim in reading.claims:
        for spans in (claim.source, claim.cue, claim.content, claim.relay, claim.channel):
            yield from spans
    for event in reading.events:
        yield event.trigger
        yield from (bounds for _, bounds in event.roles)
    yield from ((one.start, one.end) for one in _tagged(reading))


def _tagged(reading: Reading) -> tuple[Tagged, ...]:
    return (*reading.names, *reading.times, *reading.questions, *reading.elements)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_everything_found_in_any_text_lies_in_it(text: str) -> None:
    reading = TinyReader().read(text)
    assert all(0 <= start < end <= len(text) for start, end in _bounds(reading))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_everything_found_in_any_text_has_a_score_and_values_that_the_card_names(text: str) -> None:
    reading = TinyReader().read(text)
    assert all(0 <= one.score <= 1 for one in (*reading.claims, *reading.events, *_tagged(reading)))
    for claim in reading.claims:
        judged = LINKINGS["claims"].judged
        assert claim.content
        assert claim.act in judged["act"]
        assert claim.certainty in judged["certainty"]
        assert claim.polarity in judged["polarity"]
    for event in reading.events:
        assert event.type in TAGGINGS["triggers"].labels
        assert event.factuality in LINKINGS["events"].judged["factuality"]
        assert {role for role, _ in event.roles} <= set(LINKINGS["events"].tags[2:])
    for name in ("names", "times", "questions", "elements"):
        assert {one.label for one in getattr(reading, name)} <= set(TAGGINGS[name].labels)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "“”", "\x00\x07", "\u0301"])
def test_a_text_of_nothing_gives_nothing_and_does_not_fail(text: str) -> None:
    reading = TinyReader().read(text)
    assert not [one for name in KINDS if name != "events" for one in getattr(reading, name)]


@pytest.mark.parametrize("kind", KINDS)
def test_the_tiny_net_finds_something_of_each_kind_so_that_its_laws_are_not_empty(kind: str) -> None:
    assert len(getattr(TinyReader().read(TEXT * 5), kind)) > 3


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_found_stands_in_the_order_of_the_text(kind: str) -> None:
    found = getattr(TinyReader().read(TEXT * 5), kind)
    places = [one.anchor if kind == "claims" else one.trigger if kind == "events" else one.start for one in found]
    assert places == sorted(places)


@pytest.mark.parametrize(
    "text",
    ["word " * 5_000, "THE MAYOR SAID " * 600, "said " * 1_500, "a" * 30_000, "“" * 3_000],
    ids=["one sentence", "all capitals", "nothing but cues", "one word", "nothing but marks"],
)
def test_no_window_is_longer_than_the_net_takes(text: str) -> None:
    net = TinyReader()
    assert all(end <= len(text) for _, end in _bounds(net.read(text)))
    assert 0 < net.longest <= net.settings.window


class RarelyFound(TinyReader):
    """Finds something at every hundredth piece."""

    def encode(self, pieces: Pieces, hints: Bools, window: Window) -> tuple[Floats, Floats, Floats, Floats, Floats]:
        states, projected, _, tags, _ = super().encode(pieces, hints, window)
        here = np.arange(window.first, window.last) % 100 == 0
        taggings = [tagging for name, tagging in TAGGINGS.items() if name not in UPPER]
        anchors, middle = np.where(here, 3, -9), np.where(here, 1, 0)[:, None]
        return states, projected, anchors, _rarely(tags, here, taggings), middle

    def deepen(self, middle: Floats) -> tuple[Floats, Floats, Floats]:
        states, projected, tags = super().deepen(middle)
        return states, projected, _rarely(tags, middle[:, 0] > 0, [TAGGINGS[name] for name in UPPER])


def _rarely(tags: Floats, here: Bools, taggings: Sequence[Tagging]) -> Floats:
    nothing = np.full(tags.shape[1], -9, np.float32)
    first = 0
    for tagging in taggings:  # where there is one, "none" is the first column of a tagging
        nothing[first] = -9 if tagging.scheme == "any" else 9
        first += tagging.width
    return np.where(here[:, None], tags, nothing)


def test_memory_grows_with_the_text_and_not_with_its_square_so_that_three_hundred_pages_fit() -> None:
    net = RarelyFound(size=384, edge=48)
    page = "he said that so it is " * 60  # 360 words
    peaks = []
    for pages in (2, 20):  # tracing is slow; what 20 pages need tells what 300 do
        tracemalloc.start()
        assert net.read(page * pages).claims
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 30 * peaks[0]  # the square would be a hundred times
    assert peaks[1] / 20 * 300 < 150 * 2**20


def test_what_is_linked_to_an_anchor_does_not_depend_on_how_many_are_linked_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole = TinyReader().read(TEXT * 4)
    monkeypatch.setattr("onrecord.nets.reader._LINKER_BATCH", 3)
    assert TinyReader().read(TEXT * 4) == whole


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(max_size=120), max_size=3))
def test_a_reading_does_not_depend_on_what_was_read_before(others: list[str]) -> None:
    net = TinyReader()
    alone = TinyReader().read(TEXT)
    for other in others:
        net.read(other)
    assert net.read(TEXT) == alone


def test_a_higher_threshold_keeps_only_what_is_at_least_as_likely() -> None:
    for least in (0.2, 0.5, 0.9):
        reading = TinyReader(claims=least, events=least, elements=least).read(TEXT * 4)
        assert all(one.score >= least for one in (*reading.claims, *reading.events, *reading.elements))


def test_what_the_vocabulary_lists_reaches_the_encoder() -> None:
    told: list[Bools] = []

    class Listening(TinyReader):
        def encode(self, pieces: Pieces, hints: Bools, window: Window) -> tuple[Floats, Floats, Floats, Floats, Floats]:
            told.append(hints[window.first : window.last])
            return super().encode(pieces, hints, window)

    net = Listening()
    net.read("He was arrested.")
    listed = {net.settings.hints[column] for column in np.flatnonzero(told[0].any(0))}
    assert "event:arrest" in listed


def test_shipped_weights_give_states_projections_and_finite_scores_for_each_piece_of_a_window() -> None:
    net = load_nets().reader
    pieces = net.pieces(TEXT)
    (window,) = spread(len(pieces), net.settings.window, net.settings.edge)
    hints = hints_of(TEXT, pieces, net.settings.hints)
    *_, anchors, tags, middle = said = net.encode(pieces, hints, window)
    *_, upper_tags = happens = net.deepen(middle)
    assert {len(one) for one in (*said, *happens)} == {len(pieces)}
    widths = {name: tagging.width for name, tagging in net.settings.taggings.items()}
    assert upper_tags.shape[1] == sum(widths[name] for name in net.settings.upper)
    assert tags.shape[1] + upper_tags.shape[1] == sum(widths.values())
    assert all(np.isfinite(one).all() for one in (anchors, tags, upper_tags))


def test_shipped_weights_find_who_said_what() -> None:
    text = "The bridge is closed. Finance minister Ada Verhoeven said on Monday that the bridge would reopen in May."
    found = load_nets().reader.read(text).claims
    assert any(
        "Verhoeven" in text[one.source[0][0] : one.source[0][1]]
        and "said" in [text[s:e] for s, e in one.cue]
        and "the bridge would reopen in May" in [text[s:e] for s, e in one.content]
        for one in found
        if one.source
    )


def test_shipped_weights_find_what_happened_to_whom() -> None:
    text = "Police arrested two recruiters in the port on Tuesday and the court charged them with fraud."
    events = load_nets().reader.read(text).events
    (arrest,) = [event for event in events if event.type == "arrest"]
    assert text[slice(*arrest.trigger)] == "arrested"
    assert "recruiters" in " ".join(text[slice(*bounds)] for role, bounds in arrest.roles if role == "patient")


def test_shipped_weights_find_names_and_times() -> None:
    text = "On Tuesday Amina Okello left Kampala for Moscow, her brother told the Daily Monitor."
    reading = load_nets().reader.read(text)
    assert ("Kampala", "GPE") in [(text[one.start : one.end], one.label) for one in reading.names]
    assert "Tuesday" in " ".join(text[one.start : one.end] for one in reading.times)


def test_shipped_weights_find_no_claim_and_no_event_in_a_text_that_tells_none() -> None:
    reading = load_nets().reader.read("The bridge over the river is long. Its stones are grey.")
    assert reading.claims == ()
    assert reading.events == ()
