"""The scores of a net on a labelled set: the program's own `extract`, then the measures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.extract import extract
from onrecord.nets import Nets
from onrecord.records import Extraction, claim_json
from quality.measure import ClaimScores, score_claims
from quality.sets import LabelledSet


@dataclass(frozen=True, slots=True, kw_only=True)
class SetScores:
    """What was measured on one labelled set.

    Attributes:
        name: The set's.
        sha256: Of its data.
        reports: How many reports it has.
        claims: How many labelled claims.
        scores: Measure → per cent.
    """

    name: str
    sha256: str
    reports: int
    claims: int
    scores: dict[str, float]


def score_set(labelled: LabelledSet, nets: Nets) -> SetScores:
    """Return the scores of the claims that `extract` finds in the set's reports."""
    return score_extractions(labelled, extract(labelled.reports(), nets))


def score_extractions(labelled: LabelledSet, extractions: Iterable[Extraction]) -> SetScores:
    """Return the scores of extractions, one for each report of the set in its order."""
    tallied = ClaimScores()
    for record, extraction in zip(labelled.records, extractions, strict=True):
        extraction.check()
        found = [claim_json(claim) for claim in extraction.claims]
        score_claims(tallied, record["report"]["text"], record["claims"], found)
    row = tallied.row()
    return SetScores(
        name=labelled.name,
        sha256=labelled.sha256,
        reports=len(labelled.records),
        claims=labelled.claims,
        scores={measure: row[measure] for measure in labelled.measures},
    )
