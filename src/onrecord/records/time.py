"""A time that a report names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from onrecord.records.ids import content_id
from onrecord.records.record import LinkKind
from onrecord.records.span import Span

TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
TIME_TYPES: tuple[TimeType, ...] = get_args(TimeType)


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """A time expression with its value.

    Attributes:
        report: Id of the report.
        span: Its words.
        value: As in TIMEX3 ("2023-09-05", "2023-W36", "P2M", "PRESENT_REF"), anchored on the publication date.
            Where that is unknown a relative expression keeps its distance: "-P1Y" for "last year", XXXX-WXX-2
            for "on Tuesday".
        type: TIMEX3's type.
        made_by: Net or rule with its version.
    """

    report: str
    span: Span
    value: str
    type: TimeType
    made_by: str = ""

    @property
    def id(self) -> str:
        """By report and place."""
        return content_id("time", self.report, f"{self.span.start}-{self.span.end}")

    def passages(self) -> Iterator[tuple[str, Span]]:
        """Yield every span with the name of its field."""
        yield "span", self.span

    def links(self) -> Iterator[tuple[LinkKind, str]]:
        """Yield the kind and id of every other record of the report that this one names."""
        yield from ()
