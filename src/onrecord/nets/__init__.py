"""Running trained weights: the only importer of onnxruntime."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from onrecord.nets.attribution import AttributionNet
from onrecord.nets.decode import Attributed

__all__ = ["ATTRIBUTION", "Attributed", "AttributionNet", "Nets", "load_nets"]

ATTRIBUTION = "attribution-v1"


@dataclass(frozen=True, slots=True)
class Nets:
    """The nets that extraction runs, loaded once per process."""

    attribution: AttributionNet

    @property
    def made_by(self) -> str:
        """Names the nets by version and hash, so that records tell what made them."""
        return self.attribution.name


@lru_cache(maxsize=2)
def load_nets(threads: int = 1) -> Nets:
    """Return the nets shipped with the package, running on `threads` CPU threads.

    Raises:
        NetError: Weights are missing or not the ones their card describes.
    """
    return Nets(AttributionNet(ATTRIBUTION, threads=threads))
