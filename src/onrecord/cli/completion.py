"""`onrecord completion`: the completion script of a shell."""

from __future__ import annotations

import click
from click.shell_completion import BashComplete, FishComplete, ShellComplete, ZshComplete

from onrecord.cli.group import onrecord

SHELLS: dict[str, type[ShellComplete]] = {"bash": BashComplete, "zsh": ZshComplete, "fish": FishComplete}
HELP = """Print the script that completes onrecord's commands and options in SHELL: bash, zsh or fish.

\b
bash   echo 'eval "$(onrecord completion bash)"' >> ~/.bashrc
zsh    echo 'eval "$(onrecord completion zsh)"' >> ~/.zshrc
fish   onrecord completion fish > ~/.config/fish/completions/onrecord.fish
"""


@click.command("completion", help=HELP, short_help="Print the completion script of a shell.")
@click.argument("shell", type=click.Choice(tuple(SHELLS)), metavar="SHELL")
def command(shell: str) -> None:
    """Print the script of the shell."""
    completer = SHELLS[shell](onrecord, {}, "onrecord", "_ONRECORD_COMPLETE")
    # The base class's `source`: bash's own starts a shell to ask for its version.
    click.echo(ShellComplete.source(completer))
