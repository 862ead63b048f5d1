"""A build that is killed, or meets another one, ends in the same case as one that is left alone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from plain_stages import settings

from onrecord.case import open_case
from onrecord.store import dump_lines

PROGRAM = Path(__file__).parent / "plain_stages.py"
FILES = 12


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in range(FILES):
        (folder / f"{number:02}.txt").write_text(f"Ann said rain{number}. Bob said snow{number}.")
    (folder / "page.secret").touch()
    return folder


@pytest.fixture
def whole(tmp_path: Path, folder: Path) -> list[str]:
    with open_case(tmp_path / "whole.case", create=True) as case:
        case.build([str(folder)], settings())
        return list(dump_lines(case.view))


def start(path: Path, *sources: Path) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, PROGRAM, path, *sources], stdout=subprocess.PIPE, text=True)


# Each dot is a step of the build: 13 of collecting, 12 of reading, 12 of extracting.
@pytest.mark.parametrize("steps", [0, 1, 8, 13, 20, 25, 30, 36])
def test_a_build_killed_at_any_step_goes_on_where_it_stopped(
    tmp_path: Path, folder: Path, whole: list[str], steps: int
) -> None:
    path = tmp_path / "killed.case"
    with start(path, folder) as build:
        assert build.stdout is not None
        build.stdout.read(steps)
        build.kill()
    with open_case(path, create=True) as case:
        assert list(case.verify()) == []
        # What was collected needs no source any more.
        case.build([str(folder)] if steps < 13 else [], settings())
        assert list(dump_lines(case.view)) == whole


def test_two_builds_at_once_make_the_case_of_one(tmp_path: Path, folder: Path, whole: list[str]) -> None:
    path = tmp_path / "shared.case"
    with start(path, folder) as one, start(path, folder) as other:
        for build in (one, other):
            build.communicate()
    assert (one.returncode, other.returncode) == (0, 0)
    with open_case(path) as case:
        assert list(case.verify()) == []
        assert list(dump_lines(case.view)) == whole
