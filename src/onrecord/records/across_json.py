"""What reports say together as JSON, field by field as in the case record."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from onrecord.records.finding import Answer, Difference, Finding, Origin, SlotValue, Voice
from onrecord.records.question import Question
from onrecord.records.record_json import span_json
from onrecord.records.relation import Relation, Side

Json = dict[str, Any]


def findings_json(
    origins: Iterable[Origin],
    findings: Iterable[Finding],
    relations: Iterable[Relation],
    questions: Iterable[Question],
    answers: Iterable[Answer],
) -> Json:
    """Return the object of `onrecord findings CASE --format json`.

    Args:
        origins: Of the case.
        findings: Of the case.
        relations: Of the case.
        questions: All of the case, each with its surest answer or none.
        answers: To them.
    """
    best: dict[str, Answer] = {}
    for answer in answers:
        known = best.get(answer.question)
        if known is None or (-answer.score, answer.side) < (-known.score, known.side):
            best[answer.question] = answer
    return {
        "origins": [origin_json(origin) for origin in origins],
        "findings": [finding_json(finding) for finding in findings],
        "relations": [relation_json(relation) for relation in relations],
        "questions": [asked_json(question, best.get(question.id)) for question in questions],
    }


def side_json(side: Side) -> Json:
    """Return a passage as `{"report", "span"}`."""
    return {"report": side.report, "span": span_json(side.span)}


def origin_json(origin: Origin) -> Json:
    """Return an origin; `words` has a passage of each report that shows it, as far as one does."""
    return {
        "id": origin.id,
        "name": origin.name,
        "reports": list(origin.reports),
        "kind": origin.kind,
        "words": [side_json(side) for side in origin.words],
    }


def finding_json(finding: Finding) -> Json:
    """Return a finding; what is no claim stands under `events`, with `null` for a sentence that tells no event."""
    return {
        "id": finding.id,
        "proposition": finding.proposition.span.text,
        "said_in": side_json(finding.proposition),
        "claims": [_voice(voice, "claim") for voice in finding.voices if voice.record.startswith("claim-")],
        "events": [_voice(voice, "event") for voice in finding.voices if not voice.record.startswith("claim-")],
        "independent_origins": finding.independent_origins,
        "untold_origins": finding.untold,
        "standing": finding.standing,
        "slots": [difference_json(difference) for difference in finding.differences],
        "updates": [side_json(side) for side in finding.updates],
    }


def relation_json(relation: Relation) -> Json:
    """Return a relation; `slot` is `null` but for conflicts."""
    return {
        "a": side_json(relation.a),
        "b": side_json(relation.b),
        "relation": relation.relation,
        "slot": relation.slot or None,
        "score": relation.score,
        "shared": relation.shared,
    }


def asked_json(question: Question, answer: Answer | None) -> Json:
    """Return a question with the passage that answers it, or `null`."""
    return {
        "kind": question.kind,
        "report": question.report,
        "span": span_json(question.span),
        "answered_by": side_json(answer.side) if answer else None,
    }


def _voice(voice: Voice, kind: str) -> Json:
    return {
        **side_json(voice.side),
        kind: voice.record or None,
        "source": voice.source or None,
        "act": voice.act or None,
        "stance": voice.stance,
        "origin": voice.origin or None,
    }


def difference_json(difference: Difference) -> Json:
    """Return a difference with its values, each with the passage that gives it."""
    return {"slot": difference.slot, "values": [_value(value) for value in difference.values]}


def _value(value: SlotValue) -> Json:
    return {"value": value.value, **side_json(value.side)}
