"""How a finding was told in the course of time: what was said first, what changed, what is newer; pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal, get_args

from onrecord.dossier.readings import voice_around
from onrecord.records import Finding, RecordRow, Side, Slot, SlotValue, Voice

VersionKind = Literal["first", "differs", "contradicts", "doubts", "update"]
VERSION_KINDS: Final[tuple[VersionKind, ...]] = get_args(VersionKind)

MOST_VERSIONS: Final = 60
"""Versions on a page: what changed more often is read passage by passage."""

_TOLD: Final = ("stance", "status")  # slots whose values are whole passages: what differs there is told by the stance

Place = tuple[str, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A step in the telling of a finding.

    Attributes:
        kind: What is new in it.
        side: Its passage.
        source: On whose word; "" for the report's own, and where that is not known.
        readings: The readings that it gives and nobody did before, of what the reports differ in.
        again: Passages that say the same after it and before the next step.
    """

    kind: VersionKind
    side: Side
    source: str
    readings: tuple[tuple[Slot, SlotValue], ...]
    again: tuple[Side, ...]


def versions(finding: Finding, reports: Mapping[str, RecordRow]) -> list[Version]:
    """Return the steps in order of publication.

    Args:
        finding: The finding.
        reports: What lists say of its reports.
    """
    telling = _Telling(finding)
    for side, voice in sorted(_passages(finding), key=lambda one: _order(one[0], reports)):
        telling.hear(side, voice)
    return telling.steps()


def _passages(finding: Finding) -> Iterator[tuple[Side, Voice | None]]:
    """Yield every passage once, with the voice that it is."""
    heard = {_place(voice.side) for voice in finding.voices}
    yield from ((voice.side, voice) for voice in finding.voices)
    yield from ((side, None) for side in finding.updates if _place(side) not in heard)


def _order(side: Side, reports: Mapping[str, RecordRow]) -> tuple[str, str, int]:
    return (reports[side.report].published if side.report in reports else "") or "9999", side.report, side.span.start


def _place(side: Side) -> Place:
    return side.report, side.span.start, side.span.end


class _Telling:
    """Hears passages one after the other and keeps what is new."""

    def __init__(self, finding: Finding) -> None:
        self._newer = {_place(side) for side in finding.updates}
        self._gives: defaultdict[Place, list[tuple[Slot, SlotValue]]] = defaultdict(list)
        for difference in finding.differences:
            for value in difference.values if difference.slot not in _TOLD else ():
                voice = voice_around(value, finding.voices)
                if voice and voice.side != value.side:  # a whole passage is no value of its own
                    self._gives[_place(voice.side)].append((difference.slot, value))
        self._known: defaultdict[Slot, set[str]] = defaultdict(set)
        self._begun = False
        self._said: set[tuple[str, str]] = set()
        self._steps: list[tuple[VersionKind, Side, str, tuple[tuple[Slot, SlotValue], ...]]] = []
        self._again: list[list[Side]] = []

    def hear(self, side: Side, voice: Voice | None) -> None:
        """Add a passage as a step where it has something new, else to the step before it."""
        revised = any(self._known[slot] for slot, _ in self._gives[_place(side)])
        readings = tuple(self._fresh(side))
        stance = voice.stance if voice else "supports"
        newer = voice is None or _place(side) in self._newer
        saying = ("update" if newer else stance, " ".join(side.span.text.casefold().split()))
        kind: VersionKind | None = None
        if newer:
            kind = "update"
        elif stance != "supports":
            kind = stance
        elif not self._begun:
            kind, self._begun = "first", True
        elif readings and revised:
            kind = "differs"
        if (kind and saying not in self._said) or not self._steps:
            self._steps.append((kind or "first", side, voice.source if voice else "", readings))
            self._again.append([])
        else:
            self._again[-1].append(side)
        self._said.add(saying)

    def steps(self) -> list[Version]:
        """Return the steps."""
        return [
            Version(kind=kind, side=side, source=source, readings=readings, again=tuple(again))
            for (kind, side, source, readings), again in zip(self._steps, self._again, strict=True)
        ]

    def _fresh(self, side: Side) -> Iterator[tuple[Slot, SlotValue]]:
        """Yield the readings that nobody gave before."""
        for slot, value in self._gives[_place(side)]:
            words = " ".join(value.value.casefold().split())
            if words not in self._known[slot]:
                self._known[slot].add(words)
                yield slot, value
