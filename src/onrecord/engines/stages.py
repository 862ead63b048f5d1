"""The stages that engines run: reading captures and finding claims, each set up once per process."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from onrecord.engines.batches import map_batches
from onrecord.engines.work import Crash, Engine, Load, Work
from onrecord.records import Capture, Comparable, Extraction, Problem, Report, crashed

if TYPE_CHECKING:
    from onrecord.nets.pair_pieces import SidePair
    from onrecord.nets.pairs import Judged, PairsNet

ReadResult = tuple[Report | None, tuple[Problem, ...]]

READING_BATCH = 4_000_000
"""Bytes of captures handed over at a time: enough to keep a process busy, few enough to hold several batches."""

EXTRACTION_BATCH = 10_000
"""Code points of reports handed over at a time: about four reports of 400 words, so that all processes end together."""


def load_reader(threads: int) -> Work[Capture, ReadResult]:
    """Return what reads captures into reports."""
    from onrecord.read import read  # noqa: PLC0415 - loaded where the work is done, and only there

    del threads  # reading has none of its own

    def read_batch(captures: Sequence[Capture]) -> list[ReadResult]:
        return [read(capture) for capture in captures]

    return read_batch


def load_extractor(threads: int) -> Work[Report, Extraction]:
    """Return what finds claims in reports, with the nets loaded.

    Raises:
        NetError: The weights are missing or changed.
    """
    from onrecord.extract import extract  # noqa: PLC0415 - loaded where the work is done, and only there
    from onrecord.nets import load_nets  # noqa: PLC0415

    nets = load_nets(threads=threads)

    def extract_batch(reports: Sequence[Report]) -> list[Extraction]:
        return extract(reports, nets)

    return extract_batch


def nets_made_by() -> str:
    """Return the name and version of the nets and rules that `load_extractor` works with, without loading the weights.

    Raises:
        NetError: The weights are missing or changed.
    """
    from onrecord.extract import with_rules  # noqa: PLC0415 - a command that only looks need not wait for them
    from onrecord.nets import READER  # noqa: PLC0415
    from onrecord.nets.card import read_card  # noqa: PLC0415

    # Of the card alone: with several jobs this process has no use for the weights, and loading them takes a second and
    # their size in memory. What runs them is imported all the same, by the package of the nets.
    return with_rules(read_card(READER).version)


def load_preparer(threads: int) -> Work[Extraction, Comparable]:
    """Return what makes reports ready to be compared, with the pairs net loaded.

    Raises:
        NetError: The weights are missing or changed.
    """
    from onrecord.weigh.comparable import comparable  # noqa: PLC0415 - loaded where the work is done, and only there

    net = load_pairs(threads)

    def prepare_batch(extractions: Sequence[Extraction]) -> list[Comparable]:
        return [comparable(extraction, net) for extraction in extractions]

    return prepare_batch


def load_judge(threads: int) -> Work[SidePair, Judged]:
    """Return what judges pairs of passages, with the pairs net loaded.

    Raises:
        NetError: The weights are missing or changed.
    """
    net = load_pairs(threads)

    def judge_batch(pairs: Sequence[SidePair]) -> list[Judged]:
        return list(net.judge_all(pairs))

    return judge_batch


@lru_cache(maxsize=2)
def load_pairs(threads: int = 1) -> PairsNet:
    """Return the pairs net, loaded once per process.

    Raises:
        NetError: The weights are missing or changed.
    """
    from onrecord.nets.pairs import PairsNet  # noqa: PLC0415

    return PairsNet(threads=threads)


def pairs_made_by() -> str:
    """Return the name and version of the net that compares, without loading its weights.

    Raises:
        NetError: The weights are missing or changed.
    """
    from onrecord.nets.card import read_card  # noqa: PLC0415
    from onrecord.nets.pairs import PAIRS  # noqa: PLC0415
    from onrecord.weigh.compare import with_rules  # noqa: PLC0415

    return with_rules(read_card(PAIRS).version)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stages:
    """What reads, extracts and compares; others than the usual ones for tests and for nets of one's own.

    Attributes:
        load_reader: Sets up reading in a process.
        load_extractor: Sets up extraction in a process.
        made_by: Names what `load_extractor` works with; a report is extracted once by each.
        load_preparer: Sets up in a process what makes reports ready to be compared.
        load_judge: Sets up in a process what judges pairs of passages.
        load_pairs: Gives the net whose thresholds hold.
        compared_by: Names what compares; a report is compared once by each.
    """

    load_reader: Load[Capture, ReadResult] = load_reader
    load_extractor: Load[Report, Extraction] = load_extractor
    made_by: Callable[[], str] = nets_made_by
    load_preparer: Load[Extraction, Comparable] = load_preparer
    load_judge: Load[SidePair, Judged] = load_judge
    load_pairs: Callable[[int], PairsNet] = load_pairs
    compared_by: Callable[[], str] = pairs_made_by


USUAL = Stages()
"""Reading and extraction as this package does them."""


def read_all(
    captures: Iterable[Capture], jobs: int, stages: Stages = USUAL
) -> Generator[tuple[Capture, ReadResult], None, None]:
    """Yield each capture with the report read from it and the problems met; a crash is one of them."""
    engine = Engine(jobs=jobs, size_of=_bytes, batch_size=READING_BATCH)
    with closing(map_batches(stages.load_reader, captures, engine)) as results:
        for capture, result in results:
            if isinstance(result, Crash):
                yield capture, (None, (crashed("read", capture.origin, result.what, capture=capture.id),))
            else:
                yield capture, result


def run_local(reports: Iterable[Report], jobs: int = 1, stages: Stages = USUAL) -> Generator[Extraction, None, None]:
    """Yield the extraction of each report, in order.

    A report whose extraction crashes, or takes its process down, gives an extraction without
    claims and with a problem of code "crashed"; the others go on.

    Args:
        reports: They are taken as they are needed, and few are in memory at a time.
        jobs: Processes, each on one core; with more than one, a program must keep its start under
            `if __name__ == "__main__":`.
        stages: Whose `load_extractor` does the work.

    Raises:
        NetError: The weights are missing or changed.
        UsageError: `jobs` is less than 1.
    """
    engine = Engine(jobs=jobs, batch=16, size_of=_code_points, batch_size=EXTRACTION_BATCH)
    with closing(map_batches(stages.load_extractor, reports, engine)) as results:
        for report, result in results:
            if isinstance(result, Crash):
                yield Extraction(
                    report=report, problems=(crashed("extract", report.id, result.what, report=report.id),)
                )
            else:
                yield result


def _bytes(capture: Capture) -> int:
    return len(capture.data)


def _code_points(report: Report) -> int:
    return len(report.text)
