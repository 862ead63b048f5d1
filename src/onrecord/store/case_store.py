"""Writing to a case: each call is one transaction, and adding twice is adding once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from sqlalchemy import ColumnElement, delete, insert, or_, select
from sqlalchemy.engine import Connection, Engine

from onrecord import __version__
from onrecord.clock import utc_now
from onrecord.errors import CaseError, UsageError
from onrecord.records import Capture, Comparable, Decision, Extraction, Fault, Judgement, Problem, Relation, Report
from onrecord.store import rows, schema, sqlite
from onrecord.store.adding import add_records, check_records
from onrecord.store.comparing import write_comparable, write_compared
from onrecord.store.deciding import take_back, write_decision, write_review
from onrecord.store.failures import failures
from onrecord.store.kinds_across import JUDGEMENT
from onrecord.store.opening import WAIT, open_file
from onrecord.store.verify import verify
from onrecord.store.view import CaseView
from onrecord.store.weighing import drop_derived, state_of, withdraw, write_weighed

if TYPE_CHECKING:
    from onrecord.resolve import Resolved
    from onrecord.weigh import Weighed

READER = f"onrecord-{__version__}"
"""Who reads captures; what one version could not read, the next one tries again."""

_problem = schema.problem.c


class CaseStore:
    """A case file. Use it as a context manager, or `close` it.

    Attributes:
        path: Where the file is.
        read_only: Whether nothing may be added.
        view: What it answers.
    """

    def __init__(self, path: Path, engine: Engine, *, read_only: bool) -> None:
        self.path = path
        self.read_only = read_only
        self.view = CaseView(path, engine)
        self._engine = engine
        self._writer = engine.execution_options(**{sqlite.WRITE: True})

    @classmethod
    def open(cls, path: Path | str, *, create: bool = False, read_only: bool = False, wait: float = WAIT) -> CaseStore:
        """Return the case at `path`.

        Args:
            path: The case file.
            create: Make it when it is not there.
            read_only: Change nothing, not even an older format; works on files and folders that cannot be written.
            wait: Seconds to wait for a process that holds it.

        Raises:
            NotACase: Something else is there.
            CaseTooNew: A later version of onrecord made it.
            CaseLocked, CaseReadOnly, StorageFull: It cannot be used now.
            CaseError: It is not there, or damaged.
        """
        where = Path(path)
        return cls(where, open_file(where, create=create, read_only=read_only, wait=wait), read_only=read_only)

    def add_capture(self, capture: Capture, problems: Iterable[Problem] = ()) -> bool:
        """Keep a capture with its bytes; return whether it is new.

        Args:
            capture: What was collected.
            problems: Met while it was collected; they take the place of older ones about the same origin. A container's
                are known only when all that is in it was collected: `settle` then drops the older ones.
        """
        values = rows.capture_row(capture)
        with self._write() as connection:
            connection.execute(sqlite.insert_new(schema.blob, {"sha256": capture.sha256, "data": capture.data}))
            added = connection.execute(sqlite.insert_new(schema.capture, values)).rowcount == 1
            if capture.container:
                _add_problems(connection, problems)
            else:
                old = (_problem.stage == "collect", _problem.subject == capture.origin)
                _replace_problems(connection, old, problems)
        return added

    def add_report(self, report: Report, problems: Iterable[Problem] = (), *, made_by: str = READER) -> bool:
        """Keep a report and the mark that its capture was read; return whether the report is new.

        The same report read from another capture is linked to it. A table may give one id to
        different texts: the first stays, and a stored problem says that the other was left out.

        Args:
            report: What was read.
            problems: Met while it was read; they take the place of older ones about the capture.
            made_by: Who read it.

        Raises:
            CaseError: Its capture is not in the case, or has other bytes.
        """
        values = rows.report_row(report)
        with self._write() as connection:
            _check_capture(connection, report)
            added = connection.execute(sqlite.insert_new(schema.report, values)).rowcount == 1
            stored = select(schema.report.c.text).where(schema.report.c.id == report.id)
            same = added or connection.execute(stored).scalar_one() == report.text
            met = [*problems] if same else [*problems, _taken(report)]
            _mark_read(connection, report.capture, report.id if same else None, made_by)
            _replace_problems(connection, _of_capture(report.capture), met)
        return added

    def add_unreadable(self, capture: str, problems: Iterable[Problem], *, made_by: str = READER) -> None:
        """Mark a capture as read without a report coming of it, so that only another `made_by` tries again.

        Args:
            capture: Its id.
            problems: Why; they take the place of older ones about it.
            made_by: Who tried.
        """
        with self._write() as connection:
            _mark_read(connection, capture, None, made_by)
            _replace_problems(connection, _of_capture(capture), problems)

    def add_extraction(self, extraction: Extraction, *, made_by: str) -> bool:
        """Keep what was found in a report; return whether that changed anything.

        What other nets or rules found in the report is replaced as a whole.

        Args:
            extraction: The report, which must be in the case, with its records and problems.
            made_by: The nets and rules, by which the case tells whether a report was read by them.

        Raises:
            SpanMismatch: A record quotes words that the stored report does not have there, or
                is of another report, or names a record that is not in the extraction. Nothing of it is kept.
            CaseError: The report is not in the case.
        """
        extraction.check()
        report = extraction.report.id
        with self._write() as connection:
            check_records(connection, extraction)
            mark = schema.extraction
            if (
                connection.execute(select(mark.c.made_by).where(mark.c.report == report)).scalar_one_or_none()
                == made_by
            ):
                return False
            drop_derived(connection, report)
            connection.execute(delete(mark).where(mark.c.report == report))
            connection.execute(insert(mark).values(rows.extraction_row(report, made_by, utc_now())))
            add_records(connection, extraction)
            write_review(connection, report)
            _replace_problems(connection, _of_report(report), extraction.problems)
        return True

    def add_comparable(self, comparable: Comparable, *, made_by: str) -> bool:
        """Keep what a report is compared by, until it is compared pending; return whether that changed anything.

        What another net made of it is replaced, and the report's relations go with that.

        Args:
            comparable: Of a report that was extracted.
            made_by: The net, by which the case tells whether a report was compared by it.

        Raises:
            SpanMismatch: A passage is none of the stored report.
            CaseError: The report was not extracted.
        """
        with self._write() as connection:
            new = write_comparable(connection, comparable, made_by)
            if new:
                _replace_problems(connection, _of_report(comparable.report, "compare"), ())
        return new

    def add_relations(
        self,
        reports: Sequence[str],
        relations: Iterable[Relation],
        void: Collection[tuple[tuple[str, int], ...]] = (),
        *,
        made_by: str,
    ) -> None:
        """Keep what reports have to do with all others, and that they were compared.

        Args:
            reports: Ids of the reports that were compared.
            relations: Theirs; one that is known stays as it is.
            void: Passages, each by its report's id and its number there: one whose older relations all go, or two whose
                relations with each other go.
            made_by: The net; a report that it has not made ready any more is left out and stays pending.

        Raises:
            SpanMismatch: A relation quotes words that a stored report does not have there. Nothing is kept.
        """
        with self._write() as connection:
            write_compared(connection, reports, relations, void, made_by)

    def replace_weighed(self, resolved: Resolved, weighed: Weighed, *, state: str, made_by: str) -> bool:
        """Make the case hold what follows from all reports; what stays the same is not touched.

        Somebody or something that one report alone names follows from its entity and is not stored.

        Args:
            resolved: Who is who.
            weighed: What the reports say together.
            state: `CaseView.state` before the first of it was read.
            made_by: The rules.

        Returns:
            Whether it was kept: not when the case has changed since, for then it does not stand for all that is in it,
            and whoever changed it weighs it.

        Raises:
            SpanMismatch: A record quotes words that a stored report does not have there. Nothing is kept.
        """
        several = (identity for identity in resolved.identities if len(identity.members) > 1)
        with self._write() as connection:
            if state_of(connection) != state:
                return False
            found = (several, resolved.likenesses, weighed.origins, weighed.findings, weighed.answers)
            write_weighed(connection, found, state, made_by)
        return True

    def add_judgement(self, judgement: Judgement) -> bool:
        """Keep what a person decided; return whether it is new.

        Raises:
            UsageError: It is on one record alone.
        """
        if judgement.a == judgement.b:
            raise UsageError(f"{judgement.a} is one record", hint="name two different ones")
        ordered = replace(judgement, a=min(judgement.a, judgement.b), b=max(judgement.a, judgement.b))
        with self._write() as connection:
            return connection.execute(sqlite.insert_new(JUDGEMENT.table, JUDGEMENT.row(ordered))).rowcount == 1

    def withdraw_judgement(self, judgement_id: str, *, by: str, at: str = "") -> Judgement:
        """Mark a judgement as withdrawn; return it.

        Args:
            judgement_id: Its id or a unique start of it.
            by: Who takes it back.
            at: When, ISO 8601 in UTC; now when it is left out.

        Raises:
            UsageError: There is no such judgement, there are several, or it was withdrawn before.
        """
        with self._write() as connection:
            return withdraw(connection, judgement_id, by, at or utc_now())

    def decide(self, decision: Decision, *, seen: str | None = None) -> Decision:
        """Keep what a person decided, with what follows from it for the records of the report; return it as it is kept.

        Args:
            decision: What was decided; what it is about as that stands now, and when, is filled in. The records that it
                puts in are made the person's.
            seen: `CaseView.review_token` as the person had seen it; None lets whatever came meanwhile stand beside it.

        Raises:
            UsageError: It cannot be meant so, or is about what is not in the case.
            SpanMismatch: It puts in words that the stored report does not have there.
            DecidedMeanwhile: Somebody decided about the same since. Nothing is written.
        """
        with self._write() as connection:
            return write_decision(connection, decision, seen)

    def withdraw_decision(self, decision_id: str, *, by: str, own: bool = False) -> Decision:
        """Take a decision back and undo what followed from it; it stays in the log, marked as withdrawn. Return it.

        Args:
            decision_id: Its id or a unique start of it.
            by: Who takes it back.
            own: Only if it is this person's own.

        Raises:
            UsageError: There is no such decision, there are several, or it was withdrawn before.
            NotAllowed: It is another person's.
        """
        with self._write() as connection:
            return take_back(connection, decision_id, by, own=own)

    def add_problems(self, problems: Iterable[Problem]) -> None:
        """Keep problems; those that are known stay as they are."""
        with self._write() as connection:
            _add_problems(connection, problems)

    def settle(self, source: str, met: Collection[str]) -> None:
        """Drop the collect problems of a source that were not met again now that it was collected to its end.

        Args:
            source: As the user gave it; what lies in that folder or archive counts too.
            met: Ids of the problems that were met this time.
        """
        subject = _problem.subject
        under = [subject.startswith(source.rstrip(sign) + sign, autoescape=True) for sign in "/!"]
        with self._write() as connection:
            _drop_problems(connection, (_problem.stage == "collect", or_(subject == source, *under)), met)

    def verify(self) -> Iterator[Fault]:
        """Yield what is wrong in the file: changed bytes, changed words, lost links, a damaged index."""
        yield from verify(self.view)

    def checkpoint(self) -> None:
        """Put everything committed on the disk."""
        with failures(self.path):
            sqlite.checkpoint(self._engine)

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def _write(self) -> Iterator[Connection]:
        with failures(self.path), self._writer.begin() as connection:
            yield connection


def _of_capture(capture: str) -> tuple[ColumnElement[bool], ...]:
    return _problem.stage.in_(("read", "store")), _problem.capture == capture


def _of_report(report: str, stage: str = "extract") -> tuple[ColumnElement[bool], ...]:
    return _problem.stage == stage, _problem.report == report


def _replace_problems(connection: Connection, old: Sequence[ColumnElement[bool]], problems: Iterable[Problem]) -> None:
    met = list(problems)
    _drop_problems(connection, old, {problem.id for problem in met})
    _add_problems(connection, met)


def _drop_problems(connection: Connection, old: Sequence[ColumnElement[bool]], met: Collection[str]) -> None:
    for problem in connection.execute(select(_problem.id).where(*old)).scalars().all():
        if problem not in met:
            connection.execute(delete(schema.problem).where(_problem.id == problem))


def _add_problems(connection: Connection, problems: Iterable[Problem]) -> None:
    for problem in problems:
        connection.execute(sqlite.insert_new(schema.problem, rows.problem_row(problem, utc_now())))


def _mark_read(connection: Connection, capture: str, report: str | None, made_by: str) -> None:
    old = delete(schema.reading).where(schema.reading.c.capture == capture, schema.reading.c.report.is_(None))
    connection.execute(old)
    connection.execute(sqlite.insert_new(schema.reading, rows.reading_row(capture, report, made_by, utc_now())))


def _check_capture(connection: Connection, report: Report) -> None:
    query = select(schema.capture.c.sha256).where(schema.capture.c.id == report.capture)
    stored = connection.execute(query).scalar_one_or_none()
    if stored != report.sha256:
        raise CaseError(
            f"report {report.id} was read from bytes {report.sha256[:12]}…, but its capture {report.capture} "
            + (f"has bytes {stored[:12]}…" if stored else "is not in the case"),
            hint="add the capture that the report was read from before the report",
        )


def _taken(report: Report) -> Problem:
    return Problem(
        stage="store",
        code="id_taken",
        message=f"another report with the id {report.id!r} and other words is in the case; this one was left out",
        subject=report.id,
        hint="give each row of the table its own id, or leave the id column out",
        capture=report.capture,
    )
