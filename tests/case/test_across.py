"""What reports say together is told at the end of each build, whatever the order in which they came."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest
from plain_pairs import COMPARING, load_preparer
from plain_stages import STAGES, settings

from onrecord.case import BuildEvent, Case, open_case
from onrecord.engines.work import Work
from onrecord.errors import UsageError
from onrecord.records import Comparable, Extraction
from onrecord.store import dump_lines

# An invented port town: a wire, its copy, the same in other words with another figure, a reply, and another matter.
REPORTS = {
    "a.txt": "Marlin said rain on 14 quays today. Nobody did answer the crew.",
    "b.txt": "Marlin said rain on 14 quays today. Nobody did answer the crew.\n",
    "c.txt": "Marlin said rain on 40 quays today.",
    "d.txt": "Somebody answered the crew today.",
    "e.txt": "Dee said hail.",
}


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with open_case(tmp_path / "new.case", create=True) as case:
        yield case


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path / "reports", list(REPORTS))


def write(folder: Path, names: list[str]) -> Path:
    folder.mkdir(exist_ok=True)
    for name in names:
        (folder / name).write_text(REPORTS[name])
    return folder


def across(case: Case) -> list[str]:
    """The case as lines, without what tells where a report was found."""
    return [line for line in dump_lines(case.view) if '"table": "capture"' not in line]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_build_compares_its_reports_and_weighs_them(case: Case, folder: Path, jobs: int) -> None:
    case.build([str(folder)], settings(jobs))
    kinds = {(one.relation, one.made_by) for one in case.relations()}
    assert kinds == {("same", "copies-1"), ("conflict", "plain-pairs-1"), ("update", "plain-pairs-1")}
    assert len(list(case.findings())) > 0
    assert [row.identity.name for row in case.identities()] == ["Marlin"]
    assert case.status().weighed is True
    assert list(case.verify()) == []


def test_building_again_compares_and_weighs_nothing(case: Case, folder: Path) -> None:
    case.build([str(folder)], settings())
    events: list[BuildEvent] = []
    case.build([], settings(), events.append)
    assert events == []


def test_adding_reports_one_by_one_in_any_order_ends_in_the_case_of_all_at_once(case: Case, tmp_path: Path) -> None:
    case.build([str(write(tmp_path / "reports", list(REPORTS)))], settings())
    for turn, names in enumerate([*permutations(REPORTS)][::40]):
        (tmp_path / f"{turn}").mkdir()
        with open_case(tmp_path / f"{turn}" / "new.case", create=True) as grown:
            for name in names:
                (tmp_path / "reports").rename(tmp_path / "hidden")
                grown.build([str(write(tmp_path / "reports", [name]))], settings())
                (tmp_path / "reports" / name).unlink()
                (tmp_path / "reports").rmdir()
                (tmp_path / "hidden").rename(tmp_path / "reports")
            assert across(grown) == across(case), names


def test_a_report_that_cannot_be_made_ready_is_told_and_tried_again(case: Case, folder: Path) -> None:
    (folder / "f.txt").write_text("cough: Eve said fog.")
    assert case.build([str(folder)], settings()).problems == 1
    (problem,) = case.problems()
    assert (problem.stage, problem.code) == ("compare", "crashed")
    assert case.status().weighed is True
    case.build([], replace(settings(), stages=replace(STAGES, load_preparer=_patient)))
    assert list(case.problems()) == []


def _patient(threads: int) -> Work[Extraction, Comparable]:
    """Return what is not put off by a cough."""
    prepare = load_preparer(threads)

    def work(extractions: list[Extraction]) -> list[Comparable]:
        easy = [replace(e, report=replace(e.report, text=e.report.text.replace("cough", "laugh"))) for e in extractions]
        return list(prepare(easy))

    return work


def test_another_net_compares_every_report_again(case: Case, folder: Path) -> None:
    case.build([str(folder)], settings())
    before = list(case.relations())
    events: list[BuildEvent] = []
    newer = replace(STAGES, **COMPARING | {"compared_by": lambda: "plain-pairs-2"})
    case.build([], replace(settings(), stages=newer), events.append)
    assert {event.stage for event in events} == {"prepare", "compare", "weigh"}
    assert len(list(case.relations())) == len(before)
    assert {one.made_by for one in case.relations()} == {"plain-pairs-2", "copies-1"}


def test_a_judgement_parts_what_the_names_join_and_withdrawing_it_restores_the_case(case: Case, folder: Path) -> None:
    case.build([str(folder)], settings())
    before = [line for line in dump_lines(case.view) if '"judgement"' not in line]
    (marlin,) = case.identities()
    one, other = marlin.identity.members[:2]
    judgement = case.judge("different", one, other, by="Ada", reason="two Marlins")
    assert all({one, other} - {*row.identity.members} for row in case.identities())
    assert case.status().weighed is True
    withdrawn = case.withdraw(judgement.id, by="Bo")
    assert (withdrawn.withdrawn_by, list(case.judgements())) == ("Bo", [withdrawn])
    assert [line for line in dump_lines(case.view) if '"judgement"' not in line] == before


def test_a_judgement_that_cannot_be_meant_is_refused(case: Case, folder: Path) -> None:
    case.build([str(folder)], settings())
    (marlin,) = case.identities()
    for verdict, one, other in (
        ("maybe", *marlin.identity.members[:2]),
        ("same", marlin.identity.members[0], "entity-x"),
        ("same", marlin.identity.members[0], marlin.identity.members[0]),
    ):
        with pytest.raises(UsageError):
            case.judge(verdict, one, other, by="Ada")
    assert list(case.judgements()) == []
