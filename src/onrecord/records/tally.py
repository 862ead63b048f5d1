"""What a case comes to when it is counted: rows of counts, each leading to what it counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from onrecord.records.element import ElementStatus

Lane = Literal["happened", "said", "published"]
LANES: tuple[Lane, ...] = get_args(Lane)
"""What can stand on a timeline: what is told to have happened, when something was said, and when it was published."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementCount:
    """How many passages speak to a code with a status, in how many reports."""

    element: str
    code: str
    status: ElementStatus
    passages: int
    reports: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCount:
    """How many there are of a lane on a day, in a month or in a year; `when` is "" for those that have no date.

    A time that is less sure than what it is counted by ("2023" by months) stands under as much as it says.
    """

    lane: Lane
    when: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceCount:
    """How often somebody is cited under one spelling, in how many reports, and when first and last published."""

    words: str
    claims: int
    reports: int
    first: str
    last: str
