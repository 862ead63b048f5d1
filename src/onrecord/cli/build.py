"""`onrecord build`: make a case from sources, or add to one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from onrecord.case import BuildSettings, open_case
from onrecord.cli.building import build_and_report
from onrecord.cli.collecting import collect_options, collect_settings, more_sources_argument
from onrecord.cli.options import case_argument, json_option
from onrecord.errors import UsageError


@click.command("build", short_help="Make a case from sources, or add to one.")
@case_argument
@more_sources_argument
@collect_options
@json_option
def command(case: Path, sources: tuple[str, ...], jobs: int, *, as_json: bool, **options: Any) -> int:
    """Collect every SOURCE, read it, find its claims, compare it with all others and store that in the case file CASE.

    A SOURCE is a file, a folder (with everything in it), a web address, or - for standard input. Mails and
    mailboxes, feeds, WARC and WACZ archives, JSONL and CSV tables give a report per member. A repeat does only what
    is missing; a build that was stopped or killed continues, with the same sources or, for what it had collected, none.
    """
    if not sources and not case.exists():
        raise UsageError(
            f"there is no case {case} yet, and no source to make it from", hint="name a file, a folder or an address"
        )
    settings = BuildSettings(jobs=jobs, collect=collect_settings(**options))
    with open_case(case, create=True) as opened:
        return build_and_report(opened, sources, settings, as_json=as_json)
