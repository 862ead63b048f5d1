"""One finding with what is around it, asked for that finding alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, Table, and_, func, select
from sqlalchemy.engine import Connection

from onrecord.records import (
    Beside,
    BesideKind,
    Finding,
    FindingInShort,
    FindingRow,
    Origin,
    QuestionRow,
    RecordRow,
    Relation,
    Side,
    Span,
    WholeFinding,
    WholeOrigin,
)
from onrecord.store import schema
from onrecord.store import schema_across as across
from onrecord.store.findings import answers_to, finding_rows
from onrecord.store.kinds import QUESTION
from onrecord.store.kinds_across import ORIGIN, RELATION, differences, finding_sides
from onrecord.store.listing import CHUNK, records
from onrecord.store.review_rows import standing

MOST_BESIDE: Final = 20
"""Findings of one kind beside another that are told: more is a list to sift."""

_ABOUT: Final = 0.34  # share of the shorter of a passage and a question's clause, as weighing takes one for the other's

_report, _voice, _value = schema.report.c, across.finding_voice.c, across.finding_value.c
_finding, _relation, _origin, _answer = across.finding.c, across.relation.c, across.origin.c, across.answer.c

Places = Mapping[str, set[tuple[int, int]]]
"""Id of a report → where passages of it begin and end."""


def whole(connection: Connection, row: FindingRow) -> WholeFinding:
    """Return a finding with its reports, relations, origins, questions and the findings beside it."""
    finding = row.finding
    own = places_of(voice.side for voice in finding.voices)
    supporting = places_of(voice.side for voice in finding.voices if voice.stance == "supports")
    questions = tuple(_questions_about(connection, own))
    answered = tuple(_questions_answered(connection, supporting))
    beside = tuple(_beside(connection, finding, supporting))
    quoted = {side.report for side in finding_sides(finding)}
    quoted |= {answer.side.report for asked in questions for answer in asked.answers}
    return WholeFinding(
        row=row,
        reports=reports_named(connection, quoted),
        relations=tuple(_relations_within(connection, places_of(finding_sides(finding)))),
        origins=tuple(_origins_of(connection, own)),
        questions=questions,
        answered=answered,
        beside=beside,
    )


def whole_origin(connection: Connection, origin: Origin) -> WholeOrigin:
    """Return an origin with its reports and the findings that its words speak to."""
    numbers = {row.finding for row in _voices(connection, places_of(origin.words))}
    rows, more = _some(connection, numbers)
    return WholeOrigin(
        origin=origin, reports=reports_named(connection, origin.reports), findings=tuple(rows), more=more
    )


def named(connection: Connection, ids: Collection[str]) -> Iterator[FindingRow]:
    """Yield the findings with these ids, in their order, as far as they are there."""
    wanted, found = list(ids), dict[str, FindingRow]()
    for start in range(0, len(wanted), CHUNK):
        among = _finding.id.in_(wanted[start : start + CHUNK])
        found |= {row.finding.id: row for row in finding_rows(connection, among)}
    yield from (found[name] for name in wanted if name in found)


def in_short(connection: Connection, column: ColumnElement[Any], wanted: Sequence[Any]) -> list[FindingInShort]:
    """Return findings without their voices.

    Args:
        connection: To the case.
        column: The id or the number of a finding.
        wanted: Its values, no more than fit one statement; the findings come in their order, as far as they are there.
    """
    own = _voice.finding == _finding.number
    supporting = select(func.count(_voice.report.distinct())).where(own, _voice.stance == "supports")
    query = (
        select(
            across.finding,
            column.label("wanted"),
            *(_report.title, _report.publisher, _report.published),
            select(func.count()).select_from(across.finding_voice).where(own).scalar_subquery().label("voices"),
            supporting.scalar_subquery().label("supporting"),
        )
        .join(schema.report, _report.id == _finding.report)
        .where(column.in_(wanted))
    )
    rows = {row.wanted: row for row in connection.execute(query)}
    values: dict[int, list[Any]] = {row.number: [] for row in rows.values()}
    ordered = select(across.finding_value).where(_value.finding.in_(values)).order_by(_value.finding, _value.ordinal)
    for value in connection.execute(ordered).mappings():
        values[value["finding"]].append(value)
    return [_short(rows[name], values[rows[name].number]) for name in wanted if name in rows]


def _short(row: Row[Any], values: Sequence[Any]) -> FindingInShort:
    same = ("id", "standing", "voices", "supporting", "independent_origins", "untold")
    return FindingInShort(
        proposition=Side(report=row.report, span=Span(start=row.start, end=row.end, text=row.text)),
        differences=differences(values),
        **{name: getattr(row, name) for name in (*same, "title", "publisher", "published")},
    )


def reports_named(connection: Connection, ids: Collection[str]) -> dict[str, RecordRow]:
    """Return id of a report → what a list says of it, in order of publication and those without a date last."""
    wanted, found = sorted(ids), dict[str, RecordRow]()
    for start in range(0, len(wanted), CHUNK):
        query = select(_report.id, _report.title, _report.publisher, _report.published)
        for row in connection.execute(query.where(_report.id.in_(wanted[start : start + CHUNK]))):
            found[row.id] = RecordRow(title=row.title, publisher=row.publisher, published=row.published)
    return in_order(found)


def in_order(reports: Mapping[str, RecordRow]) -> dict[str, RecordRow]:
    """Return reports by their ids in order of publication, those without a date last."""
    return dict(sorted(reports.items(), key=lambda pair: (pair[1].published or "9999", pair[0])))


def places_of(sides: Iterable[Side]) -> Places:
    """Return where some passages stand."""
    found: defaultdict[str, set[tuple[int, int]]] = defaultdict(set)
    for side in sides:
        found[side.report].add((side.span.start, side.span.end))
    return found


def _at(connection: Connection, table: Table, places: Places, *wanted: str, side: str = "") -> Iterator[Row[Any]]:
    """Yield some columns of the rows whose passage stands at one of the places; `side` begins the names of its own."""
    report, start, end = (table.c[f"{side}{name}"] for name in ("report", "start", "end"))
    columns = [table.c[name] for name in wanted]
    names = sorted(places)
    for first in range(0, len(names), CHUNK):
        some = names[first : first + CHUNK]
        starts = sorted({place[0] for name in some for place in places[name]})
        # What begins elsewhere is left to the database, as far as the list of beginnings is a short one.
        where = [report.in_(some), *([start.in_(starts)] if len(starts) <= CHUNK else [])]
        query = select(report.label("_report"), start.label("_start"), end.label("_end"), *columns).where(*where)
        for row in connection.execute(query):
            if (row[1], row[2]) in places[row[0]]:
                yield row


def _relations_within(connection: Connection, places: Places) -> list[Relation]:
    """Return the found relations with both passages among the places, in the order they were found."""
    table = across.relation
    numbers = sorted(
        row.number
        for row in _at(connection, table, places, "number", "b_report", "b_start", "b_end", side="a_")
        if (row.b_start, row.b_end) in places.get(row.b_report, ())
    )
    found: list[Relation] = []
    for start in range(0, len(numbers), CHUNK):
        among = _relation.number.in_(numbers[start : start + CHUNK])
        query = select(table).where(among).order_by(_relation.number)
        found += [relation for _, relation in records(connection, RELATION, query)]
    return found


def _origins_of(connection: Connection, places: Places) -> list[Origin]:
    """Return what at least two of the reports rest on: one text, or one statement behind two of these passages."""
    texts = _several(connection, sorted(places))
    shown: defaultdict[int, set[str]] = defaultdict(set)
    for row in _at(connection, across.origin_words, places, "origin"):
        shown[row.origin].add(row[0])
    numbers = sorted(texts | {number for number, reports in shown.items() if len(reports) > 1})
    found: list[Origin] = []
    for start in range(0, len(numbers), CHUNK):
        among = _origin.number.in_(numbers[start : start + CHUNK])
        found += [one for _, one in records(connection, ORIGIN, select(across.origin).where(among))]
    return sorted(found, key=lambda one: (one.kind, -len(one.reports), one.id))


def _several(connection: Connection, reports: list[str]) -> set[int]:
    """Return the numbers of the texts that at least two of the reports have."""
    member = across.origin_report.c
    count: defaultdict[int, int] = defaultdict(int)
    for start in range(0, len(reports), CHUNK):
        query = (
            select(member.origin, func.count().label("reports"))
            .join(across.origin, _origin.number == member.origin)
            .where(member.report.in_(reports[start : start + CHUNK]), _origin.kind != "same_statement")
            .group_by(member.origin)
        )
        for row in connection.execute(query):
            count[row.origin] += row.reports
    return {number for number, reports_of in count.items() if reports_of > 1}


def _questions_about(connection: Connection, places: Places) -> Iterator[QuestionRow]:
    """Yield the open questions whose clause and one of the passages are about the same words, by report and place."""
    question, span = schema.question.c, schema.question_span.c
    names, numbers = sorted(places), list[int]()
    for first in range(0, len(names), CHUNK):
        query = (
            select(question.number, question.report, span.start, span.end)
            .join(schema.question_span, and_(span.question == question.number, span.field == "span"))
            .where(question.report.in_(names[first : first + CHUNK]))
        )
        asked = connection.execute(query).all()
        numbers += [row.number for row in asked if _overlaps(row.start, row.end, places[row.report])]
    yield from _question_rows(connection, question.number, numbers)


def _overlaps(start: int, end: int, places: Iterable[tuple[int, int]]) -> bool:
    return any(
        min(end, last) - max(start, first) >= _ABOUT * min(end - start, last - first) > 0 for first, last in places
    )


def _questions_answered(connection: Connection, places: Places) -> Iterator[QuestionRow]:
    wanted = sorted({row.question for row in _at(connection, across.answer, places, "question")})
    yield from _question_rows(connection, schema.question.c.id, wanted)


def _question_rows(connection: Connection, column: Any, wanted: list[Any]) -> Iterator[QuestionRow]:
    table = schema.question
    for start in range(0, len(wanted), CHUNK):
        query = (
            select(table, _report.title, _report.publisher, _report.published, standing(table).label("review"))
            .join(schema.report, _report.id == table.c.report)
            .where(column.in_(wanted[start : start + CHUNK]))
            .order_by(_report.published, table.c.number)
        )
        asked = list(records(connection, QUESTION, query))
        answers = answers_to(connection, [question.id for _, question in asked])
        for row, question in asked:
            said = {name: getattr(row, name) for name in ("title", "publisher", "published", "review")}
            yield QuestionRow(question=question, answers=answers.get(question.id, ()), **said)


def _beside(connection: Connection, finding: Finding, supporting: Places) -> Iterator[Beside]:
    """Yield the findings that share passages with one, kind by kind."""
    dissent = places_of(voice.side for voice in finding.voices if voice.stance != "supports")
    newer = places_of(finding.updates)
    kinds: dict[BesideKind, set[int]] = {
        "otherwise": {row.finding for row in _voices(connection, dissent) if row.stance == "supports"}
        | {row.finding for row in _voices(connection, supporting) if row.stance != "supports"},
        "before": {row.finding for row in _at(connection, across.finding_update, supporting, "finding")},
        "after": {row.finding for row in _voices(connection, newer) if row.stance == "supports"},
    }
    own = connection.execute(select(_finding.number).where(_finding.id == finding.id)).scalars().all()
    for kind, numbers in kinds.items():
        rows, more = _some(connection, numbers - set(own))
        if rows:
            yield Beside(kind=kind, rows=tuple(rows), more=more)


def _voices(connection: Connection, places: Places) -> Iterator[Row[Any]]:
    return _at(connection, across.finding_voice, places, "finding", "stance")


def _some(connection: Connection, numbers: set[int]) -> tuple[list[FindingInShort], int]:
    """Return the first of some findings in order of publication, and how many more there are."""
    wanted, order = sorted(numbers), list[tuple[str, int]]()
    for start in range(0, len(wanted), CHUNK):
        query = (
            select(_finding.number, _report.published)
            .join(schema.report, _report.id == _finding.report)
            .where(_finding.number.in_(wanted[start : start + CHUNK]))
        )
        order += [(row.published or "9999", row.number) for row in connection.execute(query)]
    shown = [number for _, number in sorted(order)[:MOST_BESIDE]]
    return in_short(connection, _finding.number, shown), len(order) - len(shown)
