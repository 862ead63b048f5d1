"""What each decision is about: a record that the program found, one it finds no more, or one that a person added."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from onrecord.records import Decision, Found, bare, by_hand, by_person
from onrecord.review.refound import refound


class Subjects:
    """The subjects of a report's decisions.

    A subject is named by the id of the program's record; what a person adds, by the id that the program's record in the
    same place has or would have: who adds what is there already corrects it, and two who add the same add it once. A
    decision about what a person put in is about the subject that it was put in for.

    Attributes:
        found: The program's records by id.
        lost: What was decided about and is not found any more, by subject.
        of: Subjects by the id of a decision; a merge has several, one that finds nothing to be about none.
    """

    def __init__(self, found: Iterable[Found], decisions: Sequence[Decision]) -> None:
        self.found: Mapping[str, Found] = {record.id: record for record in found}
        self.lost: dict[str, Found] = {}
        self.of: dict[str, tuple[str, ...]] = {}
        self._makers: dict[str, Decision] = {}
        in_time = sorted(decisions, key=in_order)
        for decision in in_time:
            for record in put_in(decision):
                if record.id != decision.target:
                    self._makers.setdefault(record.id, decision)
        for decision in in_time:
            self.of[decision.id] = tuple(dict.fromkeys(self._of(decision, frozenset())))

    def maker(self, record: str) -> Decision | None:
        """Return the decision that puts in a record, or None."""
        return self._makers.get(record)

    def _of(self, decision: Decision, on_the_way: Collection[str]) -> Iterator[str]:
        if decision.id in on_the_way:  # each is about what the other puts in: clocks may go backwards
            return
        if decision.verdict == "add":
            yield place_of(decision.becomes[0])
            return
        was = {record.id: record for record in decision.was}
        for target in (decision.target, *decision.others):
            yield from self._target(decision, target, was.get(target), {*on_the_way, decision.id})

    def _target(self, decision: Decision, target: str, was: Found | None, on_the_way: Collection[str]) -> Iterator[str]:
        if target in self.found:
            yield target
        elif target in self._makers:
            yield from self._of(self._makers[target], on_the_way)
        elif was is not None and not by_person(was.made_by):
            exact = decision.verdict not in ("correct", "split", "merge")
            again = refound(was, self.found.values(), exact=exact)
            yield again.id if again is not None else self._lost(target, was, exact=exact)

    def _lost(self, target: str, was: Found, *, exact: bool) -> str:
        if target not in self.lost:
            known = refound(was, self.lost.values(), exact=exact)
            if known is not None:
                return known.id
            self.lost[target] = was
        return target


def in_order(decision: Decision) -> tuple[str, str]:
    """Return what decisions of different persons are ordered by."""
    return decision.at, decision.id


def put_in(decision: Decision) -> tuple[Found, ...]:
    """Return what a decision puts in where it holds: for what is accepted, that record if it is not found any more."""
    if decision.verdict == "accept":
        return tuple(by_hand(record, decision.by) for record in decision.was if not by_person(record.made_by))
    return decision.becomes


def place_of(record: Found) -> str:
    """Return the id that the program's record in the same place has."""
    return bare(record).id
