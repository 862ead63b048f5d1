"""Where a text quotes: pairs of quotation marks of any common style; pure.

Quotations that run on over several paragraphs repeat the opening mark at each
paragraph and close only once; every paragraph's part is one quotation here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_MARKS: Final = re.compile("[\"“”„‟«»‘’‚'`´]")
_CLOSERS: Final = {"“": "”", "„": "“”", "‟": "”", "«": "»", "»": "«", "‘": "’", "‚": "‘’"}
_LONGEST: Final = 4000  # code points; a mark without its partner must not swallow the rest of a report


@dataclass(frozen=True, slots=True)
class Quote:
    """One quotation: `start` is its opening mark, `end` one past its closing mark (or the paragraph's end).

    `inner` bounds the words between the marks. `level` is 1 for a quotation within a quotation.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    level: int = 0


def find_quotes(text: str) -> list[Quote]:
    """Return the quotations of a text in order of their start; apostrophes are not quotation marks."""
    quotes: list[Quote] = []
    paragraph = 0
    for line in text.split("\n"):
        quotes += _in_paragraph(line, paragraph)
        paragraph += len(line) + 1
    return quotes


def _in_paragraph(line: str, offset: int) -> list[Quote]:
    out: list[Quote] = []
    open_at: list[tuple[int, str]] = []
    for match in _MARKS.finditer(line):
        at, mark = match.start(), match.group()
        before = line[at - 1] if at else " "
        after = line[at + 1] if at + 1 < len(line) else " "
        closes = _closing_depth(open_at, mark, before, after)
        if closes is not None:
            start, _ = open_at[closes]
            del open_at[closes:]
            out.append(Quote(offset + start, offset + at + 1, offset + start + 1, offset + at, len(open_at)))
        elif _opens(mark, before, after) and len(open_at) < 3:
            open_at.append((at, _CLOSERS.get(mark, mark)))
    # a mark left open at the end of a paragraph runs on: the next paragraph opens again
    for level, (start, closers) in enumerate(open_at):
        runs_on = start == len(line) - len(line.lstrip()) or (closers in {'"', "”"} and level == 0)
        if runs_on and len(line) - start < _LONGEST and start + 1 < len(line):
            out.append(Quote(offset + start, offset + len(line), offset + start + 1, offset + len(line), level))
    return sorted(out, key=lambda q: (q.start, -q.end))


def _opens(mark: str, before: str, after: str) -> bool:
    """A mark opens when a word follows it and none stands before it."""
    if mark in "“„‟«‚‘":
        return not after.isspace() and not (mark == "‘" and before.isalnum())
    return mark in "\"'»`" and not after.isspace() and not before.isalnum() and before not in ".,!?)"


def _closing_depth(open_at: list[tuple[int, str]], mark: str, before: str, after: str) -> int | None:
    """Return the index of the open mark that this one closes, innermost first, or None."""
    single = mark in "'’‘´"
    if before.isspace() or (single and after.isalnum()):
        return None
    for depth in range(len(open_at) - 1, -1, -1):
        if mark in open_at[depth][1]:
            # "James' house": a single mark after a letter closes only when punctuation, space or an end follows
            return depth
    return None
