"""From what a net finds to events: whose word they are on, when they happened, how many they happened to."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.events import events_of, said_at_of
from onrecord.nets.reading import Happening
from onrecord.records import Claim, Event, Report, Span, Time, check_spans


def _report(text: str) -> Report:
    return Report(id="r", capture="", sha256="", text=text, published="2024-05-10")


def _span(text: str, words: str) -> Span:
    at = text.index(words)
    return Span.of(text, at, at + len(words))


def _claim(text: str, content: str, cue: str, **more: object) -> Claim:
    return Claim(report="r", content=(_span(text, content),), cue=(_span(text, cue),), **more)  # type: ignore[arg-type]


def _time(text: str, words: str, value: str = "2024-05-07", kind: str = "DATE") -> Time:
    return Time(report="r", span=_span(text, words), value=value, type=kind)  # type: ignore[arg-type]


def _happening(text: str, trigger: str, kind: str = "arrest", **roles: str) -> Happening:
    def place(words: str) -> tuple[int, int]:
        return text.index(words), text.index(words) + len(words)

    found = tuple((role, place(words)) for role, words in roles.items())
    return Happening(anchor=0, type=kind, trigger=place(trigger), roles=found, factuality="CT+", score=0.9)


def _event(text: str, one: Happening, claims: tuple[Claim, ...] = (), times: tuple[Time, ...] = ()) -> Event:
    (event,) = events_of(_report(text), [one], claims, times, "net+rules")
    return event


def test_an_event_is_on_the_word_of_the_innermost_claim_that_holds_its_trigger() -> None:
    text = "Ada said that Bo believed the men were arrested."
    outer = _claim(text, "Bo believed the men were arrested", "said")
    inner = _claim(text, "the men were arrested", "believed")
    assert _event(text, _happening(text, "arrested"), (outer, inner)).holder == inner.id


def test_an_event_outside_every_claim_is_the_reports_own() -> None:
    text = "The men were arrested. Ada said they were innocent."
    claim = _claim(text, "they were innocent", "said")
    assert _event(text, _happening(text, "arrested"), (claim,)).holder == ""


@pytest.mark.parametrize(
    ("text", "trigger", "time"),
    [
        ("Police arrested two men on Tuesday.", "arrested", "Tuesday"),
        ("On Tuesday police arrested two men.", "arrested", "Tuesday"),
        ("He fled in March and was arrested on Tuesday.", "arrested", "Tuesday"),
    ],
)
def test_the_time_of_its_clause_is_the_events(text: str, trigger: str, time: str) -> None:
    told = _time(text, time)
    others = (_time(text, "March"),) if "March" in text else ()
    assert _event(text, _happening(text, trigger), times=(told, *others)).time == told.id


@pytest.mark.parametrize(
    ("text", "time", "kind"),
    [
        ("Police arrested two men. The hearing is on Tuesday.", "Tuesday", "DATE"),
        ("The arrested men were promised 400 euros; they earned that a month.", "a month", "SET"),
    ],
)
def test_a_time_of_another_sentence_and_a_rate_are_not(text: str, time: str, kind: str) -> None:
    assert _event(text, _happening(text, "arrested"), times=(_time(text, time, kind=kind),)).time == ""


def test_when_something_was_said_is_not_when_what_was_said_happened() -> None:
    text = "The ministry said on Tuesday that two men had been killed."
    claim, time = _claim(text, "two men had been killed", "said"), _time(text, "Tuesday")
    assert _event(text, _happening(text, "killed", "kill"), (claim,), (time,)).time == ""
    assert [claim.said_at for claim in said_at_of(_report(text), [claim], [time])] == [time.id]


def test_a_time_within_the_content_is_not_when_it_was_said() -> None:
    text = "The ministry said two men had been killed on Tuesday."
    claim = _claim(text, "two men had been killed on Tuesday", "said")
    assert said_at_of(_report(text), [claim], [_time(text, "Tuesday")]) == [claim]


@pytest.mark.parametrize(
    ("patient", "number"),
    [
        ("Fourteen Cubans", "Fourteen"),
        ("at least 1,200 men", "1,200"),
        ("twenty-three boys", "twenty-three"),
        ("the four", None),
        ("the driver, 29", None),
        ("13-year-old boys", None),
        ("two weeks", None),
    ],
)
def test_the_numeral_that_a_patient_opens_with_is_how_many(patient: str, number: str | None) -> None:
    text = f"{patient} were arrested."
    event = _event(text, _happening(text, "arrested", patient=patient))
    assert [role.span.text for role in event.roles if role.role == "number"] == ([number] if number else [])


def test_a_number_that_the_net_saw_is_kept_and_no_other_put_beside_it() -> None:
    text = "Two brothers were among 40 who were arrested."
    event = _event(text, _happening(text, "arrested", patient="Two brothers", number="40"))
    assert [role.span.text for role in event.roles if role.role == "number"] == ["40"]


@pytest.mark.parametrize(
    ("role", "bare"),
    [
        ("by the police", "the police"),
        ("to Ryazan", "Ryazan"),
        ("to guard a mine", "to guard a mine"),
        ("a broker, who lives in Omsk", "a broker"),
        ("those who refused", "those who refused"),
    ],
)
def test_a_role_is_without_its_preposition_and_the_relative_clause_behind_a_comma(role: str, bare: str) -> None:
    text = f"Three men were taken {role}."
    event = _event(text, _happening(text, "taken", "transport", agent=role))
    assert [found.span.text for found in event.roles] == [bare]


@pytest.mark.parametrize(
    ("text", "trigger", "role", "words", "becomes"),
    [
        ("They flew from Quay Town to Port.", "flew", "destination", "Quay Town", "origin"),
        ("They flew from Quay Town to Port.", "flew", "destination", "from Quay Town", "origin"),
        ("They left the island at noon.", "left", "destination", "island", "origin"),
        ("They left for the island at noon.", "left", "destination", "the island", "destination"),
        ("They flew to Port.", "flew", "destination", "Port", "destination"),
    ],
)
def test_where_one_comes_from_is_no_place_to_go_to(
    text: str, trigger: str, role: str, words: str, becomes: str
) -> None:
    (found,) = _event(text, _happening(text, trigger, "transport", **{role: words})).roles
    assert (found.role, found.span.text) == (becomes, words.removeprefix("from "))


@pytest.mark.parametrize(
    ("text", "kind", "origin"),
    [
        ("Nine men were flown to Port from Quay Town in May.", "transport", "Quay Town"),
        ("Nine men were flown to Port. Money came from Quay Town.", "transport", None),
        ("Nine men were flown to Port from the quay.", "transport", None),
        ("Nine men were flown from Quay Town.", "arrest", None),
    ],
)
def test_a_name_behind_from_is_where_they_set_out(text: str, kind: str, origin: str | None) -> None:
    found = [role.span.text for role in _event(text, _happening(text, "flown", kind)).roles if role.role == "origin"]
    assert found == ([origin] if origin else [])


@given(st.text(min_size=1), st.lists(st.tuples(st.integers(0, 80), st.integers(1, 20)), max_size=6))
def test_events_of_any_text_quote_it(text: str, places: list[tuple[int, int]]) -> None:
    bounds = [(at % len(text), min(len(text), at % len(text) + length)) for at, length in places]
    found = [
        Happening(anchor=0, type="kill", trigger=b, roles=(("patient", b),), factuality="U", score=0.5) for b in bounds
    ]
    times = [Time(report="r", span=Span.of(text, *b), value="2024", type="DATE") for b in bounds]
    claims = [Claim(report="r", content=(Span.of(text, *b),), cue=(Span.of(text, *b),)) for b in bounds]
    report = _report(text)
    events = events_of(report, found, claims, times, "m")
    check_spans(text, (span for event in events for _, span in event.passages()))
    assert {event.time for event in events} <= {"", *(time.id for time in times)}
    said = said_at_of(report, claims, times, events)
    assert [replace(claim, said_at="") for claim in said] == claims
