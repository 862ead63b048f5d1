"""Reports per second and peak memory, from text to claims and from files to a case, against the encoder alone.

`python -m benchmarks.speed` prints a table; `--json FILE` writes the figures too. How to read them: README.md.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks.material import WORDS
from onrecord import __version__

_ROOT = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of the table.

    Attributes:
        name: What was measured.
        cores: Threads or processes that worked.
        seconds: Median over the repeats.
        reports_per_second: The same as a rate.
        peak_mb: Most memory of all processes together, in megabytes: with worker processes, the starting one
            and as many as the largest of them.
        of_encoder: The rate as a share of the encoder's on as many cores.
    """

    name: str
    cores: int
    seconds: float
    reports_per_second: float
    peak_mb: float
    of_encoder: float


# name, measure, cores; the encoder first, as the others are compared with it
PLAN = (
    ("encoder alone", "encoder", 1),
    ("encoder alone", "encoder", 2),
    ("extract, one process", "extract", 1),
    ("extract, processes", "extract-processes", 2),
    ("build, one process", "build", 1),
    ("build, processes", "build", 2),
)


def measure(count: int, repeats: int) -> list[Row]:
    """Return a row for each line of the plan; the repeats go round the plan, so that a busy minute hits all alike."""
    taken: dict[tuple[str, int], list[dict[str, float]]] = {}
    for _ in range(repeats):
        for _, name, cores in PLAN:
            taken.setdefault((name, cores), []).append(_run(name, count, cores))
    seconds = {key: statistics.median(one["seconds"] for one in runs) for key, runs in taken.items()}
    return [
        Row(
            name=title,
            cores=cores,
            seconds=round(seconds[name, cores], 3),
            reports_per_second=round(count / seconds[name, cores], 2),
            peak_mb=round(max(_peak(one, cores) for one in taken[name, cores]), 1),
            of_encoder=round(seconds["encoder", cores] / seconds[name, cores], 3),
        )
        for title, name, cores in PLAN
    ]


def _run(name: str, count: int, cores: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "benchmarks.measures", name, str(count), str(cores), folder]
        done = subprocess.run(command, cwd=_ROOT, check=True, stdout=subprocess.PIPE)
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def _peak(figures: dict[str, float], cores: int) -> float:
    return figures["own_mb"] + cores * figures["worker_mb"]


def start_times(repeats: int) -> dict[str, float]:
    """Return the median seconds of starting the interpreter, importing the package, and `onrecord --help`."""
    programs = {
        "python": "pass",
        "import onrecord": "import onrecord",
        "onrecord --help": "import sys; from onrecord.cli import main; sys.argv = ['onrecord', '--help']; main()",
    }
    return {
        name: round(statistics.median(_seconds(code) for _ in range(repeats)), 3) for name, code in programs.items()
    }


def _seconds(code: str) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def machine() -> dict[str, Any]:
    """Return what the figures were measured on."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text("utf-8").split("\n") if info.exists() else []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return {
        "processor": models[0] if models else platform.processor(),
        "cores": os.cpu_count(),
        "system": platform.platform(),
        "python": platform.python_version(),
        "onrecord": __version__,
    }


def table(rows: Sequence[Row], starts: dict[str, float]) -> str:
    """Return the figures as lines of text."""
    lines = [f"{'':<24}{'cores':>6}{'seconds':>10}{'reports/s':>11}{'of encoder':>12}{'peak MB':>9}"]
    lines += [
        f"{row.name:<24}{row.cores:>6}{row.seconds:>10.2f}{row.reports_per_second:>11.1f}"
        f"{row.of_encoder:>12.0%}{row.peak_mb:>9.0f}"
        for row in rows
    ]
    lines += [f"{name:<24}{'':>6}{seconds:>10.2f}" for name, seconds in starts.items()]
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the table, and return the exit status."""
    options = _options().parse_args(arguments)
    print(f"{options.reports} reports of {WORDS} words, median of {options.repeats}", file=sys.stderr)
    rows = measure(options.reports, options.repeats)
    starts = start_times(options.repeats)
    print(table(rows, starts))
    if options.json:
        figures = {
            "machine": machine(),
            "reports": options.reports,
            "words": WORDS,
            "repeats": options.repeats,
            "measures": [asdict(row) for row in rows],
            "start_seconds": starts,
        }
        options.json.write_text(json.dumps(figures, indent=2, ensure_ascii=False) + "\n", "utf-8")
    return 0


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--reports", type=_positive, default=200, metavar="N", help="how many, default: %(default)s")
    parser.add_argument("--repeats", type=_positive, default=3, metavar="N", help="how often, default: %(default)s")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    return parser


def _positive(given: str) -> int:
    value = int(given)
    if value < 1:
        raise argparse.ArgumentTypeError(f"{given} is less than 1")
    return value


if __name__ == "__main__":
    sys.exit(main())
