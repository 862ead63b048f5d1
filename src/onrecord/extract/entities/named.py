"""A recognised name, and the layout of the text that names stand in."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from onrecord.records.entity import EntityType
from onrecord.sentences import sentence_starts

# what stands before the subject of a clause, its article or form of address included
_CLAUSE: Final = re.compile(
    r"(?:[.!?;:,\n“\"‘(]\s*|\b(?:that|and|but|said|says|according to|as|when|because|if|whether|while)\s)"
    r"(?:[Tt]he |(?:Mr|Ms|Mrs|Dr)\.? )?\Z"
)


@dataclass(frozen=True, slots=True)
class Named:
    """A name as the net saw it.

    Attributes:
        start: First code point.
        end: One past the last.
        type: The entity's type.
        score: How sure the net is, in [0, 1].
    """

    start: int
    end: int
    type: EntityType
    score: float = 1.0


@dataclass(frozen=True)
class Layout:
    """A text with its sentences."""

    text: str

    @cached_property
    def starts(self) -> list[int]:
        """Where each sentence begins."""
        return sentence_starts(self.text)

    def sentence(self, position: int) -> int:
        """Return the number of the sentence that holds a code point."""
        return bisect_right(self.starts, position) - 1

    def bounds(self, position: int) -> tuple[int, int]:
        """Return the sentence around a code point."""
        number = self.sentence(position)
        end = self.starts[number + 1] if number + 1 < len(self.starts) else len(self.text)
        return self.starts[number], end

    def begins_clause(self, position: int) -> bool:
        """True for the first words of a sentence or of a clause: what stands there is mostly a subject."""
        return bool(_CLAUSE.search(self.text, max(0, position - 24), position)) or position == 0

    def before(self, position: int, width: int) -> str:
        """Return up to `width` code points before a place, within its sentence."""
        return self.text[max(self.bounds(position)[0], position - width) : position]

    def after(self, position: int, width: int) -> str:
        """Return up to `width` code points from a place, within the sentence of what stands just before it."""
        end = self.bounds(max(0, position - 1))[1]
        return self.text[position : min(end, position + width)]
