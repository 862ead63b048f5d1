"""Stretches of time with how much each lane of the timeline holds, and the strip that shows them; pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from onrecord.records import LANES, DayCount, Lane

By = Literal["year", "month", "day"]
FINER: Final[Mapping[str, By]] = {"year": "month", "month": "day"}
LENGTHS: Final[Mapping[By, int]] = {"year": 4, "month": 7, "day": 10}
"""Code points of a stretch's name."""

BARS: Final = 120
"""Bars of the strip at most: what a screen can tell apart."""

HIGH: Final = 40
"""Height of a lane's strip, in units of its drawing."""

WIDE: Final = 10
"""Width of a bar with the gap beside it."""

_LABELS: Final = 6  # names beneath the strip; more do not fit on a phone


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A year, month or day with how much it holds in each lane; `when` is "" for what has no date."""

    when: str
    counts: dict[Lane, int]

    @property
    def total(self) -> int:
        """Of all lanes."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A bar of the strip, in units of its drawing."""

    when: str
    count: int
    x: int
    y: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """The bars of each lane over one axis of time.

    Attributes:
        lanes: The bars of each lane; each lane has its own scale.
        most: The largest count of each lane.
        width: Of the drawing.
        labels: Names of some stretches, evenly spread, the first and the last among them.
        left_out: How many earlier stretches there are than the strip has room for.
    """

    lanes: dict[Lane, tuple[Bar, ...]]
    most: dict[Lane, int]
    width: int
    labels: tuple[str, ...]
    left_out: int


def by_of(at: str) -> By:
    """Return what a stretch is by its name: "2023-09" is a month."""
    return next((by for by, length in LENGTHS.items() if length == len(at)), "year")


def stretches_of(counts: Iterable[DayCount], at: str = "") -> list[Stretch]:
    """Return the stretches within `at` in order of time, what has no date first."""
    found: dict[str, dict[Lane, int]] = {}
    for count in counts:
        if count.when.startswith(at):
            found.setdefault(count.when, dict.fromkeys(LANES, 0))[count.lane] = count.count
    return [Stretch(when=when, counts=found[when]) for when in sorted(found)]


def strip_of(stretches: Sequence[Stretch]) -> Strip | None:
    """Return the strip of the newest stretches that have something, or None where there are not two."""
    shown = [one for one in stretches if one.when][-BARS:]
    if len(shown) < 2:
        return None
    most = {lane: max(one.counts[lane] for one in shown) for lane in LANES}
    step = (len(shown) - 1) / (min(_LABELS, len(shown)) - 1)
    return Strip(
        lanes={lane: tuple(_bars(shown, lane, most[lane])) for lane in LANES},
        most=most,
        width=WIDE * len(shown),
        labels=tuple(shown[round(place * step)].when for place in range(min(_LABELS, len(shown)))),
        left_out=sum(1 for one in stretches if one.when) - len(shown),
    )


def _bars(shown: Sequence[Stretch], lane: Lane, most: int) -> Iterable[Bar]:
    for place, one in enumerate(shown):
        if count := one.counts[lane]:
            height = max(1.0, round(HIGH * count / most, 1))
            yield Bar(when=one.when, count=count, x=WIDE * place + 1, y=round(HIGH - height, 1), height=height)


def beside(stretches: Sequence[Stretch], at: str) -> tuple[str, str]:
    """Return the stretches before and after one that have something, "" where there is none."""
    names = [one.when for one in stretches if len(one.when) == len(at)]
    earlier, later = [name for name in names if name < at], [name for name in names if name > at]
    return (earlier[-1] if earlier else "", later[0] if later else "")


def above(at: str) -> str:
    """Return the stretch that one lies in, "" for the whole case."""
    return at.rpartition("-")[0]
