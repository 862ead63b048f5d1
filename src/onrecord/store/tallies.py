"""Counts over a whole case, each by one statement."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.engine import Connection

from onrecord.records import DayCount, Lane
from onrecord.store import schema
from onrecord.store.filters import is_dated

_LENGTHS: Final = {"year": 4, "month": 7, "day": 10}
"""Code points of a date that say as much."""

_claim, _event, _time, _report = schema.claim, schema.event, schema.time, schema.report


def day_counts(connection: Connection, by: str) -> Iterator[DayCount]:
    """Yield how many there are of each lane by "year", "month" or "day"; those without a date under ""."""
    lanes: dict[Lane, Select[Any]] = {
        "happened": _counted(_time.c.value, by).select_from(_event.outerjoin(_time, _time.c.id == _event.c.time)),
        "said": _counted(_time.c.value, by).select_from(_claim.outerjoin(_time, _time.c.id == _claim.c.said_at)),
        "published": _counted(_report.c.published, by).select_from(_report),
    }
    for lane, query in lanes.items():
        for when, count in connection.execute(query):
            yield DayCount(lane=lane, when=when or "", count=count)


def _counted(value: ColumnElement[str], by: str) -> Select[Any]:
    """Count by as much of a date as is asked for; what is none (a length of time, "now") has no date."""
    months = value.op("GLOB")("[0-9][0-9][0-9][0-9]-[0-9][0-9]*")  # and not "2023-Q2", "2023-W10", "2023-SU"
    year = func.iif(is_dated(value), func.substr(value, 1, _LENGTHS["year"]), "")
    when = func.iif(months, func.substr(value, 1, _LENGTHS[by]), year)
    return select(when.label("when"), func.count()).group_by("when").order_by("when")
