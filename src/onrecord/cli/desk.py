"""`onrecord desk`: the case in the browser."""

from __future__ import annotations

import getpass
from pathlib import Path

import click

from onrecord.case import Case, open_case
from onrecord.cli.options import case_argument
from onrecord.cli.outcome import tell
from onrecord.errors import CaseReadOnly

LOOPBACK = "127.0.0.1"


@click.command("desk", short_help="Open the case in the browser.")
@case_argument
@click.option("--port", type=click.IntRange(0, 65535), default=0, metavar="N", help="The port. Default: a free one.")
@click.option("--host", default=LOOPBACK, metavar="H", help=f"Where to listen; only this machine. Default: {LOOPBACK}.")
@click.option("--no-browser", is_flag=True, help="Only print the address.")
@click.option(
    "--name", default="", metavar="NAME", help="In whose name you decide. Default: your name on this machine."
)
def command(case: Path, port: int, host: str, name: str, *, no_browser: bool) -> None:
    """Open the case file CASE in the browser, to read it from page to page, to check it and to decide.

    Prints the address, which is good for one browser and for one time. Nobody else on the network can reach it, and the
    pages load nothing from anywhere. Ctrl-C ends it.
    """
    # The server is loaded when it is wanted: `--help` and completion need none of it.
    from onrecord.desk import serve  # noqa: PLC0415

    def started(address: str) -> None:
        click.echo(address)
        tell("the desk is open; Ctrl-C ends it")

    opened, person = _opened(case, name)
    with opened:
        serve(opened, host=host, port=port, browser=not no_browser, person=person, started=started)


def _opened(path: Path, name: str) -> tuple[Case, str]:
    """Return the case, and in whose name something is decided: "" where it cannot be written."""
    try:
        return open_case(path), name.strip() or _own_name()
    except CaseReadOnly as error:
        tell(f"{error.message}: it is shown, and nothing can be decided")
        return open_case(path, read_only=True), ""


def _own_name() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a machine without a name for its user
        return "somebody"
