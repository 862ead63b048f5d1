"""Where the nodes of a small network stand in a picture: always the same for the same network."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]

STEPS: Final = 400
APART: Final = 200
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
    ideal = 0.9 / np.sqrt(max(count, 1))
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
    if not len(spots):
        return spots
    low, high = spots.min(axis=0), spots.max(axis=0)
    half = sizes / 2
    room = box - sizes.max(axis=0)
    found: Points = sizes.max(axis=0) / 2 + (spots - low) / np.maximum(high - low, 1e-9) * room
    if len(spots) == 1:
        return box[None] / 2
    for _ in range(APART):
        away = found[:, None] - found[None]
        over = half[:, None] + half[None] - np.abs(away)
        meet = (over > 0).all(axis=2) & ~np.eye(len(found), dtype=bool)
        if not meet.any():
            break
        across = over[..., 0] < over[..., 1]
        way = np.where(
            away == 0, np.sign(np.arange(len(found))[:, None] - np.arange(len(found)))[..., None], np.sign(away)
        )
        step = np.where(np.stack([across, ~across], axis=2), over * way, 0) * meet[..., None]
        found += step.sum(axis=1) / 4
        found = np.clip(found, half, box - half)
    return found
