"""On whose word passages of invented reports stand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from invented import Said, span, telling

from onrecord.records import Event
from onrecord.weigh.rests import cites
from onrecord.weigh.voices import Listening, source_keys


def _heard(told, words):
    at = span(told.text, words)
    return Listening(told).hear(at.start, at.end)


def test_words_within_a_claim_stand_on_its_source():
    told = telling("wire", "Khatri said ten men were held.", Said("Khatri", "ten men were held", who="khatri"))
    heard = _heard(told, "men were held")
    assert (heard.source, heard.name, heard.own, heard.record) == ("Khatri", "Khatri", False, told.claims[0].id)
    assert "who:khatri" in heard.keys


def test_of_claims_in_one_another_the_innermost_is_the_voice():
    outer = Said("The ministry", "Khatri had said that ten men were held")
    told = telling(
        "wire", "The ministry said Khatri had said that ten men were held.", outer, Said("Khatri", "ten men were held")
    )
    assert _heard(told, "ten men were held").source == "Khatri"
    assert _heard(told, "Khatri had said that ten men were held").source == "The ministry"


def test_a_vague_source_rests_on_the_relay_that_passed_it_on():
    told = telling(
        "wire", "A source told Reuters that ten men were held.", Said("A source", "ten men were held", relay="Reuters")
    )
    assert _heard(told, "ten men were held").name == "Reuters"


def test_a_pronoun_rests_on_whom_it_stands_for_and_has_their_name():
    one = telling("one", "Khatri spoke. He said ten men were held.", Said("He", "ten men were held", who="khatri"))
    khatri = replace(one.entities[0], name="Khatri")
    told = replace(one, entities=(khatri,), claims=(replace(one.claims[0], speaker=khatri.id),))
    heard = _heard(told, "ten men were held")
    assert (heard.source, heard.name) == ("He", "Khatri")


def test_what_nobody_is_named_for_cannot_be_told():
    told = telling("wire", "Reportedly ten men were held.", Said("", "ten men were held"))
    assert (_heard(told, "ten men were held").name, _heard(told, "ten men were held").keys) == ("", frozenset())


def test_the_reports_own_words_rest_on_itself_and_its_outlet():
    heard = _heard(telling("wire", "Ten men left.", publisher="Meridian"), "Ten men left")
    assert (heard.own, heard.name, heard.source) == (True, "Meridian, 2023-09-05", "")


def test_a_hedged_event_in_the_reports_own_words_cannot_be_told():
    told = telling("wire", "Ten men were allegedly recruited.")
    event = Event(report="wire", type="recruit", trigger=span(told.text, "recruited"), factuality="PR+")
    heard = _heard(replace(told, events=(event,)), "Ten men were allegedly recruited")
    assert (heard.record, heard.name) == (event.id, "")


def test_a_promise_is_no_doubt_and_an_open_question_is():
    told = telling(
        "wire",
        "The minister promised an inquiry. It is unclear who paid.",
        Said("The minister", "an inquiry", act="promise", certainty="unknown"),
        questions=["unclear who paid"],
    )
    assert not _heard(told, "an inquiry").hedged
    assert _heard(told, "who paid").hedged


@pytest.mark.parametrize(
    "words", ["a senior official", "officials", "residents", "two of the men", "He", "witnesses", ""]
)
def test_sources_that_may_be_anybody_have_no_key(words):
    assert not source_keys(words)


@pytest.mark.parametrize(
    ("one", "other"),
    [("The Foreign Ministry", "the foreign ministry"), ("police", "The police"), ("the indictment", "The indictment")],
)
def test_sources_told_by_the_same_words_have_one_key(one, other):
    assert source_keys(one) == source_keys(other) != frozenset()


@pytest.mark.parametrize(
    ("cited", "outlet", "is_cited"),
    [
        ("the news agency savanna wire", "Savanna Wire", True),
        ("el faro", "El Faro de Ibagué (English edition)", True),
        ("police", "Regional Police Directorate, Est", True),
        ("the foreign ministry", "Ministry of Foreign Affairs", True),
        ("the foreign ministry", "Ministry of the Interior", False),
        ("the daily", "Surma Daily", False),
        ("", "", False),
    ],
)
def test_which_outlet_or_body_is_cited(cited, outlet, is_cited):
    assert cites(cited, outlet) is is_cited
