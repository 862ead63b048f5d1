"""The log of decisions replayed over what the program found: how each record stands, and what persons put in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.records import (
    FOUND_KINDS,
    RECORD_FIELDS,
    Decision,
    Extraction,
    Found,
    Mark,
    Review,
    Reviewed,
    bare,
    by_person,
    kind_of,
    relinked,
)
from onrecord.review.positions import Position, positions
from onrecord.review.subjects import Subjects, in_order

FIELDS: Mapping[str, str] = {
    "claim": "claims",
    "event": "events",
    "time": "times",
    "entity": "entities",
    "question": "questions",
    "element": "elements",
}
"""Kind of a record → what holds it in an extraction."""


def replay(extraction: Extraction, decisions: Iterable[Decision]) -> Reviewed:
    """Return how the records of a report stand by what persons decided, and what persons put in.

    Of one person's decisions about the same, the last one in the log counts. Where persons differ, none wins: what the
    program found stays as it is and is marked. The order of the log does not matter otherwise, and what was withdrawn
    counts as never decided. What persons put in earlier and stands in the extraction is told anew.

    Args:
        extraction: The report with its records.
        decisions: The case's log or what of it is about the report, in order.
    """
    report = extraction.report.id
    log = _in_force(report, decisions)
    found = [r for name in FIELDS.values() for r in getattr(extraction, name) if not by_person(r.made_by)]
    subjects = Subjects(found, log)
    review = _Review(subjects, positions(subjects, log))
    for subject in dict.fromkeys(name for names in subjects.of.values() for name in names):
        review.settle(subject)
    return Reviewed(
        report=report,
        made=review.made(extraction),
        marks=review.marks(report, log),
        idle=tuple(sorted(name for name, about in subjects.of.items() if not about)),
    )


def _in_force(report: str, decisions: Iterable[Decision]) -> list[Decision]:
    kept: dict[str, Decision] = {}
    for decision in decisions:
        if decision.report == report and decision.kind in FOUND_KINDS and decision.in_force:
            kept[decision.id] = decision
    return list(kept.values())


@dataclass(slots=True)
class _Review:
    """What is settled so far.

    Attributes:
        subjects: What the decisions are about.
        held: The positions on each subject.
        standing: Id of a record → how it stands.
        instead: Id of a replaced record → what stands in its place.
        about: Id of a record → the subjects it stands for.
        named: What persons put in by id.
        records: The same by what it says: two who say the same put it in once.
        disputed: Subjects that persons differ about.
    """

    subjects: Subjects
    held: Mapping[str, Sequence[Position]]
    standing: dict[str, Review] = field(default_factory=dict)
    instead: dict[str, tuple[str, ...]] = field(default_factory=dict)
    about: dict[str, list[str]] = field(default_factory=dict)
    named: dict[str, Found] = field(default_factory=dict)
    records: dict[Found, Found] = field(default_factory=dict)
    disputed: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        self.disputed = _disputed(self.held)

    def settle(self, subject: str) -> None:
        """Tell how a subject stands."""
        found = self.subjects.found.get(subject)
        held = self.held.get(subject, ())
        if found is not None:
            self._mark(found, subject, self._of_found(found, subject, held))
        elif held:
            self._without(subject, held)

    def _of_found(self, found: Found, subject: str, held: Sequence[Position]) -> Review:
        if not held:
            return "unreviewed"
        if subject in self.disputed:
            return "disputed"
        if not held[0].outcome:
            return "rejected"
        if held[0].says == {bare(found)}:
            return "accepted"
        self.instead[found.id] = tuple(self._put_in(record, subject, "corrected").id for record in held[0].outcome)
        return "replaced"

    def _without(self, subject: str, held: Sequence[Position]) -> None:
        """Tell how what persons put in stands where the program found nothing."""
        if subject in self.disputed:
            for position in held:
                for record in (*position.outcome, *self._added(position)):
                    self._put_in(record, subject, "disputed")
            return
        for record in held[0].outcome:
            self._put_in(record, subject, _REVIEWS.get(held[0].decision.verdict, "corrected"))
        for record in () if held[0].outcome else self._added(held[0]):
            self._put_in(record, subject, "rejected")

    def _added(self, position: Position) -> tuple[Found, ...]:
        """Return what somebody added that a position is against."""
        maker = self.subjects.maker(position.decision.target)
        return maker.becomes if maker is not None else ()

    def _put_in(self, record: Found, subject: str, review: Review) -> Found:
        known = self.named.setdefault(record.id, record)
        one = self.records.setdefault(bare(known), known)
        self._mark(one, subject, review)
        return one

    def _mark(self, record: Found, subject: str, review: Review) -> None:
        self.standing[record.id] = review
        self.about.setdefault(record.id, []).append(subject)

    def made(self, extraction: Extraction) -> tuple[Found, ...]:
        """Return what persons put in; a record names no other that is not there."""
        found = (record for name in RECORD_FIELDS for record in getattr(extraction, name))
        ids = {record.id for record in found if not by_person(record.made_by)}
        mine = [record for record in self.records.values() if by_person(record.made_by)]
        there = ids | {record.id for record in mine}
        linked = (relinked(record, lambda name: name if name in there else "") for record in mine)
        return tuple(sorted(linked, key=_by_place))

    def marks(self, report: str, log: Iterable[Decision]) -> tuple[Mark, ...]:
        """Return the marks, in order of the records' ids."""
        records = {record.id: record for record in (*self.subjects.found.values(), *self.records.values())}
        bearing: dict[str, list[str]] = {}
        for decision in sorted(log, key=in_order):
            for subject in self.subjects.of[decision.id]:
                bearing.setdefault(subject, []).append(decision.id)
        place = {decision.id: number for number, decision in enumerate(sorted(log, key=in_order))}
        return tuple(
            Mark(
                report=report,
                kind=kind_of(records[name]),
                record=name,
                review=self.standing[name],
                instead=self.instead.get(name, ()),
                decisions=tuple(sorted({d for s in self.about[name] for d in bearing[s]}, key=place.__getitem__)),
            )
            for name in sorted(self.standing)
        )


_REVIEWS: Mapping[str, Review] = {"add": "added", "accept": "accepted"}


def _disputed(held: Mapping[str, Sequence[Position]]) -> frozenset[str]:
    """Return the subjects that persons differ about; of a merge, with one all."""
    found = {subject for subject, some in held.items() if len({position.says for position in some}) > 1}
    merges = [p.subjects for some in held.values() for p in some if len(p.subjects) > 1]
    grown = True
    while grown:
        more = {name for names in merges if found.intersection(names) for name in names} - found
        grown = bool(more)
        found |= more
    return frozenset(found)


def _by_place(record: Found) -> tuple[int, int, str]:
    first = min((span.start for _, span in record.passages()), default=0)
    return FOUND_KINDS.index(kind_of(record)), first, record.id
