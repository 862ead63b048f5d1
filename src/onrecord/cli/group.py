"""The command `onrecord` itself: knows its subcommands by name and loads one only when it is called."""

from __future__ import annotations

from importlib import import_module

import click
from click.shell_completion import CompletionItem

from onrecord import __version__

# In the order of the work; the summaries stand here so that the help loads none of the commands. A test holds them
# to the commands' own.
COMMANDS = {
    "build": "Make a case from sources, or add to one.",
    "add": "Add sources to a case that is there.",
    "status": "Show what a case holds.",
    "reports": "List the reports of a case.",
    "claims": "List who is cited for what.",
    "events": "List what is told to happen to people.",
    "times": "List when, in the words of the reports.",
    "entities": "List who and what the reports name.",
    "questions": "List what the reports say is still open.",
    "findings": "List what the reports say together.",
    "origins": "List what several reports rest on.",
    "elements": "List which elements of trafficking passages speak to.",
    "judge": "Decide whether two entities are one.",
    "queue": "List what a person should look at first.",
    "decide": "Accept, reject, correct or add what a report tells.",
    "decisions": "List what persons decided.",
    "show": "Show one report: what it tells, and its words.",
    "search": "Find passages in the reports.",
    "dossier": "Write the case as one HTML file.",
    "desk": "Open the case in the browser.",
    "accounts": "Say who can sign in to a desk that several share.",
    "problems": "List what could not be used, or only with doubt.",
    "verify": "Recompute every hash and check every quoted word.",
    "extract": "Read sources for claims without a case.",
    "completion": "Print the completion script of a shell.",
}


def load(name: str) -> click.Command:
    """Return the command of this name, one of `COMMANDS`, importing its module."""
    command: click.Command = import_module(f"onrecord.cli.{name}").command
    return command


class LazyGroup(click.Group):
    """A group whose commands are the modules of this package, imported when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names in the order of the work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """Return the command of this name, loaded now, or None."""
        return load(cmd_name) if cmd_name in COMMANDS else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's signature
        """Write the list of commands without loading them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Return the commands and options that the incomplete word may become, without loading the commands."""
        commands = [CompletionItem(name, help=help_) for name, help_ in COMMANDS.items() if name.startswith(incomplete)]
        return commands + click.Command.shell_complete(self, ctx, incomplete)


HELP = """Read reports into a case file: who says what, on whose word, in which exact words.

\b
onrecord build my.case reports/      make a case of a folder of reports
onrecord dossier my.case             write it as one HTML file

Data goes to standard output, messages to standard error. Exit status: 0 done, 1 failed, 2 wrong usage,
3 done with problems in the material (`onrecord problems` lists them).
"""


@click.group(
    cls=LazyGroup,
    help=HELP,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="onrecord", message="%(prog)s %(version)s")
@click.pass_context
def onrecord(context: click.Context) -> int | None:
    """Return the status of wrong usage when no command is named, after showing which there are."""
    if context.invoked_subcommand is not None:
        return None
    click.echo(context.get_help(), err=True)
    return 2
