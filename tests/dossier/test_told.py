"""What a report tells is shown in order, in plain words, on whose word: and what is alleged stays alleged."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.dossier.told import LONGEST_PASSAGE, passage_of, told_in
from onrecord.dossier.wording import on_whose_word, told, when
from onrecord.records import ACTS, FACTUALITIES, Claim, Event, Role, Span, Time, Word


def word(act="state", source="the police", speaker="", **fields):
    spans = {name: (Span(start=0, end=len(words), text=words),) for name, words in fields.items()}
    named = (Span(start=0, end=len(source), text=source),) if source else ()
    content = (Span(start=0, end=1, text="x"),)
    return Word(claim=Claim(report="r", source=named, content=content, act=act, **spans), speaker=speaker)


def test_events_stand_in_order_of_time_and_those_without_a_day_last(welders):
    events = told_in(welders).events
    assert [(one.kind, one.when) for one in events] == [
        ("recruit", "2024-03-06"), ("investigate", "2024-05"), ("confiscate", ""), ("pay", ""), ("return", ""),
    ]  # fmt: skip
    assert [one.number for one in events] == [1, 5, 2, 3, 4]


def test_each_event_says_how_far_it_is_told_and_on_whose_word(welders):
    said = {one.kind: (one.told, on_whose_word(one.words)) for one in told_in(welders).events}
    assert said == {
        "recruit": ("said to have happened", "Police in Port Sel (statement)"),
        "investigate": ("not said to have happened", "the report itself"),
        "confiscate": ("alleged", "A prosecutor (allegation)"),
        "pay": ("said not to have happened", "She [Ann Marlin] (denial)"),
        "return": ("not said to have happened", "he (belief)"),
    }


@pytest.mark.parametrize("factuality", FACTUALITIES)
def test_nothing_within_an_allegation_is_told_as_a_fact(factuality):
    inner = told(factuality, [word("state"), word("allege"), word("confirm")])
    assert inner.startswith(("alleged", "not said"))


@pytest.mark.parametrize("act", ACTS)
def test_no_words_of_ours_are_a_verdict(act):
    shown = {told(factuality, [word(act)]) for factuality in FACTUALITIES}
    assert all(words.startswith(("said", "alleged", "not said")) for words in shown)


def test_on_whose_word_goes_outwards_with_relays_and_names():
    words = [word("deny", "he", "Ann Marlin"), word("state", "the ministry", relays="EFE")]
    assert on_whose_word(words) == "he [Ann Marlin] (denial), cited by the ministry (statement), through EFE"
    assert on_whose_word([word("allege", "", cue="allegedly")]) == "nobody named (“allegedly”) (allegation)"
    assert (
        on_whose_word([word(source="Ann Marlin, a broker", speaker="Ann Marlin")]) == "Ann Marlin, a broker (statement)"
    )


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("2024-03-06", "2024-03-06"),
        ("2024-03-06T18:00", "2024-03-06"),
        ("2024-03", "2024-03"),
        ("2024", "2024"),
        ("2024-W10", "2024-03-04 to 2024-03-10"),
        ("P2M", ""),
        ("PRESENT_REF", ""),
    ],
)
def test_a_day_is_shown_as_far_as_it_is_known(value, shown):
    assert when(Time(report="r", span=Span(start=0, end=1, text="x"), value=value, type="DATE")) == shown
    assert when(None) == ""


def test_a_question_names_what_it_is_about(welders):
    (asked,) = told_in(welders).questions
    assert (asked.kind, asked.claim, asked.event) == ("no response", 2, 0)
    assert asked.about == (("open with", 0, "Marlin's lawyer"), ("claim", 2, ""), ("as of", 0, "2024-03-07"))


def test_elements_stand_under_the_standard_that_names_them_with_their_status(welders):
    groups = told_in(welders).elements
    assert [(heading, [(one.name, one.element.status) for one in group]) for heading, group in groups] == [
        ("Means (Palermo Protocol, art. 3a)", [("deception", "asserted")]),
        ("Indicators (ILO and European Commission, 2009)", [("documents confiscated", "alleged")]),
    ]


def test_a_participant_has_its_name_where_its_words_do_not_hold_it(welders):
    lured = told_in(welders).events[0]
    assert [(part.role, part.words, part.name) for part in lured.parts] == [
        ("whom", "six welders", ""), ("by", "a broker", "Ann Marlin"),
    ]  # fmt: skip
    assert lured.passage.text == "a broker had lured six welders"


@st.composite
def events(draw: st.DrawFn):
    text = draw(st.text(alphabet="ab \n😀é", min_size=1, max_size=700))
    spans = []
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text) - 1))
        spans.append(Span.of(text, start, draw(st.integers(start + 1, min(len(text), start + 40)))))
    roles = tuple(Role(role="agent", span=span) for span in spans[1:])
    return text, Event(report="r", type="recruit", trigger=spans[0], roles=roles)


@given(events())
def test_a_passage_quotes_the_report_holds_the_trigger_and_is_short(material):
    text, event = material
    passage = passage_of(text, event)
    assert text[passage.start : passage.end] == passage.text
    assert passage.start <= event.trigger.start
    assert event.trigger.end <= passage.end
    assert passage.end - passage.start <= LONGEST_PASSAGE + len(event.trigger.text)


def test_whoever_passed_it_on_is_named_once():
    words = [word("believe", "investigators", relays="an official"), word("allege", "an official")]
    assert on_whose_word(words).count("an official") == 1
