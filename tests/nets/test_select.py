"""Of candidates that tell of one attribution the likeliest is kept."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.nets import Attributed
from onrecord.nets.select import keep_best

Bounds = tuple[int, int]


def _candidate(score: float, content: tuple[Bounds, ...], cue: tuple[Bounds, ...] = (), anchor: int = 0) -> Attributed:
    return Attributed(anchor=anchor, source=(), cue=cue, content=content, relay=(), channel=(), score=score)


bounds = st.tuples(st.integers(0, 3_000), st.integers(1, 900)).map(lambda b: (b[0], b[0] + b[1]))
candidates = st.lists(
    st.builds(
        _candidate,
        st.floats(0, 1),
        st.lists(bounds, max_size=2).map(lambda spans: tuple(sorted(spans))),
        st.lists(bounds, max_size=1).map(tuple),
        st.integers(0, 500),
    ),
    max_size=12,
)


def _points(spans: tuple[Bounds, ...]) -> set[int]:
    return {i for start, end in spans for i in range(start, end)}


@given(given_ones=candidates, threshold=st.floats(0, 1))
def test_what_is_kept_is_likely_enough_has_a_content_and_is_in_order(
    given_ones: list[Attributed], threshold: float
) -> None:
    kept = keep_best(given_ones, threshold)
    assert all(one in given_ones and one.content and one.score >= threshold for one in kept)
    assert [one.anchor for one in kept] == sorted(one.anchor for one in kept)


@given(given_ones=candidates, threshold=st.floats(0, 1))
def test_keeping_the_best_of_what_was_kept_changes_nothing(given_ones: list[Attributed], threshold: float) -> None:
    kept = keep_best(given_ones, threshold)
    assert keep_best(kept, threshold) == kept


@given(given_ones=candidates)
def test_what_is_left_out_shares_its_content_with_something_likelier(given_ones: list[Attributed]) -> None:
    kept = keep_best(given_ones, 0.0)
    for one in given_ones:
        if one.content and one not in kept:
            assert any(other.score >= one.score and _points(other.content) & _points(one.content) for other in kept)


def test_two_anchors_in_one_cue_tell_of_one_attribution() -> None:
    # "blew the whistle on the ring": both verbs point to the same cue and content
    weaker, stronger = (_candidate(score, ((20, 40),), ((0, 19),), anchor=n) for n, score in enumerate((0.6, 0.8)))
    assert keep_best([weaker, stronger], 0.3) == [stronger]


def test_a_claim_within_another_is_kept_beside_it() -> None:
    # "He said [she believed [it was over]]": another cue, and only part of the content is shared
    outer, inner = _candidate(0.9, ((8, 60),), ((3, 7),)), _candidate(0.5, ((21, 32),), ((12, 20),), anchor=3)
    assert keep_best([outer, inner], 0.3) == [outer, inner]


def test_candidates_far_apart_do_not_touch_each_other() -> None:
    pages = [_candidate(0.5, ((at, at + 30),), anchor=at) for at in range(0, 60_000, 600)]
    assert keep_best(pages, 0.3) == pages


def test_a_content_over_several_stretches_is_compared_in_each() -> None:
    long, end = _candidate(0.9, ((0, 2_000),)), _candidate(0.8, ((1_900, 2_000),), anchor=1)
    assert keep_best([end, long], 0.3) == [long]
