"""The Python API: a case file, and building one from sources.

    with open_case("my.case", create=True) as case:
        case.build(["reports/"])

A build does only what is missing; `onrecord.building` has its stages.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from onrecord.building import Build, BuildEvent, BuildSettings, Progress, Stage, unreachable
from onrecord.clock import utc_now
from onrecord.errors import UsageError
from onrecord.records import (
    VERDICTS,
    Answer,
    BuildSummary,
    CaptureRow,
    CaseStatus,
    CitedClaim,
    ClaimFilter,
    ClaimRow,
    DayCount,
    ElementFilter,
    ElementPassage,
    ElementRow,
    EntityFilter,
    EntityRow,
    EventFilter,
    EventRow,
    Extraction,
    Fault,
    FindingFilter,
    FindingInShort,
    FindingRow,
    FindingSummary,
    IdentityFilter,
    IdentityRow,
    IdentitySummary,
    Journey,
    Judgement,
    NamedPlace,
    Origin,
    OriginSummary,
    Problem,
    QuestionCount,
    QuestionFilter,
    QuestionRow,
    Relation,
    Report,
    ReportRow,
    SearchHit,
    Term,
    Tie,
    TimeFilter,
    TimeRow,
    Told,
    Verdict,
    WholeFinding,
    WholeOrigin,
)
from onrecord.reviewing import Reviewing
from onrecord.store import CaseStore, CaseView
from onrecord.store.across_view import ALL_FINDINGS, ALL_IDENTITIES
from onrecord.store.held_words import HeldWords
from onrecord.store.one_identity import OneIdentity
from onrecord.store.view import ALL_CLAIMS, ALL_ELEMENTS, ALL_ENTITIES, ALL_EVENTS, ALL_QUESTIONS, ALL_TIMES

__all__ = ["BuildEvent", "BuildSettings", "Case", "OneIdentity", "Progress", "Stage", "open_case", "unreachable"]

_USUAL_BUILD = BuildSettings()


def open_case(path: str | Path, *, create: bool = False, read_only: bool = False) -> Case:
    """Return the case at `path`; use it as a context manager, or close it.

    Args:
        path: The case file.
        create: Make it when it is not there.
        read_only: Change nothing; works for files and folders that cannot be written.

    Raises:
        CaseError: It is not there, not a case (NotACase), made by a later version (CaseTooNew), held by
            another process (CaseLocked), not writable (CaseReadOnly), or the disk is full (StorageFull).
    """
    return Case(CaseStore.open(path, create=create, read_only=read_only))


class Case(Reviewing):
    """A case: reports with what they tell, and how to add to them.

    Attributes:
        path: The case file.
        view: What it can be asked; the methods here ask it.
    """

    def __init__(self, store: CaseStore) -> None:
        self.path = store.path
        self.view: CaseView = store.view
        self._store = store

    @property
    def read_only(self) -> bool:
        """Whether nothing may be added or decided."""
        return self._store.read_only

    def build(
        self,
        sources: Sequence[str] = (),
        settings: BuildSettings = _USUAL_BUILD,
        progress: Progress | None = None,
    ) -> BuildSummary:
        """Collect the sources, read them, find their claims and compare them; return what this run did.

        What is in the case already is not done again. Without sources, what an earlier run left undone is done.

        Args:
            sources: Files, folders, addresses, "-"; a source that cannot be reached becomes a problem.
            settings: How.
            progress: Called after each step, in this thread.

        Raises:
            UsageError: A source or setting cannot be meant so.
            NetError: The trained weights are missing or changed.
            CaseError: The case file cannot be written any more; what was committed stays.
        """
        run = Build(self._store, settings, progress)
        for source in sources:
            run.collect(source)
        run.read()
        run.extract()
        run.prepare()
        run.compare()
        run.weigh()
        self._store.checkpoint()
        return run.summary

    def captures(self) -> Iterator[CaptureRow]:
        """Yield the captures, without their bytes, in the order they were added."""
        return self.view.captures()

    def reports(self) -> Iterator[ReportRow]:
        """Yield the reports, without their text, in the order they were added."""
        return self.view.reports()

    def claims(self, wanted: ClaimFilter = ALL_CLAIMS) -> Iterator[ClaimRow]:
        """Yield the claims that pass the filter, by report.

        Raises:
            UsageError: The filter names what there is not.
        """
        return self.view.claims(wanted)

    def events(self, wanted: EventFilter = ALL_EVENTS) -> Iterator[EventRow]:
        """Yield the events that pass the filter, each with its time and on whose word it is told, as `claims`."""
        return self.view.events(wanted)

    def times(self, wanted: TimeFilter = ALL_TIMES) -> Iterator[TimeRow]:
        """Yield the times that pass the filter, as `claims`."""
        return self.view.times(wanted)

    def entities(self, wanted: EntityFilter = ALL_ENTITIES) -> Iterator[EntityRow]:
        """Yield the entities that pass the filter, each with its mentions, as `claims`."""
        return self.view.entities(wanted)

    def questions(self, wanted: QuestionFilter = ALL_QUESTIONS) -> Iterator[QuestionRow]:
        """Yield the open questions that pass the filter, as `claims`."""
        return self.view.questions(wanted)

    def elements(self, wanted: ElementFilter = ALL_ELEMENTS) -> Iterator[ElementRow]:
        """Yield the elements that pass the filter, each with on whose word its passages stand, as `claims`."""
        return self.view.elements(wanted)

    def identities(self, wanted: IdentityFilter = ALL_IDENTITIES, *, why: bool = False) -> Iterator[IdentityRow]:
        """Yield who and what several reports name, with the entities of the reports and, if wanted, the reasons."""
        return self.view.identities(wanted, why=why)

    def identity_summaries(self) -> Iterator[IdentitySummary]:
        """Yield a little of every identity, those that one report alone names too, in no order: to sift a list by."""
        return self.view.identity_summaries()

    def identities_in(self, report_id: str) -> frozenset[str]:
        """Return the ids of the identities that the report with this id names."""
        return self.view.identities_in(report_id)

    def identity(self, given: str) -> OneIdentity:
        """Return who or what the id of an identity or of an entity names, to be asked piece by piece.

        Raises:
            UsageError: There is none. An identity of one entity is found by the entity's id.
        """
        return self.view.identity(given)

    def relations(self, report: str = "") -> Iterator[Relation]:
        """Yield what passages of different reports have to do with each other, of one report where it is named."""
        return self.view.relations(report)

    def relations_of_copies(self) -> Iterator[Relation]:
        """Yield the relations that copies have with third reports, one copy at a time."""
        return self.view.relations_of_copies()

    def origins(self, report: str = "") -> Iterator[Origin]:
        """Yield what several reports rest on, of one report where it is named."""
        return self.view.origins(report)

    def findings(self, wanted: FindingFilter = ALL_FINDINGS) -> Iterator[FindingRow]:
        """Yield what the reports say together, as far as it passes the filter, in order of publication.

        Raises:
            UsageError: The filter names what there is not.
        """
        return self.view.findings(wanted)

    def finding(self, finding_id: str) -> WholeFinding:
        """Return the finding with this id, or the only one that starts so, with all that the case knows around it.

        Raises:
            UsageError: There is none, or there are several.
        """
        return self.view.finding(finding_id)

    def finding_summaries(self) -> Iterator[FindingSummary]:
        """Yield a little of every finding that relations join, in the order of `findings`: to sift a long list by."""
        return self.view.finding_summaries()

    def finding_words(self) -> HeldWords[str]:
        """Return the words of all findings, to look for some again and again."""
        return self.view.finding_words()

    def findings_named(self, ids: Collection[str]) -> list[FindingRow]:
        """Return the findings with these ids, in the order of the ids, as far as they are in the case."""
        return self.view.findings_named(ids)

    def findings_in_short(self, ids: Collection[str]) -> list[FindingInShort]:
        """Return the findings of `findings_named` without their voices."""
        return self.view.findings_in_short(ids)

    def findings_of(self, record: str) -> list[FindingRow]:
        """Return the findings that a claim or an event speaks to, by its id, in the order of `findings`."""
        return self.view.findings_of(record)

    def told(self, ids: Collection[str]) -> dict[str, Told]:
        """Return the claims and events with these ids, each with on whose word it stands, as far as they are there."""
        return self.view.told(ids)

    def origin(self, origin_id: str) -> WholeOrigin:
        """Return an origin, found as by `finding`, with its reports and the findings that its words speak to."""
        return self.view.origin(origin_id)

    def origin_summaries(self) -> Iterator[OriginSummary]:
        """Yield a little of every origin, those of most reports first."""
        return self.view.origin_summaries()

    def origins_named(self, ids: Collection[str]) -> list[WholeOrigin]:
        """Return the origins with these ids and their reports, in the order of the ids, as far as they are there."""
        return self.view.origins_named(ids)

    def answers(self) -> Iterator[Answer]:
        """Yield the passages of later reports that answer open questions."""
        return self.view.answers()

    def judgements(self) -> Iterator[Judgement]:
        """Yield what persons decided, the withdrawn too."""
        return self.view.judgements()

    def judge(
        self, verdict: Verdict, one: str, other: str, *, by: str, reason: str = "", weigh: bool = True
    ) -> Judgement:
        """Keep a person's decision on two entities and tell anew who is who; return it.

        Args:
            verdict: "same", "different" or "unsure".
            one: Id of an entity or of an identity, or a unique start of it; an identity stands for its first entity.
            other: The other.
            by: Who decides.
            reason: Why, in their words.
            weigh: Whether who is who is told anew at once; in a large case that takes minutes and can wait for `weigh`.

        Raises:
            UsageError: There is no such verdict or record, or both are one.
        """
        if verdict not in VERDICTS:
            raise UsageError(f"no verdict is called {verdict!r}", hint=f"one of: {', '.join(VERDICTS)}")
        a, b = sorted((self.view.record_named(one), self.view.record_named(other)))
        judgement = Judgement(a=a, b=b, verdict=verdict, by=by, at=utc_now(), reason=reason)
        self._store.add_judgement(judgement)
        if weigh:
            self.weigh()
        return judgement

    def withdraw(self, judgement_id: str, *, by: str) -> Judgement:
        """Take a decision back and tell anew who is who; it stays, marked as withdrawn. Return it.

        Raises:
            UsageError: There is no such judgement, or it was withdrawn before.
        """
        withdrawn = self._store.withdraw_judgement(judgement_id, by=by)
        Build(self._store, _USUAL_BUILD, None).weigh()
        return withdrawn

    def report(self, report_id: str) -> Report:
        """Return the report with this id or with the only one that starts so.

        Raises:
            UsageError: There is none, or there are several.
        """
        return self.view.report(report_id)

    def extraction(self, report_id: str) -> Extraction:
        """Return a report, found as by `report`, with all its records and problems."""
        return self.view.extraction(report_id)

    def search(self, query: str, limit: int = 20) -> Iterator[SearchHit]:
        """Yield passages that have all words of the query; phrases stand in quotation marks; limit 0 is none."""
        return self.view.search(query, limit)

    def element_passages(self) -> Iterator[ElementPassage]:
        """Yield the passages that speak to elements, each with what it rests on; also those that persons rejected."""
        return self.view.element_passages()

    def day_counts(self, by: str) -> Iterator[DayCount]:
        """Yield how much happened, was said and was published by "year", "month" or "day"."""
        return self.view.day_counts(by)

    def question_counts(self) -> Iterator[QuestionCount]:
        """Yield how many open questions there are of each kind, those that later reports answer apart."""
        return self.view.question_counts()

    def terms(self) -> Iterator[Term]:
        """Yield the promises that name a date for what is promised, in the order of those dates."""
        return self.view.terms()

    def cited_claims(self) -> Iterator[CitedClaim]:
        """Yield the claims that count, as far as it matters who is cited."""
        return self.view.cited_claims()

    def ties(self) -> Iterator[Tie]:
        """Yield who says something about whom and who does what to whom, passage by passage."""
        return self.view.ties()

    def named_places(self) -> Iterator[NamedPlace]:
        """Yield the places that the reports name, report by report."""
        return self.view.named_places()

    def journeys(self) -> Iterator[Journey]:
        """Yield the events that are told with where from or where to."""
        return self.view.journeys()

    def problems(self) -> Iterator[Problem]:
        """Yield what could not be used, and still cannot."""
        return self.view.problems()

    def status(self) -> CaseStatus:
        """Return the counts of the case."""
        return self.view.status()

    def capture_bytes(self, capture_id: str) -> bytes:
        """Return the bytes of a capture as they came.

        Raises:
            UsageError: There is no such capture.
        """
        return self.view.capture(capture_id).data

    def verify(self) -> Iterator[Fault]:
        """Yield what was changed or damaged since it was stored; nothing when all is well."""
        return self._store.verify()

    def close(self) -> None:
        """Let go of the file."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
