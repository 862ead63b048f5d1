"""From the linker's tags around a trigger to an event: the likeliest type, its words and those of its roles."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from tiny_net import tiny_tokenizer

from onrecord.nets import Happening
from onrecord.nets.happenings import Linked, happening, keep_likeliest
from onrecord.nets.pieces import Pieces, cut_pieces
from onrecord.nets.settings import Linking

TYPES = ("", "arrest", "charge", "kill")
LINKING = Linking(
    tags=("none", "trigger", "agent", "patient"),
    before=24,
    after=24,
    judged={"type": TYPES, "factuality": ("CT+", "CT-", "U")},
)
TOKENIZER = tiny_tokenizer()
EVEN = np.zeros(len(TYPES), np.float32)


def _pieces(text: str) -> Pieces:
    return cut_pieces(text, TOKENIZER)


def _linked(
    pieces: Pieces, anchor: int, tagged: dict[tuple[int, int], str], types: np.ndarray = EVEN, factuality: int = 0
) -> Linked:
    """Return scores in which the pieces of each passage have its tag, all others none."""
    tags = np.full((LINKING.before + LINKING.after, len(LINKING.tags)), np.nan, np.float32)
    for index in range(len(pieces)):
        place = index - anchor + LINKING.before
        if 0 <= place < len(tags):
            name = next((t for (s, e), t in tagged.items() if s <= pieces.starts[index] < e), "none")
            tags[place] = 0
            tags[place, LINKING.tags.index(name)] = 2
    judged = {"type": types, "factuality": np.eye(3, dtype=np.float32)[factuality]}
    return Linked(tags=tags, verified=1.0, judged=judged)


def _event(text: str, tagged: dict[str, str], at: str = "arrested", chances: tuple[float, ...] = (0.1, 0.7, 0.1, 0.1),
           **linked: object) -> Happening:  # fmt: skip
    pieces = _pieces(text)
    anchor = int(np.flatnonzero(pieces.starts == text.index(at))[0])
    passages = {(text.index(words), text.index(words) + len(words)): tag for words, tag in tagged.items()}
    link = _linked(pieces, anchor, passages, **linked)  # type: ignore[arg-type]
    return happening(text, pieces, anchor, np.asarray(chances, np.float32), link, LINKING)


def _words(text: str, event: Happening) -> tuple[str, dict[str, str]]:
    return text[slice(*event.trigger)], {role: text[slice(*bounds)] for role, bounds in event.roles}


def test_an_event_has_the_words_of_its_trigger_and_of_its_roles() -> None:
    text = "police arrested two men, he said"
    event = _event(text, {"police": "agent", "arrested": "trigger", "two men,": "patient"})
    assert _words(text, event) == ("arrested", {"agent": "police", "patient": "two men"})
    assert event.type == "arrest"


def test_an_anchor_without_a_tagged_trigger_is_told_by_its_own_word() -> None:
    text = "police arrested two men"
    assert _words(text, _event(text, {"two men": "patient"}))[0] == "arrested"


def test_a_word_cut_into_pieces_is_one_thing() -> None:
    text = "he killed men"  # "killed" is six pieces
    assert _words(text, _event(text, {"k": "trigger"}, at="killed"))[0] == "killed"


def test_the_type_is_the_likeliest_of_what_encoder_and_linker_say_together() -> None:
    weighed = np.asarray([0, 0, 9, 0], np.float32)  # the linker is sure of "charge"
    event = _event("police arrested him", {}, chances=(0.2, 0.6, 0.1, 0.1), types=weighed)
    assert event.type == "charge"
    assert 0.5 < event.score < 0.6


def test_a_sure_none_makes_an_unlikely_event_and_not_one_of_type_none() -> None:
    event = _event("police arrested him", {}, chances=(0.97, 0.01, 0.01, 0.01), types=np.asarray([9, 0, 0, 0.0]))
    assert event.type in TYPES[1:]
    assert event.score < 0.05


def test_the_factuality_is_the_likeliest() -> None:
    assert _event("nobody arrested him", {}, factuality=1).factuality == "CT-"


def test_a_role_that_runs_over_the_end_of_a_paragraph_is_two() -> None:
    text = "he arrested two men\nand we go"
    event = _event(text, {"two men\nand we": "patient"})
    assert [text[slice(*bounds)] for _, bounds in event.roles] == ["two men", "and we"]


def _happening(kind: str, trigger: tuple[int, int], score: float) -> Happening:
    return Happening(anchor=0, type=kind, trigger=trigger, roles=(), factuality="CT+", score=score)


def test_of_two_events_with_one_trigger_and_type_the_likelier_is_kept() -> None:
    weaker, stronger = _happening("arrest", (4, 12), 0.5), _happening("arrest", (4, 12), 0.8)
    assert keep_likeliest([weaker, stronger], 0.4) == (stronger,)


def test_one_trigger_can_tell_events_of_two_types() -> None:
    both = (_happening("arrest", (4, 12), 0.5), _happening("charge", (4, 12), 0.6))
    assert set(keep_likeliest(both, 0.4)) == set(both)


def test_kept_events_are_likely_enough_and_in_the_order_of_their_triggers() -> None:
    found = [_happening("kill", (30, 36), 0.6), _happening("arrest", (4, 12), 0.5), _happening("kill", (8, 9), 0.3)]
    assert [event.trigger for event in keep_likeliest(found, 0.4)] == [(4, 12), (30, 36)]


texts = st.text(st.sampled_from('abcd eее\u0301“”‘’".,\n🙂क\u093f\u200d\x07said'), max_size=60)


@given(
    text=texts,
    tags=arrays.arrays(np.float32, (48, 4), elements=st.floats(-9, 9, width=32)),
    types=arrays.arrays(np.float32, (4,), elements=st.floats(-9, 9, width=32)),
    place=st.floats(0, 1, exclude_max=True),
)
def test_whatever_the_scores_an_event_lies_in_the_text(
    text: str, tags: np.ndarray, types: np.ndarray, place: float
) -> None:
    pieces = _pieces(text)
    if not len(pieces):
        return
    anchor = int(place * len(pieces))
    indices = np.arange(len(tags)) + anchor - LINKING.before
    tags[(indices < 0) | (indices >= len(pieces))] = np.nan
    linked = Linked(tags=tags, verified=1.0, judged={"type": types, "factuality": types[:3]})
    event = happening(text, pieces, anchor, np.full(4, 0.25, np.float32), linked, LINKING)
    assert all(0 <= start < end <= len(text) for start, end in (event.trigger, *(b for _, b in event.roles)))
    assert event.type in TYPES[1:]
    assert 0 <= event.score <= 1
