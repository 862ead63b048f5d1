"""How a text is cut into windows for the encoder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces [first, last) are encoded; anchors are taken from [core_first, core_last) alone, seen with both sides."""

    first: int
    last: int
    core_first: int
    core_last: int


def spread(total: int, size: int, edge: int) -> Iterator[Window]:
    """Yield windows of like length whose cores cover `total` pieces without overlap.

    Args:
        total: Pieces in the text.
        size: Most pieces in a window.
        edge: Pieces on either side of a core that are encoded with it.
    """
    if total <= 0:
        return
    count = 1 if total <= size else -(-total // (size - 2 * edge))
    for k in range(count):
        first, last = total * k // count, total * (k + 1) // count
        yield Window(max(0, first - edge), min(total, last + edge), first, last)
