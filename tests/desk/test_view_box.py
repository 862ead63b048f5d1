"""Which part of the world a map shows, and the outlines that it is drawn on."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.desk.outlines import outlines
from onrecord.desk.view_box import HIGHEST, LOWEST, WIDTH, ViewBox
from onrecord.vocabulary.countries import belonging

PLACE = st.tuples(st.floats(-180, 180), st.floats(-75, 75))


@given(st.lists(PLACE, min_size=1, max_size=8))
def test_all_places_are_in_the_picture(places):
    view = ViewBox.around(places)
    assert LOWEST * 0.95 <= view.height <= HIGHEST * 1.05
    if max(x for x, _ in places) - min(x for x, _ in places) < 270:
        assert all(view.shows(place) for place in places)
        for place in places:
            x, y = view.spot(place)
            assert -1 <= x <= WIDTH + 1
            assert -1 <= y <= view.height + 1


@given(PLACE)
def test_an_address_names_the_same_part_again(place):
    view = ViewBox.around([place])
    again = ViewBox.named(str(view))
    assert again.west == pytest.approx(view.west, abs=0.05)
    assert again.north == pytest.approx(view.north, abs=0.05)


@given(PLACE, st.sampled_from([(0.5, 0), (-0.5, 0), (0, 0.5), (0, -0.5)]))
def test_what_is_beside_a_part_is_a_part(place, way):
    view = ViewBox.around([place])
    for _ in range(30):
        view = ViewBox.named(str(view.moved(*way)))


def holds(code: str, east: float, north: float) -> bool:
    """Whether a place lies within a country's rings."""
    inside = False
    for ring in outlines()[code].rings:
        x, y = ring.line.T
        ax, ay = np.roll(x, -1), np.roll(y, -1)
        crossed = (y > north) != (ay > north)
        with np.errstate(divide="ignore", invalid="ignore"):
            inside ^= bool((crossed & (east < x + (north - y) * (ax - x) / (ay - y))).sum() % 2)
    return inside


@pytest.mark.parametrize(
    ("code", "east", "north"),
    [
        ("CU", -78.2, 21.6),
        ("CD", 23.7, -2.9),
        ("CG", 15.2, -0.8),
        ("NP", 84.1, 28.2),
        ("ZM", 28.3, -14.0),
        ("GF", -53, 4),
    ],
)
def test_a_place_lies_within_its_country(code, east, north):
    assert holds(code, east, north)
    others = [own for own, outline in outlines().items() if own != code and outline.rings and holds(own, east, north)]
    assert others == []


def test_disputed_land_is_with_the_country_whose_code_it_has_in_iso_3166():
    assert holds("UA", 34.2, 45.2)
    assert not holds("RU", 34.2, 45.2)
    assert holds("SO", 45.0, 9.6)
    assert holds("CY", 33.6, 35.3)


def test_every_country_of_the_vocabulary_that_people_live_in_has_a_place_on_the_map():
    codes = {
        code for name in ("Tuvalu", "Gibraltar", "Singapore", "Malta", "Bahrain") for code in belonging(name).countries
    }
    assert codes <= outlines().keys()
    assert all(len(outline.middle) == 2 for outline in outlines().values())


def test_the_middle_of_a_country_lies_within_it():
    outside = [code for code, outline in outlines().items() if outline.rings and not holds(code, *outline.middle)]
    assert outside == []
