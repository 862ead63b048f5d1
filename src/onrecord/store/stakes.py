"""What rests on claims and events, kept beside the findings so that the queue need not count all voices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, islice
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.engine import Connection

from onrecord.review import Speaking, stakes
from onrecord.store import schema
from onrecord.store import schema_across as across
from onrecord.store import schema_review as review
from onrecord.store.listing import CHUNK
from onrecord.store.rows import Values

_finding, _voice = across.finding.c, across.finding_voice.c


def write_stakes(connection: Connection) -> None:
    """Tell what rests on the claims and events of findings that are new; it goes with its finding."""
    found = _stakes(connection)
    while chunk := list(islice(found, CHUNK)):
        connection.execute(insert(review.stake), chunk)


def _stakes(connection: Connection) -> Iterator[Values]:
    claim, event, told = schema.claim.c, schema.event.c, select(review.stake.c.finding)
    score = func.coalesce(claim.score, event.score, 1.0).label("score")
    query = (
        select(
            _finding.number, _finding.standing, _finding.independent_origins, _voice.record, _voice.report,
            _voice.stance, _voice.origin, score,
        )
        .join(across.finding_voice, _voice.finding == _finding.number)
        .outerjoin(schema.claim, claim.id == _voice.record)
        .outerjoin(schema.event, event.id == _voice.record)
        .where(_finding.number.not_in(told))
        .order_by(_finding.number, _voice.ordinal)
    )  # fmt: skip
    # All at once: what is written meanwhile must not change what is still to be read.
    rows = connection.execute(query).all()
    for number, voices in groupby(rows, key=lambda row: row.number):
        yield from _of_finding(int(number), list(voices))


def _of_finding(number: int, rows: Sequence[Any]) -> Iterator[Values]:
    voices = [Speaking(row.record, row.report, row.stance == "supports", row.origin, row.score) for row in rows]
    for stake in stakes(rows[0].standing, rows[0].independent_origins, voices):
        yield {
            "finding": number,
            "record": stake.record,
            "reports": stake.reports,
            "alike": stake.alike,
            "turns": int(stake.turns),
            "worth": stake.worth,
        }
