"""The shell completes commands and options, and the reference says what they are."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete

from onrecord.cli.group import COMMANDS, onrecord
from onrecord.cli.reference import reference


@pytest.mark.parametrize(
    ("shell", "part"), [("bash", "complete -o nosort"), ("zsh", "compdef"), ("fish", "complete --no-files")]
)
def test_each_shell_gets_its_script(onrecord, shell, part):
    ended = onrecord("completion", shell)
    assert ended.status == 0
    assert part in ended.out
    assert "_ONRECORD_COMPLETE" in ended.out


def test_an_unknown_shell_is_wrong_usage(onrecord):
    assert onrecord("completion", "cmd").status == 2


def test_commands_are_completed_without_loading_them():
    complete = ShellComplete(onrecord, {}, "onrecord", "_ONRECORD_COMPLETE")
    assert [item.value for item in complete.get_completions([], "")] == list(COMMANDS)
    assert [item.value for item in complete.get_completions([], "s")] == ["status", "show", "search"]
    assert "--version" in [item.value for item in complete.get_completions([], "--")]


def test_options_of_a_command_are_completed():
    complete = ShellComplete(onrecord, {}, "onrecord", "_ONRECORD_COMPLETE")
    assert "--quotation" in [item.value for item in complete.get_completions(["claims"], "--q")]
    assert "deny" in [item.value for item in complete.get_completions(["claims", "--act"], "")]


def test_the_shell_asks_the_program_itself():
    asked = {"_ONRECORD_COMPLETE": "bash_complete", "COMP_WORDS": "onrecord ver", "COMP_CWORD": "1"}
    program = [sys.executable, "-c", "from onrecord.cli import main; main()"]
    done = subprocess.run(program, env=os.environ | asked, capture_output=True, text=True, check=True)
    assert done.stdout == "plain,verify\n"


def test_the_page_of_commands_is_the_commands_own_help():
    page = Path(__file__).parents[2] / "docs" / "commands.md"
    assert page.read_text(encoding="utf-8") == reference(), "run: python -m onrecord.cli.reference > docs/commands.md"
