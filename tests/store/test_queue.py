"""What a case says should be looked at first."""

from __future__ import annotations

from dataclasses import replace

import pytest
from across_case import (
    CLAIMS,
    COMPARABLES,
    CONFLICT,
    HIRED,
    LIKE,
    MARLINS,
    NET,
    RESOLVED,
    RULES,
    TEXTS,
    WEIGHED,
    add_reports,
)
from port_case import WHOLE

from onrecord.errors import UsageError
from onrecord.records import Decision, DecisionVerdict, Judgement
from onrecord.store import CaseStore
from onrecord.store.stakes import write_stakes


def decide(store: CaseStore, verdict: DecisionVerdict, name: str = "wire", by: str = "Mira", **more: str) -> Decision:
    return store.decide(Decision(report=name, kind="claim", target=CLAIMS[name], verdict=verdict, by=by, **more))


def queued(store: CaseStore, by: str = "") -> dict[str, list[str]]:
    return {one.record: [reason.code for reason in one.reasons] for one in store.view.queue(by=by)}


def test_the_claims_of_a_contested_finding_are_queued_the_one_that_stands_alone_first(across: CaseStore) -> None:
    found = [(one.record, one.finding, one.worth) for one in across.view.queue() if one.kind == "claim"]
    assert found[0] == (CLAIMS["later"], HIRED.id, 0.06)
    assert {record for record, *_ in found} == set(CLAIMS.values())
    assert queued(across)[CLAIMS["later"]] == ["alone_against"]
    assert queued(across)[CLAIMS["wire"]] == ["contested"]


def test_what_somebody_decided_about_is_queued_no_more_until_it_is_taken_back(across: CaseStore) -> None:
    made = decide(across, "accept", "later")
    assert CLAIMS["later"] not in queued(across)
    across.withdraw_decision(made.id, by="Mira")
    assert CLAIMS["later"] in queued(across)
    decide(across, "note", "later", reason="ask her")
    assert CLAIMS["later"] in queued(across)


def test_what_persons_differ_about_or_ask_for_comes_first(across: CaseStore) -> None:
    decide(across, "accept", by="Mira")
    decide(across, "reject", by="Jon")
    decide(across, "look", "copy", by="Jon", reason="is it a copy?")
    across.decide(Decision(report="later", kind="report", verdict="look", by="Jon"))
    first, second, third, *_ = across.view.queue()
    assert {first.record, second.record, third.record} == {CLAIMS["wire"], CLAIMS["copy"], "later"}
    assert all(one.asked for one in (first, second, third))
    assert CLAIMS["copy"] in queued(across, by="Mira")
    assert not any(one.asked for one in across.view.queue(by="Jon") if one.record == CLAIMS["copy"])
    across.decide(Decision(report="later", kind="report", verdict="note", reason="read it", by="Mira"))
    decide(across, "accept", "copy", by="Mira")
    assert {one.record for one in across.view.queue() if one.asked} == {CLAIMS["wire"]}


def test_weak_joins_and_weak_conflicts_are_queued_until_a_person_judged(store: CaseStore) -> None:
    add_reports(store)
    weak = replace(CONFLICT, score=0.35, slot="date")
    for name in TEXTS:
        store.add_comparable(COMPARABLES[name], made_by=NET)
    store.add_relations(tuple(TEXTS), (weak,), made_by=NET)
    like = replace(LIKE, score=0.6)
    resolved = replace(RESOLVED, likenesses=(like,))
    store.replace_weighed(resolved, WEIGHED, state=store.view.state(), made_by=RULES)
    found = queued(store)
    assert found[like.a] == ["weak_identity"]
    assert found[weak.id] == ["weak_conflict"]
    (join,) = (one for one in store.view.queue() if one.kind == "identity")
    assert (join.other, join.reasons[0].reports) == (like.b, len(MARLINS))
    assert [one.kind for one in store.view.queue(kind="relation")] == ["relation"]
    with pytest.raises(UsageError, match="nothing that is called 'ship'"):
        store.view.queue(kind="ship")
    store.add_judgement(Judgement(a=like.a, b=like.b, verdict="same", by="Ada", at="2026-05-02T10:00:00Z"))
    assert like.a not in queued(store)


def test_a_doubtful_record_that_stands_alone_is_queued(whole: CaseStore) -> None:
    unsure = replace(WHOLE.claims[2], score=0.3)
    whole.add_extraction(replace(WHOLE, claims=(*WHOLE.claims[:2], unsure)), made_by="fake-v2")
    assert queued(whole) == {unsure.id: ["unsure"]}


def test_stakes_are_told_once_and_go_with_their_finding(across: CaseStore) -> None:
    with across._write() as connection:
        write_stakes(connection)
    assert len(across.view.queue(1)) == 1
    across.replace_weighed(RESOLVED, replace(WEIGHED, findings=()), state=across.view.state(), made_by=RULES)
    assert queued(across) == {}
