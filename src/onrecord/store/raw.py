"""Rows as they are stored, without any conversion, so that damaged values come through."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any, Final

from sqlalchemy import ColumnElement, RowMapping, Table, select, type_coerce
from sqlalchemy.engine import Connection
from sqlalchemy.sql.selectable import FromClause
from sqlalchemy.types import NullType

from onrecord.store import rows
from onrecord.store.schema import unescape

_CHUNK: Final = 64
"""Rows held in memory at a time: texts may be long."""


def stored(connection: Connection, table: Table, *order: ColumnElement[Any]) -> Iterator[RowMapping]:
    """Yield the rows of a table as they are stored."""
    query = select(*raw_columns(table)).order_by(*order)
    yield from connection.execution_options(yield_per=_CHUNK).execute(query).mappings()


def raw_columns(table: FromClause) -> list[ColumnElement[Any]]:
    """Return the columns of a table without any conversion."""
    return [type_coerce(column, NullType()).label(column.name) for column in table.columns]


def chunks(found: Iterator[RowMapping]) -> Iterator[list[RowMapping]]:
    """Yield the rows in short lists."""
    while chunk := list(islice(found, _CHUNK)):
        yield chunk


def given(row: rows.Stored) -> dict[str, Any]:
    """Return the values of a stored row as they were given."""
    return {str(name): unescape(value) if isinstance(value, str) else value for name, value in row.items()}


def shown(value: object) -> str:
    """Return a stored value as it is named in a fault."""
    return unescape(str(value))
