"""What stands across the reports: findings, what changed, answers, and who is who; gathered in one pass over each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from itertools import chain

from onrecord.dossier.differing import Differences
from onrecord.dossier.heads import Heads
from onrecord.dossier.matrix import MOST_ROWS, Matrix, matrix_of, weight
from onrecord.dossier.quoted import Paragraphs, Quoted
from onrecord.dossier.told import GROUPS
from onrecord.dossier.view import DossierView
from onrecord.dossier.wording import TEXT_KINDS
from onrecord.records import Answer, Finding, FindingRow, Identity, IdentityFilter, Origin, ReportRow, Side

# Of reports named in one line: enough to follow, and no list of numbers.
MOST_REPORTS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A newer state of something: what was told before, and what was later, passages of one wording in a row."""

    earlier: tuple[Quoted, ...]
    later: tuple[Quoted, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """Numbers of reports as they are listed, and how many more there are."""

    shown: tuple[int, ...]
    more: int

    @classmethod
    def of(cls, reports: Iterable[int]) -> Numbers:
        """Return them in order, each once, no more than are listed."""
        found = sorted(set(reports))
        return cls(shown=tuple(found[:MOST_REPORTS]), more=len(found[MOST_REPORTS:]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Somebody or something that several reports name; `roles` come with their dates of publication."""

    identity: Identity
    roles: tuple[tuple[str, str], ...]
    reports: Numbers
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """What reports say together, but for what is streamed.

    Attributes:
        paragraphs: Of all reports.
        matrix: Findings of several reports against their origins.
        differences: What reports differ in.
        changes: In order of time.
        answers: Id of a question → the passages that answer it, the surest first, those of one wording in a row.
        texts: Number of a report → what it is to which reports with one text.
    """

    paragraphs: Paragraphs
    matrix: Matrix
    differences: Differences
    changes: Sequence[Change]
    answers: Mapping[str, Sequence[tuple[Quoted, ...]]]
    texts: Mapping[int, Sequence[tuple[str, Numbers]]]


def gather_together(view: DossierView, rows: Sequence[ReportRow], paragraphs: Paragraphs) -> Together:
    """Return what stands across the reports of a case; of the findings only those of the table are kept.

    Args:
        view: The case.
        rows: Its reports, in order of their numbers.
        paragraphs: Of them.
    """
    passing = _Passing(paragraphs, rows)
    first = [row.finding for row in nsmallest(MOST_ROWS, passing.several(view.findings()), key=weight)]
    heads = Heads(first, rows, view.origins())
    return Together(
        paragraphs=paragraphs,
        matrix=matrix_of(first, heads, paragraphs, passing.count - len(first)),
        differences=passing.differences,
        changes=passing.changes(),
        answers=_answers(view.answers(), paragraphs),
        texts=_texts(view.origins(), paragraphs),
    )


def known(view: DossierView, paragraphs: Paragraphs) -> Iterator[tuple[str, Iterator[Known]]]:
    """Yield who and what several reports name under their headings, one at a time, those of most reports first."""
    for group, types in GROUPS.items():
        found = chain.from_iterable(_known(view, kind, paragraphs) for kind in types)
        first = next(found, None)
        if first is not None:
            yield group, chain((first,), found)


def _known(view: DossierView, kind: str, paragraphs: Paragraphs) -> Iterator[Known]:
    for row in view.identities(IdentityFilter(type=kind)):
        reports = {paragraphs.number(bearer.report) for bearer in row.bearers}
        if len(reports) > 1:
            roles = tuple((office.role, office.published[:10]) for office in row.identity.offices)
            yield Known(identity=row.identity, roles=roles, reports=Numbers.of(reports), count=len(reports))


class _Passing:
    """Counts findings and keeps what changed while they pass by."""

    def __init__(self, paragraphs: Paragraphs, rows: Sequence[ReportRow]) -> None:
        self._paragraphs, self._rows = paragraphs, rows
        self.count = 0
        self.differences = Differences()
        self._changes: dict[tuple[str, tuple[Quoted, ...]], list[Quoted]] = {}

    def several(self, findings: Iterable[FindingRow]) -> Iterator[FindingRow]:
        """Yield the findings that several reports speak to."""
        for row in findings:
            self.differences.add(row.finding.differences)
            for earlier, later in self._news(row.finding):
                self._changes.setdefault((earlier.words.casefold(), later), []).append(earlier)
            if len({voice.side.report for voice in row.finding.voices}) > 1:
                self.count += 1
                yield row

    def changes(self) -> list[Change]:
        """Return what changed, in order of the reports that tell it first."""
        found = (Change(earlier=tuple(sorted(set(own))), later=later) for (_, later), own in self._changes.items())
        return sorted(found, key=lambda change: (self._published(change.later[0]), change.later, change.earlier))

    def _published(self, place: Quoted) -> str:
        return self._rows[place.report - 1].published or "9999"

    def _news(self, finding: Finding) -> Iterator[tuple[Quoted, tuple[Quoted, ...]]]:
        """Yield what is newer than a finding, each with its words of before: the first where the best are later."""
        best = self._paragraphs.quoted(finding.proposition)
        first = self._paragraphs.quoted(finding.voices[0].side) if finding.voices else best
        for later in _alike(finding.updates, self._paragraphs):
            yield best if best.report < later[0].report else min(best, first), later


def _alike(sides: Iterable[Side], paragraphs: Paragraphs) -> Iterator[tuple[Quoted, ...]]:
    """Yield passages, those of the same words together."""
    found: dict[str, list[Quoted]] = {}
    for side in sides:
        place = paragraphs.quoted(side)
        found.setdefault(place.words.casefold(), []).append(place)
    return (tuple(places) for places in found.values())


def _answers(answers: Iterable[Answer], paragraphs: Paragraphs) -> dict[str, list[tuple[Quoted, ...]]]:
    found: dict[str, list[Side]] = {}
    for answer in answers:
        found.setdefault(answer.question, []).append(answer.side)
    return {question: list(_alike(sides, paragraphs)) for question, sides in found.items()}


def _texts(origins: Iterable[Origin], paragraphs: Paragraphs) -> dict[int, list[tuple[str, Numbers]]]:
    """Return for each report with which others it has one text, and how near the words are."""
    found: dict[int, list[tuple[str, Numbers]]] = {}
    for origin in origins:
        if origin.kind in TEXT_KINDS:
            numbers = sorted(paragraphs.number(report) for report in origin.reports)
            for number in numbers:
                others = tuple(other for other in numbers[: MOST_REPORTS + 1] if other != number)[:MOST_REPORTS]
                listed = Numbers(shown=others, more=len(numbers) - 1 - len(others))
                found.setdefault(number, []).append((TEXT_KINDS[origin.kind], listed))
    return found
