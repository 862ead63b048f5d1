"""One identity asked piece by piece: what reports call it, what it says, what is said of it, with whom it stands."""

from __future__ import annotations

from dataclasses import replace

import pytest
from people_case import (
    APART,
    DENIED,
    ENTITIES,
    EVENTS,
    HIRED,
    IDS,
    JOINED,
    MARLIN,
    REED,
    TEXTS,
    WRONG,
    add_people,
    span,
)

from onrecord.errors import UsageError
from onrecord.records import Decision, Identity, IdentityFilter, Judgement, RecordsWanted, kind_of
from onrecord.store import CaseStore, naming_records
from onrecord.store.one_identity import OneIdentity

ALL = RecordsWanted(most=100, counted=True)


@pytest.fixture
def people(store: CaseStore) -> CaseStore:
    add_people(store)
    return store


def known(store: CaseStore, of: Identity | str) -> OneIdentity:
    return store.view.identity(of if isinstance(of, str) else of.id)


def decide(store: CaseStore, verdict: str, record, *becomes, **more: object) -> Decision:
    about = {"report": record.report, "kind": kind_of(record), "target": record.id}
    return store.decide(Decision(verdict=verdict, becomes=becomes, by="Mira", **about, **more))


def claims(found) -> list[str]:
    return [row.claim.id for row in found.rows]


@pytest.mark.parametrize("given", [MARLIN.id, *MARLIN.members])
def test_an_identity_is_found_by_its_id_and_by_those_of_its_entities(people, given):
    assert known(people, given).identity == MARLIN
    assert known(people, given).known_by == MARLIN.id


def test_an_entity_that_is_alone_is_found_by_its_id_as_resolving_would_make_it(people):
    (alone,) = people.view.identities(IdentityFilter(alone=True, name="weir"))
    one = known(people, IDS["weir"])
    assert one.identity == alone.identity
    assert one.known_by == IDS["weir"]
    assert tuple(one.bearers) == alone.bearers


def test_an_id_that_names_nobody_is_refused(people):
    with pytest.raises(UsageError, match="nobody and nothing"):
        known(people, "identity-0")


def test_its_entities_are_told_newest_first_and_those_without_a_date_last(people):
    assert [one.report for one in known(people, REED).bearers] == ["denial", "first", "early", "undated"]


def test_names_are_told_with_the_places_where_they_stand(people):
    found = known(people, MARLIN).names(ALL)
    names = found.rows
    assert (found.total, found.more) == (3, False)
    assert [(one.name, one.reports) for one in names] == [("Zoë Marlin", 2), ("Marlin", 1), ("Z. Marlin", 1)]
    assert [(side.report, side.span.text) for side in names[0].places] == [
        ("first", "Zoë Marlin"),
        ("early", "Zoë Marlin"),
    ]
    assert names[1].places[0].span == span("denial", "Marlin", 1)


def test_no_more_names_are_told_than_are_wanted(people):
    found = known(people, MARLIN).names(RecordsWanted(start=1, most=1))
    assert ([one.name for one in found.rows], found.more, found.total) == (["Marlin"], True, 3)
    assert known(people, MARLIN).names(RecordsWanted(start=9, most=1)).rows == []


def test_a_role_is_told_with_its_first_and_last_date_however_it_is_written(people):
    deputy, mayor = known(people, MARLIN).roles()
    assert (deputy.role, deputy.first, deputy.last, deputy.reports) == ("deputy", "2022-07-01", "2022-07-01", 1)
    assert (mayor.role, mayor.first, mayor.last, mayor.reports) == ("mayor", "2023-01-05", "2023-03-01", 2)
    assert [side.report for side in mayor.places] == ["first", "denial"]
    assert known(people, REED).roles() == []


def test_statements_are_the_claims_whose_source_it_is_newest_first(people):
    found = known(people, MARLIN).statements(ALL)
    assert claims(found) == [DENIED.id, HIRED.id]
    assert (found.total, found.more) == (2, False)
    assert (found.rows[0].title, found.rows[0].speaker) == ("People, denial", "Z. Marlin")


def test_what_others_say_of_it_is_told_without_its_own_statements(people):
    assert claims(known(people, MARLIN).sayings(ALL)) == [WRONG.id]
    assert claims(known(people, REED).sayings(ALL)) == [DENIED.id, HIRED.id]


def test_events_are_told_with_what_it_takes_part_as_and_on_whose_word(people):
    reed = known(people, REED)
    found = reed.events(ALL)
    assert [(row.event.type, [role.role for role in reed.takes_part(row.event)]) for row in found.rows] == [
        ("recruit", ["patient"]),
        ("depart", ["agent"]),
        ("meet", ["agent"]),
    ]
    assert [word.claim.id for word in found.rows[0].words] == [HIRED.id]


def test_mentions_are_told_with_the_words_around_them_and_by_name(people):
    marlin = known(people, MARLIN)
    assert [(hit.report, hit.match) for hit in marlin.mentions(ALL).rows] == [
        ("denial", "Z. Marlin"),
        ("denial", "Marlin"),
        ("first", "Zoë Marlin"),
        ("early", "Zoë Marlin"),
    ]
    (one,) = marlin.mentions(ALL, words="Marlin").rows
    assert (one.before.endswith("said that "), one.after) == (True, " was wrong.")


@pytest.mark.parametrize("kind", ["statements", "sayings", "events", "mentions"])
def test_any_part_of_a_list_is_the_same_however_many_reports_are_asked_at_a_time(people, kind, monkeypatch):
    tell = getattr(known(people, REED), kind)
    whole = tell(ALL)
    assert whole.total == len(whole.rows)
    for first in (1, 2, 100):
        monkeypatch.setattr(naming_records, "_FIRST", first)
        for start in range(5):
            found = tell(RecordsWanted(start=start, most=2))
            assert found.rows == whole.rows[start : start + 2]
            assert found.more == (len(whole.rows) > start + 2) or found.total is None


def test_a_list_that_reaches_over_some_reports_says_that_there_may_be_more(people):
    found = known(people, REED).mentions(RecordsWanted(most=100, reach=2))
    assert {hit.report for hit in found.rows} == {"denial", "first"}
    assert (found.more, found.total) == (True, None)


def test_company_is_whoever_is_named_in_a_sentence_or_takes_part_in_an_event_with_it(people):
    found = known(people, REED).company(10)
    assert found.reports == 4
    assert [(one.name, one.sentences, one.events) for one in found.companions] == [
        ("Zoë Marlin", 3, 1),
        ("Quay Clinic", 1, 1),
    ]
    marlin, clinic = found.companions
    assert (marlin.known_by, clinic.known_by) == (MARLIN.id, IDS["clinic"])
    assert (marlin.place.report, marlin.place.span.text) == ("denial", "Z. Marlin denied that Reed was hired.")
    assert known(people, REED).company(1).companions == (marlin,)


def test_the_reasons_say_why_entities_are_one_and_what_is_near(people):
    marlin = known(people, MARLIN)
    why = marlin.likenesses()
    assert [(one.likeness, one.joined) for one in why] == [(JOINED, True), (APART, False)]
    (near,) = marlin.near(why)
    assert (near.name, near.known_by, near.why) == ("Ann Weir", IDS["weir"], (why[1],))
    (back,) = known(people, IDS["weir"]).near(known(people, IDS["weir"]).likenesses())
    assert back.known_by == MARLIN.id


def test_what_persons_decided_about_who_is_who_is_told_the_withdrawn_too(people):
    judged = Judgement(a=APART.a, b=APART.b, verdict="different", by="Ada", at="2026-05-02T10:00:00Z")
    people.add_judgement(judged)
    people.withdraw_judgement(judged.id, by="Jon")
    (found,) = known(people, MARLIN).judgements()
    assert (found.judgement.by, found.judgement.withdrawn_by) == ("Ada", "Jon")
    assert {found.a.name, found.b.name} == {"Z. Marlin", "Ann Weir"}
    assert known(people, REED).judgements() == []


def test_a_rejected_claim_is_no_statement_any_more_until_the_decision_is_withdrawn(people):
    decision = decide(people, "reject", DENIED)
    assert claims(known(people, MARLIN).statements(ALL)) == [HIRED.id]
    assert claims(known(people, REED).sayings(ALL)) == [HIRED.id]
    people.withdraw_decision(decision.id, by="Mira")
    assert claims(known(people, MARLIN).statements(ALL)) == [DENIED.id, HIRED.id]


def test_a_corrected_entity_has_what_named_the_one_it_replaced(people):
    right = replace(ENTITIES["weir"], name="Anna Weir")
    decision = decide(people, "correct", ENTITIES["weir"], right)
    one = known(people, IDS["weir"])
    assert one.identity.name == "Anna Weir"
    assert [hit.match for hit in one.mentions(ALL).rows] == ["Ann Weir", "Nan"]
    assert one.decisions() == [decision]
    people.withdraw_decision(decision.id, by="Mira")
    assert known(people, IDS["weir"]).identity.name == "Ann Weir"
    assert [said.withdrawn_by for said in known(people, IDS["weir"]).decisions()] == ["Mira"]


def test_of_a_parted_entity_each_has_the_mentions_that_are_its_words(people):
    weir = ENTITIES["weir"]
    nan = replace(weir, first=span("alone", "Nan"), name="Nan", aliases=())
    ann = replace(weir, aliases=())
    decide(people, "split", weir, ann, nan)
    found = {row.identity.name: row.identity.members[0] for row in people.view.identities(IdentityFilter(alone=True))}
    for name in ("Ann Weir", "Nan"):
        assert [hit.match for hit in known(people, found[name]).mentions(ALL).rows] == [name]


def test_what_stands_with_a_parted_entity_is_told_of_the_one_that_is_meant(people):
    clinic = ENTITIES["clinic"]
    decide(people, "correct", clinic, replace(clinic, name="The Quay Clinic"))
    assert [one.name for one in known(people, REED).company(10).companions] == ["Zoë Marlin", "The Quay Clinic"]


def test_the_summaries_say_a_little_of_everybody(people):
    found = {one.names[0]: one for one in people.view.identity_summaries()}
    assert found.keys() == {"Zoë Marlin", "Tom Reed", "Quay Clinic", "Ann Weir"}
    marlin, weir = found["Zoë Marlin"], found["Ann Weir"]
    assert (marlin.id, marlin.known_by, marlin.entity) == (MARLIN.id, MARLIN.id, "")
    assert (marlin.names, marlin.country, marlin.role) == (("Zoë Marlin", "Marlin", "Z. Marlin"), "MT", "mayor")
    assert (marlin.reports, marlin.statements, found["Tom Reed"].reports) == (3, 2, 4)
    assert (weir.known_by, weir.names, weir.role) == (IDS["weir"], ("Ann Weir", "Nan"), "singer")


def test_the_summaries_count_the_statements_that_are_listed(people):
    decide(people, "reject", HIRED)
    first = ENTITIES["marlin-denial"]
    decide(
        people,
        "split",
        first,
        replace(first, aliases=()),
        replace(first, first=span("denial", "Marlin", 1), name="Marlin"),
    )
    for one in people.view.identity_summaries():
        assert known(people, one.known_by).statements(ALL).total == one.statements, one.names


def test_the_summaries_are_those_of_the_identities_that_are_listed(people):
    listed = {row.identity.id for row in people.view.identities(IdentityFilter(alone=True))}
    assert {one.id for one in people.view.identity_summaries()} == listed


@pytest.mark.parametrize("report", TEXTS)
def test_a_report_names_the_identities_that_are_listed_for_it(people, report):
    listed = {row.identity.id for row in people.view.identities(IdentityFilter(alone=True, report=report))}
    assert people.view.identities_in(report) == listed


def test_what_was_decided_of_events_counts_where_they_are_listed(people):
    decide(people, "reject", EVENTS[1])
    assert [row.event.type for row in known(people, REED).events(ALL).rows] == ["recruit", "meet"]
