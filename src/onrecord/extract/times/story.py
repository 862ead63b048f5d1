"""What a date is told from: the publication date, the tense of its clause, and the times told before it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from onrecord.extract.times.dates import day_of, safe_date, step, year_of
from onrecord.extract.times.lexicon import lexicon
from onrecord.extract.times.livepage import entry_times

# "No. 5", "Nov. 4", "Mr. X", "a.m. on": a point that ends no sentence stands behind a short word.
_END = re.compile(r"(?<!\b\w)(?<!\b\w\w)(?<!\b\w\w\w)(?<!Sept)[.!?][\"”’')»]*\s+|[.!?][\"”’)»]+\s+|\n")
_DATED = re.compile(r"\d{4}|XXXX-\d\d")
_REPORTED = frozenset({"said", "told", "says", "reported", "announced", "confirmed"})
_OLD = 20  # years: nothing that a report tells of so long ago is news
_UNTIL = re.compile(r"\buntil\s$", re.IGNORECASE)
_WEEKDAY = re.compile(r"[A-Z][a-z]{2,5}day\b")
_REMEMBERED = 50  # times: enough for two sentences, and a bound for a sentence of thousands of words
_DEADLINE = re.compile(r"[\s-](?:deadline|target)\b")
_TERM_WITHIN = re.compile(r"(?:by|until|till|before)\s", re.IGNORECASE)
_PERFECT = re.compile(r"\bhad\b[^,;]*$", re.IGNORECASE)  # "had not answered by Thursday" tells of a term that is over
_NEWS = 3  # days: what a report tells of these days it goes on telling
_CLAUSE = 160  # code points: a verb farther away says nothing about a date
_NEARBY = 2  # sentences back in which "that day" and "a week later" find theirs
_LONG_AGO = 2  # years: a story told of a time so far back keeps its dates there


@dataclass(frozen=True, slots=True)
class Told:
    """A time that was read, and where."""

    value: str
    start: int
    sentence: int


@dataclass
class Story:
    """A text with its publication date, read from its beginning.

    Attributes:
        text: The report's words.
        published: The day of publication, or None.
        value_of: Reads the expression that a passage of the text is, "" where it is none.
        told: The times read so far.
        breaks: Where sentences end.
    """

    text: str
    published: date | None
    value_of: Callable[[int, int], str]
    told: list[Told] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)
    _begun: int = 0

    def begin(self, start: int) -> None:
        """Take up the expression that begins at a place: what is read within it points as it does."""
        self._begun = start

    def __post_init__(self) -> None:
        self.breaks = [found.end() for found in _END.finditer(self.text)]

    def sentence(self, at: int) -> int:
        """Return the number of the sentence a place lies in."""
        return bisect_right(self.breaks, at)

    def remember(self, value: str, start: int) -> None:
        """Keep a time that was read: later ones may be told from it."""
        if _DATED.match(value):
            self.told.append(Told(value, start, self.sentence(start)))

    def day_before(self, at: int, sentences: int = _NEARBY) -> date | None:
        """Return the last day told of in the sentences before a place."""
        here = self.sentence(at)
        for told in self._lately():
            if here - told.sentence > sentences:
                return None
            if day := day_of(told.value):
                return day
        return None

    def news_day(self) -> date | None:
        """Return the day last told of, where it is one of the last days before publication."""
        for told in self._lately():
            day = day_of(told.value)
            if day and self.published and 0 <= (self.published - day).days <= _NEWS:
                return day
        return None

    def _lately(self) -> list[Told]:
        return self.told[: -_REMEMBERED - 1 : -1]

    @cached_property
    def entries(self) -> dict[int, str]:
        """Where the entries of a live page begin, and when."""
        return entry_times(self.text)

    def last(self, at: int, sentences: int = _NEARBY) -> str:
        """Return the last time told of in the sentences before a place, "" where there is none."""
        if self.told and self.sentence(at) - self.told[-1].sentence <= sentences:
            return self.told[-1].value
        return ""

    def year_told(self, at: int) -> int | None:
        """Return the year of a story told of long ago, where the sentence or the one before names it."""
        value = self.last(at, 3)
        year = year_of(value) if len(value) > len("2014") else None
        if not year or self.published is None:
            return None
        gap = self.published.year - year
        if gap >= _OLD or (gap >= _LONG_AGO and day_of(value) and not self._is_reported(at)):
            return year
        return None

    def _is_reported(self, at: int) -> bool:
        before = self.text[max(0, at - _CLAUSE // 4) : at].rsplit("\n", 1)[-1]
        return any(word in _REPORTED for word in before.lower().split())

    def direction(self, start: int, end: int) -> int:
        """Return 1 where the clause points ahead of the publication date, -1 where it points back, else 0."""
        start = min(start, self._begun)
        here = self.sentence(start)
        before = self.text[max(self.breaks[here - 1] if here else 0, start - _CLAUSE) : start]
        if before.rstrip().lower().endswith("since"):
            return -1
        if _DEADLINE.match(self.text, end) or self._is_term(before, start):
            return 1
        found = max(lexicon().direction.finditer(before), key=lambda cue: cue.start(), default=None)
        if found is not None:
            return -1 if found["past"] else 1
        right = min(self.breaks[here] if here < len(self.breaks) else len(self.text), end + _CLAUSE // 2)
        found = lexicon().direction.search(self.text, end, right)
        return 0 if found is None else 1 if found["future"] else -1

    def _is_term(self, before: str, start: int) -> bool:
        """Say whether something is to be by then: "gave the government until Monday"."""
        opening = _TERM_WITHIN.match(self.text, start)
        before += opening[0] if opening else ""
        if _UNTIL.search(before) and _WEEKDAY.match(self.text, start):
            return True
        words = lexicon()
        clause = before[-_CLAUSE // 2 :]
        return bool(words.term_preposition.search(before) and words.term.search(clause)) and not _PERFECT.search(clause)


def publication_day(published: str) -> date | None:
    """Return the day of a publication date as ISO 8601, None where it does not say one."""
    found = re.match(r"(\d{4})-(\d\d)-(\d\d)", published or "")
    return safe_date(int(found[1]), int(found[2]), int(found[3])) if found else None


def nearest_day(story: Story, month: int, day: int, start: int, end: int) -> date | None:
    """Return the day of a month without its year, as the clause points."""
    if story.published is None:
        return None
    way = story.direction(start, end)
    told = story.year_told(start)
    if told and way < 1:
        return safe_date(told, month, day)
    way = way or -1
    days = [found for year in (-1, 0, 1) if (found := safe_date(story.published.year + year, month, day))]
    return _nearest(days, story.published, way)


def nearest_month(story: Story, month: int, start: int, end: int) -> tuple[int, int] | None:
    """Return year and month for a month without its year, as the clause points."""
    if story.published is None:
        return None
    way = story.direction(start, end) or -1
    told = story.year_told(start)
    if told and way < 1:
        return told, month
    here = story.published
    ahead = (month - here.month) * way
    return here.year + (way if ahead < 0 else 0), month


def nearest_weekday(story: Story, weekday: int, start: int, end: int) -> date | None:
    """Return the day of the week that the clause points to, None without a publication date."""
    if story.published is None:
        return None
    way = story.direction(start, end) or -1
    there = step(story.published, ((weekday - story.published.isoweekday()) * way) % 7 * way, "D")
    if there == story.published and way > 0:
        return step(there, 7, "D")
    return there


def _nearest(days: list[date], here: date, way: int) -> date | None:
    fitting = [day for day in days if way == 0 or (day - here).days * way >= 0] or days
    return min(fitting, key=lambda day: abs((day - here).days)) if fitting else None
