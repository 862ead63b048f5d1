"""How long whoever failed to sign in waits before the next try: longer each time, by name and in general."""

from __future__ import annotations

import hashlib
import math
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

Clock = Callable[[], float]
"""Returns seconds that only grow."""

_DRAWERS: Final = 1 << 16
"""Names are counted in so many drawers, so that made-up ones fill no memory; which drawer, nobody outside can tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slowing:
    """How tries are slowed.

    Attributes:
        free: Failures after which nobody waits yet.
        first: Seconds to wait after the next one; they double with each.
        longest: Most seconds to wait.
        forgotten: Seconds after the last failure when all are forgotten.
    """

    free: int
    first: float
    longest: float
    forgotten: float


BY_NAME: Final = Slowing(free=4, first=5, longest=900, forgotten=86_400)
"""Some 100 guesses a day at one name. NIST SP 800-63B-4, section 3.2.2, closes an account after 100 in a row; but then
anybody could close anybody's."""

IN_GENERAL: Final = Slowing(free=49, first=1, longest=30, forgotten=900)
"""One password tried with many names; the waits are short, for everybody who signs in shares them."""


@dataclass(slots=True)
class _Failures:
    number: int = 0
    last: float = 0.0


class Tries:
    """Counts failures; ask it in one thread at a time."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._secret = secrets.token_bytes(32)
        self._by_name: dict[int, _Failures] = {}
        self._all = _Failures()

    def wait(self, key: str) -> int:
        """Return the seconds until a name may be tried again, rounded up; 0 is now."""
        now = self._clock()
        by_name = self._by_name.get(self._drawer(key), _Failures())
        return max(_wait(by_name, BY_NAME, now), _wait(self._all, IN_GENERAL, now))

    def failed(self, key: str) -> None:
        """Count a failure."""
        now = self._clock()
        by_name = self._by_name.setdefault(self._drawer(key), _Failures())
        for failures, slowing in ((by_name, BY_NAME), (self._all, IN_GENERAL)):
            if now - failures.last > slowing.forgotten:
                failures.number = 0
            failures.number, failures.last = failures.number + 1, now

    def passed(self, key: str) -> None:
        """Forget the failures of a name; those in general stay."""
        self._by_name.pop(self._drawer(key), None)

    def _drawer(self, key: str) -> int:
        digest = hashlib.blake2b(key.encode(errors="replace"), key=self._secret, digest_size=8).digest()
        return int.from_bytes(digest) % _DRAWERS


def _wait(failures: _Failures, slowing: Slowing, now: float) -> int:
    over = failures.number - slowing.free
    gone = now - failures.last
    if over <= 0 or gone > slowing.forgotten:
        return 0
    doubled = math.ldexp(slowing.first, min(over - 1, 32))
    return max(math.ceil(min(doubled, slowing.longest) - gone), 0)
