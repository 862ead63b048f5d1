"""`onrecord desk`: the case in the browser."""

from __future__ import annotations

import getpass
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import click

from onrecord.case import Case, open_case
from onrecord.cli.options import case_argument
from onrecord.cli.outcome import tell
from onrecord.errors import CaseReadOnly

LOOPBACK = "127.0.0.1"
_file = click.Path(path_type=Path)


@click.command("desk", short_help="Open the case in the browser.")
@case_argument
@click.option("--port", type=click.IntRange(0, 65535), default=0, metavar="N", help="The port. Default: a free one.")
@click.option("--host", default=LOOPBACK, metavar="H", help=f"Where to listen. Default: {LOOPBACK}, this machine only.")
@click.option("--no-browser", is_flag=True, help="Only print the address.")
@click.option("--name", default="", metavar="NAME", help="In whose name you decide. Default: it is asked once.")
@click.option(
    "--accounts",
    type=_file,
    metavar="FILE",
    help="Whoever has an account in FILE signs in; `onrecord accounts` makes them.",
)
@click.option("--cert", type=_file, metavar="FILE", help="The certificate for HTTPS, in PEM.")
@click.option("--key", type=_file, metavar="FILE", help="Its key, where it is not in the same file.")
@click.option("--insecure", is_flag=True, help="Take others without HTTPS: a tunnel or proxy encrypts.")
@click.option(
    "--known-as",
    multiple=True,
    metavar="HOST",
    help="Another name of this machine by which browsers call the desk. Repeatable.",
)
def command(case: Path, name: str, accounts: Path | None, **where: Any) -> None:
    """Open the case file CASE in the browser, to read it from page to page, to check it and to decide.

    Prints the address, which is good for one browser and for one time. Nobody else on the network can reach it, and the
    pages load nothing from anywhere. Ctrl-C ends it.

    With --accounts several people share the desk, each with a name, a password and a role. Others reach it with --host,
    which needs accounts, and HTTPS or --insecure.
    """
    # The server is loaded when it is wanted: `--help` and completion need none of it.
    from onrecord.accounts import open_accounts  # noqa: PLC0415
    from onrecord.desk import Serving, serve  # noqa: PLC0415

    if accounts and name:
        raise click.UsageError("--name is for a desk without --accounts; with them, everybody decides as who they are")
    serving = Serving(
        host=where["host"],
        port=where["port"],
        browser=not where["no_browser"],
        person=name.strip(),
        suggested=_own_name(),
        certificate=where["cert"],
        key=where["key"],
        insecure=where["insecure"],
        known_as=where["known_as"],
    )

    def started(address: str) -> None:
        click.echo(address)
        tell("the desk is open; Ctrl-C ends it")
        if serving.insecure and not serving.certificate and not serving.alone:
            tell("warning: without HTTPS, whoever is on the network between reads passwords and the whole case")

    with ExitStack() as ending:
        people = ending.enter_context(open_accounts(accounts)) if accounts else None
        if people and people.others_read():
            tell(f"warning: others on this machine can read {accounts}; chmod 600 makes it yours alone")
        opened = ending.enter_context(_opened(case))
        serve(opened, serving, accounts=people, started=started)


def _opened(path: Path) -> Case:
    """Return the case, to be read only where it cannot be written."""
    try:
        return open_case(path)
    except CaseReadOnly as error:
        tell(f"{error.message}: it is shown, and nothing can be decided")
        return open_case(path, read_only=True)


def _own_name() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a machine without a name for its user
        return "somebody"
