"""The scorer of what is found across reports, on invented families."""

from __future__ import annotations

import json

import pytest

from labelling.across import read_families
from quality.across import Labelled, b_cubed, score

REPORTS = [
    {"id": "wire", "text": "The ministry held fourteen men. Nobody has said where they are."},
    {"id": "daily", "text": "Fourteen people are in custody. The firm denies it."},
    {"id": "other", "text": "Fourteen men left Bastia."},
]
FAMILY = {
    "family": "varadero",
    "reports": ["wire", "daily"],
    "pairs": [
        {
            "a": {"report": "wire", "text": "held fourteen men"},
            "b": {"report": "daily", "text": "Fourteen people are in custody"},
            "relation": "same",
            "origin": "one",
        },
        {
            "a": {"report": "wire", "text": "held fourteen men"},
            "b": {"report": "daily", "text": "The firm denies it"},
            "relation": "conflict",
            "slot": "stance",
        },
        {
            "a": {"report": "wire", "text": "Nobody has said where they are"},
            "b": {"report": "daily", "text": "in custody"},
            "relation": "update",
            "answers": True,
        },
    ],
    "entities": [],
    "apart": [],
    "origins": [{"name": "the ministry", "kind": "same_statement", "reports": ["wire", "daily"]}],
}
ALONE = {"family": "bastia", "reports": ["other"], "pairs": [], "entities": [], "apart": [], "origins": []}


@pytest.fixture
def labelled(tmp_path):
    for name, rows in (("reports", REPORTS), ("across", [FAMILY, ALONE])):
        (tmp_path / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return Labelled(read_families(tmp_path))


def _side(report, words):
    text = next(row["text"] for row in REPORTS if row["id"] == report)
    at = text.index(words)
    return {"report": report, "span": {"start": at, "end": at + len(words), "text": words}}


def _found(*relations, origins=(), questions=()):
    rows = [
        {"a": _side(*a), "b": _side(*b), "relation": relation, "slot": slot, "score": 1.0}
        for a, b, relation, slot in relations
    ]
    return {"relations": rows, "origins": [{"reports": list(one)} for one in origins], "questions": list(questions)}


SAME = (("daily", "Fourteen people"), ("wire", "The ministry held fourteen men"), "same", None)


def test_a_pair_is_met_by_part_of_its_words_whichever_side_comes_first(labelled):
    scores = score(labelled, _found(SAME))
    assert (scores["same_recall"], scores["same_precision"], scores["conflict_recall"]) == (100, 100, 0)


def test_what_joins_two_families_is_wrong(labelled):
    wrong = (("wire", "held fourteen men"), ("other", "Fourteen men left"), "same", None)
    assert score(labelled, _found(SAME, wrong))["same_precision"] == 50


def test_the_slot_is_judged_where_the_conflict_was_found(labelled):
    conflict = (("wire", "held fourteen men"), ("daily", "The firm denies it"), "conflict")
    assert score(labelled, _found((*conflict, "status")))["conflict_slot"] == 0
    assert score(labelled, _found((*conflict, "stance")))["conflict_slot"] == 100


def test_an_answer_is_judged_with_its_question(labelled):
    asked = {"kind": "undisclosed", **_side("wire", "Nobody has said where they are")}
    right, none = ({**asked, "answered_by": side} for side in (_side("daily", "are in custody"), None))
    assert score(labelled, _found(questions=[right]))["answer_f1"] == 100
    assert score(labelled, _found(questions=[none]))["answer_f1"] == 0


def test_origins_are_scored_by_the_reports_that_share_one(labelled):
    assert score(labelled, _found(origins=[("wire", "daily")]))["origin_f1"] == 100
    assert score(labelled, _found(origins=[("wire", "daily", "other")]))["origin_precision"] < 60
    assert b_cubed(["a", "b"], [{"a", "b"}], []) == pytest.approx((100, 50, 200 / 3))


def test_words_that_do_not_quote_their_report_are_refused(labelled):
    found = _found(SAME)
    found["relations"][0]["a"]["span"]["text"] = "Fifteen people"
    with pytest.raises(ValueError, match="does not say"):
        score(labelled, found)
