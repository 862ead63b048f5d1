"""How a large case grows: time of each stage, memory and size, and whether its known truth is found.

    python -m benchmarks.large --reports 1000 --work /tmp/large [--jobs 2]

The case is made of the labelled reports of the corpus by renaming, copying and cutting (`benchmarks.synthetic`). Each
size is measured by a command of its own; where its case is there already, it goes on with it, and what was done before
takes no time. What is known of such a case: reports of different stories have nothing to do
with each other, and a copy has the origin of what it copies.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.synthetic import Made, make_case
from onrecord.building import Build
from onrecord.case import BuildSettings, Case
from onrecord.store import CaseStore

FOLDERS = (Path("corpus/train"), Path("corpus/more"))
_UNIT = 1 if sys.platform == "darwin" else 1024  # ru_maxrss counts kibibytes on Linux and bytes on macOS


class Clock:
    """Seconds that each stage took, by the clock and of all processors together."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.cpu_seconds: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time a stage, with the processes that it starts and ends."""
        before = time.perf_counter(), _cpu_seconds()
        yield
        self.seconds[name] = round(time.perf_counter() - before[0], 1)
        self.cpu_seconds[name] = round(_cpu_seconds() - before[1], 1)


def _cpu_seconds() -> float:
    usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def build(store: CaseStore, source: Path, settings: BuildSettings) -> Clock:
    """Build a case as `onrecord.case.Case.build` does, and time its stages."""
    clock, run = Clock(), Build(store, settings, None)
    with clock.stage("collect"):
        run.collect(str(source))
    for stage in (run.read, run.extract, run.prepare, run.compare, run.weigh):
        with clock.stage(stage.__name__):
            stage()
    store.checkpoint()
    return clock


def write_source(made: Iterable[Made], path: Path) -> dict[str, Made]:
    """Write the reports as one JSONL source; return them by their ids."""
    rows = {}
    with path.open("w", encoding="utf-8") as file:
        for one in made:
            rows[one.row["id"]] = one
            file.write(json.dumps(one.row, ensure_ascii=False) + "\n")
    return rows


def truth(case: Case, made: dict[str, Made]) -> dict[str, float]:
    """Return how far the case agrees with what is known of it.

    `astray`: relations that join two stories, `relations` of how many; `copies`: per cent of the copies that share an
    origin with what they copy; `mixed`: origins with reports of two stories.
    """
    relations = astray = 0
    for relation in case.relations():
        relations += 1
        astray += made[relation.a.report].story != made[relation.b.report].story
    origins = [set(origin.reports) for origin in case.origins()]
    having: dict[str, set[int]] = {}
    for number, reports in enumerate(origins):
        for report in reports:
            having.setdefault(report, set()).add(number)
    copies = [one for one in made.values() if one.copied]
    found = sum(bool(having.get(one.row["id"], set()) & having.get(one.copied, set())) for one in copies)
    return {
        "relations": relations,
        "astray": astray,
        "copies": round(100 * found / max(1, len(copies)), 1),
        "origins": len(origins),
        "mixed": sum(len({made[report].story for report in reports}) > 1 for reports in origins),
    }


def peak_mb(jobs: int) -> float:
    """Return the most memory of this process and of as many workers as the largest, in megabytes."""
    own, worker = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return round((own + jobs * worker) * _UNIT / 1e6, 1)


def main() -> None:
    """Build the case and print its figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--folders", type=Path, nargs="+", default=FOLDERS)
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    source, path = (options.work / f"{options.reports}{end}" for end in (".jsonl", ".case"))
    made = write_source(make_case(options.folders, options.reports), source)
    figures: dict[str, Any] = {"reports": len(made), "stories": len({one.story for one in made.values()})}
    with CaseStore.open(path, create=True) as store:
        clock = build(store, source, BuildSettings(jobs=options.jobs))
        figures |= {"seconds": clock.seconds, "cpu_seconds": clock.cpu_seconds}
        figures |= {"peak_mb": peak_mb(options.jobs), "case_mb": round(path.stat().st_size / 1e6, 1)}
        figures["truth"] = truth(Case(store), made)
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
