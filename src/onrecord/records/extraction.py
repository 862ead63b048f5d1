"""All records of one report, and their JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from onrecord.records.claim import SPAN_FIELDS, Claim
from onrecord.records.problem import Problem
from onrecord.records.report import Report
from onrecord.records.span import Span, check_spans


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """What was found in one report, with the trouble met on the way."""

    report: Report
    claims: tuple[Claim, ...] = ()
    problems: tuple[Problem, ...] = ()

    def check(self) -> None:
        """Refuse records whose words are not the report's.

        Raises:
            SpanMismatch: A claim's span does not quote the report.
        """
        for claim in self.claims:
            check_spans(self.report.text, (span for _, span in claim.spans()))


def span_json(span: Span) -> dict[str, Any]:
    """Return the span as `{"start", "end", "text"}`."""
    return {"start": span.start, "end": span.end, "text": span.text}


def claim_json(claim: Claim) -> dict[str, Any]:
    """Return the claim as in the case record: lists of spans, `null` for an unknown id."""
    spans = {name: [span_json(s) for s in getattr(claim, name)] for name in SPAN_FIELDS}
    return {
        "id": claim.id,
        **spans,
        "quotation": claim.quotation,
        "act": claim.act,
        "certainty": claim.certainty,
        "polarity": claim.polarity,
        "said_at": claim.said_at or None,
        "parent": claim.parent or None,
        "score": round(claim.score, 4),
        "made_by": claim.made_by,
    }


def report_json(report: Report) -> dict[str, Any]:
    """Return the report as in the case record; an unknown field is `null`, the text always a string."""
    names = ("id", "sha256", "url", "publisher", "author", "published", "title", "language")
    return {name: getattr(report, name) or None for name in names} | {"text": report.text}


def problem_json(problem: Problem) -> dict[str, Any]:
    """Return the problem as a flat object."""
    names = ("id", "stage", "code", "message", "subject", "hint")
    return {name: getattr(problem, name) for name in names}


def extraction_json(extraction: Extraction) -> dict[str, Any]:
    """Return one line of `onrecord extract`: the report and all its records."""
    empty: dict[str, list[Any]] = {k: [] for k in ("events", "times", "mentions", "entities", "questions", "elements")}
    return {
        "report": report_json(extraction.report),
        "claims": [claim_json(c) for c in extraction.claims],
        **empty,
        "problems": [problem_json(p) for p in extraction.problems],
    }
