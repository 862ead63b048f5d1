"""Where the nodes of a picture stand."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.desk.layout import laid_out

BOX = (1000.0, 700.0)
SIZES = st.lists(st.tuples(st.floats(20, 150), st.floats(20, 45)), max_size=12)


@settings(max_examples=40, deadline=None)
@given(SIZES, st.data())
def test_nodes_stand_within_the_picture_each_time_at_the_same_place(sizes, data):
    place = st.integers(0, max(len(sizes) - 1, 0))
    some = st.lists(st.tuples(place, place, st.floats(1, 1e6)), max_size=20) if sizes else st.just([])
    ties = [tie for tie in data.draw(some) if tie[0] != tie[1]]
    spots = laid_out(ties, sizes, BOX)
    half = np.array(sizes).reshape(len(sizes), 2) / 2
    assert ((spots >= half - 1e-6) & (spots <= np.array(BOX) - half + 1e-6)).all()
    assert (spots == laid_out(ties, sizes, BOX)).all()


def test_no_label_of_sixty_nodes_covers_another():
    sizes = [(60.0 + number % 7 * 15, 35.0) for number in range(60)]
    ties = [(number, number * 7 % 60, 1.0 + number % 5) for number in range(1, 60) if number != number * 7 % 60]
    spots = laid_out(ties, sizes, (1040, 720))
    over = (np.array(sizes)[:, None] + np.array(sizes)[None]) / 2 - np.abs(spots[:, None] - spots[None])
    assert ((over > 1).all(axis=2).sum() - len(sizes)) == 0


def test_what_is_tied_stands_nearer_than_what_is_not():
    spots = laid_out([(0, 1, 5.0), (2, 3, 5.0)], [(30.0, 30.0)] * 4, BOX)
    near, far = (np.hypot(*(spots[one] - spots[other])) for one, other in ((0, 1), (0, 2)))
    assert near < far
