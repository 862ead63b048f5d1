"""A case file that cannot be used is one clear line with what to do, and stays as it is."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from onrecord.case import open_case
from onrecord.store import CaseStore, dump_lines, sqlite


def refused(ended) -> tuple[str, str]:
    """Return the line that says what happened, and the one that says what to do."""
    assert ended.status == 1
    assert ended.out == ""
    said, hint = ended.err.splitlines()[-2:]
    assert said.startswith("onrecord: ")
    assert hint.startswith("hint: ")
    assert "Traceback" not in ended.err
    return said, hint


@pytest.fixture
def hasty(monkeypatch) -> None:
    """Wait for no other process."""
    waiting = CaseStore.open.__func__
    monkeypatch.setattr(waiting, "__kwdefaults__", waiting.__kwdefaults__ | {"wait": 0.05})


@pytest.fixture
def shelf(case: Path) -> Iterator[Path]:
    """A case that may be read and not written, in a folder where nothing may be put."""
    with tempfile.TemporaryDirectory() as name:
        shelf = Path(name)
        shutil.copy(case, shelf / "harbour.case")
        (shelf / "harbour.case").chmod(0o444)
        shelf.chmod(0o555)
        root = os.geteuid() == 0
        if root:  # to whom no file is read-only
            os.seteuid(65534)
        yield shelf / "harbour.case"
        if root:
            os.seteuid(0)
        shelf.chmod(0o755)


@pytest.mark.parametrize("command", ["build", "status"])
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"These are notes, no case.", "is not a case file"),
        (b"SQLite format 3\x00" + b"but not really" * 100, "is not a case file"),
    ],
)
def test_what_is_no_case_is_left_as_it_is(onrecord, folder, tmp_path, command, content, said):
    other = tmp_path / "notes.case"
    other.write_bytes(content)
    message, hint = refused(onrecord(command, other, *([folder] if command == "build" else [])))
    assert said in message
    assert "onrecord build" in hint
    assert other.read_bytes() == content


def test_an_empty_file_is_no_case_to_look_at(onrecord, tmp_path):
    (tmp_path / "empty.case").touch()
    assert "is an empty file, not a case" in refused(onrecord("status", tmp_path / "empty.case"))[0]


@pytest.mark.parametrize("command", ["build", "status"])
def test_a_newer_case_asks_for_a_newer_program(onrecord, case, folder, command):
    with closing(sqlite3.connect(case, isolation_level=None)) as file:
        file.execute("UPDATE alembic_version SET version_num = '0005'")
    message, hint = refused(onrecord(command, case, *([folder] if command == "build" else [])))
    assert "has format 0005" in message
    assert "upgrade onrecord" in hint


def test_a_case_that_another_process_writes_can_be_read_and_is_not_written(onrecord, case, folder, hasty):
    (folder / "more.txt").write_text("The envoy said that the crew was safe.")
    with closing(sqlite3.connect(case, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        message, hint = refused(onrecord("build", case, folder))
        assert "another process holds" in message
        assert "run the command again" in hint
        assert onrecord("status", case).status == 0
    assert "1 new report" in onrecord("build", case, folder).err


def test_a_case_that_is_read_only_can_be_read_and_is_not_written(onrecord, shelf):
    before = shelf.read_bytes()
    message, hint = refused(onrecord("add", shelf))
    assert "cannot be written" in message
    assert "must be writable" in hint
    assert onrecord("status", shelf).status == 0
    assert shelf.read_bytes() == before


def test_a_full_disk_ends_the_build_and_the_next_one_does_the_rest(onrecord, folder, tmp_path, monkeypatch):
    for number in range(30):
        (folder / f"{number}.txt").write_text(f"The mayor of quay {number} said that it rained. " * 200)
    with monkeypatch.context() as disk:
        disk.setattr(sqlite, "_PRAGMAS", (*sqlite._PRAGMAS, "max_page_count = 248"))
        message, hint = refused(onrecord("build", tmp_path / "full.case", folder))
    assert "no room left to write" in message
    assert "continues where it stopped" in hint
    with open_case(tmp_path / "full.case", read_only=True) as full:
        assert 0 < full.status().reports < 32
        assert list(full.verify()) == []
    assert onrecord("build", tmp_path / "full.case", folder).status == 0
    assert onrecord("build", tmp_path / "whole.case", folder).status == 0
    with open_case(tmp_path / "full.case") as full, open_case(tmp_path / "whole.case") as whole:
        assert dumped(full) == dumped(whole)


def dumped(case) -> list[str]:
    """Return what the case holds, but for the moment at which each capture was taken."""
    return [line for line in dump_lines(case.view) if '"table": "capture"' not in line]
