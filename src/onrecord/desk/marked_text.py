"""A report's text with the words of its records marked, in parts that a page can hold; pure."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from onrecord.dossier.runs import (
    MARKED_FIELDS,
    NAME,
    TRIGGER,
    Mark,
    Run,
    anchor_role,
    flat_runs,
    in_reading_order,
    place_events,
    place_marks,
    place_names,
)
from onrecord.dossier.told import GROUPS, events_in_text
from onrecord.records import Claim, Entity, Event, Extraction, Span

PART_WORDS: Final = 5_000
"""Words of a part: some ten pages of a book, drawn at once on a slow machine."""

WANTED: Final = "wanted"
_SHOWN: Final = frozenset(kind for types in GROUPS.values() for kind in types)


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words that are marked alike.

    Attributes:
        text: The words.
        roles: Of the claims' marks on them, for their style.
        deep: Whether they stand in a claim within a claim.
        claims: Ids of the claims that begin here, the longest first.
        numbers: Their numbers in the report.
        event: Id of the event that they tell, or "".
        entity: Id of whom or what they name, or "".
        wanted: Whether they are what an address names.
        begins: Whether what an address names begins here.
    """

    text: str
    roles: tuple[str, ...] = ()
    deep: bool = False
    claims: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()
    event: str = ""
    entity: str = ""
    wanted: bool = False
    begins: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the text that says something: its first code point and its words."""

    start: int
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a text.

    Attributes:
        number: Which, from 1.
        of: How many there are.
        lines: Of this part.
    """

    number: int
    of: int
    lines: tuple[Line, ...]


def part_of(extraction: Extraction, *, number: int = 0, at: tuple[int, int] | None = None) -> Part:
    """Return a part of a report's text with its marks.

    Args:
        extraction: The report with its records.
        number: Which part; 0 is the one that holds `at`, or the first.
        at: First code point and one past the last of words to mark, whether a record has them or not.
    """
    text = extraction.report.text
    starts = part_starts(text)
    at = at if at and at[1] <= len(text) else None
    which = min(number or (bisect_right(starts, at[0]) if at else 1), len(starts))
    first = starts[which - 1]
    last = starts[which] if which < len(starts) else len(text)
    return Part(number=which, of=len(starts), lines=tuple(_lines(extraction, first, last, at)))


def part_starts(text: str) -> list[int]:
    """Return where the parts of a text begin: at lines, so that each has `PART_WORDS` words or little more."""
    starts, words = [0], 0
    lines = text.splitlines(keepends=True)
    for start, line in zip(accumulate(map(len, lines), initial=0), lines, strict=False):
        if words >= PART_WORDS:
            starts.append(start)
            words = 0
        words += len(line.split())
    return starts


def _lines(extraction: Extraction, first: int, last: int, at: tuple[int, int] | None) -> Iterator[Line]:
    """Yield the lines of a part; offsets of marks are moved to it, so that only its text is walked."""
    claims = in_reading_order(extraction.claims)
    events = events_in_text(extraction.events)
    names = [entity for entity in extraction.entities if entity.type in _SHOWN]
    placed = [*place_marks(claims), *place_events(events), *place_names(names, extraction.mentions)]
    if at is not None:
        placed.append((Mark(0, WANTED), Span.of(extraction.report.text, *at)))
    text = extraction.report.text[first:last]
    here = [(mark, _moved(span, first, last)) for mark, span in placed if span.start < last and span.end > first]
    words_of = _printer(claims, events, names)
    breaks = [found.end() for found in re.finditer("\n", text)]
    line: list[Run] = []
    for run in flat_runs(text, here, breaks):
        line.append(run)
        if run.text.endswith("\n") or run.start + len(run.text) == len(text):
            if any(part.text.strip() for part in line):
                yield Line(start=first + line[0].start, words=tuple(map(words_of, line)))
            line = []


def _moved(span: Span, first: int, last: int) -> Span:
    start, end = max(span.start, first) - first, min(span.end, last) - first
    return Span(start=start, end=end, text=span.text)


def _printer(claims: Sequence[Claim], events: Sequence[Event], names: Sequence[Entity]) -> Callable[[Run], Words]:
    """Return what makes words to print of a run, with the report's records at hand."""

    def is_anchor(mark: Mark) -> bool:
        """Tell whether the claim's number stands where this mark opens."""
        cites = mark.role in MARKED_FIELDS and mark.fragment == 0
        return cites and mark.role == anchor_role(claims[mark.number - 1])

    def words(run: Run) -> Words:
        roles = [mark.role for mark in run.marks if mark.role in MARKED_FIELDS]
        begun = tuple(mark.number for mark in run.opens if is_anchor(mark))
        return Words(
            text=run.text,
            roles=tuple(dict.fromkeys(roles)),
            deep=roles.count("content") > 1,
            claims=tuple(claims[number - 1].id for number in begun),
            numbers=begun,
            event=next((events[mark.number - 1].id for mark in run.marks if mark.role == TRIGGER), ""),
            entity=next((names[mark.number - 1].id for mark in run.marks if mark.role == NAME), ""),
            wanted=any(mark.role == WANTED for mark in run.marks),
            begins=any(mark.role == WANTED for mark in run.opens),
        )

    return words
