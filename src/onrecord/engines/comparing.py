"""Preparing and comparing reports, in this process or several."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Mapping
from contextlib import closing
from typing import TYPE_CHECKING

from onrecord.engines.batches import map_batches
from onrecord.engines.stages import USUAL, Stages
from onrecord.engines.work import Crash, Engine
from onrecord.errors import OnrecordError
from onrecord.records import Comparable, Extraction, Problem, crashed

if TYPE_CHECKING:
    from onrecord.nets.pair_pieces import Side, SidePair
    from onrecord.nets.pairs import Judged
    from onrecord.sentences import Passage

_OURS = "this is a fault of ours: please report it; what was compared before is kept"
_PAIRS = 256
"""Pairs handed to a process at a time: about a second of work."""


def prepare_all(
    extractions: Iterable[Extraction], jobs: int = 1, stages: Stages = USUAL
) -> Generator[tuple[Extraction, Comparable | Problem], None, None]:
    """Yield each extraction with what its report is compared by, or with the problem that its preparing crashed."""
    engine = Engine(jobs=jobs, batch=16)
    with closing(map_batches(stages.load_preparer, extractions, engine)) as results:
        for extraction, result in results:
            if isinstance(result, Crash):
                report = extraction.report.id
                yield extraction, crashed("compare", report, result.what, report=report)
            else:
                yield extraction, result


class LocalJudging:
    """The pairs net on this machine: what `onrecord.weigh.compare.compare` asks.

    Attributes:
        name: Names what compares.
        thresholds: As the net's.
        kin: As the net's.
    """

    def __init__(self, jobs: int = 1, stages: Stages = USUAL) -> None:
        self._net = stages.load_pairs(1)
        self._jobs, self._stages = jobs, stages
        self.name = stages.compared_by()
        self.thresholds: Mapping[str, float] = self._net.thresholds
        self.kin = self._net.kin

    def side(self, text: str, passage: Passage) -> Side:
        """Return a passage as it is judged."""
        return self._net.side(text, passage)

    def judge_all(self, pairs: Iterable[SidePair]) -> Generator[Judged, None, None]:
        """Yield what each two passages have to do with each other.

        Raises:
            OnrecordError: The program failed on a pair.
        """
        engine = Engine(jobs=self._jobs, batch=_PAIRS)
        with closing(map_batches(self._stages.load_judge, pairs, engine)) as results:
            for _, judged in results:
                if isinstance(judged, Crash):
                    raise OnrecordError(f"comparing failed on a pair of passages: {judged.what}", hint=_OURS)
                yield judged
