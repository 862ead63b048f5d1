"""`onrecord add`: add sources to a case that is there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from onrecord.case import BuildSettings, open_case
from onrecord.cli.building import build_and_report
from onrecord.cli.collecting import collect_options, collect_settings, more_sources_argument
from onrecord.cli.options import case_argument, json_option


@click.command("add", short_help="Add sources to a case that is there.")
@case_argument
@more_sources_argument
@collect_options
@json_option
def command(case: Path, sources: tuple[str, ...], jobs: int, *, as_json: bool, **options: Any) -> int:
    """Add every SOURCE to the case file CASE, which must be there; otherwise as `onrecord build`.

    Without a SOURCE, what an earlier run left undone is done.
    """
    settings = BuildSettings(jobs=jobs, collect=collect_settings(**options))
    with open_case(case) as opened:
        return build_and_report(opened, sources, settings, as_json=as_json)
