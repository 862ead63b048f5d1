"""The records of a report as JSON, field by field as in the case record: an id or value that is not known is `null`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from onrecord.records.claim import SPAN_FIELDS, Claim
from onrecord.records.element import Element
from onrecord.records.entity import Entity, Mention
from onrecord.records.event import Event
from onrecord.records.extraction import Extraction
from onrecord.records.problem import Problem
from onrecord.records.question import Question
from onrecord.records.report import Report
from onrecord.records.span import Span
from onrecord.records.time import Time

Json = dict[str, Any]


def extraction_json(extraction: Extraction) -> Json:
    """Return one line of `onrecord extract`: the report and all its records."""
    return {
        "report": report_json(extraction.report),
        "claims": [claim_json(claim) for claim in extraction.claims],
        "events": [event_json(event) for event in extraction.events],
        "times": [time_json(time) for time in extraction.times],
        "mentions": [mention_json(mention) for mention in extraction.mentions],
        "entities": [entity_json(entity) for entity in extraction.entities],
        "questions": [question_json(question) for question in extraction.questions],
        "elements": [element_json(element) for element in extraction.elements],
        "problems": [problem_json(problem) for problem in extraction.problems],
    }


def span_json(span: Span) -> Json:
    """Return the span as `{"start", "end", "text"}`."""
    return {"start": span.start, "end": span.end, "text": span.text}


def report_json(report: Report) -> Json:
    """Return the report as in the case record; an unknown field is `null`, the text always a string."""
    names = ("id", "sha256", "url", "publisher", "author", "published", "title", "language")
    return {name: getattr(report, name) or None for name in names} | {"text": report.text}


def claim_json(claim: Claim) -> Json:
    """Return the claim; source, cue, content, relays and channel are lists of spans."""
    return {
        "id": claim.id,
        **{name: _spans(getattr(claim, name)) for name in SPAN_FIELDS},
        "quotation": claim.quotation,
        "act": claim.act,
        "certainty": claim.certainty,
        "polarity": claim.polarity,
        "said_at": claim.said_at or None,
        "speaker": claim.speaker or None,
        "parent": claim.parent or None,
        **_made(claim),
    }


def event_json(event: Event) -> Json:
    """Return the event with its roles as `{"role", "span", "entity"}`."""
    roles = [{"role": r.role, "span": span_json(r.span), "entity": r.entity or None} for r in event.roles]
    return {
        "id": event.id,
        "type": event.type,
        "trigger": span_json(event.trigger),
        "roles": roles,
        "time": event.time or None,
        "factuality": event.factuality,
        "holder": event.holder or None,
        **_made(event),
    }


def time_json(time: Time) -> Json:
    """Return the time with its TIMEX3 value and type."""
    return {
        "id": time.id,
        "span": span_json(time.span),
        "value": time.value,
        "type": time.type,
        "made_by": time.made_by,
    }


def mention_json(mention: Mention) -> Json:
    """Return the mention with the id of its entity."""
    return {
        "id": mention.id,
        "span": span_json(mention.span),
        "type": mention.type,
        "entity": mention.entity or None,
        "form": mention.form,
        **_made(mention),
    }


def entity_json(entity: Entity) -> Json:
    """Return the entity; `first` is the mention that stands for it, `place` its coordinates."""
    return {
        "id": entity.id,
        "type": entity.type,
        "name": entity.name,
        "aliases": list(entity.aliases),
        "country": entity.country or None,
        "role": entity.role or None,
        "place": asdict(entity.place) if entity.place else None,
        "mentions": entity.mentions,
        "first": span_json(entity.first),
        "made_by": entity.made_by,
    }


def question_json(question: Question) -> Json:
    """Return the question; `party` is the span of who would have to answer."""
    return {
        "id": question.id,
        "kind": question.kind,
        "span": span_json(question.span),
        "party": span_json(question.party) if question.party else None,
        "about": question.about or None,
        "as_of": question.as_of or None,
        **_made(question),
    }


def element_json(element: Element) -> Json:
    """Return the element with its passages and the ids of the claims and events that it rests on."""
    return {
        "id": element.id,
        "element": element.element,
        "code": element.code,
        "status": element.status,
        "spans": _spans(element.spans),
        "claims": list(element.claims),
        "events": list(element.events),
        **_made(element),
    }


def problem_json(problem: Problem) -> Json:
    """Return the problem as a flat object."""
    names = ("id", "stage", "code", "message", "subject", "hint")
    return {name: getattr(problem, name) for name in names}


def _spans(spans: Iterable[Span]) -> list[Json]:
    return [span_json(span) for span in spans]


def _made(record: Claim | Event | Mention | Question | Element) -> Json:
    return {"score": round(record.score, 4), "made_by": record.made_by}
