"""What is measured, each in a process of its own: `python -m benchmarks.measures NAME REPORTS JOBS FOLDER`.

Prints `{"seconds", "own_mb", "worker_mb"}`: the time of the work without its preparation, the peak memory of this
process, and of the largest of its worker processes.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.material import make_reports, write_files

Work = Callable[[], object]

# ru_maxrss counts kibibytes on Linux and bytes on macOS (getrusage(2) of each)
_UNIT = 1 if sys.platform == "darwin" else 1024


def prepare_encoder(count: int, threads: int, _folder: Path) -> Work:
    """Return the encoder alone over the windows of the reports, which are cut into pieces beforehand."""
    from onrecord.nets import load_nets  # noqa: PLC0415 - each measure loads only what it measures
    from onrecord.nets.hints import hints_of  # noqa: PLC0415
    from onrecord.nets.windows import spread  # noqa: PLC0415

    net = load_nets(threads=threads).reader
    size, edge, labels = net.settings.window, net.settings.edge, net.settings.hints
    cut = [(report.text, net.pieces(report.text)) for report in make_reports(count)]
    told = [(pieces, hints_of(text, pieces, labels)) for text, pieces in cut]
    runs = [(*one, window) for one in told for window in spread(len(one[0]), size, edge)]
    net.encode(*runs[0])

    def work() -> None:
        for pieces, hints, window in runs:
            net.encode(pieces, hints, window)

    return work


def prepare_extract(count: int, threads: int, _folder: Path) -> Work:
    """Return extraction from text to records in this process."""
    from onrecord.extract import extract  # noqa: PLC0415
    from onrecord.nets import load_nets  # noqa: PLC0415

    nets = load_nets(threads=threads)
    reports = make_reports(count)
    extract(reports[:1], nets)
    return lambda: extract(reports, nets)


def prepare_extract_on_processes(count: int, jobs: int, _folder: Path) -> Work:
    """Return extraction on processes, their start included."""
    from onrecord.engines import run_local  # noqa: PLC0415

    reports = make_reports(count)
    return lambda: sum(1 for _ in run_local(reports, jobs=jobs))


def prepare_build(count: int, jobs: int, folder: Path) -> Work:
    """Return building a case from text files on disk, the imports and the start of processes included."""
    write_files(folder / "reports", count)

    def work() -> None:
        from onrecord.case import BuildSettings, open_case  # noqa: PLC0415

        with open_case(folder / "bench.case", create=True) as case:
            summary = case.build([str(folder / "reports")], BuildSettings(jobs=jobs))
        if summary.reports != count or not summary.claims:
            raise SystemExit(f"the case holds {summary.reports} reports and {summary.claims} claims")

    return work


MEASURES: dict[str, Callable[[int, int, Path], Work]] = {
    "encoder": prepare_encoder,
    "extract": prepare_extract,
    "extract-processes": prepare_extract_on_processes,
    "build": prepare_build,
}


def main(name: str, count: str, jobs: str, folder: str) -> None:
    """Prepare a measure, time it, and print what it took."""
    work = MEASURES[name](int(count), int(jobs), Path(folder))
    start = time.perf_counter()
    work()
    seconds = time.perf_counter() - start
    own, workers = (
        resource.getrusage(who).ru_maxrss * _UNIT / 1e6 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    print(json.dumps({"seconds": seconds, "own_mb": own, "worker_mb": workers}))


if __name__ == "__main__":
    main(*sys.argv[1:])
