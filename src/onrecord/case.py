"""The Python API: a case file, and building one from sources.

    with open_case("my.case", create=True) as case:
        case.build(["reports/"])

A build does only what is missing. It may be killed at any moment: what was
committed stays, and the next build, with or without sources, does the rest.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Literal, Self

from onrecord.engines import USUAL, Engine, Stages, read_all, run_local
from onrecord.errors import SourceError, SpanMismatch
from onrecord.records import (
    CRASHED,
    BuildSummary,
    Capture,
    CaptureRow,
    CaseStatus,
    ClaimFilter,
    ClaimRow,
    ElementFilter,
    ElementRow,
    EntityFilter,
    EntityRow,
    EventFilter,
    EventRow,
    Extraction,
    Fault,
    Problem,
    QuestionFilter,
    QuestionRow,
    Report,
    ReportRow,
    SearchHit,
    TimeFilter,
    TimeRow,
    crashed,
)
from onrecord.store import READER, CaseStore, CaseView
from onrecord.store.view import ALL_CLAIMS, ALL_ELEMENTS, ALL_ENTITIES, ALL_EVENTS, ALL_QUESTIONS, ALL_TIMES

if TYPE_CHECKING:
    from onrecord.collect import CollectSettings

Stage = Literal["collect", "read", "extract"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildSettings:
    """How a case is built.

    Attributes:
        jobs: Processes for reading and extracting, each on one core. With more than one, a program of
            your own must keep its start under `if __name__ == "__main__":`.
        collect: Limits and permissions of collecting; None is the usual ones. The case file itself is never collected.
        stages: What reads and extracts.
        gather: What collects, in place of `onrecord.collect.collect`.
    """

    jobs: int = 1
    collect: CollectSettings | None = None
    stages: Stages = USUAL
    gather: Callable[[str, CollectSettings], Iterator[Capture | Problem]] | None = None

    def __post_init__(self) -> None:
        """Refuse a number of jobs that no engine has, before anything is collected.

        Raises:
            UsageError: It is less than 1.
        """
        Engine(jobs=self.jobs)


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildEvent:
    """A step of a build, for a progress bar.

    Attributes:
        stage: Which stage took it.
        done: Things this stage has done so far: captures, captures read, reports.
        total: How many there are to do; 0 while that is unknown, as in collecting.
        subject: What it was about: an origin or the id of a report.
        problems: Met in this step.
    """

    stage: Stage
    done: int
    total: int = 0
    subject: str = ""
    problems: tuple[Problem, ...] = ()


Progress = Callable[[BuildEvent], None]

_USUAL_BUILD = BuildSettings()


def open_case(path: str | Path, *, create: bool = False, read_only: bool = False) -> Case:
    """Return the case at `path`; use it as a context manager, or close it.

    Args:
        path: The case file.
        create: Make it when it is not there.
        read_only: Change nothing; works for files and folders that cannot be written.

    Raises:
        CaseError: It is not there, not a case (NotACase), made by a later version (CaseTooNew), held by
            another process (CaseLocked), not writable (CaseReadOnly), or the disk is full (StorageFull).
    """
    return Case(CaseStore.open(path, create=create, read_only=read_only))


class Case:
    """A case: reports with what they tell, and how to add to them.

    Attributes:
        path: The case file.
        view: What it can be asked; the methods here ask it.
    """

    def __init__(self, store: CaseStore) -> None:
        self.path = store.path
        self.view: CaseView = store.view
        self._store = store

    def build(
        self,
        sources: Sequence[str] = (),
        settings: BuildSettings = _USUAL_BUILD,
        progress: Progress | None = None,
    ) -> BuildSummary:
        """Collect the sources, read them and find their claims; return what this run did.

        What is in the case already is not done again. Without sources, what an earlier run left undone is done.

        Args:
            sources: Files, folders, addresses, "-"; a source that cannot be reached becomes a problem.
            settings: How.
            progress: Called after each step, in this thread.

        Raises:
            UsageError: A source or setting cannot be meant so.
            NetError: The trained weights are missing or changed.
            CaseError: The case file cannot be written any more; what was committed stays.
        """
        run = _Build(self._store, settings, progress)
        for source in sources:
            run.collect(source)
        run.read()
        run.extract()
        self._store.checkpoint()
        return run.summary

    def captures(self) -> Iterator[CaptureRow]:
        """Yield the captures, without their bytes, in the order they were added."""
        return self.view.captures()

    def reports(self) -> Iterator[ReportRow]:
        """Yield the reports, without their text, in the order they were added."""
        return self.view.reports()

    def claims(self, wanted: ClaimFilter = ALL_CLAIMS) -> Iterator[ClaimRow]:
        """Yield the claims that pass the filter, by report.

        Raises:
            UsageError: The filter names what there is not.
        """
        return self.view.claims(wanted)

    def events(self, wanted: EventFilter = ALL_EVENTS) -> Iterator[EventRow]:
        """Yield the events that pass the filter, each with its time and on whose word it is told, as `claims`."""
        return self.view.events(wanted)

    def times(self, wanted: TimeFilter = ALL_TIMES) -> Iterator[TimeRow]:
        """Yield the times that pass the filter, as `claims`."""
        return self.view.times(wanted)

    def entities(self, wanted: EntityFilter = ALL_ENTITIES) -> Iterator[EntityRow]:
        """Yield the entities that pass the filter, each with its mentions, as `claims`."""
        return self.view.entities(wanted)

    def questions(self, wanted: QuestionFilter = ALL_QUESTIONS) -> Iterator[QuestionRow]:
        """Yield the open questions that pass the filter, as `claims`."""
        return self.view.questions(wanted)

    def elements(self, wanted: ElementFilter = ALL_ELEMENTS) -> Iterator[ElementRow]:
        """Yield the elements that pass the filter, each with on whose word its passages stand, as `claims`."""
        return self.view.elements(wanted)

    def report(self, report_id: str) -> Report:
        """Return the report with this id or with the only one that starts so.

        Raises:
            UsageError: There is none, or there are several.
        """
        return self.view.report(report_id)

    def extraction(self, report_id: str) -> Extraction:
        """Return a report, found as by `report`, with all its records and problems."""
        return self.view.extraction(report_id)

    def search(self, query: str, limit: int = 20) -> Iterator[SearchHit]:
        """Yield passages that have all words of the query; phrases stand in quotation marks; limit 0 is none."""
        return self.view.search(query, limit)

    def problems(self) -> Iterator[Problem]:
        """Yield what could not be used, and still cannot."""
        return self.view.problems()

    def status(self) -> CaseStatus:
        """Return the counts of the case."""
        return self.view.status()

    def capture_bytes(self, capture_id: str) -> bytes:
        """Return the bytes of a capture as they came.

        Raises:
            UsageError: There is no such capture.
        """
        return self.view.capture(capture_id).data

    def verify(self) -> Iterator[Fault]:
        """Yield what was changed or damaged since it was stored; nothing when all is well."""
        return self._store.verify()

    def close(self) -> None:
        """Let go of the file."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def unreachable(source: str, error: SourceError) -> Problem:
    """Return the problem of a source that nothing could be collected from; the others are collected all the same."""
    return Problem(stage="collect", code="unreachable", message=error.message, subject=source, hint=error.hint)


@dataclass(slots=True)
class _Build:
    """One run: collect → store capture → read → store report → extract what is pending → store claims.

    Between the stages stands the case alone: each asks it what is left to do, so that it makes
    no difference whether this run or an earlier one, killed half-way, did the stage before.
    """

    store: CaseStore
    settings: BuildSettings
    progress: Progress | None
    summary: BuildSummary = field(default_factory=BuildSummary)
    met: dict[str, list[Problem]] = field(default_factory=dict)

    def collect(self, source: str) -> None:
        """Collect one source to its end, and forget the problems that it no longer has.

        Where the program failed, it did not come to the end: what an earlier run met further on may still be so.
        """
        failed = False
        try:
            for found in self._gather(source):
                if isinstance(found, Problem):
                    self._keep(found)
                    failed = failed or found.code == CRASHED
                    continue
                new = self.store.add_capture(found, self.met.get(found.origin, ()))
                counts = self.summary
                self.summary = replace(counts, captures=counts.captures + new, known=counts.known + (not new))
                self._tell("collect", subject=found.origin)
        except SourceError as error:
            self._keep(unreachable(source, error))
        if failed:
            return
        ids = {problem.id for problems in self.met.values() for problem in problems}
        for name in {source, os.path.abspath(source)}:  # noqa: PTH100 - as collecting names it, links kept
            self.store.settle(name, ids)

    def _gather(self, source: str) -> Iterator[Capture | Problem]:
        # Imported here, not above: the libraries of the web would slow every command that only looks at a case.
        from onrecord.collect import CollectSettings, collect, surviving  # noqa: PLC0415

        settings = self.settings.collect or CollectSettings()
        own = {os.path.abspath(f"{self.store.path}{end}") for end in ("", "-wal", "-shm", "-journal")}  # noqa: PTH100
        gather = partial(self.settings.gather or collect, source, replace(settings, skip=settings.skip | own))
        return surviving(gather, source)

    def read(self) -> None:
        """Read the captures that nobody has read yet."""
        total = self.store.view.count_unread(READER)
        results = read_all(self.store.view.unread(READER), self.settings.jobs, self.settings.stages)
        with closing(results):
            for done, (capture, (report, problems)) in enumerate(results, start=1):
                met = [replace(problem, capture=capture.id) for problem in problems]
                if report is not None:
                    new = self.store.add_report(report, met)
                    self.summary = replace(self.summary, reports=self.summary.reports + new)
                elif any(problem.code == CRASHED for problem in met):
                    self.store.add_problems(met)
                else:
                    self.store.add_unreadable(capture.id, met)
                self._tell("read", capture.origin, done, total, met)

    def extract(self) -> None:
        """Find the claims of the English reports that these nets have not read yet."""
        made_by = self.settings.stages.made_by()
        total = self.store.view.count_pending(made_by)
        results = run_local(self.store.view.pending(made_by), self.settings.jobs, self.settings.stages)
        with closing(results):
            for done, extraction in enumerate(results, start=1):
                met = self._keep_claims(extraction, made_by)
                self._tell("extract", extraction.report.id, done, total, met)

    def _keep_claims(self, extraction: Extraction, made_by: str) -> tuple[Problem, ...]:
        """Store an extraction and return its problems; one that failed or was refused is left to the next build."""
        report = extraction.report.id
        met = tuple(replace(problem, report=report) for problem in extraction.problems)
        try:
            if all(problem.code != CRASHED for problem in met):
                if self.store.add_extraction(replace(extraction, problems=met), made_by=made_by):
                    self.summary = replace(self.summary, claims=self.summary.claims + len(extraction.claims))
                return met
        except SpanMismatch as error:
            met = (crashed("extract", report, error.message, report=report),)
        self.store.add_problems(met)
        return met

    def _keep(self, problem: Problem) -> None:
        self.store.add_problems([problem])
        self.met.setdefault(problem.subject, []).append(problem)
        self._tell("collect", problem.subject, problems=[problem])

    def _tell(
        self, stage: Stage, subject: str, done: int = 0, total: int = 0, problems: Sequence[Problem] = ()
    ) -> None:
        self.summary = replace(self.summary, problems=self.summary.problems + len(problems))
        if self.progress is not None:
            done = done or self.summary.captures + self.summary.known
            self.progress(BuildEvent(stage=stage, done=done, total=total, subject=subject, problems=tuple(problems)))
