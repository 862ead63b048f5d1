"""The scores of the nets and rules on a labelled set: the program's own `extract`, then the measures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.extract import extract
from onrecord.nets import Nets
from onrecord.records import extraction_json
from quality.measure_records import MEASURED, RecordScores, count_kinds, score_record
from quality.sets import LabelledSet

Record = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetScores:
    """What was measured on one labelled set.

    Attributes:
        name: The set's.
        sha256: Of its data.
        reports: How many reports it has.
        counts: Kind → how many are labelled.
        scores: Measure → per cent.
    """

    name: str
    sha256: str
    reports: int
    counts: dict[str, int]
    scores: dict[str, float]


def score_set(labelled: LabelledSet, nets: Nets) -> SetScores:
    """Return the scores of what `extract` finds in the set's reports."""
    return score_records(labelled, find_records(labelled, nets))


def find_records(labelled: LabelledSet, nets: Nets) -> list[Record]:
    """Return the case records that `extract` gives for the set's reports, in their order.

    Raises:
        SpanMismatch: A record does not quote its report.
    """
    extractions = extract(labelled.reports(), nets)
    for extraction in extractions:
        extraction.check()
    return [extraction_json(extraction) for extraction in extractions]


def score_records(labelled: LabelledSet, found: Sequence[Record]) -> SetScores:
    """Return the scores of case records, one for each report of the set in its order.

    A measure is left out where the set has no labels for it, and where nothing of the kind was found in any report:
    the program cannot give it yet. One that it gave before has a floor, and the floor refuses that it is gone.
    """
    tallied = RecordScores()
    for record, one in zip(labelled.records, found, strict=True):
        score_record(tallied, record, one)
    row = tallied.row()
    given = {measure for kind in count_kinds(found) for measure in MEASURED[kind]}
    return SetScores(
        name=labelled.name,
        sha256=labelled.sha256,
        reports=len(labelled.records),
        counts=labelled.counts,
        scores={measure: row[measure] for measure in labelled.measures if measure in given},
    )
