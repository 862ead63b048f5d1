"""onrecord reads reports into a case file: who says what, on whose word, in which exact words.

import onrecord

with onrecord.open_case("my.case", create=True) as case:
    case.build(["reports/"])
    for row in case.claims(onrecord.ClaimFilter(source="ministry")):
        print(row.claim.content)
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onrecord.case import BuildEvent, BuildSettings, Case, open_case
    from onrecord.errors import OnrecordError
    from onrecord.records import (
        Answer,
        BuildSummary,
        Capture,
        CaseStatus,
        Claim,
        ClaimFilter,
        ClaimRow,
        Decision,
        DecisionFilter,
        Element,
        ElementFilter,
        Entity,
        EntityFilter,
        Event,
        EventFilter,
        Extraction,
        Fault,
        Finding,
        FindingFilter,
        FindingRow,
        Identity,
        IdentityFilter,
        IdentityRow,
        Judgement,
        Mark,
        Marked,
        Mention,
        Origin,
        Problem,
        Question,
        QuestionFilter,
        Relation,
        Report,
        ReportRow,
        SearchHit,
        Span,
        Time,
        TimeFilter,
    )

__version__ = "0.1.0"

__all__ = [
    "Answer",
    "BuildEvent",
    "BuildSettings",
    "BuildSummary",
    "Capture",
    "Case",
    "CaseStatus",
    "Claim",
    "ClaimFilter",
    "ClaimRow",
    "Decision",
    "DecisionFilter",
    "Element",
    "ElementFilter",
    "Entity",
    "EntityFilter",
    "Event",
    "EventFilter",
    "Extraction",
    "Fault",
    "Finding",
    "FindingFilter",
    "FindingRow",
    "Identity",
    "IdentityFilter",
    "IdentityRow",
    "Judgement",
    "Mark",
    "Marked",
    "Mention",
    "OnrecordError",
    "Origin",
    "Problem",
    "Question",
    "QuestionFilter",
    "Relation",
    "Report",
    "ReportRow",
    "SearchHit",
    "Span",
    "Time",
    "TimeFilter",
    "__version__",
    "open_case",
]

_HOME = dict.fromkeys(("BuildEvent", "BuildSettings", "Case", "open_case"), "onrecord.case") | {
    "OnrecordError": "onrecord.errors"
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used, so that `import onrecord` alone costs next to nothing."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME.get(name, "onrecord.records")), name)
