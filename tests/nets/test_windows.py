"""Windows cover a text once."""

from hypothesis import example, given
from hypothesis import strategies as st

from onrecord.nets.windows import spread


@given(total=st.integers(0, 5_000), edge=st.integers(0, 60), core=st.integers(1, 400))
@example(total=384, edge=48, core=288)
@example(total=385, edge=48, core=288)
def test_every_piece_is_in_one_core_and_no_window_is_too_long(total: int, edge: int, core: int) -> None:
    size = core + 2 * edge
    windows = list(spread(total, size, edge))
    assert [at for w in windows for at in range(w.core_first, w.core_last)] == list(range(total))
    for window in windows:
        assert 0 <= window.first <= window.core_first <= window.core_last <= window.last <= total
        assert window.last - window.first <= size
        assert window.first == max(0, window.core_first - edge)
        assert window.last == min(total, window.core_last + edge)


def test_a_short_text_is_one_window_and_an_empty_one_none() -> None:
    assert [(w.first, w.last) for w in spread(384, 384, 48)] == [(0, 384)]
    assert list(spread(0, 384, 48)) == []
