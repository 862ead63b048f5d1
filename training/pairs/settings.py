"""Everything that a stage of training the pairs net depends on, beside its data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that a result depends on, beside the data.

    Attributes:
        seed: Of all that is drawn.
        epochs: Times that each case is seen.
        cases: Cases in a step.
        related: Most pairs of a step that are related.
        focused: Most of them that ask for words (coreferent events).
        refused: Pairs of a step that are not, the ones whose vectors are nearest.
        altering: Share of the pairs that say the same of which one is altered, where it can be.
        passages: Most passages of a step that become vectors.
        vectors: What the vectors' loss counts beside those of the pairs.
    """

    seed: int = 17
    epochs: int = 8
    cases: int = 2
    related: int = 40
    refused: int = 44
    focused: int = 8
    altering: float = 0.2
    passages: int = 90
    vectors: float = 0.5
    encoder_rate: float = 7e-5
    head_rate: float = 6e-4
    decay: float = 0.01
    warmup: float = 0.06
    average: float = 0.998
