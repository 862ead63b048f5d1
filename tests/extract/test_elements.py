"""Which codes a report speaks to: one record per code, and on whose word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.elements import elements_of
from onrecord.nets.reading import Tagged
from onrecord.records import Claim, Element, Event, Report, Span, check_spans


def _span(text: str, words: str) -> Span:
    at = text.index(words)
    return Span.of(text, at, at + len(words))


def _tagged(text: str, words: str, code: str) -> Tagged:
    span = _span(text, words)
    return Tagged(start=span.start, end=span.end, label=code, score=0.7)


def _elements(
    text: str, *tagged: Tagged, claims: tuple[Claim, ...] = (), events: tuple[Event, ...] = ()
) -> list[Element]:
    return elements_of(Report(id="r", capture="", sha256="", text=text), tagged, claims, events, "net+rules")


def test_passages_of_one_code_are_one_element_with_all_of_them() -> None:
    text = "They took our passports. Later they took the phones. We were beaten."
    elements = _elements(
        text,
        _tagged(text, "They took our passports", "documents_confiscated"),
        _tagged(text, "they took the phones", "documents_confiscated"),
        _tagged(text, "We were beaten", "violence"),
    )
    assert [(one.element, one.code, [span.text for span in one.spans]) for one in elements] == [
        ("ilo", "documents_confiscated", ["They took our passports", "they took the phones"]),
        ("ilo", "violence", ["We were beaten"]),
    ]


def test_an_element_names_the_claims_its_passages_stand_in_and_the_events_they_tell() -> None:
    text = "Ada said that the guards beat the men."
    claim = Claim(report="r", cue=(_span(text, "said"),), content=(_span(text, "the guards beat the men"),))
    event = Event(report="r", type="abuse", trigger=_span(text, "beat"))
    (element,) = _elements(text, _tagged(text, "guards beat the men", "violence"), claims=(claim,), events=(event,))
    assert (element.claims, element.events) == ((claim.id,), (event.id,))


def test_what_the_report_tells_itself_is_asserted() -> None:
    text = "The guards beat the men."
    (element,) = _elements(text, _tagged(text, text[:-1], "violence"))
    assert element.status == "asserted"


def test_what_stands_in_an_allegation_only_is_alleged() -> None:
    text = "Prosecutors allege that the guards beat the men."
    claim = Claim(
        report="r", source=(_span(text, "Prosecutors"),), cue=(_span(text, "allege"),), act="allege",
        content=(_span(text, "the guards beat the men"),),
    )  # fmt: skip
    (element,) = _elements(text, _tagged(text, "the guards beat the men", "violence"), claims=(claim,))
    assert element.status == "alleged"


def test_a_word_of_doubt_beside_the_passage_makes_an_allegation() -> None:
    text = "The firm had allegedly lied to them. Ada denied it, the court noted."
    content = _span(text, "lied to them")
    claim = Claim(report="r", cue=(_span(text, "allegedly"),), certainty="probable", content=(content,))
    (element,) = _elements(text, _tagged(text, "lied to them", "deception"), claims=(claim,))
    assert element.status == "alleged"


@pytest.mark.parametrize(
    ("text", "code", "kind", "trigger"),
    [
        ("None was recruited by the battalion.", "recruitment", "recruit", "recruited"),
        ("All came of their own free will.", "coercion", "transport", "came"),
    ],
)
def test_what_all_passages_say_was_not_so_is_denied(text: str, code: str, kind: str, trigger: str) -> None:
    event = Event(report="r", type=kind, trigger=_span(text, trigger), factuality="CT-")
    (element,) = _elements(text, _tagged(text, text[:-1], code), events=(event,))
    assert element.status == "denied"


def test_one_passage_that_tells_it_outweighs_one_that_denies_it() -> None:
    text = "None was recruited there. Two were recruited here."
    no = Event(report="r", type="recruit", trigger=_span(text, "recruited"), factuality="CT-")
    second = text.rindex("recruited")
    yes = Event(report="r", type="recruit", trigger=Span.of(text, second, second + 9))
    passages = ("None was recruited there", "Two were recruited here")
    tagged = [_tagged(text, words, "recruitment") for words in passages]
    (element,) = _elements(text, *tagged, events=(no, yes))
    assert element.status == "asserted"


def test_a_response_of_a_state_is_asserted_also_when_it_denies() -> None:
    text = "The ministry denied any part in it."
    claim = Claim(report="r", cue=(_span(text, "denied"),), act="deny", content=(_span(text, "any part in it"),))
    (element,) = _elements(text, _tagged(text, text[:-1], "denial_of_involvement"), claims=(claim,))
    assert (element.element, element.status) == ("response", "asserted")


@given(st.text(min_size=1), st.lists(st.tuples(st.integers(0, 80), st.integers(1, 20)), max_size=6))
def test_elements_of_any_text_quote_it_and_have_one_record_per_code(text: str, places: list[tuple[int, int]]) -> None:
    bounds = [(at % len(text), min(len(text), at % len(text) + length)) for at, length in places]
    codes = ("force", "violence", "repatriation")
    tagged = [Tagged(start=s, end=e, label=codes[s % 3], score=0.5) for s, e in bounds]
    claims = tuple(Claim(report="r", content=(Span.of(text, *b),)) for b in bounds)
    elements = _elements(text, *tagged, claims=claims)
    check_spans(text, (span for element in elements for _, span in element.passages()))
    assert sorted({one.code for one in elements}) == sorted(one.code for one in elements)
