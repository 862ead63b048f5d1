"""Through whom a claim reached the report."""

import pytest

from onrecord.extract.claims import claims_of
from onrecord.nets import Attributed
from onrecord.records import Report
from onrecord.vocabulary import is_outlet


def _relays(text: str, *parts: tuple[str, str, str], publisher: str = "") -> list[list[str]]:
    """Claims from (source, cue, content), with the words of their relays."""

    def place(words: str) -> tuple[tuple[int, int], ...]:
        return ((text.index(words), text.index(words) + len(words)),) if words else ()

    found = [
        Attributed(
            anchor=k, source=place(source), cue=place(cue), content=place(content), relay=(), channel=(), score=0.9
        )
        for k, (source, cue, content) in enumerate(parts)
    ]
    report = Report(id="r", capture="", sha256="", text=text, publisher=publisher)
    return [[span.text for span in claim.relays] for claim in claims_of(report, found, "net+rules")]


def test_an_outlet_that_was_told_is_a_relay() -> None:
    text = "The harbour master told Reuters that the boat had sunk."
    assert _relays(text, ("The harbour master", "told", "the boat had sunk")) == [["Reuters"]]


def test_a_relay_is_no_channel_too() -> None:
    text = "The harbour master told Reuters that the boat had sunk."
    at = text.index("Reuters")
    one = Attributed(
        anchor=0,
        source=((0, 18),),
        cue=((19, 23),),
        content=((text.index("the boat"), len(text) - 1),),
        relay=(),
        channel=((at, at + 7),),
        score=0.9,
    )
    (claim,) = claims_of(Report(id="r", capture="", sha256="", text=text), [one], "net+rules")
    assert [span.text for span in claim.relays] == ["Reuters"]
    assert claim.channel == ()


def test_a_person_who_was_told_is_no_relay() -> None:
    text = "The harbour master told Ada Nwosu that the boat had sunk."
    assert _relays(text, ("The harbour master", "told", "the boat had sunk")) == [[]]


def test_the_reports_own_outlet_is_no_relay() -> None:
    text = "The harbour master told the Coast Gazette that the boat had sunk."
    parts = ("The harbour master", "told", "the boat had sunk")
    assert _relays(text, parts, publisher="The Coast Gazette") == [[]]
    assert _relays(text, parts, publisher="Inland Radio") == [["the Coast Gazette"]]


def test_what_an_outlet_says_that_somebody_said_came_through_the_outlet() -> None:
    text = "The Coast Gazette reported that the mayor denied the sale."
    outer = ("The Coast Gazette", "reported", "the mayor denied the sale")
    assert _relays(text, outer, ("the mayor", "denied", "the sale")) == [[], ["The Coast Gazette"]]


def test_whoever_says_that_somebody_else_said_something_passed_it_on() -> None:
    text = "Her aunt said that the mayor denied the sale."
    outer = ("Her aunt", "said", "the mayor denied the sale")
    assert _relays(text, outer, ("the mayor", "denied", "the sale")) == [[], ["Her aunt"]]


def test_a_pronoun_within_is_mostly_whoever_speaks_and_has_no_relay() -> None:
    text = "Her aunt said that she denied the sale."
    outer = ("Her aunt", "said", "she denied the sale")
    assert _relays(text, outer, ("she", "denied", "the sale")) == [[], []]


@pytest.mark.parametrize(
    "name", ["Reuters", "EFE", "state television", "the Ryazan Gazette", "a news agency", "the Star"]
)
def test_outlets_are_known_by_their_names(name: str) -> None:
    assert is_outlet(name)


@pytest.mark.parametrize("name", ["the mayor", "Star Adeyemi", "a court", "the coast guard", "his first post", "Mail"])
def test_other_names_are_no_outlets(name: str) -> None:
    assert not is_outlet(name)
