"""What stands around the reports: sources, indexes and provenance, gathered in one pass over the case."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.dossier.decided import Decided, Logged, logged
from onrecord.dossier.pages import cited_in
from onrecord.dossier.places import Places
from onrecord.dossier.quoted import Paragraphs, Quoted
from onrecord.dossier.sources import Cited, Source, by_source
from onrecord.dossier.tellings import Open, Tellings
from onrecord.dossier.together import Together, gather_together
from onrecord.dossier.told import told_in
from onrecord.dossier.view import DossierView
from onrecord.records import CaptureRow, CaseStatus, Problem, ReportRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """Everything but the texts of the reports.

    `rows` are the reports in order of publication, those without a date last; a report's number is its place in
    it, from 1. `captures` are in the order of the case; `capture_of` gives the place of a report's capture, from 1.
    `claims` counts those that stand; `decided` are the ids of the reports that a decision in force is about.
    """

    status: CaseStatus
    claims: int
    decisions: Sequence[Logged]
    decided: Collection[str]
    tellings: Tellings
    together: Together
    rows: Sequence[ReportRow]
    sources: Sequence[Source]
    unnamed: Sequence[Cited]
    captures: Sequence[CaptureRow]
    problems: Sequence[Problem]
    number_of: Mapping[str, int]
    capture_of: Mapping[str, int]

    @property
    def source_index(self) -> list[tuple[int, Source]]:
        """The named sources in alphabetical order, each with its place in `sources`."""
        return sorted(enumerate(self.sources, 1), key=lambda pair: pair[1].key)

    @property
    def publishers(self) -> list[tuple[str, list[int]]]:
        """Each publisher with the numbers of its reports, in alphabetical order; unknown ("") last."""
        places = _places(row.publisher for row in self.rows)
        return sorted(places.items(), key=lambda pair: (not pair[0], pair[0].casefold()))

    @property
    def dates(self) -> list[tuple[str, list[int]]]:
        """Each day of publication with the numbers of its reports, in order; unknown ("") last."""
        return sorted(_places(row.published[:10] for row in self.rows).items(), key=lambda pair: (not pair[0], pair[0]))

    @property
    def open(self) -> list[tuple[str, list[Open]]]:
        """The questions that no report answers, by their kind."""
        return self.tellings.by_kind(self.together.answers)

    @property
    def answered(self) -> list[tuple[Open, Sequence[tuple[Quoted, ...]]]]:
        """The other questions with the passages that answer them, in order of the reports that ask."""
        answers = self.together.answers
        return [(one, answers[one.id]) for one in self.tellings.questions if one.id in answers]

    @property
    def unread(self) -> list[tuple[int, ReportRow]]:
        """The reports kept but not read for claims, with their numbers."""
        return [(number, row) for number, row in enumerate(self.rows, 1) if not row.extracted]


def gather(view: DossierView, *, full_paths: bool = False) -> Overview:
    """Return the overview of a case; it holds every claim's words and no report's text.

    Args:
        view: The case.
        full_paths: Name files by their full paths, not only by as much of them as tells them apart.
    """
    log = list(view.decisions())
    decided = frozenset(one.report for one in log if one.in_force)
    rows = sorted(view.reports(), key=lambda r: (not r.published, r.published, r.publisher, r.title, r.id))
    cited: list[Cited] = []
    tellings, paragraphs = Tellings(), Paragraphs()
    for number, row in enumerate(rows, 1):
        extraction = decided_in(view, row.id, decided).extraction
        paragraphs.add(row.id, number, extraction.report.text)
        cited += cited_in(number, extraction.claims)
        tellings.add(number, told_in(extraction))
    sources, unnamed = by_source(cited)
    captures, problems = list(view.captures()), list(view.problems())
    if not full_paths:
        places = Places([*(capture.origin for capture in captures), *(problem.subject for problem in problems)])
        captures = [places.of_capture(capture) for capture in captures]
        problems = [places.of_problem(problem) for problem in problems]
    number_of = {row.id: number for number, row in enumerate(rows, 1)}
    return Overview(
        status=view.status(),
        claims=len(cited),
        decisions=tuple(logged(log, number_of)),
        decided=decided,
        tellings=tellings,
        together=gather_together(view, rows, paragraphs),
        rows=rows,
        sources=sources,
        unnamed=unnamed,
        captures=captures,
        problems=problems,
        number_of=number_of,
        capture_of={report: place for place, capture in enumerate(captures, 1) for report in capture.reports},
    )


def decided_in(view: DossierView, report: str, decided: Collection[str]) -> Decided:
    """Return a report with what persons decided about it; `decided` are the reports with decisions in force."""
    return Decided.of(view.extraction(report), view.marks(report) if report in decided else ())


def _places(keys: Iterable[str]) -> dict[str, list[int]]:
    """Return for each key the places, from 1, at which it stands."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, key in enumerate(keys, 1):
        places[key].append(place)
    return places
