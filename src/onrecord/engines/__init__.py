"""Where reading and extraction run: in this process or in several on this machine."""

from onrecord.engines.batches import map_batches
from onrecord.engines.stages import USUAL, Stages, read_all, run_local
from onrecord.engines.work import Crash, Engine

__all__ = ["USUAL", "Crash", "Engine", "Stages", "map_batches", "read_all", "run_local"]
