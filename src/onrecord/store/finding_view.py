"""What a case answers about one finding or one origin, and the little of all by which lists are sifted."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, String, cast, func, select
from sqlalchemy.engine import Connection

from onrecord.errors import UsageError
from onrecord.records import (
    FindingInShort,
    FindingRow,
    FindingSummary,
    Origin,
    OriginSummary,
    RecordRow,
    Told,
    WholeFinding,
    WholeOrigin,
)
from onrecord.store import one_finding, schema
from onrecord.store import schema_across as across
from onrecord.store.findings import finding_rows
from onrecord.store.held_words import HeldWords
from onrecord.store.kinds_across import ORIGIN
from onrecord.store.linked import told
from onrecord.store.listing import CHUNK, records
from onrecord.store.reading import CaseReader

_finding, _voice, _value = across.finding.c, across.finding_voice.c, across.finding_value.c
_origin, _member, _report = across.origin.c, across.origin_report.c, schema.report.c


class FindingView(CaseReader):
    """What is known of single findings and origins."""

    def finding_summaries(self) -> Iterator[FindingSummary]:
        """Yield a little of every finding that relations join, in the order of `findings`, without their words."""
        with self.connect() as connection:
            yield from _summaries(connection)

    def finding_words(self) -> HeldWords[str]:
        """Return the words of all findings, to look for some again and again."""
        passages = (
            select(_finding.id, _finding.text),
            select(_finding.id, _voice.text).join(across.finding_voice, _voice.finding == _finding.number),
        )
        with self.connect() as connection:
            running = connection.execution_options(yield_per=CHUNK)
            return HeldWords((row.id, row.text) for query in passages for row in running.execute(query))

    def findings_named(self, ids: Collection[str]) -> list[FindingRow]:
        """Return the findings with these ids, in the order of the ids, as far as they are in the case."""
        with self.connect() as connection:
            return list(one_finding.named(connection, ids))

    def findings_in_short(self, ids: Collection[str]) -> list[FindingInShort]:
        """Return the findings of `findings_named` without their voices."""
        wanted = list(ids)
        with self.connect() as connection:
            return [
                found
                for start in range(0, len(wanted), CHUNK)
                for found in one_finding.in_short(connection, _finding.id, wanted[start : start + CHUNK])
            ]

    def findings_of(self, record: str) -> list[FindingRow]:
        """Return the findings that a claim or an event speaks to, by its id, in the order of `findings`."""
        heard = select(_voice.finding).where(_voice.record == record, _voice.record != "")
        with self.connect() as connection:
            return list(finding_rows(connection, _finding.number.in_(heard)))

    def finding(self, finding_id: str) -> WholeFinding:
        """Return a finding with what the case knows around it.

        Args:
            finding_id: Its id or a unique start of it.

        Raises:
            UsageError: No finding has it, or several have.
        """
        with self.connect() as connection:
            name = self._named(connection, _finding.id, finding_id, "finding")
            (row,) = finding_rows(connection, _finding.id == name)
            return one_finding.whole(connection, row)

    def told(self, ids: Collection[str]) -> dict[str, Told]:
        """Return the claims and events with these ids, each with on whose word it stands, as far as they are there."""
        with self.connect() as connection:
            return told(connection, ids)

    def origin_summaries(self) -> Iterator[OriginSummary]:
        """Yield a little of every origin, those of most reports first, those of as many by their names."""
        query = select(_origin.number, _origin.id, _origin.kind, _origin.name)
        held = select(_member.origin, _member.report).order_by(_member.origin, _member.ordinal)
        with self.connect() as connection:
            of = {
                number: tuple(row.report for row in rows)
                for number, rows in groupby(connection.execute(held), key=lambda row: row.origin)
            }
            found = [
                OriginSummary(id=row.id, kind=row.kind, name=row.name, reports=of.get(row.number, ()))
                for row in connection.execute(query)
            ]
        yield from sorted(found, key=lambda one: (-len(one.reports), one.name.casefold(), one.id))

    def origins_named(self, ids: Collection[str]) -> list[WholeOrigin]:
        """Return the origins with these ids and their reports, in the order of the ids, as far as they are there."""
        found: dict[str, Origin] = {}
        wanted = list(ids)
        with self.connect() as connection:
            for start in range(0, len(wanted), CHUNK):
                query = select(across.origin).where(_origin.id.in_(wanted[start : start + CHUNK]))
                found |= {row.id: origin for row, origin in records(connection, ORIGIN, query)}
            there = one_finding.reports_named(connection, {name for one in found.values() for name in one.reports})
        return [_with_reports(found[name], there) for name in wanted if name in found]

    def origin(self, origin_id: str) -> WholeOrigin:
        """Return an origin with its reports and the findings that its words speak to.

        Args:
            origin_id: Its id or a unique start of it.

        Raises:
            UsageError: No origin has it, or several have.
        """
        with self.connect() as connection:
            name = self._named(connection, _origin.id, origin_id, "origin")
            ((_, origin),) = records(connection, ORIGIN, select(across.origin).where(_origin.id == name))
            return one_finding.whole_origin(connection, origin)

    def _named(self, connection: Connection, column: ColumnElement[str], given: str, kind: str) -> str:
        given = schema.escape(given)
        starts = (column >= given, func.substr(column, 1, func.length(given)) == given)
        found = list(connection.execute(select(column).where(*starts).order_by(column).limit(3)).scalars())
        if given and (given in found or len(found) == 1):
            return given if given in found else found[0]
        if given and found:
            raise UsageError(f"several {kind}s have an id that starts with {given!r}", hint=f"among them {found}")
        raise UsageError(f"no {kind} {given!r} in {self.path}", hint="a build tells anew what reports say together")


def _with_reports(origin: Origin, reports: Mapping[str, RecordRow]) -> WholeOrigin:
    """Return an origin with its reports in order of publication."""
    own = one_finding.in_order({report: reports[report] for report in origin.reports if report in reports})
    return WholeOrigin(origin=origin, reports=own)


def _summaries(connection: Connection) -> Iterator[FindingSummary]:
    """Yield the summaries; of voices and values only what is counted is read, gathered by the database."""
    days = {str(number): day for number, day in connection.execute(select(_report.number, _report.published))}
    numbers = func.aggregate_strings(cast(_report.number, String), ",")
    told = select(_voice.finding, func.count(), numbers).join(schema.report, _report.id == _voice.report)
    voices = {number: (count, of) for number, count, of in connection.execute(told.group_by(_voice.finding))}
    slots: dict[int, list[Any]] = {}
    for number, slot in connection.execute(select(_value.finding, _value.slot).distinct()):
        slots.setdefault(number, []).append(slot)
    order = func.coalesce(func.nullif(_report.published, ""), "9999"), _report.id, _finding.start, _finding.id
    query = select(_finding.number, _finding.id, _finding.standing).join(schema.report, _report.id == _finding.report)
    for number, name, standing in connection.execute(query.order_by(*order)):
        count, of = voices.get(number, (0, ""))
        own = set(of.split(",")) - {""}
        yield FindingSummary(
            id=name,
            standing=standing,
            published=tuple(sorted({days[report] for report in own} - {""})),
            slots=tuple(sorted(slots.get(number, ()))),
            voices=count,
            reports=len(own),
        )
