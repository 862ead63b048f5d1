"""All records of one report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.records.claim import Claim
from onrecord.records.element import Element
from onrecord.records.entity import Entity, Mention
from onrecord.records.event import Event
from onrecord.records.problem import Problem
from onrecord.records.question import Question
from onrecord.records.record import Record
from onrecord.records.report import Report
from onrecord.records.span import check_spans
from onrecord.records.time import Time


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """What was found in one report, with the trouble met on the way."""

    report: Report
    claims: tuple[Claim, ...] = ()
    events: tuple[Event, ...] = ()
    times: tuple[Time, ...] = ()
    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()
    questions: tuple[Question, ...] = ()
    elements: tuple[Element, ...] = ()
    problems: tuple[Problem, ...] = ()

    def records(self) -> Iterator[Record]:
        """Yield everything that was found, kind after kind."""
        for name in RECORD_FIELDS:
            yield from getattr(self, name)

    def check(self) -> None:
        """Refuse records whose words are not the report's.

        Raises:
            SpanMismatch: A record's span does not quote the report.
        """
        for record in self.records():
            check_spans(self.report.text, (span for _, span in record.passages()))


RECORD_FIELDS = ("claims", "events", "times", "mentions", "entities", "questions", "elements")
"""The fields of an extraction that hold records, in the order of the case record."""
