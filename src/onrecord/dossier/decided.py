"""What persons decided, as the dossier shows it: what of a report does not stand or was asked, and the whole log."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.dossier.deciding import VERDICT_WORDS, about, asides, rating, stands, struck, words_of
from onrecord.records import Decision, Extraction, Found, Mark, Marked
from onrecord.review import weighable

_NOTED = frozenset({"accepted", "corrected", "added"})
"""How claims stand that have a note in the margin, which says so there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A record of a report that somebody decided about.

    Attributes:
        kind: What it is ("claim").
        words: Its words.
        struck: Whether it is shown struck through: rejected, or replaced by others.
        said: How it stands, who decided so, when and why; "" where nobody said how.
        asides: Notes on it, and asked second looks.
        instead: Numbers of the claims that stand in its place.
        start: Its first code point in the report.
    """

    kind: str
    words: str
    struck: bool
    said: str
    asides: tuple[str, ...]
    instead: tuple[int, ...]
    start: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Logged:
    """A decision of the log.

    Attributes:
        decision: What was decided.
        verdict: What the person did, in words.
        about: What it is about, in words of the report.
        report: Number of the report, 0 for a decision about a source.
        withdrawn: When and by whom it was taken back, or "".
    """

    decision: Decision
    verdict: str
    about: str
    report: int
    withdrawn: str


@dataclass(frozen=True, slots=True)
class Decided:
    """What persons decided about a report.

    Attributes:
        extraction: The report with the records that stand.
        marks: By the ids of the records.
        known: Every record that persons decided about, by id.
    """

    extraction: Extraction
    marks: Mapping[str, Marked]
    known: Mapping[str, Found]

    @classmethod
    def of(cls, extraction: Extraction, marked: Sequence[Marked]) -> Decided:
        """Return it from all records of a report and the marks of those that persons decided about."""
        marks = {one.mark.record: one for one in marked}
        fields = ("claims", "events", "times", "entities", "questions", "elements")
        every = ((name, record) for name in fields for record in getattr(extraction, name)) if marks else ()
        known = {record.id: record for _, record in every if record.id in marks}
        return cls(weighable(extraction, [one.mark for one in marked]), marks, known)

    def said(self, record: str) -> str:
        """Return what persons decided about a record that stands, in words; "" where nobody did."""
        marked = self.marks.get(record)
        return "; ".join(filter(None, (stands(marked), *asides(marked)))) if marked else ""

    def lines(self, numbers: Mapping[str, int]) -> tuple[Line, ...]:
        """Return what does not stand, what is disputed, and what was noted or asked, in order of place.

        Args:
            numbers: Of the claims that have a note, by id.
        """
        found = (self._line(record, self.marks[name], numbers) for name, record in self.known.items())
        kept = [line for line in found if line is not None]
        return tuple(sorted(kept, key=lambda line: (line.start, line.kind, line.words)))

    def _line(self, record: Found, marked: Marked, numbers: Mapping[str, int]) -> Line | None:
        mark = marked.mark
        if mark.record in numbers and (mark.review in _NOTED or not struck(mark)):
            return None
        said, more = stands(marked), tuple(asides(marked))
        if not said and not more:
            return None
        return Line(
            kind=mark.kind,
            words=words_of(record),
            struck=struck(mark),
            said=said,
            asides=more,
            instead=_instead(mark, numbers),
            start=min((span.start for _, span in record.passages()), default=0),
        )


def _instead(mark: Mark, numbers: Mapping[str, int]) -> tuple[int, ...]:
    return tuple(sorted(numbers[name] for name in mark.instead if name in numbers))


def logged(decisions: Iterable[Decision], number_of: Mapping[str, int]) -> Iterator[Logged]:
    """Yield the log of decisions as it is listed; `number_of` gives the numbers of the reports."""
    for one in decisions:
        back = f"{one.withdrawn_at[:10]} by {one.withdrawn_by}" if one.withdrawn_at else ""
        yield Logged(
            decision=one,
            verdict=" ".join(filter(None, (VERDICT_WORDS[one.verdict], rating(one)))),
            about=about(one),
            report=number_of.get(one.report, 0),
            withdrawn=back,
        )
