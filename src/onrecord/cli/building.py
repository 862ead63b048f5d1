"""What `build` and `add` have in common: run the build, say what it did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from onrecord.case import BuildSettings, Case
from onrecord.cli.outcome import DONE, PROBLEMS, plural, tell
from onrecord.cli.printing import print_json
from onrecord.cli.progress import shown_progress
from onrecord.records import BuildSummary


def build_and_report(case: Case, sources: Sequence[str], settings: BuildSettings, *, as_json: bool) -> int:
    """Return the exit status of building the case from the sources, after printing what was done."""
    with shown_progress() as progress:
        summary = case.build(sources, settings, progress)
    if as_json:
        print_json(asdict(summary))
    else:
        _summarise(case.path, summary)
    return PROBLEMS if summary.problems else DONE


def _summarise(path: Path, summary: BuildSummary) -> None:
    known = f" ({summary.known:,} known before)" if summary.known else ""
    parts = (
        plural(summary.captures, "new capture") + known,
        plural(summary.reports, "new report"),
        plural(summary.claims, "new claim"),
        plural(summary.problems, "problem"),
    )
    tell(f"{path}: {', '.join(parts)}")
    if summary.problems:
        tell(f"hint: `onrecord problems {path}` lists what could not be used or only with doubt, and what can be done")
    if summary.claims:
        tell(f"hint: `onrecord dossier {path}` writes the case for reading")
