"""A crash in one capture or report becomes a stored problem."""

from __future__ import annotations

import pytest
from engine_work import STAGES

from onrecord.engines import read_all, run_local
from onrecord.records import CRASHED, Capture, Report


def capture(data: bytes) -> Capture:
    return Capture(data=data, origin=f"/reports/{data!r}", how="file", captured_at="2026-05-01T09:30:00Z")


def report(text: str) -> Report:
    return Report(id=f"report-{text}", capture="capture-1", sha256="0", text=text)


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_crash_of_reading_names_the_capture_and_the_others_are_read(jobs: int) -> None:
    captures = [capture(b"one"), capture(b"two!"), capture(b"three")]
    found = list(read_all(captures, jobs, STAGES))
    assert [c for c, _ in found] == captures
    (problem,) = [problem for _, (_, problems) in found for problem in problems]
    assert (problem.stage, problem.code, problem.capture) == ("read", CRASHED, captures[1].id)
    assert "no way" in problem.message


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_crash_of_extraction_names_the_report_and_the_others_are_extracted(jobs: int) -> None:
    reports = [report("one"), report("two!"), report("three")]
    found = list(run_local(reports, jobs, STAGES))
    assert [extraction.report for extraction in found] == reports
    (problem,) = [problem for extraction in found for problem in extraction.problems]
    assert (problem.stage, problem.code, problem.report) == ("extract", CRASHED, "report-two!")
    assert "RecursionError: too deep" in problem.message
