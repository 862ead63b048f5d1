"""What the pairs net says of two passages, settled: its judgements weighed with what is seen at a glance.

The net has read the pairs that it learnt from many times and is too sure of others. A logistic regression over what it
says and how alike the two passages are, fitted on families that it has not learnt from (`training/pairs/settle.py`),
gives the chances that are shown.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import numpy.typing as npt

from onrecord.nets.rivals import Rivals

Floats = npt.NDArray[np.float64]

_LATER: Final = 3  # lapses from more than three days on: `onrecord.nets.pair_pieces.lapse`
_SCALE: Final = 10.0  # products of two logits are up to ten times as large as one


def evidence(
    related: float, relation: Any, others: tuple[float, float, float], told: Any, lapse: int, rivals: Rivals
) -> Floats:
    """Return what a pair is settled by (numbers,).

    Args:
        related: Logit of the two being related at all.
        relation: Logits of what they then are to each other (relations,).
        others: The highest logit of a slot, those of one origin and of an answer.
        told: How alike they are and in what they differ, as `onrecord.nets.pair_pieces.alike` has it.
        lapse: Number of the lapse between their reports.
        rivals: How near they are beside others of their reports.
    """
    kinds = np.asarray(relation, np.float64)
    both = -np.logaddexp(0, -related) - np.logaddexp(0, -kinds)  # logarithm of the net's own chance
    when = (float(lapse == 0), float(lapse == 1), float(lapse >= _LATER))
    beside = (*rivals.leads, *rivals.nearer)
    return np.array([related, *kinds, *others, *told, *when, *both, *(related * kinds / _SCALE), *beside], np.float64)


def settled(found: Floats, weights: Floats) -> Floats:
    """Return the chance of each relation (relations,); `weights` is (relations, numbers + 1), the last the base."""
    chances: Floats = 1 / (1 + np.exp(-(weights[:, :-1] @ found + weights[:, -1])))
    return chances
