"""What a message tells the user to do can be done as it says."""

import ast
import re
from pathlib import Path

import onrecord
from onrecord.cli.group import COMMANDS, load

SOURCE = Path(onrecord.__file__).parent
# A flag or a command, but not those of other programs that a hint may name.
FLAG = re.compile(r"(?<![\w-])--[a-z][a-z-]+")
COMMAND = re.compile(r"(?:`|: )onrecord ([a-z]+)")
OTHERS = re.compile(r"pip install --upgrade onrecord")


def said():
    """Every text that a module of the package can show."""
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield OTHERS.sub("", node.value)


def test_every_flag_that_is_named_is_one_of_a_command():
    flags = {"--version", "--help"}
    for name in COMMANDS:
        flags.update(flag for option in load(name).params for flag in option.opts)
    named = {flag for text in said() for flag in FLAG.findall(text)}
    assert {"--allow-private-addresses", "--ignore-robots", "--max-bytes", "--follow-feeds"} <= named
    assert named <= flags


def test_every_command_that_is_named_is_there():
    assert {name for text in said() for name in COMMAND.findall(text)} <= set(COMMANDS)
