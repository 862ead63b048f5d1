"""`onrecord verify`: is the case still what was stored."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from onrecord.case import open_case
from onrecord.cli.options import case_argument, json_option
from onrecord.cli.outcome import DONE, FAILED, one_line, plural, tell
from onrecord.cli.printing import print_json


@click.command("verify", short_help="Recompute every hash and check every quoted word.")
@case_argument
@json_option
def command(case: Path, *, as_json: bool) -> int:
    """Check the case file CASE: every capture against its SHA-256, every span against the words of its report.

    Faults are listed, and the exit status is then 1.
    """
    faults = 0
    with open_case(case, read_only=True) as opened:
        for fault in opened.verify():
            faults += 1
            if as_json:
                print_json(asdict(fault))
            else:
                click.echo(f"{one_line(fault.record)}: {one_line(fault.what)}")
        status = opened.status()
    checked = (
        f"{plural(status.captures, 'capture')}, {plural(status.reports, 'report')} and {plural(status.claims, 'claim')}"
    )
    tell(f"{plural(faults, 'fault')} in {checked}")
    return FAILED if faults else DONE
