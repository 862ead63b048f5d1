"""From the arguments to the exit status: every way a command can end.

0  done
1  failed
2  the call itself is off
3  done, with problems in the material
130  stopped with Ctrl-C
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress

import click

from onrecord.cli.group import onrecord
from onrecord.cli.outcome import DONE, FAILED, STOPPED, one_line, tell
from onrecord.errors import OnrecordError

# Commands that store as they go.
STORING = frozenset({"build", "add"})


def main() -> None:
    """Run the command line of this process and end it."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Return the exit status of a call; what went wrong is one line on standard error, with a hint below it."""
    for stream in (sys.stdout, sys.stderr):
        # A lone surrogate of a file name, or any letter on an ASCII terminal, must not end the program.
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(errors="backslashreplace")
    try:
        status = _invoke(list(arguments))
        sys.stdout.flush()
    except BrokenPipeError:
        return _leave_quietly()
    except KeyboardInterrupt:
        stored = "; what is stored is kept, and the same command continues from there"
        return _say(f"stopped{stored if STORING & set(arguments[:1]) else ''}", "", STOPPED)
    except (click.ClickException, OnrecordError, OSError) as error:
        return _failed(error)
    return status


def _invoke(arguments: list[str]) -> int:
    """Return the status that the command returns; one that returns nothing is done."""
    if "_ONRECORD_COMPLETE" in os.environ:
        onrecord.main(arguments, prog_name="onrecord")
    try:
        with onrecord.make_context("onrecord", arguments) as context:
            status = onrecord.invoke(context)
    except click.exceptions.Exit as ended:
        return ended.exit_code
    return status if isinstance(status, int) else DONE


def _failed(error: click.ClickException | OnrecordError | OSError) -> int:
    """Print the error in the words of whoever raised it; return its status."""
    if isinstance(error, click.ClickException):
        return _say(error.format_message(), _help_of(error), error.exit_code)
    if isinstance(error, OnrecordError):
        return _say(error.message, error.hint, error.exit_status)
    return _say(f"{error.filename or 'the output'}: {error.strerror or error}", "", FAILED)


def _say(message: str, hint: str, status: int) -> int:
    """Print what happened, and what to do about it; return the status."""
    with suppress(OSError):
        sys.stdout.flush()
    tell(f"onrecord: {one_line(message)}")
    if hint:
        tell(f"hint: {one_line(hint)}")
    return status


def _help_of(error: click.ClickException) -> str:
    context = getattr(error, "ctx", None)
    return f"`{context.command_path} --help` shows how it is called" if context else ""


def _leave_quietly() -> int:
    """Return "done": whoever read our output has enough (`| head`); Python must not try to write the rest at exit."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return DONE
