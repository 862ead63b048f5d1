"""Work for engines under test: module-level, so that worker processes can import it."""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence

from onrecord.engines import Stages
from onrecord.engines.work import Work
from onrecord.errors import NetError
from onrecord.records import Capture, Extraction, Problem, Report

ReadResult = tuple[Report | None, tuple[Problem, ...]]


def load_doubling(threads: int) -> Work[int, int]:
    """Return work that doubles numbers; 13 raises, 66 kills its process."""
    assert threads == 1

    def double(batch: Sequence[int]) -> list[int]:
        if 13 in batch:
            raise ValueError("thirteen\nis unlucky")
        if 66 in batch:
            os.kill(os.getpid(), signal.SIGKILL)
        return [2 * number for number in batch]

    return double


def load_process_ids(threads: int) -> Work[int, int]:
    return lambda batch: [os.getpid() for _ in batch]


def load_without_weights(threads: int) -> Work[int, int]:
    raise NetError("the weights are missing", hint="install the package again")


def load_dying(threads: int) -> Work[int, int]:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError("not reached")


def load_reader(threads: int) -> Work[Capture, ReadResult]:
    """Return a reader that fails on bytes with "!" and finds nothing in others."""

    def read(batch: Sequence[Capture]) -> list[ReadResult]:
        if any(b"!" in capture.data for capture in batch):
            raise RuntimeError("no way")
        return [(None, ()) for _ in batch]

    return read


def load_extractor(threads: int) -> Work[Report, Extraction]:
    """Return an extractor that fails on texts with "!" and finds nothing in others."""

    def extract(batch: Sequence[Report]) -> list[Extraction]:
        if any("!" in report.text for report in batch):
            raise RecursionError("too deep")
        return [Extraction(report=report) for report in batch]

    return extract


STAGES = Stages(load_reader=load_reader, load_extractor=load_extractor, made_by=lambda: "fake-v1")
