"""`onrecord desk`: the case in the browser."""

from __future__ import annotations

from pathlib import Path

import click

from onrecord.case import open_case
from onrecord.cli.options import case_argument
from onrecord.cli.outcome import tell

LOOPBACK = "127.0.0.1"


@click.command("desk", short_help="Open the case in the browser.")
@case_argument
@click.option("--port", type=click.IntRange(0, 65535), default=0, metavar="N", help="The port. Default: a free one.")
@click.option("--host", default=LOOPBACK, metavar="H", help=f"Where to listen; only this machine. Default: {LOOPBACK}.")
@click.option("--no-browser", is_flag=True, help="Only print the address.")
def command(case: Path, port: int, host: str, *, no_browser: bool) -> None:
    """Open the case file CASE in the browser, to read it from page to page.

    Prints the address, which is good for one browser and for one time. Nobody else on the network can reach it, and the
    pages load nothing from anywhere. Ctrl-C ends it.
    """
    # The server is loaded when it is wanted: `--help` and completion need none of it.
    from onrecord.desk import serve  # noqa: PLC0415

    def started(address: str) -> None:
        click.echo(address)
        tell("the desk is open; Ctrl-C ends it")

    with open_case(case, read_only=True) as opened:
        serve(opened, host=host, port=port, browser=not no_browser, started=started)
