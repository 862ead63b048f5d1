"""Values that reports give for what they differ in, those that say the same together, each with its passage; pure."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.records import Difference, Finding, Side, SlotValue, Voice


def readings_of(finding: Finding, difference: Difference) -> list[list[SlotValue]]:
    """Return the readings of a difference in order of publication, each with all values that give it."""
    order = {report: place for place, report in enumerate(dict.fromkeys(v.side.report for v in finding.voices))}
    found: dict[str, list[SlotValue]] = {}
    for value in sorted(difference.values, key=lambda v: (order.get(v.side.report, len(order)), v.side.span.start)):
        found.setdefault(" ".join(value.value.casefold().split()), []).append(value)
    return list(found.values())


def voice_around(value: SlotValue, voices: Sequence[Voice]) -> Voice | None:
    """Return the shortest passage that a value stands in among those that speak to the finding; the first of several.

    There is none where a value stands in what no voice says.
    """
    around = [voice for voice in voices if _holds(voice.side, value.side)]
    return min(around, key=lambda voice: voice.side.span.end - voice.side.span.start, default=None)


def _holds(outer: Side, inner: Side) -> bool:
    return outer.report == inner.report and outer.span.start <= inner.span.start and inner.span.end <= outer.span.end
