"""However a command ends, it ends with the right status and at most a line and a hint."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from onrecord import __version__
from onrecord.cli import entry
from onrecord.cli.group import COMMANDS, load
from onrecord.errors import StorageFull

PROGRAM = [sys.executable, "-c", "from onrecord.cli import main; main()"]


def raising(error):
    def command(*_, **__):
        raise error

    return command


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (StorageFull("the disk is full", hint="make room"), 1, "onrecord: the disk is full\nhint: make room\n"),
        (OSError(errno.ENOSPC, "No space left on device"), 1, "onrecord: the output: No space left on device\n"),
        (PermissionError(errno.EACCES, "Permission denied", "/x"), 1, "onrecord: /x: Permission denied\n"),
        (KeyboardInterrupt(), 130, "onrecord: stopped\n"),
        (BrokenPipeError(), 0, ""),
    ],
)  # fmt: skip
def test_each_ending_has_its_status_and_line(onrecord, monkeypatch, error, status, said):
    monkeypatch.setattr("onrecord.cli.status.open_case", raising(error))
    monkeypatch.setattr(os, "dup2", lambda *_: None)
    ended = onrecord("status", "x.case")
    assert (ended.status, ended.out, ended.err) == (status, "", said)


def test_a_stopped_build_says_that_it_continues(onrecord, monkeypatch, tmp_path):
    monkeypatch.setattr("onrecord.cli.build.open_case", raising(KeyboardInterrupt()))
    ended = onrecord("build", tmp_path / "x.case", tmp_path)
    assert ended.status == 130
    assert ended.err == "onrecord: stopped; what is stored is kept, and the same command continues from there\n"


def test_without_a_command_the_help_is_shown_as_wrong_usage(onrecord):
    ended = onrecord()
    assert (ended.status, ended.out) == (2, "")
    assert "Commands:" in ended.err


@pytest.mark.parametrize("call", [["nope"], ["--nope"], ["show", "--nope"], ["show"], ["claims", "x", "--act", "sing"]])
def test_wrong_usage_is_a_line_and_a_hint(onrecord, call):
    ended = onrecord(*call)
    assert (ended.status, ended.out) == (2, "")
    assert [line.partition(":")[0] for line in ended.err.splitlines()] == ["onrecord", "hint"]
    assert "--help` shows how it is called" in ended.err


def test_the_version(onrecord):
    assert onrecord("--version").out == f"onrecord {__version__}\n"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself_as_the_list_does(onrecord, name):
    ended = onrecord(name, "--help")
    assert ended.status == 0
    assert f"Usage: onrecord {name} " in ended.out
    assert load(name).get_short_help_str(200) == COMMANDS[name]


def test_every_file_of_a_command_is_in_the_list():
    folder = Path(entry.__file__).parent
    commands = {p.stem for p in folder.glob("*.py") if "@click.command(" in p.read_text(encoding="utf-8")}
    assert commands == set(COMMANDS)


def test_the_help_loads_nothing_heavy():
    code = (
        "import sys; from onrecord.cli.entry import run; run(['--help']);"
        "heavy = {'rich', 'sqlalchemy', 'onnxruntime', 'numpy', 'httpx', 'trafilatura', 'jinja2', 'lxml'};"
        "print('loaded:', sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("loaded: []\n")


def test_a_reader_that_leaves_ends_the_program_quietly(case):
    program = subprocess.Popen(
        [*PROGRAM, "dossier", str(case), "-o", "-"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert program.stdout is not None
    assert program.stderr is not None
    program.stdout.close()
    said = program.stderr.read()
    program.stderr.close()
    assert (program.wait(), said) == (0, b"")


def test_an_ascii_terminal_gets_escapes_instead_of_a_crash(case):
    environment = os.environ | {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = subprocess.run([*PROGRAM, "show", str(case), "wire"], capture_output=True, env=environment, check=False)
    assert done.returncode == 0
    assert rb"\u201csaid\u201d" in done.stdout


def test_a_dossier_on_an_ascii_terminal_is_still_utf_8(case):
    environment = os.environ | {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = subprocess.run([*PROGRAM, "dossier", str(case), "-o", "-"], capture_output=True, env=environment, check=True)
    assert "“" in done.stdout.decode("utf-8")
