"""What the program fails on while collecting costs only itself."""

from __future__ import annotations

import pytest

from onrecord.collect import surviving
from onrecord.errors import StorageFull
from onrecord.records import Capture, Problem

PAGE = Capture(data=b"x", origin="/a.txt", how="file", captured_at="2026-05-01T12:00:00Z")


def failing(error: BaseException):
    def gather():
        yield PAGE
        raise error

    return gather


def test_a_file_that_makes_the_program_fail_is_a_problem_and_the_rest_of_its_folder_is_collected(
    tmp_path, gather, monkeypatch
):
    def sick(opened, settings):
        raise ZeroDivisionError("no rows\nat all")
        yield

    monkeypatch.setattr("onrecord.collect.sources.collect_csv", sick)
    for name in ("a.txt", "b.csv", "c.txt"):
        (tmp_path / name).write_text("words")
    captures, [problem] = gather(tmp_path)
    assert [c.origin for c in captures] == [str(tmp_path / "a.txt"), str(tmp_path / "c.txt")]
    assert (problem.stage, problem.code, problem.subject) == ("collect", "crashed", str(tmp_path / "b.csv"))
    assert problem.message.endswith("ZeroDivisionError: no rows at all")
    assert "report it" in problem.hint


def test_a_source_that_makes_the_program_fail_ends_in_a_problem():
    first, problem = surviving(failing(RuntimeError("sick")), "https://meridian.example/")
    assert first == PAGE
    assert isinstance(problem, Problem)
    assert problem.subject == "https://meridian.example/"


@pytest.mark.parametrize("error", [StorageFull("no room"), KeyboardInterrupt()])
def test_what_is_no_fault_of_the_source_goes_its_way(error):
    with pytest.raises(type(error)):
        list(surviving(failing(error), "a"))
