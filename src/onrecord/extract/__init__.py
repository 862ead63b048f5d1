"""Report → extraction: claims with the exact words they rest on; pure."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.extract.claims import RULES, claims_of
from onrecord.nets import Nets
from onrecord.records import Extraction, Report

__all__ = ["READ_FOR_CLAIMS", "extract", "made_by"]

READ_FOR_CLAIMS = frozenset({"en"})


def made_by(nets: Nets) -> str:
    """Return what names the nets and rules of an extraction; another name means that reports are read again."""
    return f"{nets.made_by}+{RULES}"


def extract(reports: Sequence[Report], nets: Nets) -> list[Extraction]:
    """Return one extraction per report, in order.

    A report in a language that is not read for claims yet has none; one without a known language is taken for English.
    The result of a report does not depend on the reports beside it.
    """
    return [_extract(report, nets) for report in reports]


def _extract(report: Report, nets: Nets) -> Extraction:
    if report.language and report.language not in READ_FOR_CLAIMS:
        return Extraction(report=report)
    attributed = nets.attribution.attribute(report.text)
    return Extraction(report=report, claims=tuple(claims_of(report, attributed, made_by(nets))))
