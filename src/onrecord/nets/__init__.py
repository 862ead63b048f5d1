"""Running trained weights: the only importer of onnxruntime."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from onrecord.nets.decode import Attributed
from onrecord.nets.reader import ReaderNet
from onrecord.nets.reading import Happening, Reading, Tagged

__all__ = ["READER", "Attributed", "Happening", "Nets", "ReaderNet", "Reading", "Tagged", "load_nets"]

READER = "reader-v1"


@dataclass(frozen=True, slots=True)
class Nets:
    """The nets that extraction runs, loaded once per process."""

    reader: ReaderNet

    @property
    def made_by(self) -> str:
        """Names the nets by version and hash, so that records tell what made them."""
        return self.reader.name


@lru_cache(maxsize=2)
def load_nets(threads: int = 1) -> Nets:
    """Return the nets shipped with the package, running on `threads` CPU threads.

    Raises:
        NetError: Weights are missing or not the ones their card describes.
    """
    return Nets(ReaderNet(READER, threads=threads))
