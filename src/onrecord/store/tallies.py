"""Counts over a whole case, each by one statement."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.engine import Connection

from onrecord.records import DayCount, Lane, QuestionCount, Term
from onrecord.store import schema
from onrecord.store import schema_across as across
from onrecord.store.filters import is_dated
from onrecord.store.review_rows import out_of_weighing

_LENGTHS: Final = {"year": 4, "month": 7, "day": 10}
"""Code points of a date that say as much."""

_claim, _event, _time, _report = schema.claim, schema.event, schema.time, schema.report
_question = schema.question


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


def question_counts(connection: Connection) -> Iterator[QuestionCount]:
    """Yield how many open questions there are of each kind, those that later reports answer apart."""
    answered = select(across.answer.c.question).where(across.answer.c.question == _question.c.id).exists()
    query = select(_question.c.kind, answered.label("answered"), func.count()).group_by(_question.c.kind, "answered")
    for kind, has, count in connection.execute(query):
        yield QuestionCount(kind=kind, answered=bool(has), count=count)


def terms(connection: Connection) -> Iterator[Term]:
    """Yield the promises with a date among the words of what is promised, and that date; rejected ones are left out."""
    told, promised, finding, voice = schema.time_span.c, schema.claim_span.c, across.finding, across.finding_voice
    spoken = select(finding.c.id).join(voice, voice.c.finding == finding.c.number).where(voice.c.record == _claim.c.id)
    first = func.coalesce(spoken.order_by(finding.c.number).limit(1).scalar_subquery(), "")
    query = (
        select(_claim.c.id, _time.c.id, _time.c.value, told.text, _report.c.published, first)
        .join(schema.claim_span, and_(promised.claim == _claim.c.number, promised.field == "content"))
        .join(_time, _time.c.report == _claim.c.report)
        .join(schema.time_span, told.time == _time.c.number)
        .join(_report, _report.c.id == _claim.c.report)
        .where(_claim.c.act == "promise", is_dated(_time.c.value), ~out_of_weighing(_claim), ~out_of_weighing(_time))
        .where(told.start >= promised.start, told.end <= promised.end)
        .order_by(_time.c.value, _claim.c.number)
    )
    for row in connection.execute(query):
        yield Term(*row)
