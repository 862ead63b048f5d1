"""Findings listed: those that relations join, and claims that stand alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.engine import Connection

from onrecord.errors import UsageError
from onrecord.records import STANDINGS, Answer, Finding, FindingFilter, FindingRow
from onrecord.store import schema
from onrecord.store import schema_across as across
from onrecord.store.filters import published
from onrecord.store.fulltext import has_words, words_in
from onrecord.store.kinds_across import ANSWER, FINDING
from onrecord.store.listing import CHUNK, records
from onrecord.store.schema import escape

if TYPE_CHECKING:
    from onrecord.weigh import Telling

_finding, _voice, _report, _answer = across.finding.c, across.finding_voice.c, schema.report.c, across.answer.c


def check(wanted: FindingFilter) -> None:
    """Refuse a standing that there is not.

    Raises:
        UsageError: It is none of `STANDINGS`.
    """
    if wanted.standing and wanted.standing not in STANDINGS:
        raise UsageError(f"no standing is called {wanted.standing!r}", hint=f"one of: {', '.join(STANDINGS)}")


def joined_findings(connection: Connection, wanted: FindingFilter, report: str) -> Iterator[FindingRow]:
    """Yield the findings that relations join, in the order of `finding_rows`.

    Args:
        connection: To the case.
        wanted: Which.
        report: The full id of the report that the filter names, if it names one.
    """
    voices = select(_voice.finding).where(_voice.finding == _finding.number)
    where: list[ColumnElement[bool]] = [_finding.standing == wanted.standing] if wanted.standing else []
    if days := published(wanted):
        where.append(
            _finding.number.in_(select(_voice.finding).join(schema.report, _report.id == _voice.report).where(*days))
        )
    if report:
        where.append(voices.where(_voice.report == report).exists())
    if wanted.text:
        heard = voices.where(has_words(_voice.text, wanted.text)).exists()
        where.append(or_(has_words(_finding.text, wanted.text), heard))
    yield from finding_rows(connection, *where)


def finding_rows(connection: Connection, *where: ColumnElement[bool]) -> Iterator[FindingRow]:
    """Yield the findings that fulfil all conditions, in order of publication of their propositions' reports."""
    query = (
        select(across.finding, _report.title, _report.publisher, _report.published)
        .join(schema.report, _report.id == _finding.report)
        .where(*where)
        .order_by(func.coalesce(func.nullif(_report.published, ""), "9999"), _report.id, _finding.start, _finding.id)
    )
    for row, finding in records(connection, FINDING, query):
        yield FindingRow(finding=finding, title=row.title, publisher=row.publisher, published=row.published)


def heard_records(connection: Connection) -> frozenset[str]:
    """Return the ids of the claims and events that are voices of findings."""
    query = select(_voice.record).where(_voice.record != "").distinct()
    return frozenset(connection.execution_options(yield_per=CHUNK).execute(query).scalars())


def lone_findings(
    tellings: Iterable[tuple[Telling, str]], heard: frozenset[str], wanted: FindingFilter
) -> Iterator[FindingRow]:
    """Yield the claims that no other report speaks to, as findings; `tellings` come with their reports' titles."""
    from onrecord.weigh import alone  # noqa: PLC0415 - only here: listing what is stored needs no weighing

    for telling, title in tellings:
        for finding in alone(telling, heard):
            if _fits(finding, wanted):
                yield FindingRow(finding=finding, title=title, publisher=telling.publisher, published=telling.published)


def _fits(finding: Finding, wanted: FindingFilter) -> bool:
    words = [finding.proposition, *(voice.side for voice in finding.voices)]
    return (not wanted.standing or finding.standing == wanted.standing) and (
        not wanted.text or any(words_in(escape(side.span.text), wanted.text) for side in words)
    )


def answers_to(connection: Connection, questions: Iterable[str]) -> dict[str, tuple[Answer, ...]]:
    """Return id of a question → the passages that answer it, the surest first."""
    wanted, found = sorted(questions), dict[str, list[Answer]]()
    for start in range(0, len(wanted), CHUNK):
        query = select(across.answer).where(_answer.question.in_(wanted[start : start + CHUNK]))
        for _, answer in records(connection, ANSWER, query):
            found.setdefault(answer.question, []).append(answer)
    return {name: tuple(sorted(some, key=in_order)) for name, some in found.items()}


def in_order(answer: Answer) -> tuple[str, float, Any]:
    """Return what answers are ordered by: their questions' ids, the surest first, their places."""
    return answer.question, -answer.score, answer.side
