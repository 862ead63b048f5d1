"""Stretches of time and the strip of their bars; laws."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.desk.stretches import BARS, HIGH, above, beside, stretches_of, strip_of
from onrecord.records import LANES, DayCount

COUNTS = st.lists(
    st.builds(
        DayCount,
        lane=st.sampled_from(LANES),
        when=st.one_of(st.just(""), st.integers(1000, 9999).map(str)),
        count=st.integers(1, 10**6),
    ),
    unique_by=lambda one: (one.lane, one.when),
    max_size=400,
)


@given(COUNTS)
def test_stretches_hold_every_count_in_order_of_time(counts):
    stretches = stretches_of(counts)
    assert sum(one.total for one in stretches) == sum(one.count for one in counts)
    assert [one.when for one in stretches] == sorted({one.when for one in counts})


@given(COUNTS)
def test_a_strip_shows_the_newest_stretches_within_its_bounds(counts):
    stretches = stretches_of(counts)
    dated = [one.when for one in stretches if one.when]
    strip = strip_of(stretches)
    if len(dated) < 2:
        assert strip is None
        return
    assert strip.left_out + min(len(dated), BARS) == len(dated)
    assert strip.labels[0] == dated[-BARS:][0]
    assert strip.labels[-1] == dated[-1]
    for bars in strip.lanes.values():
        assert all(0 <= bar.x < strip.width and 0 <= bar.y < HIGH and bar.y + bar.height <= HIGH + 0.01 for bar in bars)
        assert all(bar.count > 0 for bar in bars)


@given(COUNTS, st.integers(1000, 9999).map(str))
def test_the_stretches_beside_one_are_its_neighbours(counts, at):
    stretches = stretches_of(counts)
    earlier, later = beside(stretches, at)
    names = [one.when for one in stretches if one.when]
    assert earlier == max((name for name in names if name < at), default="")
    assert later == min((name for name in names if name > at), default="")


def test_a_stretch_lies_in_another():
    assert [above("2023-09-05"), above("2023-09"), above("2023")] == ["2023-09", "2023", ""]
