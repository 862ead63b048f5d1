"""What a case answers: reports, claims, problems and counts, read and never changed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, func, or_, select
from sqlalchemy.engine import Connection, Engine

from onrecord.errors import UsageError
from onrecord.records import (
    CLAIM_LANGUAGES,
    Capture,
    CaptureRow,
    CaseStatus,
    Claim,
    ClaimFilter,
    ClaimRow,
    Extraction,
    Problem,
    Report,
    ReportRow,
    SearchHit,
)
from onrecord.store import rows, schema
from onrecord.store.failures import failures
from onrecord.store.filters import conditions
from onrecord.store.search import search
from onrecord.vocabulary import naming

_PAGE = 256
"""Ids fetched at a time while records are written: a long read would keep the write-ahead log from shrinking."""

_CHUNK = 256
"""Claims whose spans are fetched at a time: well under SQLite's limit of values in one statement."""

ALL_CLAIMS = ClaimFilter()
"""The filter that lets every claim pass."""

_report, _claim, _span = schema.report, schema.claim, schema.claim_span
_capture, _reading, _problem = schema.capture, schema.reading, schema.problem


class CaseView:
    """A case as it can be read; safe to use while others write."""

    def __init__(self, path: Path, engine: Engine) -> None:
        self.path = path
        self._engine = engine

    @contextmanager
    def connect(self) -> Iterator[Connection]:
        """Give a connection that sees the case as it stands now; database errors become ours."""
        with failures(self.path), self._engine.connect() as connection:
            yield connection

    def reports(self) -> Iterator[ReportRow]:
        """Yield the reports in the order they were added."""
        claims = select(func.count()).where(_claim.c.report == _report.c.id).scalar_subquery()
        extracted = select(schema.extraction.c.report).where(schema.extraction.c.report == _report.c.id).exists()
        names = ("id", "title", "publisher", "author", "published", "language", "url", "format", "words")
        query = (
            select(
                *(_report.c[n] for n in names), _capture.c.origin, claims.label("claims"), extracted.label("extracted")
            )
            .join(_capture, _capture.c.id == _report.c.capture)
            .order_by(_report.c.number)
        )
        with self.connect() as connection:
            for row in connection.execution_options(yield_per=_CHUNK).execute(query):
                yield ReportRow(**row._mapping)

    def claims(self, wanted: ClaimFilter = ALL_CLAIMS) -> Iterator[ClaimRow]:
        """Yield the claims that pass the filter, by report and place of finding; they are never all in memory.

        Raises:
            UsageError: The filter names an unknown act or quotation, a bad date, or no report of the case.
        """
        with self.connect() as connection:
            where = conditions(wanted)
            if wanted.report:
                where.append(_claim.c.report == self._report_id(connection, wanted.report))
            query = (
                select(_claim, _report.c.title, _report.c.publisher, _report.c.published)
                .join(_report, _report.c.id == _claim.c.report)
                .where(*where)
                .order_by(_report.c.number, _claim.c.number)
                .limit(wanted.limit or None)
            )
            for row, claim in _with_spans(connection, query):
                yield ClaimRow(claim=claim, title=row.title, publisher=row.publisher, published=row.published)

    def report(self, report_id: str) -> Report:
        """Return the report with this id, or with the only id that starts so.

        Raises:
            UsageError: No report has it, or several have.
        """
        with self.connect() as connection:
            return _load_report(connection, self._report_id(connection, report_id))

    def extraction(self, report_id: str) -> Extraction:
        """Return a report with its claims and the problems met with it.

        Args:
            report_id: The report's id or a unique start of it.

        Raises:
            UsageError: No report has it, or several have.
        """
        with self.connect() as connection:
            report = _load_report(connection, self._report_id(connection, report_id))
            query = select(_claim).where(_claim.c.report == report.id).order_by(_claim.c.number)
            about = or_(_problem.c.report == report.id, _problem.c.capture == report.capture)
            problems = connection.execute(select(_problem).where(about).order_by(_problem.c.number))
            return Extraction(
                report=report,
                claims=tuple(claim for _, claim in _with_spans(connection, query)),
                problems=tuple(rows.to_problem(row) for row in problems),
            )

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

    def status(self) -> CaseStatus:
        """Return the counts of the case."""
        english = _report.c.language.in_(CLAIM_LANGUAGES)
        extracted = _report.c.id.in_(select(schema.extraction.c.report))
        dated = _report.c.published != ""
        with self.connect() as connection:

            def count(what: Any, *where: ColumnElement[bool]) -> Any:
                return connection.execute(select(what).where(*where)).scalar_one()

            nets = connection.execute(select(schema.extraction.c.made_by).distinct().order_by("made_by")).scalars()
            return CaseStatus(
                captures=count(func.count(_capture.c.number)),
                reports=count(func.count(_report.c.number)),
                pending=count(func.count(_report.c.number), english, ~extracted),
                other_language=count(func.count(_report.c.number), ~english),
                claims=count(func.count(_claim.c.number)),
                sources=_named_sources(connection),
                problems=count(func.count(_problem.c.number)),
                first_published=count(func.min(_report.c.published), dated) or "",
                last_published=count(func.max(_report.c.published), dated) or "",
                bytes_on_disk=self._bytes_on_disk(),
                format_version=schema.FORMAT,
                nets=tuple(nets),
            )

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
            for row in connection.execution_options(yield_per=_CHUNK).execute(query):
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

    def _ids(self, query: Select[Any], number: ColumnElement[int]) -> Iterator[str]:
        last = 0
        while True:
            with self.connect() as connection:
                page = connection.execute(query.where(number > last).order_by(number).limit(_PAGE)).all()
            for row in page:
                yield row.id
            if len(page) < _PAGE:
                return
            last = page[-1].number

    def _report_id(self, connection: Connection, given: str) -> str:
        exact = connection.execute(select(_report.c.id).where(_report.c.id == given)).scalar_one_or_none()
        if exact is not None:
            return str(exact)
        starts = and_(_report.c.id >= given, func.substr(_report.c.id, 1, func.length(given)) == given)
        found = list(connection.execute(select(_report.c.id).where(starts).order_by(_report.c.id).limit(3)).scalars())
        if given and len(found) == 1:
            return str(found[0])
        if given and found:
            raise UsageError(f"several reports have an id that starts with {given!r}", hint=f"among them {found}")
        raise UsageError(f"no report {given!r} in {self.path}", hint=f"`onrecord reports {self.path}` lists the ids")

    def _bytes_on_disk(self) -> int:
        files = (self.path, self.path.with_name(self.path.name + "-wal"))
        return sum(file.stat().st_size for file in files if file.exists())


def _named_sources(connection: Connection) -> int:
    """Count the sources that have a name, each once however it is written, as the dossier lists them."""
    query = (
        select(_span.c.claim, _span.c.text).where(_span.c.field == "source").order_by(_span.c.claim, _span.c.ordinal)
    )
    spans = connection.execution_options(yield_per=_CHUNK).execute(query)
    words = {naming.joined(span.text for span in group) for _, group in groupby(spans, key=lambda span: span.claim)}
    return len({naming.source_key(name) for name in words} - {""})


def _captures() -> Select[Any]:
    return select(_capture, schema.blob.c.data).join(schema.blob, schema.blob.c.sha256 == _capture.c.sha256)


def _reports() -> Select[Any]:
    return select(_report, _capture.c.sha256).join(_capture, _capture.c.id == _report.c.capture)


def _load_report(connection: Connection, report_id: str) -> Report:
    return rows.to_report(connection.execute(_reports().where(_report.c.id == report_id)).one())


def _unread(made_by: str) -> ColumnElement[bool]:
    done = or_(_reading.c.report.is_not(None), _reading.c.made_by == made_by)
    return and_(_capture.c.container == 0, _capture.c.id.not_in(select(_reading.c.capture).where(done)))


def _pending(made_by: str) -> tuple[ColumnElement[bool], ...]:
    done = select(schema.extraction.c.report).where(schema.extraction.c.made_by == made_by)
    return _report.c.language.in_(CLAIM_LANGUAGES), _report.c.id.not_in(done)


def _with_spans(connection: Connection, query: Select[Any]) -> Iterator[tuple[Row[Any], Claim]]:
    """Yield each row of a query on claims with its claim."""
    for chunk in connection.execution_options(yield_per=_CHUNK).execute(query).partitions():
        numbers = [row.number for row in chunk]
        spans: dict[int, list[Any]] = {number: [] for number in numbers}
        wanted = select(_span).where(_span.c.claim.in_(numbers)).order_by(_span.c.claim, _span.c.field, _span.c.ordinal)
        for span in connection.execute(wanted).mappings():
            spans[span["claim"]].append(span)
        for row in chunk:
            yield row, rows.to_claim(row, spans[row.number])
