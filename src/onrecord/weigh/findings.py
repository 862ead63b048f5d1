"""What reports say together: passages that say the same, those that contradict or doubt them, and where that stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, cast

from onrecord.records import Difference, Finding, Slot, SlotValue, Stance, Standing, Voice
from onrecord.weigh.clusters import alike, clusters
from onrecord.weigh.joined import Joined
from onrecord.weigh.rests import Rest, by_voice, keys_of, rests
from onrecord.weigh.slots import apart, counts_apart
from onrecord.weigh.ties import Point, Tie, Web

_FULL: Final = 240  # code points: of two propositions that are longer the fuller one says no more at a glance


@dataclass(frozen=True, slots=True)
class Founded:
    """A finding, and the origins of its supporting voices."""

    finding: Finding
    rests: Sequence[Rest]


def form_findings(web: Web, texts: Joined[str]) -> Iterator[Founded]:
    """Yield what passages say together, in order of the first: what several tell, conflicts with others, or has news.

    Args:
        web: The relations of the case.
        texts: Which reports are one text.
    """
    case = _Case(web, texts)
    for number, group in enumerate(case.groups):
        if len(group) > 1 or case.conflicts[number] or case.updates[number]:
            yield _Group(case, number).finding()


class _Case:
    """The web in groups of passages that say the same."""

    def __init__(self, web: Web, texts: Joined[str]) -> None:
        self.points, self.texts = web.points, texts
        self.copies = alike(web)
        self.kinds: defaultdict[int, list[int]] = defaultdict(list)
        for point in range(len(web.points)):
            self.kinds[self.copies.group(point)].append(point)
        self.groups = clusters(web)
        self.of = {point: number for number, group in enumerate(self.groups) for point in group}
        self.same: defaultdict[int, list[Tie]] = defaultdict(list)
        self.conflicts: defaultdict[int, list[Tie]] = defaultdict(list)
        self.updates: defaultdict[int, list[Tie]] = defaultdict(list)
        for tie in web.same:
            if self.of[tie.a] == self.of[tie.b]:
                self.same[self.of[tie.a]].append(tie)
        for tie in web.conflict:
            for number in {self.of[tie.a], self.of[tie.b]}:
                self.conflicts[number].append(tie)
        for tie in web.update:
            if self.of[tie.a] != self.of[tie.b]:
                self.updates[self.of[tie.a]].append(tie)


class _Group:
    """One group, with what goes out from it."""

    def __init__(self, case: _Case, number: int) -> None:
        self._case = case
        self._points, self._texts = case.points, case.texts
        self._members = case.groups[number]
        self._same, self._conflicts, self._updates = (
            ties[number] for ties in (case.same, case.conflicts, case.updates)
        )
        self._tied = self._count()
        self._stances = dict(self._stand())

    def _count(self) -> Mapping[int, int]:
        """Return kind of passage → with how many others it is tied: copies are one kind."""
        found: defaultdict[int, set[int]] = defaultdict(set)
        for tie in self._same:
            a, b = (self._case.copies.group(point) for point in (tie.a, tie.b))
            if a != b:
                found[a].add(b)
                found[b].add(a)
        return {own: len(others) for own, others in found.items()}

    def _tied_to(self, point: int) -> int:
        return self._tied.get(self._case.copies.group(point), 0)

    def _stand(self) -> Iterator[tuple[int, Stance]]:
        """Yield every point that speaks to the finding, and how: members first, a later one overrides."""
        sure = [point for point in self._members if not self._points[point].heard.hedged]
        for point in self._members:
            yield point, "doubts" if sure and self._points[point].heard.hedged else "supports"
        inside = set(self._members)
        for tie in self._conflicts:
            other = tie.b if tie.a in inside else tie.a
            if other in inside:
                other = min((tie.b, tie.a), key=self._tied_to)
            for copy in self._case.kinds[self._case.copies.group(other)]:
                heard = self._points[copy].heard
                yield copy, "doubts" if heard.hedged and not heard.denies else "contradicts"

    def finding(self) -> Founded:
        """Return the finding."""
        by_stance: dict[Stance, list[int]] = {"supports": [], "contradicts": [], "doubts": []}
        for point in sorted(self._stances):
            by_stance[self._stances[point]].append(point)
        supports = by_stance["supports"] or list(self._members)
        found = {stance: self._rests(points) for stance, points in by_stance.items()}
        origins = {voice: rest.name for one in found.values() for voice, rest in by_voice(one).items()}
        finding = Finding(
            proposition=self._points[self._fullest(supports)].side,
            voices=tuple(
                _voice(self._points[point], self._stances[point], origins[point]) for point in sorted(self._stances)
            ),
            independent_origins=sum(bool(rest.name) for rest in found["supports"]),
            untold=sum(len(rest.points) for rest in found["supports"] if not rest.name),
            standing=self._standing(by_stance, found["supports"]),
            differences=tuple(self._differences()),
            updates=tuple(self._points[point].side for point in sorted({tie.b for tie in self._updates})),
        )
        return Founded(finding, found["supports"])

    def _rests(self, voices: Sequence[int]) -> list[Rest]:
        speaking = set(voices)
        return rests(self._points, voices, [tie for tie in self._same if {tie.a, tie.b} <= speaking], self._texts)

    def _fullest(self, supports: Sequence[int]) -> int:
        """Return the passage most tied to the others, the fullest of several, the first of equally full ones."""
        return min(
            supports,
            key=lambda p: (-self._tied_to(p), -min(_FULL, len(self._points[p].span.text)), p),
        )

    def _standing(self, by_stance: Mapping[Stance, Sequence[int]], supporting: Sequence[Rest]) -> Standing:
        told = [rest for rest in supporting if rest.name]
        gone = set(self._taken_back(by_voice(told)))
        left = [rest for rest in told if rest.points not in gone]
        if told and not left:
            return "retracted"
        if by_stance["contradicts"]:
            denials = {point for tie in self._conflicts if tie.slot == "stance" for point in (tie.a, tie.b)}
            heard = [(point in denials, self._points[point].heard) for point in by_stance["contradicts"]]
            denied = any(one.act == "deny" or (stance and one.denies) for stance, one in heard)
            return "denied" if denied else "contradicted"
        if len(left) > 1:
            return "corroborated"
        return "repeated" if len({self._points[point].report for point in self._members}) > 1 else "single"

    def _taken_back(self, told: Mapping[int, Rest]) -> Iterator[tuple[int, ...]]:
        """Yield the points of origins that a later passage by the same source, or by the outlet, takes back."""
        for tie in (*self._updates, *self._conflicts):
            own, later = self._points[tie.a], self._points[tie.b]
            if later.heard.retracts and tie.a in told:
                same = keys_of(own, self._texts) & keys_of(later, self._texts)
                if same or (later.heard.own and later.publisher and later.publisher == own.publisher):
                    yield told[tie.a].points

    def _differences(self) -> Iterator[Difference]:
        slots: defaultdict[Slot, dict[SlotValue, None]] = defaultdict(dict)
        for tie in self._conflicts:
            if tie.slot:
                slot = cast("Slot", tie.slot)
                values = apart(self._points[tie.a].values[slot], self._points[tie.b].values[slot])
                slots[slot].update(dict.fromkeys(value for side in values for value in side))
        for tie in self._same:
            counts = counts_apart(self._points[tie.a].side, self._points[tie.b].side)
            slots["number"].update(dict.fromkeys(counts))
        for slot in sorted(slot for slot, values in slots.items() if values):
            yield Difference(slot=slot, values=tuple(slots[slot]))


def _voice(point: Point, stance: Stance, origin: str) -> Voice:
    return Voice(
        side=point.side,
        record=point.heard.record,
        source=point.heard.source,
        act=point.heard.act,
        stance=stance,
        origin=origin,
    )
