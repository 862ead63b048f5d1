"""Arguments and options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

case_argument = click.argument("case", type=click.Path(path_type=Path), metavar="CASE")
json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON object per line.")
_after = click.option("--after", metavar="DATE", help="Only what can be on this day or later.")
_before = click.option("--before", metavar="DATE", help="Only what can be on this day or earlier.")


def day_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Return the command with the options on when something happens, which is not when its report was published."""
    return _after(_before(command))
