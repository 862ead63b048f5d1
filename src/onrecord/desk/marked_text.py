"""A report's text with the words of its records marked, in parts that a page can hold; pure."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from onrecord.dossier.runs import (
    MARKED_FIELDS,
    NAME,
    TRIGGER,
    WHEN,
    Mark,
    Run,
    anchor_role,
    flat_runs,
    in_reading_order,
    place_events,
    place_marks,
    place_names,
    place_times,
)
from onrecord.dossier.told import GROUPS, events_in_text
from onrecord.records import Extraction, Record, Span
from onrecord.text import harmless

PART_WORDS: Final = 5_000
"""Words of a part: some ten pages of a book, drawn at once on a slow machine."""

PART_LETTERS: Final = 10 * PART_WORDS
"""Code points of a part at most, for texts that do not part their words by spaces."""

LONG_LINE: Final = PART_LETTERS // 10
"""Code points of a line from which on a part may begin within it."""

WANTED: Final = "wanted"
_LEADING: Final = (TRIGGER, WHEN, NAME)
"""Roles of the words that are links themselves; of two equally long the earlier one leads."""
_SHOWN: Final = frozenset(kind for types in GROUPS.values() for kind in types)

Place = tuple[int, int]
"""First code point of a passage, and one past its last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """The number of a claim where its words begin, its id, and the place of those words."""

    number: int
    claim: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words that are marked alike.

    Attributes:
        text: The words.
        roles: Of the claims' marks on them, for their style.
        deep: Whether they stand in a claim within a claim.
        numbers: Of the claims that begin here, the longest first.
        claim: Id of the innermost claim that they belong to, or "".
        leads: What they tell themselves: "trigger", "when", "name", or "".
        record: Id of the event, time or entity that they lead to, or "".
        place: Of the whole passage that leads there.
        anchors: Places that begin here, as addresses name them ("12-40").
        wanted: Whether they are what an address names.
    """

    text: str
    roles: tuple[str, ...] = ()
    deep: bool = False
    numbers: tuple[Number, ...] = ()
    claim: str = ""
    leads: str = ""
    record: str = ""
    place: Place = (0, 0)
    anchors: tuple[str, ...] = ()
    wanted: bool = False

    @property
    def pieces(self) -> tuple[tuple[str, bool], ...]:
        """The words parted where a single sign is shown by its name, each with whether it is such a sign."""
        if len(harmless(self.text)) == len(self.text):
            return ((self.text, False),)
        kinds = groupby(self.text, key=lambda sign: len(harmless(sign)) > 1)
        joined = ((("".join(run),), False) if not odd else (tuple(run), True) for odd, run in kinds)
        return tuple((words, odd) for some, odd in joined for words in some)


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
        start: Its first code point.
        end: One past its last.
        lines: Of this part.
    """

    number: int
    of: int
    start: int
    end: int
    lines: tuple[Line, ...]

    def holds(self, span: Span) -> bool:
        """Tell whether some of the words of a passage stand in this part."""
        return span.start < self.end and span.end > self.start


def part_of(extraction: Extraction, *, number: int = 0, at: Sequence[Place] = ()) -> Part:
    """Return a part of a report's text with its marks.

    Args:
        extraction: The report with its records.
        number: Which part; 0 is the one where `at` begins, or the first.
        at: Words to mark, whether a record has them or not; what the report does not have is left out.
    """
    text = extraction.report.text
    starts = part_starts(text)
    there = [(start, end) for start, end in at if 0 <= start < end <= len(text)]
    which = min(number or (bisect_right(starts, there[0][0]) if there else 1), len(starts))
    first = starts[which - 1]
    last = starts[which] if which < len(starts) else len(text)
    lines = _Marked(extraction, there).lines(first, last)
    return Part(number=which, of=len(starts), start=first, end=last, lines=tuple(lines))


def part_starts(text: str) -> list[int]:
    """Return where the parts of a text begin: at lines, or at a word where a line is longer than `LONG_LINE`.

    Each has `PART_WORDS` words or a little more, and no more than `PART_LETTERS` code points.
    """
    starts, words = [0], 0
    for start, end in _stretches(text):
        if words >= PART_WORDS or end - starts[-1] > PART_LETTERS:
            starts.append(start)
            words = 0
        words += len(text[start:end].split())
    return starts


def _stretches(text: str) -> Iterator[Place]:
    """Yield the lines of a text, long ones parted after a space where they have one."""
    start = 0
    while start < len(text):
        end = text.find("\n", start, start + LONG_LINE) + 1
        if not end and start + LONG_LINE < len(text):
            end = text.rfind(" ", start, start + LONG_LINE) + 1 or start + LONG_LINE
        yield start, (end := end or len(text))
        start = end


class _Marked:
    """A report with the marks of all its records.

    Args:
        extraction: The report.
        wanted: What an address names.
    """

    def __init__(self, extraction: Extraction, wanted: Sequence[Place]) -> None:
        self._text = extraction.report.text
        self._claims = in_reading_order(extraction.claims)
        events = events_in_text(extraction.events)
        names = [entity for entity in extraction.entities if entity.type in _SHOWN]
        self._records: Mapping[str, Sequence[Record]] = {TRIGGER: events, NAME: names, WHEN: extraction.times}
        placed = [
            *place_marks(self._claims),
            *place_events(events),
            *place_names(names, extraction.mentions),
            *place_times(extraction.times),
            *((Mark(n, WANTED), Span.of(self._text, *place)) for n, place in enumerate(dict.fromkeys(wanted), 1)),
        ]
        self._spans = dict(placed)

    def lines(self, first: int, last: int) -> Iterator[Line]:
        """Yield the lines of a part; offsets of marks are moved to it, so that only its text is walked."""
        text = self._text[first:last]
        here = [
            (mark, _moved(span, first, last))
            for mark, span in self._spans.items()
            if span.start < last and span.end > first
        ]
        line: list[Run] = []
        for run in flat_runs(text, here, [found.end() for found in re.finditer("\n", text)]):
            line.append(run)
            if run.text.endswith("\n") or run.start + len(run.text) == len(text):
                if any(part.text.strip() for part in line):
                    yield Line(start=first + line[0].start, words=tuple(map(self._words, line)))
                line = []

    def _words(self, run: Run) -> Words:
        cites = [mark for mark in run.marks if mark.role in MARKED_FIELDS]
        claim = min(cites, key=self._length, default=None)
        leads = min((mark for mark in run.marks if mark.role in _LEADING), key=self._rank, default=None)
        return Words(
            text=run.text,
            roles=tuple(dict.fromkeys(mark.role for mark in cites)),
            deep=sum(mark.role == "content" for mark in cites) > 1,
            numbers=tuple(self._numbers(run)),
            claim=self._claims[claim.number - 1].id if claim else "",
            leads=leads.role if leads else "",
            record=self._records[leads.role][leads.number - 1].id if leads else "",
            place=_place(self._spans[leads]) if leads else (0, 0),
            anchors=tuple(
                dict.fromkeys(f"{span.start}-{span.end}" for span in map(self._spans.__getitem__, run.opens))
            ),
            wanted=any(mark.role == WANTED for mark in run.marks),
        )

    def _numbers(self, run: Run) -> Iterator[Number]:
        """Yield the numbers of the claims whose first words of their content begin here."""
        for mark in run.opens:
            if mark.role not in MARKED_FIELDS or mark.fragment:
                continue
            claim = self._claims[mark.number - 1]
            if mark.role == anchor_role(claim):
                yield Number(number=mark.number, claim=claim.id, place=_place(self._spans[mark]))

    def _length(self, mark: Mark) -> int:
        span = self._spans[mark]
        return span.end - span.start

    def _rank(self, mark: Mark) -> tuple[int, int]:
        return self._length(mark), _LEADING.index(mark.role)


def _place(span: Span) -> Place:
    return span.start, span.end


def _moved(span: Span, first: int, last: int) -> Span:
    start, end = max(span.start, first) - first, min(span.end, last) - first
    return Span(start=start, end=end, text=span.text)
