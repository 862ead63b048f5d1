"""Things joined into groups, of which the least names each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Generic, TypeVar

Thing = TypeVar("Thing", bound=Any)  # what can be ordered and hashed


class Joined(Generic[Thing]):
    """Disjoint sets (Galler and Fischer, 1964): whatever was never joined is a group of its own."""

    def __init__(self) -> None:
        self._above: dict[Thing, Thing] = {}

    def group(self, thing: Thing) -> Thing:
        """Return the least thing of its group."""
        least = thing
        while (above := self._above.get(least, least)) != least:
            least = above
        while thing != least:
            self._above[thing], thing = least, self._above[thing]
        return least

    def join(self, one: Thing, other: Thing) -> None:
        """Make two things' groups one."""
        first, last = sorted((self.group(one), self.group(other)))
        self._above[last] = first

    def groups(self, things: Iterable[Thing]) -> list[list[Thing]]:
        """Return the groups of some things, in order of their least."""
        found: defaultdict[Thing, list[Thing]] = defaultdict(list)
        for thing in sorted(things):
            found[self.group(thing)].append(thing)
        return [found[key] for key in sorted(found)]
