"""A build that ends half-way loses nothing, and the next one does the rest and no more."""

import json
import signal
import sqlite3
import subprocess
import time
from contextlib import closing

import pytest

STEPS = {
    "collected": "SELECT count(*) FROM capture",
    "read": "SELECT count(*) FROM report",
    "extracted": "SELECT count(*) FROM claim",
}


def started(rule_program, *arguments):
    return subprocess.Popen(
        [*rule_program, *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def found(case, count):
    try:
        with closing(sqlite3.connect(f"file:{case}?mode=ro", uri=True, timeout=5)) as database:
            return database.execute(count).fetchone()[0]
    except sqlite3.OperationalError:
        return 0


def wait_until_five(program, case, count):
    """Wait until the case has five of them; a build that ends before that is no journey."""
    for _ in range(1500):
        assert program.poll() is None, program.communicate()
        if found(case, count) >= 5:
            return
        time.sleep(0.02)
    pytest.fail(f"never five: {count}")


@pytest.mark.parametrize("count", STEPS.values(), ids=STEPS)
def test_a_killed_build_is_finished_by_the_next(by_rule, rule_program, folder, undisturbed, tmp_path, count):
    case = tmp_path / "c.case"
    program = started(rule_program, "build", case, folder, "--jobs", 1)
    wait_until_five(program, case, count)
    program.send_signal(signal.SIGKILL)
    program.communicate()
    assert by_rule("build", case, folder, "--jobs", 1).returncode == 0
    assert by_rule("verify", case).returncode == 0
    for command, said in undisturbed.items():
        assert [json.loads(line) for line in by_rule(command, "--json", case).stdout.splitlines()] == said


def test_ctrl_c_is_one_line_and_the_build_continues(by_rule, rule_program, folder, tmp_path, monkeypatch):
    case, held = tmp_path / "c.case", tmp_path / "held"
    held.touch()
    monkeypatch.setenv("HELD_WHILE_THERE", str(held))
    program = started(rule_program, "build", case, folder, "--jobs", 1)
    wait_until_five(program, case, STEPS["read"])
    program.send_signal(signal.SIGINT)
    _, said = program.communicate()
    held.unlink()
    assert program.returncode == 130
    assert (
        said.splitlines()[-1] == "onrecord: stopped; what is stored is kept, and the same command continues from there"
    )
    assert "Traceback" not in said
    assert by_rule("build", case, folder, "--jobs", 1).returncode == 0


def test_two_processes_make_the_same_case_as_one(by_rule, records, folder, undisturbed, tmp_path):
    case = tmp_path / "2.case"
    assert by_rule("build", case, folder, "--jobs", 2).returncode == 0
    assert records(by_rule("claims", "--json", case)) == undisturbed["claims"]
    assert len(undisturbed["claims"]) == 24 * 3
