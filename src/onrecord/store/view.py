"""What a case answers: reports, their records, problems and counts, read and never changed."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, func, or_, select
from sqlalchemy.engine import Connection

from onrecord.errors import UsageError
from onrecord.records import (
    CLAIM_LANGUAGES,
    Capture,
    CaptureRow,
    CaseStatus,
    ClaimFilter,
    ClaimRow,
    DayCount,
    ElementFilter,
    ElementRow,
    EntityFilter,
    EntityRow,
    EventFilter,
    EventRow,
    Problem,
    QuestionCount,
    QuestionFilter,
    QuestionRow,
    RecordFilter,
    Report,
    ReportRow,
    SearchHit,
    Term,
    TimeFilter,
    TimeRow,
)
from onrecord.store import rows, schema, tallies
from onrecord.store import schema_across as across
from onrecord.store import schema_review as review
from onrecord.store.across_view import AcrossView
from onrecord.store.citing_view import CitingView
from onrecord.store.findings import answers_to
from onrecord.store.identity_view import IdentityView
from onrecord.store.kind import Kind, R
from onrecord.store.kinds import CLAIM, ELEMENT, ENTITY, EVENT, KINDS, QUESTION, TIME
from onrecord.store.kinds_across import ACROSS, LIKENESS
from onrecord.store.kinds_review import DECISION
from onrecord.store.linked import chunks, with_mentions, with_speakers, with_times_and_words, with_words
from onrecord.store.listing import CHUNK, listed, listed_by_id
from onrecord.store.review_rows import out_of_weighing
from onrecord.store.search import search
from onrecord.store.tie_view import TieView
from onrecord.store.weighing import state_of
from onrecord.vocabulary import naming

ALL_CLAIMS, ALL_EVENTS, ALL_TIMES = ClaimFilter(), EventFilter(), TimeFilter()
ALL_ENTITIES, ALL_QUESTIONS, ALL_ELEMENTS = EntityFilter(), QuestionFilter(), ElementFilter()
"""The filters that let every record of their kind pass."""

COUNTED = (*(kind for kind in ACROSS if kind is not LIKENESS), DECISION)
"""Kinds across reports that the status counts."""

_report, _claim, _span = schema.report, schema.claim, schema.claim_span
_capture, _reading, _problem = schema.capture, schema.reading, schema.problem
_mark = review.mark


class CaseView(AcrossView, CitingView, IdentityView, TieView):
    """A case as it can be read: its reports and what they tell; safe to use while others write."""

    def reports(self) -> Iterator[ReportRow]:
        """Yield the reports in the order they were added."""
        claims = select(func.count()).where(_claim.c.report == _report.c.id).scalar_subquery()
        extracted = _report.c.id.in_(_read_for_claims(schema.extraction.c.report))
        names = ("id", "title", "publisher", "author", "published", "language", "url", "format", "words")
        query = (
            select(
                *(_report.c[n] for n in names), _capture.c.origin, claims.label("claims"), extracted.label("extracted")
            )
            .join(_capture, _capture.c.id == _report.c.capture)
            .order_by(_report.c.number)
        )
        with self.connect() as connection:
            for row in connection.execution_options(yield_per=CHUNK).execute(query):
                yield ReportRow(**row._mapping)

    def claims(self, wanted: ClaimFilter = ALL_CLAIMS) -> Iterator[ClaimRow]:
        """Yield the claims that pass the filter, by report and place of finding; they are never all in memory.

        Raises:
            UsageError: The filter names an unknown act or quotation, a bad date, or no report of the case.
        """
        with self.connect() as connection:
            for row, word in with_speakers(connection, self._listed(connection, CLAIM, wanted)):
                yield ClaimRow(claim=word.claim, speaker=word.speaker, **_stands_in(row))

    def events(self, wanted: EventFilter = ALL_EVENTS) -> Iterator[EventRow]:
        """Yield the events that pass the filter, in the order of `claims`.

        Raises:
            UsageError: The filter names an unknown type or factuality, a bad date, or no report of the case.
        """
        with self.connect() as connection:
            found = with_times_and_words(connection, self._listed(connection, EVENT, wanted))
            for row, event, time, words in found:
                yield EventRow(event=event, time=time, words=words, **_stands_in(row))

    def claims_named(self, ids: Collection[str]) -> Iterator[ClaimRow]:
        """Yield the claims with these ids, as far as they are in the case, in the order of `claims`; a few hundred."""
        with self.connect() as connection:
            for row, word in with_speakers(connection, listed_by_id(connection, CLAIM, ids)):
                yield ClaimRow(claim=word.claim, speaker=word.speaker, **_stands_in(row))

    def events_named(self, ids: Collection[str]) -> Iterator[EventRow]:
        """Yield the events with these ids, as `claims_named`."""
        with self.connect() as connection:
            for row, event, time, words in with_times_and_words(connection, listed_by_id(connection, EVENT, ids)):
                yield EventRow(event=event, time=time, words=words, **_stands_in(row))

    def times(self, wanted: TimeFilter = ALL_TIMES) -> Iterator[TimeRow]:
        """Yield the times that pass the filter, in the order of `claims`.

        Raises:
            UsageError: The filter names an unknown type, a bad date, or no report of the case.
        """
        with self.connect() as connection:
            for row, time in self._listed(connection, TIME, wanted):
                yield TimeRow(time=time, **_stands_in(row))

    def entities(self, wanted: EntityFilter = ALL_ENTITIES) -> Iterator[EntityRow]:
        """Yield the entities that pass the filter, with their mentions, in the order of `claims`.

        Raises:
            UsageError: The filter names an unknown type, a bad date, or no report of the case.
        """
        with self.connect() as connection:
            for row, entity, mentions in with_mentions(connection, self._listed(connection, ENTITY, wanted)):
                yield EntityRow(entity=entity, mentions=mentions, **_stands_in(row))

    def questions(self, wanted: QuestionFilter = ALL_QUESTIONS) -> Iterator[QuestionRow]:
        """Yield the open questions that pass the filter, with what answers them, in the order of `claims`.

        Raises:
            UsageError: The filter names an unknown kind, a bad date, or no report of the case.
        """
        with self.connect() as connection:
            for chunk in chunks(self._listed(connection, QUESTION, wanted)):
                answers = answers_to(connection, [question.id for _, question in chunk])
                for row, question in chunk:
                    yield QuestionRow(question=question, answers=answers.get(question.id, ()), **_stands_in(row))

    def elements(self, wanted: ElementFilter = ALL_ELEMENTS) -> Iterator[ElementRow]:
        """Yield the elements that pass the filter, in the order of `claims`.

        Raises:
            UsageError: The filter names an unknown element, code or status, a bad date, or no report of the case.
        """
        with self.connect() as connection:
            for row, element, words in with_words(connection, self._listed(connection, ELEMENT, wanted)):
                yield ElementRow(element=element, words=words, **_stands_in(row))

    def problems(self) -> Iterator[Problem]:
        """Yield the problems that still stand, in the order they were met."""
        with self.connect() as connection:
            for row in connection.execute(select(_problem).order_by(_problem.c.number)):
                yield rows.to_problem(row)

    def search(self, query: str, limit: int = 20) -> Iterator[SearchHit]:
        """Yield passages that have all words of the query, best reports first.

        Args:
            query: Words, and phrases in quotation marks; no sign in it has another meaning.
            limit: Most passages; 0 is no limit.
        """
        with self.connect() as connection:
            yield from search(connection, query, limit)

    def day_counts(self, by: str) -> Iterator[DayCount]:
        """Yield how much happened, was said and was published by "year", "month" or "day"."""
        with self.connect() as connection:
            yield from tallies.day_counts(connection, by)

    def question_counts(self) -> Iterator[QuestionCount]:
        """Yield how many open questions there are of each kind, those that later reports answer apart."""
        with self.connect() as connection:
            yield from tallies.question_counts(connection)

    def terms(self) -> Iterator[Term]:
        """Yield the promises that name a date for what is promised, in the order of those dates."""
        with self.connect() as connection:
            yield from tallies.terms(connection)

    def status(self) -> CaseStatus:
        """Return the counts of the case."""
        english = _report.c.language.in_(CLAIM_LANGUAGES)
        extracted = _report.c.id.in_(_read_for_claims(schema.extraction.c.report))
        dated = _report.c.published != ""
        with self.connect() as connection:

            def count(what: Any, *where: ColumnElement[bool]) -> Any:
                return connection.execute(select(what).where(*where)).scalar_one()

            nets = connection.execute(
                _read_for_claims(schema.extraction.c.made_by).distinct().order_by("made_by")
            ).scalars()
            return CaseStatus(
                captures=count(func.count(_capture.c.number)),
                reports=count(func.count(_report.c.number)),
                pending=count(func.count(_report.c.number), english, ~extracted),
                other_language=count(func.count(_report.c.number), ~english),
                **{kind.field: count(func.count(kind.table.c.number)) for kind in (*KINDS, *COUNTED)},
                rejected=count(func.count(_mark.c.number), _mark.c.review == "rejected"),
                replaced=count(func.count(_mark.c.number), _mark.c.review == "replaced"),
                weighed=self._is_weighed(connection),
                sources=_named_sources(connection),
                problems=count(func.count(_problem.c.number)),
                first_published=count(func.min(_report.c.published), dated) or "",
                last_published=count(func.max(_report.c.published), dated) or "",
                bytes_on_disk=self._bytes_on_disk(),
                format_version=schema.FORMAT,
                nets=tuple(nets),
            )

    def _is_weighed(self, connection: Connection) -> bool:
        return connection.execute(select(across.weighing.c.state)).scalar_one_or_none() == state_of(connection)

    def capture(self, capture_id: str) -> Capture:
        """Return a capture with its bytes.

        Raises:
            UsageError: The case has no capture with this id.
        """
        query = _captures().where(_capture.c.id == capture_id)
        with self.connect() as connection:
            row = connection.execute(query).one_or_none()
            if row is None:
                raise UsageError(
                    f"no capture {capture_id!r} in {self.path}", hint="a report names the id of its capture"
                )
            return rows.to_capture(row, row.data)

    def captures(self) -> Iterator[CaptureRow]:
        """Yield the captures, without their bytes, in the order they were added."""
        size = func.length(schema.blob.c.data).label("size_bytes")
        names = ("id", "sha256", "origin", "how", "captured_at", "media_type", "container")
        query = (
            select(*(_capture.c[n] for n in names), size, _reading.c.report)
            .join(schema.blob, schema.blob.c.sha256 == _capture.c.sha256)
            .outerjoin(_reading, _reading.c.capture == _capture.c.id)
            .order_by(_capture.c.number)
        )
        with self.connect() as connection:
            for row in connection.execution_options(yield_per=CHUNK).execute(query):
                values = dict(row._mapping)
                report = values.pop("report")
                values["container"] = bool(values["container"])
                yield CaptureRow(**values, reports=() if report is None else (report,))

    def unread(self, made_by: str) -> Iterator[Capture]:
        """Yield the captures that `made_by` has to read: those never read, and those another could make nothing of.

        Containers are not read; what they hold are captures of their own.

        Others may be added and marked as read meanwhile; one capture is in memory at a time.
        """
        query = select(_capture.c.number, _capture.c.id).where(_unread(made_by))
        for capture in self._ids(query, _capture.c.number):
            yield self.capture(capture)

    def pending(self, made_by: str) -> Iterator[Report]:
        """Yield the reports that these nets and rules are to read for claims and have not.

        Others may be added and extracted meanwhile; one report is in memory at a time.
        """
        query = select(_report.c.number, _report.c.id).where(*_pending(made_by))
        for report in self._ids(query, _report.c.number):
            yield self.report(report)

    def count_unread(self, made_by: str) -> int:
        """Return how many captures `unread` yields."""
        with self.connect() as connection:
            return connection.execute(select(func.count()).select_from(_capture).where(_unread(made_by))).scalar_one()

    def count_pending(self, made_by: str) -> int:
        """Return how many reports `pending` yields."""
        with self.connect() as connection:
            return connection.execute(select(func.count()).select_from(_report).where(*_pending(made_by))).scalar_one()

    def _listed(self, connection: Connection, kind: Kind[R], wanted: RecordFilter) -> Iterator[tuple[Row[Any], R]]:
        report = self._report_id(connection, wanted.report) if wanted.report else ""
        return listed(connection, kind, wanted, report)

    def _bytes_on_disk(self) -> int:
        files = (self.path, self.path.with_name(self.path.name + "-wal"))
        return sum(file.stat().st_size for file in files if file.exists())


def _named_sources(connection: Connection) -> int:
    """Count the sources that have a name, each once however it is written, as the dossier lists them."""
    query = (
        select(_span.c.claim, _span.c.text)
        .where(_span.c.field == "source", _span.c.claim.not_in(select(_claim.c.number).where(out_of_weighing(_claim))))
        .order_by(_span.c.claim, _span.c.ordinal)
    )
    spans = connection.execution_options(yield_per=CHUNK).execute(query)
    words = {naming.joined(span.text for span in group) for _, group in groupby(spans, key=lambda span: span.claim)}
    return len({naming.source_key(name) for name in words} - {""})


def _stands_in(row: Row[Any]) -> dict[str, Any]:
    return {"title": row.title, "publisher": row.publisher, "published": row.published, "review": row.review}


def _read_for_claims(column: ColumnElement[str]) -> Select[Any]:
    """Return the query of a column of the extractions that the program made."""
    return select(column).where(schema.extraction.c.made_by != schema.BY_PERSONS)


def _captures() -> Select[Any]:
    return select(_capture, schema.blob.c.data).join(schema.blob, schema.blob.c.sha256 == _capture.c.sha256)


def _unread(made_by: str) -> ColumnElement[bool]:
    done = or_(_reading.c.report.is_not(None), _reading.c.made_by == made_by)
    return and_(_capture.c.container == 0, _capture.c.id.not_in(select(_reading.c.capture).where(done)))


def _pending(made_by: str) -> tuple[ColumnElement[bool], ...]:
    done = select(schema.extraction.c.report).where(schema.extraction.c.made_by == made_by)
    return _report.c.language.in_(CLAIM_LANGUAGES), _report.c.id.not_in(done)
