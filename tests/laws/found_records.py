"""Any captures, reports and records: what laws are tested with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from typing import Any

from hypothesis import strategies as st

from onrecord.records import (
    ACTS,
    CERTAINTIES,
    ELEMENT_STATUSES,
    ENTITY_TYPES,
    EVENT_ROLES,
    FACTUALITIES,
    FORMS,
    POLARITIES,
    QUESTION_KINDS,
    QUOTATIONS,
    TIME_TYPES,
    Capture,
    Claim,
    Element,
    Entity,
    Event,
    Extraction,
    Hints,
    Mention,
    Place,
    Problem,
    Question,
    Record,
    Report,
    Role,
    Segment,
    Span,
    Time,
    content_id,
)

# Any code points: lone surrogates, NUL and our own escape sign among them.
WORDS = st.text(alphabet=st.one_of(st.characters(), st.sampled_from("\x00\x1a\ud83d\udcffé́א北😀 a1")), max_size=30)
SOME_WORDS = WORDS.filter(bool)
SCORES = st.floats(0, 1)


@dataclass(frozen=True)
class Reading:
    """A capture with what was read from it and found in it."""

    capture: Capture
    extraction: Extraction


@st.composite
def spans(draw: st.DrawFn, text: str) -> Span:
    start = draw(st.integers(0, len(text) - 1))
    return Span.of(text, start, draw(st.integers(start + 1, len(text))))


def several(strategy: st.SearchStrategy[Any], most: int = 2) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(strategy, max_size=most).map(tuple)


def distinct(strategy: st.SearchStrategy[Any], most: int = 3) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(strategy, max_size=most, unique_by=lambda record: record.id).map(tuple)


def named(records: tuple[Record, ...]) -> st.SearchStrategy[str]:
    """Give the id of one of the records, or of none."""
    return st.sampled_from(["", *(record.id for record in records)])


def claims(report: Report, times: tuple[Time, ...], known: tuple[Entity, ...]) -> st.SearchStrategy[Claim]:
    places = several(spans(report.text))
    return st.builds(
        Claim,
        report=st.just(report.id),
        content=places,
        source=places,
        cue=places,
        relays=places,
        channel=places,
        quotation=st.sampled_from(QUOTATIONS),
        act=st.sampled_from(ACTS),
        certainty=st.sampled_from(CERTAINTIES),
        polarity=st.sampled_from(POLARITIES),
        said_at=named(times),
        speaker=named(known),
        parent=st.just(""),
        score=SCORES,
        made_by=st.just("fake-v1"),
    )


def times(report: Report) -> st.SearchStrategy[Time]:
    return st.builds(
        Time,
        report=st.just(report.id),
        span=spans(report.text),
        value=WORDS,
        type=st.sampled_from(TIME_TYPES),
        made_by=st.just("times-1"),
    )


def entities(report: Report) -> st.SearchStrategy[Entity]:
    degrees = st.floats(-180, 180)
    place = st.builds(Place, latitude=degrees, longitude=degrees, readings=st.integers(1, 99), source=WORDS)
    return st.builds(
        Entity,
        report=st.just(report.id),
        first=spans(report.text),
        type=st.sampled_from(ENTITY_TYPES),
        name=WORDS,
        aliases=several(WORDS),
        country=WORDS,
        role=WORDS,
        place=st.none() | place,
        mentions=st.integers(0, 99),
    )


def mentions(report: Report, known: tuple[Entity, ...]) -> st.SearchStrategy[Mention]:
    return st.builds(
        Mention,
        report=st.just(report.id),
        span=spans(report.text),
        type=st.sampled_from(ENTITY_TYPES),
        entity=named(known),
        form=st.sampled_from(FORMS),
        score=SCORES,
    )


def events(report: Report, found: Extraction) -> st.SearchStrategy[Event]:
    role = st.builds(Role, role=st.sampled_from(EVENT_ROLES), span=spans(report.text), entity=named(found.entities))
    return st.builds(
        Event,
        report=st.just(report.id),
        type=WORDS,
        trigger=spans(report.text),
        roles=several(role, 4),
        factuality=st.sampled_from(FACTUALITIES),
        time=named(found.times),
        holder=named(found.claims),
        score=SCORES,
    )


def questions(report: Report, found: Extraction) -> st.SearchStrategy[Question]:
    return st.builds(
        Question,
        report=st.just(report.id),
        kind=st.sampled_from(QUESTION_KINDS),
        span=spans(report.text),
        party=st.none() | spans(report.text),
        about=named((*found.claims, *found.events)),
        as_of=WORDS,
        score=SCORES,
    )


def elements(report: Report, found: Extraction) -> st.SearchStrategy[Element]:
    return st.builds(
        Element,
        report=st.just(report.id),
        element=WORDS,
        code=WORDS,
        status=st.sampled_from(ELEMENT_STATUSES),
        spans=several(spans(report.text)),
        claims=several(named(found.claims).filter(bool)) if found.claims else st.just(()),
        events=several(named(found.events).filter(bool)) if found.events else st.just(()),
        score=SCORES,
    )


@st.composite
def captures(draw: st.DrawFn) -> Capture:
    return Capture(
        data=draw(st.binary(max_size=40)),
        origin=draw(WORDS),
        how=draw(st.sampled_from(["file", "web", "wacz"])),
        captured_at="2026-05-01T09:30:00Z",
        media_type=draw(WORDS),
        charset=draw(WORDS),
        hints=Hints(report_id=draw(WORDS), title=draw(WORDS), language=draw(WORDS)),
    )


@st.composite
def reports(draw: st.DrawFn, capture: Capture) -> Report:
    text = draw(SOME_WORDS)
    numbers = st.integers(0, 2**40)
    segments = st.builds(Segment, start=numbers, end=numbers, part=WORDS, at=numbers, length=numbers)
    return Report(
        # Ids from tables may be anything; here each text has its own.
        id=draw(WORDS) + content_id("report", capture.id, text),
        capture=capture.id,
        sha256=capture.sha256,
        text=text,
        title=draw(WORDS),
        published=draw(WORDS),
        url=draw(WORDS),
        language=draw(st.sampled_from(["en", "ru", ""])),
        encoding=draw(WORDS),
        segments=draw(several(segments, 3)),
    )


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    capture = draw(captures())
    report = draw(reports(capture))
    when, who = draw(distinct(times(report))), draw(distinct(entities(report)))
    said = draw(distinct(claims(report, when, who)))
    if len(said) > 1:
        said = (replace(said[0], parent=said[-1].id), *said[1:])
    found = Extraction(report=report, claims=said, times=when, entities=who)
    found = replace(found, events=draw(distinct(events(report, found))), mentions=draw(distinct(mentions(report, who))))
    return Reading(
        capture,
        replace(
            found,
            questions=draw(distinct(questions(report, found))),
            elements=draw(distinct(elements(report, found))),
            problems=(
                Problem(stage="extract", code="long", message=draw(WORDS), subject=draw(WORDS), report=report.id),
            ),
        ),
    )


MANY = st.lists(readings(), min_size=1, max_size=4, unique_by=lambda reading: reading.capture.id)


def falsified(record: Any) -> Iterator[Any]:
    """Yield the record with one of its spans, each in turn, saying other words than the report in the same place."""
    for field in fields(record):
        value = getattr(record, field.name)
        if isinstance(value, Span):
            yield replace(record, **{field.name: _false(value)})
        elif isinstance(value, tuple):
            for place, item in enumerate(value):
                wrong = _false(item) if isinstance(item, Span) else None
                wrong = replace(item, span=_false(item.span)) if isinstance(item, Role) else wrong
                if wrong is not None:
                    yield replace(record, **{field.name: (*value[:place], wrong, *value[place + 1 :])})


def _false(span: Span) -> Span:
    return replace(span, text=("b" if span.text[0] == "a" else "a") + span.text[1:])
