"""One formula printed of different people, in invented reports."""

from __future__ import annotations

import numpy as np
import pytest

from onrecord.weigh.formulas import Formulas
from onrecord.weigh.gathered import Document

FORMULA = (
    "{0}, 24, of {1}, was reported missing on 3 March, the office said on Monday, after four weeks without a call. "
    "His family had last heard of him on the road to the border with nine others. He had been promised work as driver "
    "at two thousand dollars a month, the office said, and a flight home at the end of every quarter. "
    "Whoever knows anything of {0} is asked to write to the office or to call by night or day."
)
OTHER = (
    "The harbour of Bastia was closed for two days after a ferry ran aground near the old mole. Nobody was hurt, the "
    "prefecture said, and a tug from Livorno was expected in the evening. Fishermen had warned of the sandbank since "
    "the spring tides of last year, and the pilots had asked for a buoy in a letter that nobody answered."
)
TEXTS = {
    "first": FORMULA.format("Arbelo", "Betanzos"),
    "second": FORMULA.format("Quiroga", "Celanova"),
    "nameless": FORMULA.format("A man", "the valley"),
    "other": OTHER,
    "empty": "",
}
NAMES = {
    "first": {"person:arbelo", "place:betanzos"},
    "second": {"person:quiroga", "place:celanova"},
    "other": {"place:bastia", "place:livorno"},
}


def _formulas(*reports: str) -> Formulas:
    documents = [Document(report, "2024-03-05", frozenset(NAMES.get(report, ()))) for report in reports]
    return Formulas(documents, TEXTS.__getitem__)


@pytest.mark.parametrize(
    ("other", "formula"), [("second", True), ("first", False), ("nameless", False), ("other", False), ("empty", False)]
)
def test_reports_print_one_formula_that_share_words_and_no_names(other: str, *, formula: bool):
    formulas = _formulas("first", other)
    assert formulas.among(0, np.array([1])).tolist() == [formula]
    assert formulas.among(1, np.array([0])).tolist() == [formula]


def test_of_several_reports_only_those_asked_for_are_told():
    assert _formulas("first", "other", "second").among(0, np.array([1, 2])).tolist() == [False, True]


def test_nothing_is_told_of_no_reports():
    assert _formulas("first").among(0, np.array([], np.int64)).tolist() == []
