"""`onrecord extract`: from sources to claims, without a case."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import click

from onrecord.case import unreachable
from onrecord.cli.collecting import collect_options, collect_settings, sources_argument
from onrecord.cli.outcome import DONE, PROBLEMS, problem_lines, tell
from onrecord.cli.printing import print_json
from onrecord.collect import CollectSettings, collect, surviving
from onrecord.engines import read_all, run_local
from onrecord.errors import SourceError
from onrecord.records import CLAIM_LANGUAGES, Capture, Extraction, Problem, Report, extraction_json


@click.command("extract", short_help="Read sources for claims without a case.")
@sources_argument
@click.option(
    "--format",
    "format_",
    type=click.Choice(["jsonl"]),
    default="jsonl",
    show_default=True,
    help="One JSON object per report and line.",
)
@collect_options
def command(sources: tuple[str, ...], format_: str, jobs: int, **options: Any) -> int:  # noqa: ARG001 - one format so far
    """Read every SOURCE (file, folder, web address, - for standard input) and print its reports with their claims.

    Reports are printed in the order of the sources and nothing is stored. What cannot be read is told on
    standard error, and the exit status is then 3.
    """  # fmt: skip
    pipeline = Pipeline(settings=collect_settings(**options), jobs=jobs)
    for extraction in pipeline.extractions(sources):
        print_json(extraction_json(extraction))
    return PROBLEMS if pipeline.unread else DONE


@dataclass(kw_only=True)
class Pipeline:
    """The stages one after the other; counts in `unread` what gave no report, and tells it as it comes."""

    settings: CollectSettings
    jobs: int
    unread: int = 0
    _met: deque[tuple[Problem, ...]] = field(default_factory=deque)

    def extractions(self, sources: Iterable[str]) -> Iterator[Extraction]:
        """Yield the reports of the sources in order, each with the problems of reading and extracting it.

        One in a language that is not read for claims has a problem that says so: a case marks such reports, a line of
        JSON without claims would look as if nothing had been found.
        """
        for extraction in run_local(self._reports(sources), self.jobs):
            problems = (*self._met.popleft(), *extraction.problems, *_not_read(extraction.report))
            yield replace(extraction, problems=problems)

    def _reports(self, sources: Iterable[str]) -> Iterator[Report]:
        for _, (report, problems) in read_all(self._captures(sources), jobs=1):
            if report is None:
                self._tell(problems)
            else:
                self._met.append(problems)
                yield report

    def _captures(self, sources: Iterable[str]) -> Iterator[Capture]:
        for source in sources:
            try:
                for found in surviving(partial(collect, source, self.settings), source):
                    if isinstance(found, Problem):
                        self._tell((found,))
                    elif not found.container:
                        yield found
            except SourceError as error:
                self._tell((unreachable(source, error),))

    def _tell(self, problems: tuple[Problem, ...]) -> None:
        self.unread += 1
        for problem in problems:
            for line in problem_lines(problem):
                tell(line)


def _not_read(report: Report) -> tuple[Problem, ...]:
    """Return the mark of a report whose language is not read for claims."""
    if report.language in CLAIM_LANGUAGES:
        return ()
    read = " and ".join(repr(language) for language in CLAIM_LANGUAGES if language)
    problem = Problem(
        stage="extract",
        code="language_not_read",
        message=f"its language is {report.language!r}; only {read} is read for claims so far",
        subject=report.id,
        hint="its text is given as it stands; where the language is told wrongly, a table can give it as `language`",
        report=report.id,
    )
    return (problem,)
