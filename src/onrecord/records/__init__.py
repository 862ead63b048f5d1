"""The only language the stages share: frozen records, each anchored in the exact words of a report."""

from onrecord.records.capture import ROW_FIELDS, ROW_TYPE, Capture, Hints
from onrecord.records.claim import (
    ACTS,
    CERTAINTIES,
    POLARITIES,
    QUOTATIONS,
    SPAN_FIELDS,
    Act,
    Certainty,
    Claim,
    Polarity,
    Quotation,
)
from onrecord.records.extraction import Extraction, claim_json, extraction_json, problem_json, report_json, span_json
from onrecord.records.ids import content_id
from onrecord.records.problem import CRASHED, Problem, crashed
from onrecord.records.report import CLAIM_LANGUAGES, Report, Segment
from onrecord.records.span import Span, check_spans
from onrecord.records.view import (
    BuildSummary,
    CaptureRow,
    CaseStatus,
    ClaimFilter,
    ClaimRow,
    Fault,
    ReportRow,
    SearchHit,
)

__all__ = [
    "ACTS",
    "CERTAINTIES",
    "CLAIM_LANGUAGES",
    "CRASHED",
    "POLARITIES",
    "QUOTATIONS",
    "ROW_FIELDS",
    "ROW_TYPE",
    "SPAN_FIELDS",
    "Act",
    "BuildSummary",
    "Capture",
    "CaptureRow",
    "CaseStatus",
    "Certainty",
    "Claim",
    "ClaimFilter",
    "ClaimRow",
    "Extraction",
    "Fault",
    "Hints",
    "Polarity",
    "Problem",
    "Quotation",
    "Report",
    "ReportRow",
    "SearchHit",
    "Segment",
    "Span",
    "check_spans",
    "claim_json",
    "content_id",
    "crashed",
    "extraction_json",
    "problem_json",
    "report_json",
    "span_json",
]
