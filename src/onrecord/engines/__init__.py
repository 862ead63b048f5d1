"""Where reading, extraction and comparing run: in this process or in several on this machine."""

from onrecord.engines.batches import map_batches
from onrecord.engines.comparing import LocalJudging, prepare_all
from onrecord.engines.stages import USUAL, Stages, read_all, run_local
from onrecord.engines.work import Crash, Engine

__all__ = ["USUAL", "Crash", "Engine", "LocalJudging", "Stages", "map_batches", "prepare_all", "read_all", "run_local"]
