"""Counts over a whole case, each by one statement."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.engine import Connection

from onrecord.records import DayCount, ElementCount, Lane, SourceCount
from onrecord.store import schema
from onrecord.store.listing import CHUNK
from onrecord.vocabulary import naming

_LENGTHS: Final = {"year": 4, "month": 7, "day": 10}
"""Code points of a date that say as much."""

_claim, _event, _time, _report = schema.claim, schema.event, schema.time, schema.report
_element, _span = schema.element, schema.claim_span


def element_counts(connection: Connection) -> Iterator[ElementCount]:
    """Yield how many passages speak to each code, by status."""
    spans = schema.element_span
    query = (
        select(
            _element.c.element,
            _element.c.code,
            _element.c.status,
            func.count().label("passages"),
            func.count(func.distinct(_element.c.report)).label("reports"),
        )
        .join(spans, spans.c.element == _element.c.number)
        .group_by(_element.c.element, _element.c.code, _element.c.status)
    )
    for row in connection.execute(query):
        yield ElementCount(**row._mapping)


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


def source_counts(connection: Connection) -> Iterator[SourceCount]:
    """Yield how often each spelling of a source is cited; those of several words in one piece alone."""
    query = (
        select(_span.c.claim, _span.c.text, _claim.c.report, _report.c.published)
        .join(_claim, _claim.c.number == _span.c.claim)
        .join(_report, _report.c.id == _claim.c.report)
        .where(_span.c.field == "source")
        .order_by(_span.c.claim, _span.c.ordinal)
    )
    rows = connection.execution_options(yield_per=CHUNK).execute(query)
    found: dict[str, list[tuple[str, str]]] = {}
    for _, spans in groupby(rows, key=lambda row: row.claim):
        whole = list(spans)
        words = naming.joined(row.text for row in whole)
        found.setdefault(words, []).append((whole[0].report, whole[0].published))
    for words, places in found.items():
        days = sorted(published for _, published in places if published)
        yield SourceCount(
            words=words,
            claims=len(places),
            reports=len({report for report, _ in places}),
            first=days[0] if days else "",
            last=days[-1] if days else "",
        )


def _counted(value: ColumnElement[str], by: str) -> Select[Any]:
    """Count by as much of a date as is asked for; what is none (a length of time, "now") has no date."""
    dated = value.op("GLOB")("[0-9][0-9][0-9][0-9]*")
    months = value.op("GLOB")("[0-9][0-9][0-9][0-9]-[0-9][0-9]*")  # and not "2023-Q2", "2023-W10", "2023-SU"
    when = func.iif(months, func.substr(value, 1, _LENGTHS[by]), func.iif(dated, func.substr(value, 1, 4), ""))
    return select(when.label("when"), func.count()).group_by("when").order_by("when")
