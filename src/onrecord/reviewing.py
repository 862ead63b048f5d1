"""What persons decide in a case: decisions kept and taken back, and what should be looked at first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from onrecord.building import Build, BuildSettings, Progress
from onrecord.errors import UsageError
from onrecord.records import Decision, DecisionFilter, DecisionKind, Found, Marked, Queued
from onrecord.store import CaseStore, CaseView
from onrecord.store.across_view import ALL_DECISIONS

_USUAL_BUILD = BuildSettings()


class Reviewing:
    """The part of a case that persons decide in.

    Attributes:
        view: What the case can be asked.
    """

    view: CaseView
    _store: CaseStore

    def decide(self, decision: Decision, *, seen: str | None = None) -> Decision:
        """Keep a person's decision, with what follows from it for the records of the report; return it as it is kept.

        What the reports say together stays as it was weighed, until `weigh`.

        Args:
            decision: What was decided, and by whom. `report` may be a unique start of its id. When, and what the record
                was, is filled in; the records in `becomes` are made the person's.
            seen: `review_token` as the person had seen it; None is for whoever has not looked.

        Raises:
            UsageError: It cannot be meant so, or is about what is not in the case.
            SpanMismatch: It puts in words that the report does not have there.
            DecidedMeanwhile: Somebody decided about the same since; nothing is written.
        """
        report = self.view.report_id(decision.report) if decision.report else ""
        return self._store.decide(replace(decision, report=report), seen=seen)

    def withdraw_decision(self, decision_id: str, *, by: str, own: bool = False) -> Decision:
        """Take a decision back and undo what followed from it; it stays in the log, marked as withdrawn. Return it.

        Args:
            decision_id: Its id or a unique start of it.
            by: Who takes it back.
            own: Only if it is this person's own.

        Raises:
            UsageError: There is no such decision, or it was withdrawn before.
            NotAllowed: It is another person's.
        """
        return self._store.withdraw_decision(decision_id, by=by, own=own)

    def undo(self, *, by: str) -> Decision:
        """Take back the last decision of a person that is in force, as `withdraw_decision` does; return it.

        Raises:
            UsageError: There is none.
        """
        last = list(self.view.decisions(DecisionFilter(by=by, in_force=True, limit=1)))
        if not last:
            raise UsageError(f"no decision of {by or 'nobody'} is in force")
        return self._store.withdraw_decision(last[0].id, by=by)

    def decisions(self, wanted: DecisionFilter = ALL_DECISIONS) -> Iterator[Decision]:
        """Yield what persons decided about records, reports and sources, the withdrawn too, in the order they did."""
        return self.view.decisions(wanted)

    def marks(self, report_id: str) -> tuple[Marked, ...]:
        """Return how the records of a report stand that somebody decided about, with the decisions in force."""
        return self.view.marks(report_id)

    def record(self, given: str) -> Found:
        """Return the claim, event, time, entity, question or element with this id, or the only one that starts so.

        Raises:
            UsageError: There is none, or there are several.
        """
        return self.view.record(given)

    def review_token(self, *names: str, kind: DecisionKind = "claim") -> str:
        """Return a token of the decisions in force about records, by their ids; "" while there are none.

        With `kind` "report" or "source" it is of a report's id or a source's name.
        """
        return self.view.review_token(*names, kind=kind)

    def queue(self, limit: int = 50, *, by: str = "", kind: str = "") -> tuple[Queued, ...]:
        """Return what a person should look at, by what a decision is expected to change, the most first.

        What persons differ about or asked others to look at comes before all; what somebody decided about is left out.

        Args:
            limit: At most so many.
            by: Who will look: what this person asked others to look at is left out.
            kind: Only what is of this kind (`QUEUED_KINDS`), or "".
        """
        return self.view.queue(limit, by, kind)

    def weighing_due(self) -> bool:
        """Return whether what the reports say together does not stand for all that is in the case and was decided."""
        return self.view.weighed()[0] != self.view.state()

    def weigh(self, progress: Progress | None = None) -> None:
        """Tell anew what all reports say together, if anything that it depends on has changed."""
        Build(self._store, _USUAL_BUILD, progress).weigh()
