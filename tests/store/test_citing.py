"""Who is cited, and on whose word passages speak to elements; the quarry and all in it are invented."""

from __future__ import annotations

from dataclasses import replace

import pytest
from quarry_case import ANN, COPIED, DENIED, EXTRACTIONS, LURED, MINISTRY, RESIDENT, SHE, TEXTS, fill_quarry

from onrecord.records import Contest, Decision, Element, Origin, Side, kind_of
from onrecord.resolve import Resolved
from onrecord.store import CaseStore
from onrecord.weigh import Weighed


@pytest.fixture
def quarry(store: CaseStore) -> CaseStore:
    fill_quarry(store)
    return store


def decide(store: CaseStore, verdict: str, record: object, *becomes: object) -> None:
    kind = kind_of(record)
    store.decide(
        Decision(report=record.report, kind=kind, target=record.id, verdict=verdict, becomes=becomes, by="Mira")
    )


def passages(store: CaseStore, code: str) -> dict[tuple[str, str], object]:
    """The passages that speak to a code, by report and words."""
    every = [one for one in store.view.element_passages() if one.code == code]
    return {(one.report, TEXTS[one.report][one.start : one.end]): one for one in every}


def test_a_claim_is_told_with_its_source_and_whoever_a_pronoun_means(quarry: CaseStore) -> None:
    found = {row.claim: row for row in quarry.view.cited_claims()}
    assert len(found) == 6
    assert found[ANN.id][1:] == ("wire", "state", "Ann Marlin", "Ann Marlin")
    assert found[SHE.id][1:] == ("wire", "believe", "She", "Ann Marlin")
    assert found[RESIDENT.id][1:] == ("later", "state", "A resident", "")


def test_a_source_of_several_pieces_is_told_in_one(quarry: CaseStore) -> None:
    start = replace(MINISTRY, source=(*RESIDENT.source, *MINISTRY.source))
    decide(quarry, "correct", MINISTRY, start)
    assert "A resident […] The Ministry" in {row.words for row in quarry.view.cited_claims()}


def test_a_rejected_claim_cites_nobody(quarry: CaseStore) -> None:
    decide(quarry, "reject", SHE)
    assert SHE.id not in {row.claim for row in quarry.view.cited_claims()}


def test_a_passage_stands_on_the_word_of_the_innermost_claim_that_holds_it(quarry: CaseStore) -> None:
    lured, hired = passages(quarry, "deception"), passages(quarry, "recruitment")
    assert lured["wire", "cooks were lured"].claim == ANN.id
    assert lured["later", "men were lured"].claim == RESIDENT.id
    assert lured["later", "cooks were lured"].claim == MINISTRY.id
    assert hired["wire", "hired six cooks"].claim == ""


def test_copies_rest_on_one_text_and_one_source_and_an_unnamed_one_on_nothing_that_can_be_told(
    quarry: CaseStore,
) -> None:
    hired, lured = passages(quarry, "recruitment"), passages(quarry, "deception")
    assert hired["wire", "hired six cooks"].rests & hired["copy", "hired six cooks"].rests
    ann, copied = lured["wire", "cooks were lured"].rests, lured["copy", "cooks were lured"].rests
    assert ann == copied == {"who:ann marlin", "words:ann marlin"}
    assert lured["later", "men were lured"].rests == frozenset()
    assert lured["later", "cooks were lured"].rests == {"words:ministry"}


def test_passages_that_pass_one_statement_on_rest_on_it(quarry: CaseStore) -> None:
    sides = tuple(Side(report=one.report, span=one.content[0]) for one in (RESIDENT, ANN))
    statement = Origin(name="notice", kind="same_statement", reports=("later", "wire"), words=sides)
    weighed = Weighed(origins=(COPIED, statement), findings=(DENIED,), answers=())
    none = Resolved(identities=(), likenesses=())
    assert quarry.replace_weighed(none, weighed, state=quarry.view.state(), made_by="y")
    lured = passages(quarry, "deception")
    assert lured["wire", "cooks were lured"].rests & lured["later", "men were lured"].rests
    assert not lured["wire", "cooks were lured"].rests & lured["later", "cooks were lured"].rests


def test_what_a_rejected_claim_held_is_the_reports_own(quarry: CaseStore) -> None:
    decide(quarry, "reject", ANN)
    passage = passages(quarry, "deception")["wire", "cooks were lured"]
    assert passage.claim == ""
    assert "report:wire" in passage.rests


def test_what_a_corrected_claim_held_is_on_the_word_of_what_stands_instead(quarry: CaseStore) -> None:
    decide(quarry, "correct", ANN, replace(ANN, act="allege"))
    (claim,) = [row for row in quarry.view.cited_claims() if row.act == "allege"]
    passage = passages(quarry, "deception")["wire", "cooks were lured"]
    assert passage.claim == claim.claim
    assert passage.rests == {"who:ann marlin", "words:ann marlin"}


def test_a_rejected_passage_is_told_as_such(quarry: CaseStore) -> None:
    decide(quarry, "reject", LURED)
    assert not passages(quarry, "deception")["wire", "cooks were lured"].counts
    assert passages(quarry, "deception")["copy", "cooks were lured"].counts


def test_elements_are_found_by_their_ids(quarry: CaseStore) -> None:
    (row,) = quarry.view.elements_named([LURED.id, "element-nothing"])
    assert isinstance(row.element, Element)
    assert (row.element.id, row.title, row.review) == (LURED.id, "Quarry, wire", "unreviewed")


def test_words_of_passages_are_looked_for_whole(quarry: CaseStore) -> None:
    words = quarry.view.passage_words("deception")
    assert len(words.having("LURED cooks")) == 3
    assert words.having("lure") == frozenset()


def test_findings_are_told_in_which_a_claim_is_not_alone(quarry: CaseStore) -> None:
    assert quarry.view.contests([ANN.id, SHE.id]) == [Contest(finding=DENIED.id, stance="supports", claims=1)]
    assert quarry.view.contests([MINISTRY.id]) == [Contest(finding=DENIED.id, stance="contradicts", claims=1)]
    assert quarry.view.contests([]) == quarry.view.contests([RESIDENT.id]) == []


def test_nothing_is_told_of_an_empty_case(store: CaseStore) -> None:
    assert list(store.view.cited_claims()) == list(store.view.element_passages()) == []


def test_each_report_is_told_once(quarry: CaseStore) -> None:
    spans = sum(len(element.spans) for extraction in EXTRACTIONS.values() for element in extraction.elements)
    assert len(list(quarry.view.element_passages())) == spans
