"""What follows from all reports together, written by difference, and what persons decided."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import delete, func, insert, or_, select, union, update
from sqlalchemy.engine import Connection

from onrecord.clock import utc_now
from onrecord.errors import UsageError
from onrecord.records import PERSON, REVIEWS, Judgement
from onrecord.store import rows, schema
from onrecord.store import schema_across as across
from onrecord.store import schema_review as review
from onrecord.store.adding import Written, insert_rows
from onrecord.store.kinds import KINDS
from onrecord.store.kinds_across import DERIVED, JUDGEMENT, AcrossKind
from onrecord.store.listing import CHUNK, records
from onrecord.store.quoting import Quoting
from onrecord.store.stakes import write_stakes

_mark = review.mark.c
_CHANGING: Final = tuple(sorted(set(REVIEWS) - {"unreviewed", "accepted"}))
"""How records stand in review that are not, or not only, as the program found them."""


def state_of(connection: Connection) -> str:
    """Return a digest that differs when a report was extracted or compared, or something was decided, since.

    Of decisions about records, what they change counts: a note or an acceptance leaves the case as it was weighed.
    """
    digest = hashlib.blake2b(digest_size=10)
    extraction, comparison, judgement = schema.extraction.c, across.comparison.c, across.judgement.c
    marks = (
        select(extraction.seal, comparison.seal)
        .outerjoin(across.comparison, comparison.report == extraction.report)
        .order_by(extraction.report),
        select(judgement.id, judgement.seal).order_by(judgement.id),
    )
    for query in marks:
        for one, other in connection.execution_options(yield_per=CHUNK).execute(query):
            digest.update(f"{one} {other}\n".encode())
        digest.update(b"\n")
    # Without decisions nothing is added, so that a case of format 3 is not weighed again for its upgrade.
    for one, other in _reviewed(connection):
        digest.update(f"{one} {other}\n".encode())
    return digest.hexdigest()


def _reviewed(connection: Connection) -> Iterator[tuple[str, str]]:
    """Yield what persons' decisions change for weighing: how records stand, and what was put in."""
    changed = select(_mark.record, _mark.review).where(_mark.review.in_(_CHANGING)).order_by(_mark.record)
    yield from (tuple(row) for row in connection.execute(changed))
    for kind in KINDS:
        table = kind.table.c
        decided = select(_mark.record).where(_mark.kind == kind.table.name)
        put_in = table.id.in_(decided), table.made_by.startswith(PERSON)
        mine = select(table.id, table.seal).where(*put_in).order_by(table.id)
        yield from (tuple(row) for row in connection.execute(mine))


def write_weighed(connection: Connection, found: Sequence[Iterable[Any]], state: str, made_by: str) -> None:
    """Make the case hold what was found, kind by kind in the order of `DERIVED`; rows that are the same stay.

    Raises:
        SpanMismatch: A record quotes words that a report does not have there.
    """
    quoting = Quoting(connection)
    for kind, some in zip(DERIVED, found, strict=True):
        _replace(connection, kind, some, quoting)
    write_stakes(connection)
    connection.execute(delete(across.weighing))
    connection.execute(insert(across.weighing).values(rows.weighing_row(state, made_by, utc_now())))


def _replace(connection: Connection, kind: AcrossKind[Any], found: Iterable[Any], quoting: Quoting) -> None:
    stored = {row.id: row.seal for row in connection.execute(select(kind.table.c.id, kind.table.c.seal))}
    for chunk in _changed(kind, found, stored, quoting):
        _drop(connection, kind, [row["id"] for row, _ in chunk])
        insert_rows(connection, kind, chunk)
    _drop(connection, kind, [name for name, seal in stored.items() if seal])


def _changed(
    kind: AcrossKind[Any], found: Iterable[Any], stored: dict[str, str], quoting: Quoting
) -> Iterator[list[Written]]:
    """Yield the records that are not stored so, in chunks; leave a seal in `stored` only for those that are no more."""
    chunk: list[Written] = []
    for record in found:
        row = kind.row(record)
        seal = stored.get(row["id"])
        stored[row["id"]] = ""
        if seal in ("", row["seal"]):  # met before among the records, or stored as it is
            continue
        quoting.check(f"{kind.table.name} {row['id']}", kind.sides(record))
        chunk.append((row, kind.apart(record)))
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    yield chunk


def _drop(connection: Connection, kind: AcrossKind[Any], ids: Sequence[str]) -> None:
    for start in range(0, len(ids), CHUNK):
        connection.execute(delete(kind.table).where(kind.table.c.id.in_(ids[start : start + CHUNK])))


def drop_derived(connection: Connection, report: str) -> None:
    """Drop what names a report or its records, before these go; the next weighing tells it anew."""
    entities = select(schema.entity.c.id).where(schema.entity.c.report == report)
    questions = select(schema.question.c.id).where(schema.question.c.report == report)
    member, likeness, answer = across.identity_member.c, across.likeness.c, across.answer.c
    connection.execute(
        delete(across.identity).where(
            across.identity.c.number.in_(select(member.identity).where(member.entity.in_(entities)))
        )
    )
    connection.execute(delete(across.likeness).where(or_(likeness.a.in_(entities), likeness.b.in_(entities))))
    connection.execute(delete(across.answer).where(or_(answer.report == report, answer.question.in_(questions))))
    for table, parts in (
        (across.origin, (across.origin_report, across.origin_words)),
        (across.finding, (across.finding_voice, across.finding_value, across.finding_update)),
    ):
        naming = union(*(select(part.columns[0]).where(part.c.report == report) for part in parts))
        connection.execute(delete(table).where(table.c.number.in_(naming.scalar_subquery())))
    connection.execute(delete(across.finding).where(across.finding.c.report == report))


def drop_naming(connection: Connection, kind: str, ids: Sequence[str]) -> None:
    """Drop what names records of a kind that go, before they do; the next weighing tells it anew."""
    member, likeness, voice = across.identity_member.c, across.likeness.c, across.finding_voice.c
    drops: list[Any] = []
    if ids and kind == "entity":
        named = select(member.identity).where(member.entity.in_(ids))
        drops.append(delete(across.identity).where(across.identity.c.number.in_(named)))
        drops.append(delete(across.likeness).where(or_(likeness.a.in_(ids), likeness.b.in_(ids))))
    elif ids and kind == "question":
        drops.append(delete(across.answer).where(across.answer.c.question.in_(ids)))
    elif ids and kind in ("claim", "event"):
        heard = select(voice.finding).where(voice.record.in_(ids))
        drops.append(delete(across.finding).where(across.finding.c.number.in_(heard)))
    # What is dropped is missed where the same is put in again: the case does not count as weighed any more.
    if sum(connection.execute(drop).rowcount for drop in drops):
        connection.execute(delete(across.weighing))


def withdraw(connection: Connection, given: str, by: str, at: str) -> Judgement:
    """Mark a judgement, given by its id or a unique start of it, as withdrawn and return it.

    Raises:
        UsageError: There is none, there are several, or it was withdrawn before.
    """
    table = across.judgement
    query = select(table).where(func.substr(table.c.id, 1, len(given)) == given)
    found = [judgement for _, judgement in records(connection, JUDGEMENT, query)] if given else []
    if len(found) != 1:
        raise UsageError(
            f"{'several judgements have' if found else 'no judgement has'} an id that starts with {given!r}",
            hint="`onrecord judge CASE list` shows the ids",
        )
    if found[0].withdrawn_at:
        raise UsageError(
            f"{found[0].id} was withdrawn by {found[0].withdrawn_by} at {found[0].withdrawn_at}",
            hint="a judgement is withdrawn once; judge again to decide anew",
        )
    withdrawn = replace(found[0], withdrawn_at=at, withdrawn_by=by)
    connection.execute(update(table).where(table.c.id == withdrawn.id).values(JUDGEMENT.row(withdrawn)))
    return withdrawn
