"""Report → extraction: claims with the exact words they rest on; pure."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.extract.claims import claims_of, with_rules
from onrecord.nets import Nets
from onrecord.records import CLAIM_LANGUAGES, Extraction, Report

__all__ = ["extract", "made_by"]


def made_by(nets: Nets) -> str:
    """Return what names the nets and rules of an extraction; another name means that reports are read again."""
    return with_rules(nets.made_by)


def extract(reports: Sequence[Report], nets: Nets) -> list[Extraction]:
    """Return one extraction per report, in order.

    A report in a language that is not read for claims yet has none; one without a known language is taken for English.
    The result of a report does not depend on the reports beside it.
    """
    return [_extract(report, nets) for report in reports]


def _extract(report: Report, nets: Nets) -> Extraction:
    if report.language not in CLAIM_LANGUAGES:
        return Extraction(report=report)
    attributed = nets.attribution.attribute(report.text)
    return Extraction(report=report, claims=tuple(claims_of(report, attributed, made_by(nets))))
