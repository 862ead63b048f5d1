"""An extraction holds the whole record of a report, and says it in the words of the case record."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import SpanMismatch
from onrecord.records import (
    RECORD_FIELDS,
    Claim,
    Element,
    Entity,
    Event,
    Extraction,
    Mention,
    Place,
    Question,
    Report,
    Role,
    Span,
    Time,
    extraction_json,
)

TEXT = "On Monday the Vanu police said a broker had lured six welders to Port Sel. He did not say who paid."
REPORT = Report(id="wire-1", capture="", sha256="", text=TEXT, published="2024-03-06")


def span(words: str) -> Span:
    return Span.of(TEXT, TEXT.index(words), TEXT.index(words) + len(words))


MONDAY = Time(report="wire-1", span=span("On Monday"), value="2024-03-04", type="DATE", made_by="times-1")
SEL = Entity(
    report="wire-1",
    first=span("Port Sel"),
    type="GPE",
    name="Port Sel",
    aliases=("Sel",),
    country="VU",
    place=Place(latitude=-17.5, longitude=168.25, readings=2, source="gazetteer-1"),
)
MENTION = Mention(report="wire-1", span=span("Port Sel"), type="GPE", entity=SEL.id, score=0.87654)
CLAIM = Claim(
    report="wire-1",
    source=(span("the Vanu police"),),
    cue=(span("said"),),
    content=(span("a broker had lured six welders to Port Sel"),),
    said_at=MONDAY.id,
)
EVENT = Event(
    report="wire-1",
    type="recruit",
    trigger=span("lured"),
    roles=(
        Role(role="patient", span=span("six welders")),
        Role(role="agent", span=span("a broker")),
        Role(role="destination", span=span("Port Sel"), entity=SEL.id),
    ),
    time=MONDAY.id,
    holder=CLAIM.id,
)
QUESTION = Question(
    report="wire-1", kind="undisclosed", span=span("He did not say who paid"), party=span("He"), about=EVENT.id
)
ELEMENT = Element(
    report="wire-1",
    element="act",
    code="recruitment",
    status="asserted",
    spans=(span("lured six welders"),),
    claims=(CLAIM.id,),
    events=(EVENT.id,),
)
WHOLE = Extraction(
    report=REPORT,
    claims=(CLAIM,),
    events=(EVENT,),
    times=(MONDAY,),
    mentions=(MENTION,),
    entities=(SEL,),
    questions=(QUESTION,),
    elements=(ELEMENT,),
)


def words(start: int, end: int) -> dict[str, object]:
    return {"start": start, "end": end, "text": TEXT[start:end]}


def test_its_records_come_kind_after_kind() -> None:
    assert list(WHOLE.records()) == [CLAIM, EVENT, MONDAY, MENTION, SEL, QUESTION, ELEMENT]


def test_records_that_quote_the_report_pass() -> None:
    WHOLE.check()


@pytest.mark.parametrize(
    "false",
    [
        {"claims": (replace(CLAIM, source=(Span(start=10, end=25, text="the Fiji police"),)),)},
        {"events": (replace(EVENT, trigger=Span(start=44, end=49, text="hired")),)},
        {"events": (replace(EVENT, roles=(Role(role="agent", span=Span(start=0, end=2, text="A ")),)),)},
        {"times": (replace(MONDAY, span=Span(start=0, end=9, text="On Sunday")),)},
        {"mentions": (replace(MENTION, span=Span(start=90, end=999, text="Port Sel")),)},
        {"entities": (replace(SEL, first=Span(start=-8, end=-1, text=TEXT[-8:-1])),)},
        {"questions": (replace(QUESTION, party=Span(start=75, end=77, text="he")),)},
        {"elements": (replace(ELEMENT, spans=(*ELEMENT.spans, Span(start=5, end=5, text=""))),)},
    ],
)
def test_a_span_of_any_kind_that_does_not_quote_the_report_is_refused(false: dict[str, tuple]) -> None:
    with pytest.raises(SpanMismatch):
        replace(WHOLE, **false).check()


def test_records_name_each_other() -> None:
    named = {record.id: set(record.links()) for record in WHOLE.records()}
    assert named == {
        CLAIM.id: {("time", MONDAY.id)},
        EVENT.id: {("time", MONDAY.id), ("claim", CLAIM.id), ("entity", SEL.id)},
        MONDAY.id: set(),
        MENTION.id: {("entity", SEL.id)},
        SEL.id: set(),
        QUESTION.id: {("event", EVENT.id)},
        ELEMENT.id: {("claim", CLAIM.id), ("event", EVENT.id)},
    }
    assert list(replace(QUESTION, about=CLAIM.id).links()) == [("claim", CLAIM.id)]


def test_its_json_is_that_of_the_case_record() -> None:
    said = json.loads(json.dumps(extraction_json(WHOLE)))
    assert list(said) == ["report", *RECORD_FIELDS, "problems"]
    assert said["events"] == [
        {
            "id": EVENT.id,
            "type": "recruit",
            "trigger": words(44, 49),
            "roles": [
                {"role": "patient", "span": words(50, 61), "entity": None},
                {"role": "agent", "span": words(31, 39), "entity": None},
                {"role": "destination", "span": words(65, 73), "entity": SEL.id},
            ],
            "time": MONDAY.id,
            "factuality": "CT+",
            "holder": CLAIM.id,
            "score": 1.0,
            "made_by": "",
        }
    ]
    assert said["times"] == [
        {"id": MONDAY.id, "span": words(0, 9), "value": "2024-03-04", "type": "DATE", "made_by": "times-1"}
    ]
    assert said["mentions"] == [
        {
            "id": MENTION.id,
            "span": words(65, 73),
            "type": "GPE",
            "entity": SEL.id,
            "form": "name",
            "score": 0.8765,
            "made_by": "",
        }
    ]
    assert said["entities"] == [
        {
            "id": SEL.id,
            "type": "GPE",
            "name": "Port Sel",
            "aliases": ["Sel"],
            "country": "VU",
            "role": None,
            "place": {"latitude": -17.5, "longitude": 168.25, "readings": 2, "source": "gazetteer-1"},
            "mentions": 1,
            "first": words(65, 73),
            "made_by": "",
        }
    ]
    assert said["questions"] == [
        {
            "id": QUESTION.id,
            "kind": "undisclosed",
            "span": words(75, 98),
            "party": words(75, 77),
            "about": EVENT.id,
            "as_of": None,
            "score": 1.0,
            "made_by": "",
        }
    ]
    assert said["elements"] == [
        {
            "id": ELEMENT.id,
            "element": "act",
            "code": "recruitment",
            "status": "asserted",
            "spans": [words(44, 61)],
            "claims": [CLAIM.id],
            "events": [EVENT.id],
            "score": 1.0,
            "made_by": "",
        }
    ]


@given(st.text(min_size=1), st.data())
def test_every_passage_of_a_text_may_be_quoted_by_every_kind(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    here = Span.of(text, start, data.draw(st.integers(start + 1, len(text))))
    Extraction(
        report=replace(REPORT, text=text),
        claims=(replace(CLAIM, source=(here,), cue=(), content=(here, here)),),
        events=(replace(EVENT, trigger=here, roles=(Role(role="agent", span=here),)),),
        times=(replace(MONDAY, span=here),),
        mentions=(replace(MENTION, span=here),),
        entities=(replace(SEL, first=here),),
        questions=(replace(QUESTION, span=here, party=here),),
        elements=(replace(ELEMENT, spans=(here,)),),
    ).check()
