"""What the records of a report have in common, whatever their kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, Protocol

from onrecord.records.span import Span

LinkKind = Literal["claim", "event", "time", "entity"]
"""Kinds of records that others name."""


class Record(Protocol):
    """Something found in a report, anchored in its words."""

    @property
    def id(self) -> str:
        """By content: the report and the place."""

    @property
    def report(self) -> str:
        """Id of the report."""

    def passages(self) -> Iterator[tuple[str, Span]]:
        """Yield every span with the name of its field."""

    def links(self) -> Iterator[tuple[LinkKind, str]]:
        """Yield the kind and id of every other record of the report that this one names."""
