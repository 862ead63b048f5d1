"""The reference of all commands, as `docs/commands.md` holds it.

python -m onrecord.cli.reference > docs/commands.md
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click

from onrecord.cli.group import COMMANDS, load, onrecord

# As wide as a page of code is on the common hosts.
WIDTH = 100

HEAD = """# Commands

Generated from the commands' own help by `python -m onrecord.cli.reference`; a test holds this page to it.

Data goes to standard output, messages to standard error. `--json` prints one JSON object per line, with every value
exactly as it is stored (characters that a terminal would obey are escaped). Without it, control characters are shown as
U+FFFD and characters that change the direction of writing by their name, `<U+202E>`. Tables are fitted to a terminal
and tab-separated and whole everywhere else. In CSV, a value that a spreadsheet would run as a formula (it begins with
`=`, `+`, `-`, `@`, a tab or a carriage return) gets an apostrophe before it. `NO_COLOR` turns colours off.

| exit status | meaning |
|---|---|
| 0 | done |
| 1 | failed; `verify`: faults were found |
| 2 | the call itself is off |
| 3 | done, with problems in the material: `onrecord problems CASE` lists them |
| 130 | stopped with Ctrl-C; `build` and `add` continue when called again |
"""


def reference() -> str:
    """Return the page: the help of `onrecord` and of each command."""
    return HEAD + "".join(_sections())


def _sections() -> Iterator[str]:
    with _context(onrecord, "onrecord", None) as parent:
        yield _section("onrecord", onrecord.get_help(parent))
        for name in COMMANDS:
            command = load(name)
            with _context(command, name, parent) as context:
                yield _section(f"onrecord {name}", command.get_help(context))


def _context(command: click.Command, name: str, parent: click.Context | None) -> click.Context:
    return click.Context(
        command, parent, name, terminal_width=WIDTH, max_content_width=WIDTH, help_option_names=["-h", "--help"]
    )


def _section(title: str, text: str) -> str:
    lines = "\n".join(line.rstrip() for line in text.splitlines())
    return f"\n## {title}\n\n```text\n{lines}\n```\n"


if __name__ == "__main__":
    sys.stdout.write(reference())
