"""Reports given back from a case, whole or page by page, with the records that are wanted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.engine import Connection, Engine

from onrecord.errors import UsageError
from onrecord.records import Extraction, Problem, Report
from onrecord.review import weighable
from onrecord.store import rows, schema
from onrecord.store.decisions import marks
from onrecord.store.failures import failures
from onrecord.store.kind import Kind
from onrecord.store.kinds import KINDS
from onrecord.store.listing import of_report, records

_PAGE: Final = 256
"""Ids fetched at a time while records are written: a long read would keep the write-ahead log from shrinking."""

_WHOLE: Final = 64
"""Reports whose records are fetched at a time: a statement per kind for all of them, and few megabytes."""

_report, _capture, _problem = schema.report, schema.capture, schema.problem


class CaseReader:
    """Gives reports of a case; safe to use while others write.

    Attributes:
        path: The case file.
    """

    def __init__(self, path: Path, engine: Engine) -> None:
        self.path = path
        self._engine = engine

    @contextmanager
    def connect(self) -> Iterator[Connection]:
        """Give a connection that sees the case as it stands now; database errors become ours."""
        with failures(self.path), self._engine.connect() as connection:
            yield connection

    def report(self, report_id: str) -> Report:
        """Return the report with this id, or with the only id that starts so.

        Raises:
            UsageError: No report has it, or several have.
        """
        with self.connect() as connection:
            return _load_report(connection, self._report_id(connection, report_id))

    def extraction(self, report_id: str) -> Extraction:
        """Return a report with all its records and the problems met with it.

        Args:
            report_id: The report's id or a unique start of it.

        Raises:
            UsageError: No report has it, or several have.
        """
        with self.connect() as connection:
            report = _load_report(connection, self._report_id(connection, report_id))
            return Extraction(
                report=report,
                **{kind.field: of_report(connection, kind, report.id) for kind in KINDS},
                problems=tuple(_problems_of(connection, report)),
            )

    def report_id(self, given: str) -> str:
        """Return the id of the report with this id, or with the only one that starts so.

        Raises:
            UsageError: No report has it, or several have.
        """
        with self.connect() as connection:
            return self._report_id(connection, given)

    def text(self, report_id: str) -> str:
        """Return the text of the report with this id.

        Raises:
            UsageError: No report has it.
        """
        with self.connect() as connection:
            found = connection.execute(select(_report.c.text).where(_report.c.id == report_id)).scalar_one_or_none()
        if found is None:
            raise UsageError(f"no report {report_id!r} in {self.path}")
        return str(found)

    def _extractions(self, ids: Iterator[str], kinds: Sequence[Kind[Any]]) -> Iterator[Extraction]:
        """Yield reports with their records of some kinds that count, in order of the ids; problems are left out."""
        while page := list(islice(ids, _WHOLE)):
            with self.connect() as connection:
                found = {kind.field: _by_report(connection, kind, page) for kind in kinds}
                reviewed = marks(connection, page)
                reports = [rows.to_report(row) for row in connection.execute(_reports().where(_report.c.id.in_(page)))]
            known = {report.id: report for report in reports}
            for name in page:
                if name in known:
                    own = {field: tuple(of.get(name, ())) for field, of in found.items()}
                    yield weighable(Extraction(report=known[name], **own), reviewed.get(name, ()))

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


def _by_report(connection: Connection, kind: Kind[Any], reports: Sequence[str]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    query = select(kind.table).where(kind.table.c.report.in_(reports)).order_by(kind.table.c.number)
    for row, record in records(connection, kind, query):
        found.setdefault(row.report, []).append(record)
    return found


def _reports() -> Select[Any]:
    return select(_report, _capture.c.sha256).join(_capture, _capture.c.id == _report.c.capture)


def _load_report(connection: Connection, report_id: str) -> Report:
    return rows.to_report(connection.execute(_reports().where(_report.c.id == report_id)).one())


def _problems_of(connection: Connection, report: Report) -> Iterator[Problem]:
    about = or_(_problem.c.report == report.id, _problem.c.capture == report.capture)
    for row in connection.execute(select(_problem).where(about).order_by(_problem.c.number)):
        yield rows.to_problem(row)
