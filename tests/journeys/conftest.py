"""The program run as users run it: as a process, on files."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

RULE_PROGRAM = (sys.executable, str(Path(__file__).with_name("rule_program.py")))
PROGRAM = (sys.executable, "-c", "from onrecord.cli import main; main()")

Done = subprocess.CompletedProcess[str]


def call(program: Sequence[str], arguments: Sequence[object]) -> Done:
    """Run the program to its end."""
    return subprocess.run([*program, *map(str, arguments)], capture_output=True, text=True, check=False, timeout=300)


@pytest.fixture(scope="session")
def by_rule() -> Callable[..., Done]:
    """The program with the claims of a plain rule."""
    return lambda *arguments: call(RULE_PROGRAM, arguments)


@pytest.fixture(scope="session")
def onrecord() -> Callable[..., Done]:
    """The program itself."""
    return lambda *arguments: call(PROGRAM, arguments)


@pytest.fixture
def rule_program() -> Sequence[str]:
    return RULE_PROGRAM


def records_of(done: Done) -> list[dict]:
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture(scope="session")
def records() -> Callable[[Done], list[dict]]:
    """The JSON lines that a command printed."""
    return records_of


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twenty-four short reports, every one with three claims."""
    folder = tmp_path_factory.mktemp("reports")
    for number in range(24):
        text = f"The mayor of quay {number} said that {number} boats had left the harbour in the night.\n" * 3
        (folder / f"{number:02}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def undisturbed(
    by_rule: Callable[..., Done], folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, list[dict]]:
    """What a case of the folder answers when nothing came between."""
    case = tmp_path_factory.mktemp("undisturbed") / "whole.case"
    assert by_rule("build", case, folder, "--jobs", 1).returncode == 0
    return {command: records_of(by_rule(command, "--json", case)) for command in ("claims", "reports")}
