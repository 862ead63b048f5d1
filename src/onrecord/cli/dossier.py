"""`onrecord dossier`: the case as one HTML file."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from onrecord.case import open_case
from onrecord.cli.options import case_argument
from onrecord.clock import utc_now
from onrecord.dossier import DossierSettings, dossier_chunks, write_dossier
from onrecord.errors import UsageError


@click.command("dossier", short_help="Write the case as one HTML file.")
@case_argument
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Where to write it; - is standard output. Default: beside the case, with its name.",
)
@click.option("--name", metavar="TEXT", help="The name at its head. Default: the name of the case file.")
@click.option("--full-paths", is_flag=True, help="Name files by their full paths, which tell of your machine.")
def command(case: Path, output: Path | None, name: str | None, *, full_paths: bool) -> None:
    """Write the case file CASE as one HTML file to read, print and hand over; print where it is.

    The file needs nothing else and loads nothing: claims by source, the reports with their claims marked, an
    index, where every report comes from, and what could not be read. Files are named by as much of their paths
    as tells them apart.
    """  # fmt: skip
    target = output or case.with_suffix(".html")
    if target.absolute() == case.absolute():
        raise UsageError(f"{target} is the case file itself", hint="name another file with -o")
    settings = DossierSettings(name=name or case.stem, made_at=utc_now(), full_paths=full_paths)
    with open_case(case, read_only=True) as opened:
        if str(target) == "-":
            # As bytes: the page says that it is UTF-8, whatever the terminal's encoding.
            page = sys.stdout.buffer
            page.writelines(chunk.encode() for chunk in dossier_chunks(opened, settings))
        else:
            click.echo(write_dossier(opened, target, settings))
