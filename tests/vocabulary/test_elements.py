"""The codes of the definition of trafficking: where they come from, and what speaks to them."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.vocabulary.elements import (
    codes_by_element,
    codes_of_events,
    element_codes,
    element_cues,
    element_descriptions,
    elements_version,
    read_element_codes,
)
from onrecord.vocabulary.events import event_types

CASE_RECORD = {
    "act": "recruitment transportation transfer harbouring receipt",
    "means": (
        "threat force coercion abduction fraud deception abuse_of_power abuse_of_vulnerability payments_or_benefits"
    ),
    "purpose": "participation_in_hostilities forced_labour servitude sexual_exploitation other_exploitation",
    "ilo": (
        "deceived_about_job deceived_about_conditions deceived_about_contract deceived_about_legal_status "
        "deceived_about_wages deceived_about_travel documents_confiscated debt_bondage isolation_or_confinement "
        "violence threats economic_need language_or_information_gap hazardous_work wages_withheld forced_tasks "
        "dependency"
    ),
    "response": "investigation prosecution protection repatriation prevention denial_of_involvement",
}


def cues(text: str) -> dict[str, str]:
    return {code: text[cue.start : cue.end] for cue in element_cues(text) for code in cue.codes}


def test_the_codes_are_those_of_the_case_record_in_its_order() -> None:
    assert {element: " ".join(codes) for element, codes in codes_by_element().items()} == CASE_RECORD
    assert list(element_descriptions()) == list(CASE_RECORD)


@pytest.mark.parametrize("code", " ".join(CASE_RECORD.values()).split())
def test_a_code_names_its_standard_and_how_it_was_read(code: str) -> None:
    known = element_codes()[code]
    assert known.name
    assert known.description.endswith(".")
    assert known.standard.citation
    assert known.mark in "VSR"
    assert known.cues
    assert bool(known.dimensions) == (known.element == "ilo"), "the ILO's indicators alone have dimensions"


def test_no_code_claims_a_standard_that_was_not_opened() -> None:
    assert {code.mark for code in element_codes().values()} == {"S", "R"}


def test_only_responses_are_for_states_alone() -> None:
    assert {code.element for code in element_codes().values() if code.state_only} == {"response"}


@pytest.mark.parametrize(
    ("event", "code"),
    [
        ("recruit", "recruitment"),
        ("enlist", "recruitment"),
        ("transport", "transportation"),
        ("deceive", "deception"),
        ("confiscate", "documents_confiscated"),
        ("arrest", "prosecution"),
        ("acquit", "prosecution"),
        ("return", "repatriation"),
        ("fight", "participation_in_hostilities"),
        ("confine", "isolation_or_confinement"),
    ],
)
def test_an_event_speaks_to_a_code(event: str, code: str) -> None:
    assert code in codes_of_events()[event]


def test_every_event_type_has_its_codes_even_when_there_are_none() -> None:
    assert list(codes_of_events()) == list(event_types())
    assert codes_of_events()["meet"] == ()


def test_wages_that_were_not_paid_are_an_event_that_did_not_happen() -> None:
    assert element_codes()["wages_withheld"].negated_events == ("pay",)
    assert "wages_withheld" not in codes_of_events()["pay"]


def test_a_passage_is_found_by_its_words() -> None:
    found = cues("They took our passports, the gate locked; the wages never came and whoever refused was beaten.")
    assert found["documents_confiscated"] == "took our passports"
    assert found["isolation_or_confinement"] == "gate locked"
    assert found["wages_withheld"] == "wages never came"
    assert found["violence"] == "beaten"


def test_one_word_may_speak_to_several_codes() -> None:
    found = cues("The officer threatened to call the police.")
    assert {"threat", "threats"} <= found.keys()


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ('element = "acts"', "element code barter: element 'acts' is none of act"),
        ('standard = "hague"', "element code barter: standard 'hague' is none of palermo"),
        ('mark = "X"', "element code barter: mark 'X' is none of V, S, R"),
        ('events = "swap"', "element code barter: event type 'swap' is none of recruit"),
    ],
)
def test_a_slip_in_a_code_is_named(line: str, complaint: str) -> None:
    row = {"element": "act", "name": "barter", "standard": "palermo", "mark": "S", "description": "Exchange."}
    table = {
        "standards": {"palermo": {"citation": "Palermo Protocol", "mark": "S", "note": ""}},
        "elements": {"act": {}},
        "codes": {"barter": row | tomllib.loads(line)},
    }
    with pytest.raises(ValueError, match=complaint):
        read_element_codes(table)


def test_the_version_changes_with_the_file() -> None:
    assert elements_version().startswith("elements-1+")


@given(st.text())
def test_cues_lie_in_the_text_in_order(text: str) -> None:
    end = 0
    for cue in element_cues(text):
        assert end <= cue.start < cue.end <= len(text)
        end = cue.end
