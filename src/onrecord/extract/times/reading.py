"""What a rule says of a form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from onrecord.extract.times.grammar import Found
from onrecord.extract.times.story import Story
from onrecord.records.time import TimeType


@dataclass(frozen=True, slots=True)
class Reading:
    """A time with its place.

    Attributes:
        start: First code point.
        end: One past the last.
        value: TIMEX3 value.
        type: TIMEX3 type.
    """

    start: int
    end: int
    value: str
    type: TimeType = "DATE"


Rule = Callable[[Found, Story], list[Reading]]


def read_as(found: Found, value: str, kind: TimeType = "DATE") -> list[Reading]:
    """Return the whole form as one time, nothing where it has no value."""
    return [Reading(found.start, found.end, value, kind)] if value else []
