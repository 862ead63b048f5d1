"""The program as installed, but its claims come from one plain rule, slowly: for journeys that end half-way.

python rule_program.py build my.case reports/
"""

import os
import re
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from onrecord.case import BuildSettings
from onrecord.cli import add, build, entry
from onrecord.engines import Stages
from onrecord.records import Claim, Extraction, Report, Span

sys.path.insert(0, str(Path(__file__).parents[1] / "case"))
from plain_pairs import COMPARING  # found through the path above

SAID = re.compile(r"(?P<source>\w[^.“”\n]+?) (?P<cue>said) (?:that )?(?P<content>[^.\n]+)")
SECONDS_PER_REPORT = 0.05
HELD = Path(os.environ.get("HELD_WHILE_THERE", "/nowhere"))
"""While this file is there no claim is found: a journey that ends half-way must not end before."""


def claims_of(report: Report) -> Iterator[Claim]:
    for found in SAID.finditer(report.text):
        spans = {name: (Span.of(report.text, *found.span(name)),) for name in ("source", "cue", "content")}
        yield Claim(report=report.id, made_by="rule-v1", **spans)


def by_rule(reports: Sequence[Report]) -> list[Extraction]:
    time.sleep(SECONDS_PER_REPORT * len(reports))
    while HELD.exists():
        time.sleep(SECONDS_PER_REPORT)
    return [Extraction(report=report, claims=tuple(claims_of(report))) for report in reports]


def load(threads: int):
    return by_rule


def made_by() -> str:
    return "rule-v1"


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever runs tests in the background has it ignored
    settings = partial(BuildSettings, stages=Stages(load_extractor=load, made_by=made_by, **COMPARING))
    for module in (add, build):
        module.BuildSettings = settings
    sys.exit(entry.run(sys.argv[1:]))
