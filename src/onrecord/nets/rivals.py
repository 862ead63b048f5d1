"""Whether two passages are nearest to each other of their reports, or others of them are nearer.

A fact is mostly told once in a report: where another passage is nearer to one of the two, they are less likely to be a
pair. It depends on the two reports alone, and never on what else is in a case.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import numpy as np

_FAR: Final = 0.2  # a cosine that no pair which is read lies under
_MOST: Final = 8  # nearer ones that count


class Rivals(NamedTuple):
    """How near two passages are beside others of their reports.

    Attributes:
        leads: By how much their cosine is above the highest of each with another passage of the other's report; below
            nothing where that is higher. The lesser first.
        nearer: How many such passages are nearer to each, the lesser first.
    """

    leads: tuple[float, float]
    nearer: tuple[int, int]


NO_RIVALS: Final = Rivals((0.0, 0.0), (0, 0))


def rivals(near: float, others: tuple[Any, Any]) -> Rivals:
    """Return how near two passages are beside others of their reports.

    Args:
        near: The cosine of the two.
        others: The cosines of the first with all other passages of the second's report, and of the second with all
            others of the first's.
    """
    cosines = [np.asarray(one, np.float64) for one in others]
    leads = sorted(near - max(_FAR, float(one.max(initial=_FAR))) for one in cosines)
    nearer = sorted(min(_MOST, int((one > near).sum())) for one in cosines)
    return Rivals((leads[0], leads[1]), (nearer[0], nearer[1]))
