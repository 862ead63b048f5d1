"""A build that is killed, or meets another one, ends in the same case as one that is left alone."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from plain_stages import settings

from onrecord.case import BuildEvent, open_case
from onrecord.store import dump_lines

PROGRAM = Path(__file__).parent / "plain_stages.py"
KILLED = Path(__file__).parent / "killed_build.py"
# Statements of a build before which it is killed: while the case is made (4), collected (7), read (5), extracted (4).
# What an earlier build did makes a later one shorter, so that each comes further than the one before.
TWENTY = (2, 11, 24, 37, 41, 46, 59, 72, 98, 113, 121, 142, 155, 168, 180, 192, 175, 205, 230, 250)
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


# Each dot is a step of the build: 13 of collecting, 12 of reading, 12 of extracting, 12 of preparing, 1 of comparing,
# 12 of weighing.
@pytest.mark.parametrize("steps", [0, 1, 8, 13, 20, 25, 30, 36, 43, 49, 50, 58])
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


def test_twenty_kills_and_the_case_is_the_one_of_a_build_left_alone(tmp_path: Path, folder: Path) -> None:
    for number in range(FILES, 2 * FILES):
        (folder / f"{number:02}.txt").write_text(f"Ann said rain{number}. Bob said snow{number}.")
    path = tmp_path / "killed.case"
    far = [(0, 0, 0)]
    for statement in TWENTY:
        build = subprocess.run([sys.executable, KILLED, path, folder, str(statement)], check=False, capture_output=True)
        assert build.returncode == -signal.SIGKILL, (statement, build.stderr)
        far.append(how_far(path))
    assert far == sorted(far), "nothing that was committed is ever lost"
    with open_case(path) as case, open_case(tmp_path / "whole.case", create=True) as whole:
        assert list(case.verify()) == []
        assert 0 < case.build([str(folder)], settings()).claims < 2 * 2 * FILES
        whole.build([str(folder)], settings())
        assert list(dump_lines(case.view)) == list(dump_lines(whole.view))
        assert list(case.verify()) == []


# Statements before which a build is killed that has only to compare and weigh: among those that make reports ready,
# store relations, and tell anew what follows.
@pytest.mark.parametrize("statement", [9, 60, 110, 140, 150, 180, 200, 220, 232])
def test_comparing_and_weighing_killed_at_any_statement_go_on_where_they_stopped(
    tmp_path: Path, folder: Path, whole: list[str], statement: int
) -> None:
    path = tmp_path / "killed.case"
    with open_case(path, create=True) as case, pytest.raises(KeyboardInterrupt):
        case.build([str(folder)], settings(), _stop_before_comparing)
    nothing = tmp_path / "nothing"
    nothing.mkdir()
    build = subprocess.run([sys.executable, KILLED, path, nothing, str(statement)], check=False, capture_output=True)
    assert build.returncode == -signal.SIGKILL, build.stdout
    with open_case(path) as case:
        assert list(case.verify()) == []
        case.build([], settings())
        assert list(dump_lines(case.view)) == whole


def _stop_before_comparing(event: BuildEvent) -> None:
    if (event.stage, event.done) == ("extract", FILES):
        raise KeyboardInterrupt


def how_far(path: Path) -> tuple[int, int, int]:
    """Count captures, readings and extractions; the tables may not be there yet."""
    with closing(sqlite3.connect(path)) as file:
        if not file.execute("SELECT count(*) FROM sqlite_master WHERE name = 'extraction'").fetchone()[0]:
            return 0, 0, 0
        captured, read, extracted = (
            file.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 - our own names
            for table in ("capture", "reading", "extraction")
        )
    return captured, read, extracted


def test_two_builds_at_once_make_the_case_of_one(tmp_path: Path, folder: Path, whole: list[str]) -> None:
    path = tmp_path / "shared.case"
    with start(path, folder) as one, start(path, folder) as other:
        for build in (one, other):
            build.communicate()
    assert (one.returncode, other.returncode) == (0, 0)
    with open_case(path) as case:
        assert list(case.verify()) == []
        assert list(dump_lines(case.view)) == whole
