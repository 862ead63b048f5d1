"""What the reports of a case say together: relations of passages in, origins, findings and answers out; pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from onrecord.records import Finding, Relation
from onrecord.weigh.telling import Telling
from onrecord.weigh.weighed import Weighed

__all__ = ["Telling", "Weighed", "alone", "weigh"]


def weigh(tellings: Iterable[Telling], relations: Iterable[Relation]) -> Weighed:
    """Return what the reports of a case rest on, what they say together, and which of their questions were answered.

    Neither the order of the reports nor that of the relations changes anything, and a copy of a report raises no
    standing.

    Args:
        tellings: All reports; they are read once and not kept.
        relations: All of the case, with those between copied passages.
    """
    raise NotImplementedError


def alone(telling: Telling, heard: Collection[str]) -> Iterator[Finding]:
    """Yield the findings of a report that stand alone, in order of their place: for each claim not joined to others.

    They are not stored: they follow from the claims.

    Args:
        telling: The report.
        heard: Ids of the records that are voices of findings (`Voice.record`).
    """
    raise NotImplementedError
