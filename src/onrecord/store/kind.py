"""How the records of one kind become rows, and rows become records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import Float, Table

from onrecord.records import Record
from onrecord.store.rows import Stored, Values, sealed

R = TypeVar("R")

Parts = Sequence[Sequence[Stored]]
"""The rows that belong to one record, table by table in the order of `Kind.parts`."""

_BY_STORE = ("number", "seal")
"""Columns that the store fills, not the record."""


def _nothing_more(_: object) -> Values:
    return {}


def span_rows(record: Record) -> list[Values]:
    """Return the record's spans as rows, numbered field by field."""
    seen: Counter[str] = Counter()
    found: list[Values] = []
    for field, span in record.passages():
        found.append({"field": field, "ordinal": seen[field], "start": span.start, "end": span.end, "text": span.text})
        seen[field] += 1
    return found


def _spans_alone(record: Any) -> list[list[Values]]:
    return [span_rows(record)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind(Generic[R]):
    """How the records of one kind are kept.

    Attributes:
        field: What holds them in the case record ("claims").
        table: One row per record.
        parts: The tables of its words and of what else it has several of; their first column is its number.
        fields: Of its spans, in the order in which they are sealed; others come after them. None where the first of
            its parts is not a table of spans by field.
        make: Gives the record back from the values of its row and the rows of its parts in order of `ordinal`.
        own: Gives the values of the record's row that are not fields of the record under the same name.
        apart: Gives the rows of its parts, table by table, without its number.
    """

    field: str
    table: Table
    parts: tuple[Table, ...]
    fields: tuple[str, ...]
    make: Callable[[Values, Parts], R]
    own: Callable[[R], Values] = _nothing_more
    apart: Callable[[R], list[list[Values]]] = _spans_alone

    def row(self, record: R) -> Values:
        """Return the record's row, sealed with the rows of its parts."""
        own = self.own(record)
        names = [column.name for column in self.table.columns if column.name not in _BY_STORE]
        values = {name: own[name] if name in own else getattr(record, name) for name in names}
        values |= {c.name: values[c.name] or None for c in self.table.columns if c.nullable}
        values |= {c.name: float(values[c.name]) for c in self.table.columns if isinstance(c.type, Float)}
        return sealed(self.table, values, zip(self.parts, self.apart(record), strict=True))

    def record(self, row: Stored, parts: Parts) -> R:
        """Return the record of a row and the rows of its parts, in order of `ordinal`.

        Raises:
            ValueError, LookupError, TypeError: They were changed and make no record any more.
        """
        names = [column.name for column in self.table.columns if column.name not in ("id", *_BY_STORE)]
        return self.make({name: "" if row[name] is None else row[name] for name in names}, parts)

    def ordered(self, parts: Parts) -> Parts:
        """Return the rows of the parts, which come in order of `ordinal`, in the order in which they are sealed."""
        if not self.fields:
            return parts
        place = {name: number for number, name in enumerate(self.fields)}
        spans = sorted(parts[0], key=lambda row: place.get(row["field"], len(place)))
        return [spans, *parts[1:]]
