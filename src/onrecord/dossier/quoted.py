"""Where passages stand on the page: words with the numbers of their report and paragraph; pure."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.records import Side

_LINE = re.compile(r"[^\n]*\n?")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Quoted:
    """Words of a report on one line, with the numbers of the report and of the paragraph that they begin in."""

    report: int
    paragraph: int
    words: str

    def shortened(self, most: int) -> Quoted:
        """Return it with no more than so many code points."""
        return replace(self, words=shortened(self.words, most))


class Paragraphs:
    """Where the paragraphs of each report begin; the texts are not kept."""

    def __init__(self) -> None:
        self._reports: dict[str, tuple[int, array[int]]] = {}

    def add(self, report: str, number: int, text: str) -> None:
        """Note a report's paragraphs; `number` is its number in the dossier."""
        self._reports[report] = number, array("L", paragraph_starts(text))

    def quoted(self, side: Side) -> Quoted:
        """Return a passage with the place where the page has it."""
        number, starts = self._reports[side.report]
        return Quoted(
            report=number, paragraph=paragraph_at(starts, side.span.start), words=" ".join(side.span.text.split())
        )

    def number(self, report: str) -> int:
        """Return the number of a report by its id."""
        return self._reports[report][0]


def paragraph_starts(text: str) -> Iterator[int]:
    """Yield the first code point of each line that says something."""
    return (line.start() for line in _LINE.finditer(text) if line[0].strip())


def paragraph_at(starts: array[int] | tuple[int, ...], start: int) -> int:
    """Return the number of the paragraph, from 1, in which a code point of the text stands."""
    return max(bisect_right(starts, start), 1)


def shortened(words: str, most: int) -> str:
    """Return words in no more than so many code points, cut between two of them unless one is long."""
    if len(words) <= most:
        return words
    kept = words[: most - 1]
    return f"{kept[: kept.rfind(' ') if ' ' in kept[most // 2 :] else None].rstrip()}…"
