from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.turns import turns_of, with_turns
from onrecord.nets import Attributed
from onrecord.records import Report

# Invented, as are its speakers.
BROADCAST = """PRESENTER: Good evening. Our reporter Adra Quillmont met two who came home.
QUILLMONT: The bus left at four. Nobody waved.
TAPE (the mother): They took his papers at the gate.
QUILLMONT: And the agency?
OSKAR BEVINGTON-TORO: We sent nobody anywhere.
PRESENTER: You have heard what the mother says.
OSKAR BEVINGTON-TORO (on the line): I have heard it.
And I say it again: nobody.
PICTURES: a gate, dusk."""


def report(text: str, author: str = "") -> Report:
    return Report(id="r", capture="c", sha256="", text=text, author=author)


def told(text: str, author: str = "") -> list[tuple[str, str]]:
    return [
        (text[slice(*turn.speaker)], text[slice(*turn.words)])
        for turn in turns_of(report(text, author))
        if turn.by == "source"
    ]


def test_turns_of_those_who_are_not_the_outlets_own_are_found_with_their_speakers() -> None:
    assert told(BROADCAST) == [
        ("the mother", "They took his papers at the gate."),
        ("OSKAR BEVINGTON-TORO", "We sent nobody anywhere."),
        ("OSKAR BEVINGTON-TORO", "I have heard it.\nAnd I say it again: nobody."),
    ]


def test_who_asks_most_of_the_time_is_no_source() -> None:
    text = "LUND: Where were you?\nARAMI: In Kufra.\nLUND: And then?\nARAMI: Then the trucks came.\nLUND: I see."
    assert told(text) == [("ARAMI", "In Kufra."), ("ARAMI", "Then the trucks came.")]


def test_the_author_of_a_script_is_no_source() -> None:
    text = "LUND: He waited.\nARAMI: I waited.\nLUND: It rained.\nARAMI: It rained all day."
    assert [speaker for speaker, _ in told(text, author="Ines Lund")] == ["ARAMI", "ARAMI"]


def test_a_notice_with_headings_has_no_turns() -> None:
    assert told("Route: Tripoli to Sabha\nFee: 2,000 dinars\nPapers: none\nContact: the desk") == []


def test_a_turn_that_a_found_claim_fills_is_not_added() -> None:
    text = "ARAMI: In Kufra.\nPRESENTER: Go on.\nARAMI: Then the trucks came.\nPRESENTER: Thank you."
    start = text.index("In Kufra")
    one = Attributed(anchor=0, source=((0, 5),), cue=(), content=((start, start + 8),), relay=(), channel=(), score=0.9)
    found = with_turns(report(text), [one])
    assert [text[slice(*each.content[0])] for each in found] == ["In Kufra", "Then the trucks came."]


def test_what_a_reporter_tells_in_a_turn_is_the_outlets_own() -> None:
    start = BROADCAST.index("The bus")
    speaker = BROADCAST.index("QUILLMONT:")
    one = Attributed(
        anchor=0,
        source=((speaker, speaker + 9),),
        cue=(),
        content=((start, start + 20),),
        relay=(),
        channel=(),
        score=0.9,
    )
    assert one not in with_turns(report(BROADCAST), [one])


@given(st.lists(st.sampled_from(["A. B: x", "LUND: where?", "TAPE (): y", "(:", "Ö: ", "", ": z"])).map("\n".join))
def test_a_turn_quotes_the_text_and_is_never_empty(text: str) -> None:
    assert all(speaker and words.strip() for speaker, words in told(text))


def test_a_speaker_may_stand_behind_an_office_and_a_comma() -> None:
    text = "MRS ADU: Where?\nThe Minister of Labour, Mr Oskar Toro: In Kufra.\nMRS ADU: All?\nMr Toro: All four.\n"
    assert told(text) == [("The Minister of Labour, Mr Oskar Toro", "In Kufra."), ("Mr Toro", "All four.")]
