"""A folder becomes a case, and building again does only what is missing."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from plain_pairs import COMPARING
from plain_stages import STAGES, load_extractor, settings
from plain_stages import gather as plain_gather

import onrecord
from onrecord import extract
from onrecord.case import BuildEvent, BuildSettings, Case, open_case
from onrecord.collect import CollectSettings
from onrecord.engines import USUAL, Stages
from onrecord.engines.work import Work
from onrecord.errors import StorageFull, UsageError
from onrecord.nets import READER, load_nets
from onrecord.records import BuildSummary, Capture, ClaimFilter, Extraction, Problem, Report
from onrecord.store import CaseStore, dump_lines

WEIGHTS = Path(onrecord.__file__).parent / "nets" / "weights" / READER

REPORTS = {
    "a.txt": "Ann said rain. Bob said snow.",
    "b.txt": "Cem said fog.",
    "c.txt": "scan of a page",
    "d.txt": "Порт said нет",
    "e.secret": "",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    for name, text in REPORTS.items():
        (folder / name).write_text(text)
    return folder


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with open_case(tmp_path / "new.case", create=True) as case:
        yield case


def words(case: Case) -> list[tuple[str, str]]:
    return [(row.claim.source[0].text, row.claim.content[0].text) for row in case.claims()]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_folder_becomes_a_case(case: Case, folder: Path, jobs: int) -> None:
    summary = case.build([str(folder)], settings(jobs))
    assert summary == BuildSummary(captures=4, reports=3, claims=3, known=0, problems=2)
    assert words(case) == [("Ann", "rain"), ("Bob", "snow"), ("Cem", "fog")]
    assert [(p.stage, p.code) for p in case.problems()] == [("collect", "no_permission"), ("read", "no_text")]
    assert list(case.verify()) == []


def test_building_again_changes_nothing(case: Case, folder: Path) -> None:
    case.build([str(folder)], settings())
    before = list(dump_lines(case.view))
    assert case.build([str(folder)], settings()) == BuildSummary(known=4, problems=1)
    assert case.build([], settings()) == BuildSummary()
    assert list(dump_lines(case.view)) == before


def test_a_case_answers_through_its_methods(case: Case, folder: Path) -> None:
    case.build([str(folder)], settings())
    first = next(case.reports())
    assert case.report(first.id).text == REPORTS["a.txt"]
    assert len(case.extraction(first.id).claims) == 2
    assert [row.claim.content[0].text for row in case.claims(ClaimFilter(source="ann"))] == ["rain"]
    assert [hit.match for hit in case.search("fog")] == ["fog"]
    assert case.capture_bytes(next(case.captures()).id).decode() == REPORTS["a.txt"]
    assert case.status().other_language == 1


def test_progress_tells_every_step_and_how_many_there_are(case: Case, folder: Path) -> None:
    events: list[BuildEvent] = []
    case.build([str(folder)], settings(), events.append)
    assert [(e.stage, e.done, e.total) for e in events] == [
        *(("collect", done, 0) for done in (1, 2, 3, 4, 4)),
        *(("read", done, 4) for done in (1, 2, 3, 4)),
        *((stage, done, 2) for stage in ("extract", "prepare") for done in (1, 2)),
        ("compare", 2, 2),
        *(("weigh", done, 2) for done in (1, 2)),
    ]
    assert [p.code for e in events for p in e.problems] == ["no_permission", "no_text"]


def test_a_source_that_is_not_there_is_a_problem_and_the_others_are_built(case: Case, folder: Path) -> None:
    summary = case.build(["nowhere", str(folder)], settings())
    assert (summary.reports, summary.problems) == (3, 3)
    (problem,) = [p for p in case.problems() if p.code == "unreachable"]
    assert problem.subject == "nowhere"


def test_a_source_on_which_collecting_fails_is_a_problem_and_the_others_are_built(case: Case, folder: Path) -> None:
    def gather(source: str, limits: CollectSettings) -> Iterator[Capture | Problem]:
        if source == "sick":
            raise RuntimeError("no such luck")
        return plain_gather(source, limits)

    def failing(source: str, limits: CollectSettings) -> Iterator[Capture | Problem]:
        yield next(plain_gather(source, limits))
        raise RuntimeError("half-way")

    case.build([str(folder)], settings())
    summary = case.build(["sick", str(folder)], replace(settings(), gather=gather))
    assert (summary.known, summary.problems) == (4, 2)
    (problem,) = [p for p in case.problems() if p.code == "crashed"]
    assert (problem.stage, problem.subject) == ("collect", "sick")
    assert "no such luck" in problem.message

    case.build([str(folder)], replace(settings(), gather=failing))
    assert "no_permission" in {p.code for p in case.problems()}, "the crash came before it could be met again"
    case.build([str(folder)], settings())
    assert [p.subject for p in case.problems() if p.code == "crashed"] == ["sick"]


def test_a_case_that_cannot_be_written_ends_the_collecting(
    case: Case, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> bool:
        raise StorageFull("no room left")

    monkeypatch.setattr(CaseStore, "add_capture", full)
    with pytest.raises(StorageFull):
        case.build([str(folder)], settings())


def test_a_problem_that_is_gone_from_its_source_is_forgotten(
    case: Case, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case.build([str(folder)], settings())
    (folder / "e.secret").rename(folder / "e.txt")
    (folder / "f.secret").touch()
    monkeypatch.chdir(folder.parent)
    case.build([str(folder)], settings())
    assert [Path(p.subject).name for p in case.problems() if p.stage == "collect"] == ["f.secret"]


def test_the_case_file_is_no_source_of_itself(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ann said rain.")
    with open_case(tmp_path / "own.case", create=True) as case:
        assert case.build([str(tmp_path)], settings()).captures == 1


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_the_program_fails_on_is_told_and_tried_again(case: Case, folder: Path, jobs: int) -> None:
    (folder / "g.txt").write_text("crash")
    (folder / "h.txt").write_text("choke: Dee said hail.")
    case.build([str(folder)], settings(jobs))
    assert [p.stage for p in case.problems() if p.code == "crashed"] == ["read", "extract"]
    assert len(words(case)) == 3
    assert case.status().pending == 1

    repaired = replace(settings(), stages=replace(STAGES, load_extractor=_without_choking))
    summary = case.build([], repaired)
    assert (summary.reports, summary.claims) == (0, 1)
    assert [p.stage for p in case.problems() if p.code == "crashed"] == ["read"]


def _without_choking(threads: int) -> Work[Report, Extraction]:
    """Return an extractor that has learned to swallow."""
    extract = load_extractor(threads)

    def patient(reports: list[Report]) -> list[Extraction]:
        found = []
        for report in reports:
            easy = replace(report, text=report.text.replace("choke", "spoke"))
            found.append(replace(extract([easy])[0], report=report))
        return found

    return patient


def _misquoting(threads: int) -> Work[Report, Extraction]:
    """Return an extractor that puts other words into Cem's mouth."""
    extract = load_extractor(threads)

    def misquote(reports: list[Report]) -> list[Extraction]:
        found = extract([replace(report, text=report.text.replace("fog", "sun")) for report in reports])
        return [replace(one, report=report) for one, report in zip(found, reports, strict=True)]

    return misquote


def test_a_report_that_is_misquoted_is_told_and_the_others_are_kept(case: Case, folder: Path) -> None:
    misquoting = replace(settings(), stages=replace(STAGES, load_extractor=_misquoting))
    assert case.build([str(folder)], misquoting).claims == 2
    assert words(case) == [("Ann", "rain"), ("Bob", "snow")]
    (problem,) = [p for p in case.problems() if p.stage == "extract"]
    assert "'sun' but the report says 'fog'" in problem.message
    assert case.build([], settings()).claims == 1
    assert "extract" not in {p.stage for p in case.problems()}


def test_new_nets_read_every_report_again(case: Case, folder: Path) -> None:
    case.build([str(folder)], settings())
    newer = replace(settings(), stages=replace(STAGES, made_by=lambda: "plain-v2"))
    assert case.build([], newer) == BuildSummary(claims=3)
    assert case.status().nets == ("plain-v2",)
    assert len(words(case)) == 3


def test_an_interrupted_build_keeps_what_it_has_and_the_next_one_goes_on(case: Case, folder: Path) -> None:
    def interrupt(event: BuildEvent) -> None:
        if event.stage == "extract":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        case.build([str(folder)], settings(), interrupt)
    assert case.status().reports == 3
    assert words(case) == [("Ann", "rain"), ("Bob", "snow")]
    assert case.build([], settings()) == BuildSummary(claims=1)


def test_the_same_file_in_two_places_is_one_report(case: Case, folder: Path) -> None:
    (folder / "z.txt").write_text(REPORTS["a.txt"])
    assert case.build([str(folder)], settings()).reports == 3
    assert [len(row.reports) for row in case.captures()] == [1, 1, 0, 1, 1]
    assert len(words(case)) == 3


def test_a_number_of_jobs_that_cannot_be_is_refused_before_anything_is_done() -> None:
    with pytest.raises(UsageError, match="jobs is 0"):
        BuildSettings(jobs=0)


def test_the_public_names_are_there_and_the_package_imports_nothing_before_they_are_used() -> None:
    assert all(getattr(onrecord, name) for name in onrecord.__all__)
    with pytest.raises(AttributeError, match="no attribute 'lost'"):
        onrecord.lost  # noqa: B018
    program = "import onrecord, sys; print(sorted(m for m in sys.modules if m.startswith(('onrecord', 'sqlal'))))"
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "['onrecord']"


def test_reading_and_collecting_of_the_package_are_used_when_no_others_are_named(case: Case, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("The harbour ministry said that no sailor had been hired by anybody in the port this year.")

    def find_nothing(threads: int) -> Work[Report, Extraction]:
        return lambda reports: [Extraction(report=report) for report in reports]

    stages = Stages(load_extractor=find_nothing, made_by=lambda: "none-v1", **COMPARING)
    summary = case.build([str(page)], BuildSettings(stages=stages))
    assert (summary.captures, summary.reports) == (1, 1)
    (row,) = case.reports()
    assert (row.origin, row.extracted) == (str(page), True)


@pytest.mark.skipif(not (WEIGHTS / "card.json").exists(), reason="the weights are not in this checkout")
def test_the_mark_of_an_extraction_names_the_nets_and_rules_that_make_it() -> None:
    assert USUAL.made_by() == extract.made_by(load_nets(threads=1))
