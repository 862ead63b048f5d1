"""What rests on a claim or event: how much of what the reports say together a decision about it may change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from onrecord.records import Standing

LEAST_DOUBT: Final = 0.02
"""Doubt in what a net is wholly sure of: it errs there, too, and what much rests on is worth a look."""

_CONTESTED: Final = frozenset({"contradicted", "denied", "retracted"})


@dataclass(frozen=True, slots=True)
class Speaking:
    """A voice of a finding, as far as stakes need it; `score` is its record's."""

    record: str
    report: str
    supports: bool
    origin: str
    score: float


@dataclass(frozen=True, slots=True)
class Stake:
    """What rests on a record in one finding.

    Attributes:
        record: Id of the claim or event.
        reports: How many reports speak to the finding.
        alike: How many of its voices stand on the same side.
        turns: Whether the finding would stand otherwise without it.
        worth: Of how many reports a decision is expected to change what they say together.
    """

    record: str
    reports: int
    alike: int
    turns: bool
    worth: float


def stakes(standing: Standing | str, origins: int, voices: Sequence[Speaking]) -> Iterator[Stake]:
    """Yield what rests on each claim and event that speaks to a finding.

    Args:
        standing: The finding's.
        origins: How many independent origins it has.
        voices: All that speak to it.
    """
    reports = len({voice.report for voice in voices})
    sides = Counter(voice.supports for voice in voices)
    shared = Counter(voice.origin for voice in voices if voice.supports and voice.origin)
    told: set[str] = set()
    for voice in voices:
        if not voice.record or voice.record in told:
            continue
        told.add(voice.record)
        alike = sides[voice.supports]
        alone = standing in _CONTESTED and alike == 1
        one_of_two = standing == "corroborated" and origins == 2 and voice.supports and shared[voice.origin] == 1
        doubt = max(1.0 - voice.score, LEAST_DOUBT)
        turns = alone or one_of_two
        worth = reports * doubt * (1.0 if turns else 0.5 / alike)
        yield Stake(voice.record, reports, alike, turns, round(worth, 4))
