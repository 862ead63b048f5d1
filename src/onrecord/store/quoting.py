"""Passages of any reports, held to the words of the reports as they are stored."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from sqlalchemy import select
from sqlalchemy.engine import Connection

from onrecord.errors import SpanMismatch
from onrecord.records import Side, check_spans
from onrecord.store import schema

_TEXTS: Final = 2048  # texts kept: at 3 kB each some 6 MB; what is across reports goes from one to another


class Quoting:
    """Checks passages against the reports of a case."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._text = lru_cache(maxsize=_TEXTS)(self._load)

    def check(self, name: str, sides: Iterable[Side]) -> None:
        """Refuse passages that are not their report's.

        Args:
            name: Of the record that quotes them.
            sides: What it quotes.

        Raises:
            SpanMismatch: One of them has other words there, or its report is not in the case.
        """
        for side in sides:
            text = self._text(side.report)
            if text is None:
                raise SpanMismatch(f"{name} quotes the report {side.report}, which is not in the case")
            check_spans(text, (side.span,))

    def _load(self, report: str) -> str | None:
        query = select(schema.report.c.text).where(schema.report.c.id == report)
        return self._connection.execute(query).scalar_one_or_none()
