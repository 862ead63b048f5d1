"""`onrecord status`: what a case holds."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from onrecord.case import open_case
from onrecord.cli.options import case_argument, json_option
from onrecord.cli.outcome import one_line
from onrecord.cli.printing import print_json
from onrecord.records import CaseStatus


@click.command("status", short_help="Show what a case holds.")
@case_argument
@json_option
def command(case: Path, *, as_json: bool) -> None:
    """Show what the case file CASE holds: counts, dates of publication, size."""
    with open_case(case, read_only=True) as opened:
        status = opened.status()
    if as_json:
        print_json(asdict(status))
        return
    for name, value in _lines(status):
        click.echo(f"{name:<21}{one_line(value)}")


def _lines(status: CaseStatus) -> list[tuple[str, str]]:
    published = f"{status.first_published} to {status.last_published}" if status.first_published else "no date known"
    return [
        ("captures", f"{status.captures:,}"),
        ("reports", f"{status.reports:,}"),
        ("  in other languages", f"{status.other_language:,}"),
        ("  not read yet", f"{status.pending:,}"),
        ("published", published),
        ("claims", f"{status.claims:,}"),
        ("  named sources", f"{status.sources:,}"),
        ("events", f"{status.events:,}"),
        ("times", f"{status.times:,}"),
        ("entities", f"{status.entities:,}"),
        ("  mentions", f"{status.mentions:,}"),
        ("open questions", f"{status.questions:,}"),
        ("elements", f"{status.elements:,}"),
        ("across reports", "told" if status.weighed else "not told yet: `onrecord build` on the case tells it"),
        ("  findings", f"{status.findings:,}"),
        ("  origins", f"{status.origins:,}"),
        ("  identities", f"{status.identities:,}"),
        ("  relations", f"{status.relations:,}"),
        ("  answers", f"{status.answers:,}"),
        ("  judgements", f"{status.judgements:,}"),
        ("decisions", f"{status.decisions:,}"),
        ("  records rejected", f"{status.rejected:,}"),
        ("  records replaced", f"{status.replaced:,}"),
        ("problems", f"{status.problems:,}"),
        ("size", f"{status.bytes_on_disk / 1e6:,.1f} MB"),
        ("format", str(status.format_version)),
        ("read by", ", ".join(status.nets) or "nothing yet"),
    ]
