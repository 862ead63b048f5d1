"""Anything across any reports: what the laws of the store are tested with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from found_records import MANY, SCORES, WORDS, Reading, distinct, several, spans
from hypothesis import strategies as st

from onrecord.records import (
    ACTS,
    ENTITY_TYPES,
    ORIGIN_KINDS,
    RELATION_KINDS,
    SLOTS,
    STANCES,
    STANDINGS,
    VERDICTS,
    Answer,
    Comparable,
    Difference,
    Finding,
    Identity,
    Judgement,
    Likeness,
    Office,
    Origin,
    Passage,
    Relation,
    Side,
    SlotValue,
    Voice,
)
from onrecord.resolve import Resolved
from onrecord.weigh import Weighed

COUNTS = st.integers(0, 2**31)


@dataclass(frozen=True)
class Together:
    """Readings with what is across them."""

    readings: Sequence[Reading]
    comparables: Sequence[Comparable]
    relations: Sequence[Relation]
    resolved: Resolved
    weighed: Weighed
    judgements: Sequence[Judgement]


@st.composite
def sides(draw: st.DrawFn, readings: Sequence[Reading]) -> Side:
    report = draw(st.sampled_from(readings)).extraction.report
    return Side(report=report.id, span=draw(spans(report.text)))


@st.composite
def comparables(draw: st.DrawFn, reading: Reading) -> Comparable:
    report = reading.extraction.report
    places = draw(st.lists(spans(report.text), max_size=3))
    return Comparable(
        report=report.id,
        published=report.published,
        traits=draw(several(WORDS)),
        passages=tuple(
            Passage(
                report=report.id,
                number=number,
                start=place.start,
                end=place.end,
                key=f"{report.id!r} {number}".encode().hex(),
                vector=draw(st.binary(min_size=4, max_size=4)),
            )
            for number, place in enumerate(places)
        ),
    )


def relations(side: st.SearchStrategy[Side]) -> st.SearchStrategy[Relation]:
    return st.builds(
        Relation,
        a=side,
        b=side,
        relation=st.sampled_from(RELATION_KINDS),
        slot=st.sampled_from(["", *SLOTS]),
        score=SCORES,
        shared=SCORES,
        answers=st.booleans(),
        made_by=st.just("fake-1"),
    )


def origins(side: st.SearchStrategy[Side], reports: Sequence[str]) -> st.SearchStrategy[Origin]:
    named = st.lists(st.sampled_from(reports), unique=True, min_size=1).map(tuple)
    return st.builds(Origin, name=WORDS, kind=st.sampled_from(ORIGIN_KINDS), reports=named, words=several(side))


def findings(side: st.SearchStrategy[Side]) -> st.SearchStrategy[Finding]:
    voices = st.builds(
        Voice,
        side=side,
        source=WORDS,
        act=st.sampled_from(["", *ACTS]),
        stance=st.sampled_from(STANCES),
        origin=WORDS,
    )
    values = st.lists(st.builds(SlotValue, value=WORDS, side=side), min_size=1, max_size=2).map(tuple)
    return st.builds(
        Finding,
        proposition=side,
        voices=several(voices),
        independent_origins=COUNTS,
        untold=COUNTS,
        standing=st.sampled_from(STANDINGS),
        differences=several(st.builds(Difference, slot=st.sampled_from(SLOTS), values=values)),
        updates=several(side),
    )


def identities(entities: Sequence[str]) -> st.SearchStrategy[Identity]:
    return st.builds(
        Identity,
        type=st.sampled_from(ENTITY_TYPES),
        name=WORDS,
        aliases=several(WORDS),
        country=WORDS,
        offices=several(st.builds(Office, role=WORDS, published=WORDS)),
        members=st.lists(st.sampled_from(entities), unique=True, min_size=2).map(tuple),
    )


def _pairs(record: Any, entities: Sequence[str], **others: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    two = st.lists(st.sampled_from(entities), unique=True, min_size=2, max_size=2).map(sorted)
    return two.flatmap(lambda pair: st.builds(record, a=st.just(pair[0]), b=st.just(pair[1]), **others))


@st.composite
def together(draw: st.DrawFn) -> Together:
    readings = draw(MANY)
    side = sides(readings)
    reports = [reading.extraction.report.id for reading in readings]
    entities = sorted({entity.id for reading in readings for entity in reading.extraction.entities})
    questions = sorted({question.id for reading in readings for question in reading.extraction.questions})
    several_named = len(entities) > 1
    likenesses = _pairs(Likeness, entities, score=SCORES, reasons=several(WORDS), made_by=WORDS)
    judged = _pairs(Judgement, entities, verdict=st.sampled_from(VERDICTS), by=WORDS, at=st.just("2026"), reason=WORDS)
    answers = st.builds(Answer, question=st.sampled_from(questions), side=side, score=SCORES) if questions else None
    return Together(
        readings=readings,
        comparables=[draw(comparables(reading)) for reading in readings],
        relations=draw(distinct(relations(side))),
        resolved=Resolved(
            identities=draw(distinct(identities(entities))) if several_named else (),
            likenesses=draw(st.lists(likenesses, max_size=3, unique_by=_both).map(tuple)) if several_named else (),
        ),
        weighed=Weighed(
            origins=draw(distinct(origins(side, reports))),
            findings=draw(distinct(findings(side))),
            answers=draw(st.lists(answers, max_size=3, unique_by=_where).map(tuple)) if answers is not None else (),
        ),
        judgements=draw(distinct(judged)) if several_named else (),
    )


def _both(likeness: Likeness) -> tuple[str, str]:
    return likeness.a, likeness.b


def _where(answer: Answer) -> tuple[str, str, int, int]:
    return answer.question, answer.side.report, answer.side.span.start, answer.side.span.end
