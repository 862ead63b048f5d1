"""A case as lines of text: equal for cases that hold the same, however and whenever they were made."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict

from sqlalchemy import select

from onrecord.records import extraction_json, problem_json
from onrecord.store import rows, schema
from onrecord.store import schema_across as across
from onrecord.store.gathering import comparables
from onrecord.store.kinds import KINDS
from onrecord.store.kinds_across import ACROSS
from onrecord.store.kinds_review import REVIEW
from onrecord.store.listing import records
from onrecord.store.view import CaseView


def dump_lines(view: CaseView) -> Iterator[str]:
    """Yield captures, readings, reports with their records, what is across them, and problems as JSON lines.

    Each kind comes in order of ids. Left out is what tells only when and in which order things were stored: `number`,
    `met_at`, `read_at`, `extracted_at`, `prepared_at`, `compared_at`, `weighed_at`. Records of a report stay in the
    order in which they were found.
    """
    capture, report, reading, extraction = schema.capture, schema.report, schema.reading, schema.extraction
    with view.connect() as connection:
        captures = connection.execute(select(capture).order_by(capture.c.id)).all()
        readings = connection.execute(select(reading).order_by(reading.c.capture)).all()
        made_by = {row.report: row.made_by for row in connection.execute(select(extraction))}
        reports = connection.execute(select(report.c.id).order_by(report.c.id)).scalars().all()
        problems = connection.execute(select(schema.problem).order_by(schema.problem.c.id)).all()
    for row in captures:
        yield _line("capture", {name: getattr(row, name) for name in row._fields if name != "number"})
    for row in readings:
        yield _line("reading", {"capture": row.capture, "report": row.report, "made_by": row.made_by})
    for name in reports:
        found = view.extraction(name)
        yield _line("report", asdict(found.report) | {"made_by": made_by.get(name, "")})
        told = extraction_json(found)
        for kind in KINDS:
            for record in told[kind.field]:
                yield _line(kind.table.name, record)
    yield from _across(view)
    for row in problems:
        yield _line("problem", problem_json(rows.to_problem(row)))


def _across(view: CaseView) -> Iterator[str]:
    ready, done = across.comparable, across.comparison
    with view.connect() as connection:
        nets = connection.execute(select(ready.c.report, ready.c.made_by).order_by(ready.c.report)).all()
        compared = set(connection.execute(select(done.c.report)).scalars())
        for made_by in sorted({row.made_by for row in nets}):
            for one in sorted(comparables(connection, made_by), key=lambda found: found.report):
                passages = [asdict(p) | {"vector": p.vector.hex()} for p in one.passages]
                about = {"made_by": made_by, "compared": one.report in compared}
                yield _line("comparable", asdict(one) | {"passages": passages, **about})
        for kind in (*ACROSS, *REVIEW):
            for row, record in records(connection, kind, select(kind.table).order_by(kind.table.c.id)):
                yield _line(kind.table.name, {"id": row.id, **asdict(record)})


def _line(table: str, values: dict[str, object]) -> str:
    return json.dumps({"table": table, **values}, sort_keys=True)
