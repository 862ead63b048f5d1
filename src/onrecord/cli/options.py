"""Arguments and options that several commands share."""

from __future__ import annotations

from pathlib import Path

import click

case_argument = click.argument("case", type=click.Path(path_type=Path), metavar="CASE")
json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON object per line.")
