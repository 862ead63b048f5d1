"""What a dossier asks of a case, and what the user can decide about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from onrecord.records import (
    Answer,
    CaptureRow,
    CaseStatus,
    Decision,
    Extraction,
    FindingRow,
    IdentityFilter,
    IdentityRow,
    Marked,
    Origin,
    Problem,
    ReportRow,
)


class DossierView(Protocol):
    """A case as the dossier reads it: lists first, then one report at a time."""

    def reports(self) -> Iterator[ReportRow]:
        """Yield every report without its text, in any order."""

    def extraction(self, report_id: str) -> Extraction:
        """Return one report with its claims; one that was not read for claims has none."""

    def captures(self) -> Iterator[CaptureRow]:
        """Yield every capture without its bytes."""

    def problems(self) -> Iterator[Problem]:
        """Yield everything that could not be used."""

    def findings(self) -> Iterator[FindingRow]:
        """Yield what the reports say together, in order of publication."""

    def origins(self) -> Iterator[Origin]:
        """Yield what several reports rest on."""

    def answers(self) -> Iterator[Answer]:
        """Yield the passages of later reports that answer open questions, the surest to each first."""

    def identities(self, wanted: IdentityFilter) -> Iterator[IdentityRow]:
        """Yield who and what is named as one several times and passes the filter, what most reports name first."""

    def decisions(self) -> Iterator[Decision]:
        """Yield what persons decided, the withdrawn too, in the order they did."""

    def marks(self, report_id: str) -> Sequence[Marked]:
        """Return how the records of a report stand that somebody decided about."""

    def status(self) -> CaseStatus:
        """Return the counts of the case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierSettings:
    """How a dossier is written; the same case with the same settings gives the same bytes.

    Attributes:
        name: The case's name, at the head.
        made_at: When the dossier was written (ISO 8601); "" leaves it out.
        full_paths: Name files by their full paths, which tell of the machine and its user; else by as much
            of them as tells them apart. The case itself always keeps them whole.
    """

    name: str
    made_at: str = ""
    full_paths: bool = False
