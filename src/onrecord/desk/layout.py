"""Where the nodes of a small network stand in a picture: always the same for the same network."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]

STEPS: Final = 300
APART: Final = 120
EVEN: Final = 0.5
"""How much of a place is the node's rank from left to right and from top to bottom: so that no part is crowded."""
_GOLDEN: Final = np.pi * (3 - np.sqrt(5))
_START: Final = 0.1
"""How far a node moves at most in the first step, as a part of the picture; the last moves nothing."""


def laid_out(
    ties: Sequence[tuple[int, int, float]], sizes: Sequence[tuple[float, float]], box: tuple[float, float]
) -> Points:
    """Return the middle of each node, so that what is tied stands near and no two nodes cover each other.

    All push each other away and ties pull, less in each step (Fruchterman and Reingold, Software: Practice and
    Experience 21:11, 1991), from a spiral in the order of the nodes; then those that overlap move apart.

    Args:
        ties: Places of two nodes and how strongly they are tied, above 0.
        sizes: Width and height of each node with its label.
        box: Width and height of the picture.
    """
    count = len(sizes)
    turn, out = np.arange(count) * _GOLDEN, np.sqrt((np.arange(count) + 0.5) / max(count, 1)) / 2
    spots = np.stack([0.5 + out * np.cos(turn), 0.5 + out * np.sin(turn)], axis=1)
    pull = np.zeros((count, count))
    for one, other, weight in ties:
        pull[[one, other], [other, one]] += np.log1p(weight)
    pull /= max(pull.max(initial=0), 1e-9)
    ideal = 1.1 / np.sqrt(max(count, 1))
    for step in range(STEPS):
        away = spots[:, None] - spots[None]
        far = np.maximum(np.hypot(away[..., 0], away[..., 1]), 1e-3)
        push = ideal**2 / far**2 - (0.35 + 0.65 * pull) * (pull > 0) * far / ideal
        moved = (away * (push / far * ideal)[..., None]).sum(axis=1) + (0.5 - spots) * ideal * 0.6
        length = np.maximum(np.hypot(moved[:, 0], moved[:, 1]), 1e-9)
        most = _START * (1 - step / STEPS)
        spots += moved * (np.minimum(length, most) / length)[:, None]
    return _apart(spots, np.array(sizes, dtype=float).reshape(count, 2), np.array(box, dtype=float))


def _apart(spots: Points, sizes: Points, box: Points) -> Points:
    """Return the points in the picture, those whose nodes overlap moved apart along the shorter way."""
    if len(spots) < 2:
        return np.repeat(box[None] / 2, len(spots), axis=0)
    low, high = spots.min(axis=0), spots.max(axis=0)
    ranks = spots.argsort(axis=0, kind="stable").argsort(axis=0, kind="stable") / len(spots)
    parts = (spots - low) / np.maximum(high - low, 1e-9) * (1 - EVEN) + ranks * EVEN
    found: Points = sizes.max(axis=0) / 2 + parts * (box - sizes.max(axis=0))
    half, order = sizes / 2, np.arange(len(spots))
    before = np.sign(order[:, None] - order)[..., None]
    for _ in range(APART):
        away = found[:, None] - found[None]
        over = half[:, None] + half[None] - np.abs(away)
        meet = (over > 0).all(axis=2) & ~np.eye(len(found), dtype=bool)
        if not meet.any():
            break
        across = over[..., 0] < over[..., 1]
        way = np.where(away == 0, before, np.sign(away)) * meet[..., None]
        step = np.where(np.stack([across, ~across], axis=2), over * way, 0)
        found = np.clip(found + step.sum(axis=1) / 1.5, half, box - half)
    return found
