"""`build` and `add` do what is missing, say what they did, and end with the right status."""

import json

import pytest


def test_build_makes_a_case_and_says_what_it_did(onrecord, folder, tmp_path):
    ended = onrecord("build", tmp_path / "new.case", folder)
    assert ended.status == 0
    assert ended.out == ""
    assert "new.case: 2 new captures, 2 new reports, 2 new claims, 0 problems" in ended.err
    assert "onrecord dossier" in ended.err


def test_building_again_changes_nothing(onrecord, folder, tmp_path):
    onrecord("build", tmp_path / "new.case", folder)
    ended = onrecord("build", tmp_path / "new.case", folder)
    assert ended.status == 0
    assert "0 new captures (2 known before), 0 new reports, 0 new claims" in ended.err


def test_a_build_without_sources_continues_a_case_and_makes_none(onrecord, folder, tmp_path):
    none = onrecord("build", tmp_path / "new.case")
    assert none.status == 2
    assert "no source to make it from" in none.err
    assert not (tmp_path / "new.case").exists()
    onrecord("build", tmp_path / "new.case", folder)
    ended = onrecord("build", tmp_path / "new.case")
    assert ended.status == 0
    assert "0 new captures, 0 new reports" in ended.err


def test_the_summary_of_a_build_can_be_read_by_a_program(onrecord, folder, tmp_path):
    ended = onrecord("build", "--json", tmp_path / "new.case", folder)
    assert json.loads(ended.out) == {"captures": 2, "reports": 2, "claims": 2, "known": 0, "problems": 0}


def test_problems_in_the_material_end_with_3_and_the_rest_is_done(onrecord, folder, tmp_path):
    (folder / "empty.txt").touch()
    ended = onrecord("build", tmp_path / "new.case", folder)
    assert ended.status == 3
    assert "2 new reports" in ended.err
    assert "empty.txt: " in ended.err
    assert "onrecord problems" in ended.err


def test_a_source_that_is_not_there_is_a_problem(onrecord, tmp_path):
    ended = onrecord("build", tmp_path / "new.case", tmp_path / "missing")
    assert ended.status == 3
    assert "missing" in ended.err


def test_add_wants_a_case_that_is_there(onrecord, folder, tmp_path):
    ended = onrecord("add", tmp_path / "none.case", folder)
    assert ended.status == 1
    assert ended.err.startswith("onrecord: there is no case file at ")
    assert "\nhint: " in ended.err
    assert not (tmp_path / "none.case").exists()


def test_add_adds_to_a_case(onrecord, case, tmp_path):
    (tmp_path / "more.txt").write_text("The harbour master said that the log was lost. " * 3)
    ended = onrecord("add", case, tmp_path / "more.txt")
    assert "1 new capture, 1 new report" in ended.err


def test_add_without_a_source_finishes_what_is_left(onrecord, case):
    ended = onrecord("add", case)
    assert ended.status == 0
    assert "0 new captures, 0 new reports" in ended.err


def test_columns_of_a_table_are_mapped(onrecord, tmp_path):
    (tmp_path / "t.csv").write_text("body,paper\nThe mayor said that it rained.,Quay Gazette\n")
    call = ["build", tmp_path / "c.case", tmp_path / "t.csv", "--column", "text=body", "--column", "publisher=paper"]
    assert onrecord(*call).status == 0
    (row,) = (json.loads(line) for line in onrecord("reports", "--json", tmp_path / "c.case").out.splitlines())
    assert row["publisher"] == "Quay Gazette"


@pytest.mark.parametrize(
    ("option", "said"),
    [
        (["--column", "text"], "'text' names no column; write it as text=body"),
        (["--column", "colour=red"], "column mapping colour=red maps no field of a report"),
        (["--jobs", "0"], "Invalid value for '--jobs'"),
        (["--max-bytes", "many"], "Invalid value for '--max-bytes'"),
    ],
)
def test_a_wrong_option_is_one_line_and_a_hint(onrecord, folder, tmp_path, option, said):
    ended = onrecord("build", tmp_path / "c.case", folder, *option)
    assert ended.status == 2
    assert said in ended.err
    assert [line.partition(":")[0] for line in ended.err.splitlines()] == ["onrecord", "hint"]


def test_files_above_the_limit_are_problems(onrecord, folder, tmp_path):
    ended = onrecord("build", tmp_path / "c.case", folder, "--max-bytes", 50)
    assert ended.status == 3
    assert "letter.txt" in ended.err


def test_progress_in_a_log_is_a_line_now_and_then(onrecord, folder, tmp_path):
    err = onrecord("build", tmp_path / "c.case", folder).err
    assert "reading: 2 captures of 2\n" in err
    assert "finding claims: 2 reports of 2\n" in err
