"""Which claim holds a passage: the innermost one whose content contains it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from onrecord.records import Claim

_STRETCH: Final = 512  # code points; contents are filed under the stretches that they touch


class Holders:
    """The contents of a report's claims, to be asked by place."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self._size = [sum(span.end - span.start for span in claim.content) for claim in claims]
        self._claims = claims
        self._at: defaultdict[int, list[int]] = defaultdict(list)
        for number, claim in enumerate(claims):
            touched = {at for s in claim.content for at in range(s.start // _STRETCH, (s.end - 1) // _STRETCH + 1)}
            for at in touched:
                self._at[at].append(number)

    def innermost(self, start: int, end: int) -> Claim | None:
        """Return the claim with the smallest content that contains [start, end), or None in the report's own voice."""
        number = min(self._holding(start, end), key=self._size.__getitem__, default=None)
        return None if number is None else self._claims[number]

    def innermost_id(self, start: int, end: int) -> str:
        """Return the id of that claim, or ""."""
        claim = self.innermost(start, end)
        return claim.id if claim else ""

    def around(self, start: int, end: int) -> list[Claim]:
        """Return every claim whose content contains [start, end), in the order of the claims."""
        return [self._claims[number] for number in self._holding(start, end)]

    def touching(self, start: int, end: int) -> list[Claim]:
        """Return every claim whose content shares a code point with [start, end), in the order of the claims."""
        stretches = range(start // _STRETCH, (end - 1) // _STRETCH + 1)
        numbers = sorted({number for at in stretches for number in self._at.get(at, ())})
        return [
            self._claims[number]
            for number in numbers
            if any(s.start < end and start < s.end for s in self._claims[number].content)
        ]

    def _holding(self, start: int, end: int) -> Iterator[int]:
        for number in self._at.get(start // _STRETCH, ()):
            if any(s.start <= start and end <= s.end for s in self._claims[number].content):
                yield number
