"""The measures agree with the contract's own grader, and say what they say on cases small enough to count."""

from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quality.measure import SIDES, ClaimScores, same_source, score_claims

TEXT = "“We go,” he said, and the old ferry: she left at dawn. They say that «it is so», or was, in May."
VALUES = {
    "act": ["state", "deny", "decline"],
    "certainty": ["certain", "unknown"],
    "polarity": ["positive", "negative"],
    "quotation": ["direct", "indirect"],
}

Record = dict[str, Any]


def _span(start: int, end: int) -> Record:
    return {"start": start, "end": end, "text": TEXT[start:end]}


def _claim(content: str, source: str = "", cue: str = "", **more: object) -> Record:
    def spans(words: str) -> list[Record]:
        return [_span(TEXT.index(words), TEXT.index(words) + len(words))] if words else []

    usual = {"act": "state", "certainty": "certain", "polarity": "positive", "quotation": "indirect", "relays": []}
    return {"content": spans(content), "source": spans(source), "cue": spans(cue)} | usual | more


def _score(labelled: list[Record], found: list[Record]) -> ClaimScores:
    scores = ClaimScores()
    score_claims(scores, TEXT, labelled, found)
    return scores


spans = st.integers(0, len(TEXT) - 1).flatmap(
    lambda start: st.integers(start + 1, min(len(TEXT), start + 30)).map(lambda end: _span(start, end))
)
claims = st.fixed_dictionaries(
    {
        "content": st.lists(spans, min_size=1, max_size=2),
        "source": st.lists(spans, max_size=1),
        "cue": st.lists(spans, max_size=2),
        "relays": st.lists(spans, max_size=2),
        **{side: st.sampled_from(values) for side, values in VALUES.items()},
    }
)


@st.composite
def labelled_and_found(draw: st.DrawFn) -> tuple[list[Record], list[Record]]:
    """Random claims, half of the found ones near a labelled one, so that they match now and then."""
    labelled = draw(st.lists(claims, max_size=5))
    found = draw(st.lists(claims, max_size=3))
    for claim in labelled:
        if draw(st.booleans()):
            found.append(claim | draw(claims.map(lambda c: {k: c[k] for k in ("source", "act", "relays")})))
    return ([c | {"id": f"c{n}"} for n, c in enumerate(claims)] for claims in (labelled, found))  # type: ignore[return-value]


@settings(max_examples=150, deadline=None)
@given(both=labelled_and_found())
def test_on_any_claims_the_counts_are_those_of_the_contracts_grader(
    grader: ModuleType, both: tuple[list[Record], list[Record]]
) -> None:
    labelled, found = both
    report = {"id": "r", "text": TEXT}
    rows, _ = grader.grade({"r": {"report": report, "claims": labelled}}, {"r": {"report": report, "claims": found}})
    ours = _score(labelled, found)
    for name, tally in (
        ("claim found (content overlap >= .5)", ours.found),
        ("claim with its source", ours.with_source),
        ("claim with its source, exact content", ours.exact),
        ("relay", ours.relay),
    ):
        assert rows.get(name, (0, 0, 0)) == (tally.right, tally.extra, tally.lost), name
    for name, side in (("cue overlap", "cue"), *zip(SIDES, SIDES, strict=True)):
        assert rows.get(name, (0, 0)) == (ours.agreeing[side], ours.matched), name


def test_a_content_that_overlaps_by_half_is_found_and_not_exact() -> None:
    scores = _score([_claim("the old ferry: she left at dawn", "he")], [_claim("the old ferry: she left", "he")])
    assert scores.row()["claim_with_source_f1"] == 100.0
    assert scores.row()["claim_exact_f1"] == 0.0


def test_quotation_marks_and_commas_do_not_make_a_content_inexact() -> None:
    assert _score([_claim("We go", "he")], [_claim("“We go,”", "he")]).row()["claim_exact_f1"] == 100.0


def test_an_unmatched_decline_costs_nothing() -> None:
    scores = _score([_claim("We go", act="decline")], [_claim("in May", act="decline")])
    assert (scores.found.right, scores.found.extra, scores.found.lost) == (0, 0, 0)


def test_another_source_makes_a_found_claim_both_extra_and_lost() -> None:
    scores = _score([_claim("We go", "he")], [_claim("We go", "They")])
    assert (scores.with_source.right, scores.with_source.extra, scores.with_source.lost) == (0, 1, 1)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (set(), set(), True),
        ({1}, set(), False),
        ({1, 2, 3, 4, 5}, {5}, True),  # the surname stands for the whole name
        ({1, 2, 3, 4, 5, 6}, {6}, False),  # but one word of a long phrase does not
        ({1, 2}, {2, 3}, True),
        ({1, 2, 3}, {3, 4, 5}, False),
    ],
)
def test_two_sources_are_the_same_when_the_shorter_lies_mostly_in_the_longer(
    one: set[int], other: set[int], same: bool
) -> None:
    assert same_source(frozenset(one), frozenset(other)) is same


def test_nothing_labelled_and_nothing_found_scores_zero_and_divides_by_nothing() -> None:
    assert set(_score([], []).row().values()) == {0.0}
