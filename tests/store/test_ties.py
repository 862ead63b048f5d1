"""Who says what about whom, who does what to whom, places and journeys; the ferry line and all on it are invented."""

from __future__ import annotations

from dataclasses import replace

import pytest
from ferry_case import SAID, TOWNS, WENT, put, told

from onrecord.records import FACTUALITIES, Decision, Place, kind_of, manner_of
from onrecord.store import CaseStore


def ties(store: CaseStore) -> list[tuple[str, ...]]:
    return [(tie.kind, tie.by.name, tie.act, tie.to.name, tie.manner) for tie in store.view.ties()]


def decide(store: CaseStore, verdict: str, record: object, *becomes: object) -> None:
    store.decide(
        Decision(
            report=record.report, kind=kind_of(record), target=record.id, verdict=verdict, becomes=becomes, by="Mira"
        )
    )


def test_a_source_speaks_about_whom_its_content_names_and_a_town_is_where(store: CaseStore) -> None:
    put(store, SAID)
    assert ties(store)[:3] == [
        ("says", "Ann Marlin", "allege", "Harbour Guard", "told"),
        ("says", "Ann Marlin", "allege", "Zambia", "told"),
        ("says", "The mate", "state", "Cuba", "told"),
    ]


def test_an_event_joins_who_does_it_with_whom_and_for_whom_and_stays_alleged_within_an_allegation(
    store: CaseStore,
) -> None:
    put(store, SAID)
    assert ties(store)[3:] == [
        ("does", "Harbour Guard", "recruit", "six cooks", "alleged"),
        ("does", "Harbour Guard", "recruit", "Zambia", "alleged"),
    ]


def test_where_nobody_is_said_to_do_it_an_event_joins_whom_with_for_whom(store: CaseStore) -> None:
    put(store, WENT)
    (deployed,) = [tie for tie in store.view.ties() if tie.act == "deploy"]
    assert (deployed.by.name, deployed.to.name, deployed.roles) == ("six cooks", "Zambia", ("patient", "beneficiary"))
    assert deployed.manner == "open"


def test_an_identity_is_one_node_and_words_that_describe_somebody_are_one_however_written(store: CaseStore) -> None:
    paid = {"type": "recruit", "trigger": "hired", "roles": [("agent", "Harbour Guard"), ("patient", "Six  cooks")]}
    other = told("o", "Six  cooks hired by Harbour Guard.", named=[("Harbour Guard", "ORG")], events=[paid])
    put(store, SAID, WENT, other, same=["Harbour Guard"])
    hired = [tie for tie in store.view.ties() if tie.act == "recruit" and not tie.to.named]
    assert len(hired) == 3
    assert len({(tie.by, tie.to) for tie in hired}) == 1
    assert hired[0].by.id.startswith("identity-")
    assert (hired[0].by.named, hired[0].to.named) == (True, False)


def test_what_is_within_a_quoted_statement_is_said_by_whoever_says_it_there(store: CaseStore) -> None:
    text = "Ann Marlin said that the mate told her that Harbour Guard paid."
    outer = {"source": "Ann Marlin", "content": "the mate told her that Harbour Guard paid"}
    inner = {"source": "the mate", "cue": "told", "content": "Harbour Guard paid", "within": 0}
    put(store, told("n", text, named=[("Harbour Guard", "ORG")], claims=[outer, inner]))
    assert ties(store) == [("says", "the mate", "state", "Harbour Guard", "told")]


def test_nobody_is_tied_by_a_pronoun_nor_to_himself(store: CaseStore) -> None:
    text = "He said that Ann Marlin paid. Ann Marlin said that Ann Marlin paid them."
    whole = [
        {"source": "He", "content": "Ann Marlin paid"},
        {"source": "Ann Marlin", "content": "Ann Marlin paid them", "speaker": "Ann Marlin"},
    ]
    paid = {"type": "pay", "trigger": "paid", "roles": [("agent", "Ann Marlin"), ("patient", "them")]}
    put(store, told("p", text, named=[("Ann Marlin", "PER")], claims=whole, events=[paid]))
    assert ties(store) == []


def test_what_persons_rejected_ties_nobody_and_what_they_put_in_does(store: CaseStore) -> None:
    put(store, SAID)
    mate = SAID.claims[1]
    decide(store, "reject", mate)
    assert "The mate" not in {tie[1] for tie in ties(store)}
    guard = SAID.entities[1]
    decide(store, "correct", guard, replace(guard, name="Harbour Guards Ltd"))
    assert {tie.by.name for tie in store.view.ties() if tie.kind == "does"} == {"Harbour Guards Ltd"}
    decide(store, "reject", SAID.claims[0])
    assert {tie[4] for tie in ties(store)} == {"told"}, "what a rejected allegation held is not alleged any more"


def test_places_come_with_their_coordinates_as_far_as_they_have_any(store: CaseStore) -> None:
    put(store, SAID, WENT)
    found = [(named.name, named.country, named.place) for named in store.view.named_places()]
    latitude, longitude, readings = TOWNS["Lindau"]
    assert (
        "Lindau",
        "",
        Place(latitude=latitude, longitude=longitude, readings=readings, source="gazetteer-1"),
    ) in found
    assert ("Cuba", "CU", None) in found
    assert "Harbour Guard" not in {name for name, *_ in found}


def test_a_journey_has_the_ends_that_its_words_tell(store: CaseStore) -> None:
    put(store, SAID, WENT)
    names = {entity.id: entity.name for report in (SAID, WENT) for entity in report.entities}
    found = [
        (
            journey.type,
            journey.manner,
            *(names.get(end.entity) if end else None for end in (journey.begins, journey.ends)),
        )
        for journey in store.view.journeys()
    ]
    assert found == [("transport", "told", "Lindau", "Ostrow"), ("deploy", "open", None, "Cuba")]


def test_who_is_recruited_in_a_place_to_go_to_another_goes_from_there(store: CaseStore) -> None:
    text = "Cooks were hired in a hall near Ostrow to serve in Cuba."
    roles = [("patient", "Cooks"), ("place", "a hall near Ostrow"), ("destination", "Cuba")]
    hired = {"type": "recruit", "trigger": "hired", "roles": roles}
    put(store, told("h", text, named=[("Ostrow", "GPE"), ("Cuba", "GPE")], events=[hired]))
    (journey,) = store.view.journeys()
    assert (journey.begins.role, journey.begins.words) == ("place", "a hall near Ostrow")
    assert journey.begins.entity
    assert journey.ends.words == "Cuba"


def test_the_passages_that_name_a_place_come_in_order_of_publication(store: CaseStore) -> None:
    put(store, WENT, SAID)
    own = [entity.id for report in (SAID, WENT) for entity in report.entities if entity.name == "Ostrow"]
    found = list(store.view.named_in(own))
    assert [(hit.report, hit.match) for hit in found] == [("said", "Ostrow"), ("went", "Ostrow")]
    assert found[0].before.endswith("six cooks in ")


def test_records_and_texts_come_by_their_ids_as_far_as_there_are_any(store: CaseStore) -> None:
    put(store, SAID)
    view = store.view
    assert [row.claim for row in view.claims_named([SAID.claims[1].id, "none"])] == [SAID.claims[1]]
    (row,) = view.events_named([SAID.events[0].id])
    assert (row.event, [word.claim for word in row.words]) == (SAID.events[0], [SAID.claims[0]])
    assert view.texts(["said", "none"]) == {"said": SAID.report.text}


@pytest.mark.parametrize("factuality", FACTUALITIES)
def test_an_allegation_never_makes_an_event_surer(factuality: str) -> None:
    order = ("told", "alleged", "denied", "open")
    alone, alleged = (manner_of(factuality, alleged=within) for within in (False, True))
    assert order.index(alleged) >= order.index(alone)
    assert alleged != "told"
