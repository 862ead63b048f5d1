"""How many origins passages have, by what each of them rests on; pure."""

from __future__ import annotations

from collections.abc import Iterable


def independent(rests: Iterable[frozenset[str]]) -> int:
    """Return how many origins are independent of each other; what cannot be told is not counted.

    Args:
        rests: Of each passage its keys, none when its origin cannot be told. Passages that share a key have one origin,
            and so have those that others join.
    """
    above: dict[str, str] = {}  # disjoint sets as in `Joined`; these are only counted, and need no least of each
    for keys in set(rests):
        first = ""
        for key in keys:
            top = key
            while (higher := above.setdefault(top, top)) != top:
                above[top] = above[higher]
                top = higher
            first = first or top
            above[top] = first
    return sum(key == higher for key, higher in above.items())
