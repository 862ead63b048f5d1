"""Reports that can be of one story, in invented cases."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from onrecord.weigh.akin import Akin
from onrecord.weigh.gathered import Document
from onrecord.weigh.kin import Weights, kinship

WEIGHTS = Weights(
    base=-4.0,
    kinds={"person": (2.5, 5.0), "place": (2.0, 3.0), "country": (0.5, 1.0)},
    lapses=(0.0, 1.0, 0.5, 0.0, -0.5, -1.0),
    common={"place:ferrol": 0.1},
)
TRAITS = ("person:arbelo", "person:quiroga", "place:ferrol", "place:betanzos", "country:ES", "country:PT", "law:x")
DATES = ("", "2024", "2024-03-01", "2024-03-02T08:00:00Z", "2024-03-20", "2025-01-01", "2029-05-05")

DOCUMENTS = st.lists(
    st.builds(Document, st.just("r"), st.sampled_from(DATES), st.frozensets(st.sampled_from(TRAITS))), max_size=8
)


@given(DOCUMENTS, st.sampled_from([0.05, 0.2, 0.5]))
def test_reports_are_akin_whose_kinship_is_enough(documents: list[Document], least: float):
    akin = Akin(documents, least, WEIGHTS)
    for number, one in enumerate(documents):
        near = [
            other
            for other, document in enumerate(documents)
            if other != number
            and kinship((one.traits, one.published), (document.traits, document.published), WEIGHTS) >= least - 1e-12
        ]
        assert akin.of(number).tolist() == near


def test_everything_is_akin_where_nothing_is_asked():
    assert np.array_equal(Akin([Document("r", "", frozenset())] * 3, 0.0).of(1), [0, 2])
