"""Everything that a stage of training depends on, beside its data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Settings:
    """Everything that a result depends on, beside the data."""

    seed: int = 17
    epochs: int = 8
    batch: int = 8  # windows
    size: int = 384  # pieces in a window
    edge: int = 48  # pieces at a cut edge whose anchors are left to the next window
    encoder_rate: float = 1.2e-4
    head_rate: float = 6e-4
    decay: float = 0.01
    layer_decay: float = 0.9
    warmup: float = 0.08
    negatives: float = 0.5  # false anchors per true one that the linker learns to refuse
    own_repeats: int = 3  # how often an article of our own corpus is seen per epoch
    polnear_share: float = 1.0  # share of PolNeAR's articles that an epoch takes
    other_share: float = 1.0  # and of the other corpora's
    hidden_words: float = 0.05  # share of words that are masked
    hidden_triggers: float = 0.15  # share of words that anchor an event
    hidden_hints: float = 0.15  # share of windows, and of words, without what the vocabulary lists
    average: float = 0.998  # of the running mean of the weights
    frozen: int = 0  # lowest layers of the encoder that stay as they are, and then its embeddings too
    claims_weight: float = 1.0  # of the losses of claims; 0 leaves them out
