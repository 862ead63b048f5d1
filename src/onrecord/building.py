"""Building a case: from sources to what its reports say together, stage by stage.

A build does only what is missing. It may be killed at any moment: what was committed stays, and the next build, with
or without sources, does the rest.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Final, Literal

from onrecord.engines import USUAL, Engine, LocalJudging, Stages, prepare_all, read_all, run_local
from onrecord.errors import SourceError, SpanMismatch
from onrecord.records import CRASHED, BuildSummary, Capture, Comparable, Extraction, Problem, crashed
from onrecord.store import READER, CaseStore

if TYPE_CHECKING:
    from onrecord.collect import CollectSettings
    from onrecord.weigh import Telling

WEIGHING: Final = "weigh-3"
"""Version of weighing: a case that was weighed by another is weighed again."""

Stage = Literal["collect", "read", "extract", "prepare", "compare", "weigh"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildSettings:
    """How a case is built.

    Attributes:
        jobs: Processes for reading, extracting and comparing, each on one core. With more than one, a program of
            your own must keep its start under `if __name__ == "__main__":`.
        collect: Limits and permissions of collecting; None is the usual ones. The case file itself is never collected.
        stages: What reads, extracts and compares.
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


def unreachable(source: str, error: SourceError) -> Problem:
    """Return the problem of a source that nothing could be collected from; the others are collected all the same."""
    return Problem(stage="collect", code="unreachable", message=error.message, subject=source, hint=error.hint)


@dataclass(slots=True)
class Build:
    """One run: collect → read → extract → prepare → compare → weigh, each storing what it makes.

    Between the stages stands the case alone: each asks it what is left to do, so that it makes
    no difference whether this run or an earlier one, killed half-way, did the stage before.

    Attributes:
        store: The case.
        settings: How it is built.
        progress: Called after each step.
        summary: What this run did so far.
        met: Problems met in collecting, by what they are about.
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

    def prepare(self) -> None:
        """Make the extracted reports ready to be compared that this net has not made so."""
        made_by = self.settings.stages.compared_by()
        total = self.store.view.count_incomparable(made_by)
        results = prepare_all(self.store.view.incomparable(made_by), self.settings.jobs, self.settings.stages)
        with closing(results):
            for done, (extraction, found) in enumerate(results, start=1):
                met = self._keep_comparable(extraction.report.id, found, made_by)
                self._tell("prepare", extraction.report.id, done, total, met)

    def _keep_comparable(self, report: str, found: Comparable | Problem, made_by: str) -> tuple[Problem, ...]:
        """Store what a report is compared by and return the problems; one that failed is left to the next build."""
        try:
            if not isinstance(found, Problem):
                self.store.add_comparable(found, made_by=made_by)
                return ()
        except SpanMismatch as error:
            found = crashed("compare", report, error.message, report=report)
        self.store.add_problems([found])
        return (found,)

    def compare(self) -> None:
        """Compare the reports that are ready and were not compared with all others."""
        stages, view = self.settings.stages, self.store.view
        made_by = stages.compared_by()
        pending = view.uncompared(made_by)
        if not pending:
            return
        # Imported here, like all that compares and weighs: a command that only looks at a case need not wait for it.
        from onrecord.weigh.compare import compare  # noqa: PLC0415
        from onrecord.weigh.gathered import gather  # noqa: PLC0415

        case = gather(view.comparables(made_by), stages.load_pairs(1).width)
        done = 0
        for found in compare(case, pending, view.text, LocalJudging(self.settings.jobs, stages)):
            self.store.add_relations(found.reports, found.relations, found.void, made_by=made_by)
            done += len(found.reports)
            self._tell("compare", found.reports[-1], done, len(pending))

    def weigh(self) -> None:
        """Tell anew who is who and what all reports say together, if anything that it depends on has changed."""
        from onrecord.resolve import RULES, resolve  # noqa: PLC0415
        from onrecord.weigh import weigh  # noqa: PLC0415

        view, made_by = self.store.view, f"{WEIGHING}+{RULES}"
        state = view.state()
        if view.weighed() == (state, made_by):
            return
        resolved = resolve(view.resolvable(), tuple(view.judgements()))
        who = {member: identity.id for identity in resolved.identities for member in identity.members}
        weighed = weigh(self._told(who), view.relations())
        self.store.replace_weighed(resolved, weighed, state=state, made_by=made_by)

    def _told(self, who: Mapping[str, str]) -> Iterator[Telling]:
        total = self.store.view.count_extracted()
        for done, telling in enumerate(self.store.view.tellings(who), start=1):
            yield telling
            self._tell("weigh", telling.report, done, total)

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
