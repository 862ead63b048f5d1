"""Why the entities of an identity are one, and what is near to it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.engine import Connection

from onrecord.records import Likeness, Near, Why
from onrecord.store import schema_across as across
from onrecord.store.gathering import identities_of
from onrecord.store.identities import bearers_of
from onrecord.store.identity_names import called
from onrecord.store.kinds_across import LIKENESS
from onrecord.store.listing import records
from onrecord.store.naming_records import Named

_likeness = across.likeness.c


def why(connection: Connection, named: Named) -> list[Why]:
    """Return why some entities are one, and which others are near to them; the likest first."""
    found = dict[str, Likeness]()
    for column in (_likeness.a, _likeness.b):
        query = select(across.likeness).where(column.in_(named.members))
        found |= {row.id: likeness for row, likeness in records(connection, LIKENESS, query)}
    known = bearers_of(connection, {name for one in found.values() for name in (one.a, one.b)})
    ordered = sorted(found.values(), key=lambda one: (-one.score, one.a, one.b))
    return [
        Why(a=known[one.a], b=known[one.b], likeness=one, joined={one.a, one.b} <= named.entities) for one in ordered
    ]


def near(connection: Connection, named: Named, pairs: Sequence[Why]) -> list[Near]:
    """Return the identities of the others in pairs with some entities, in the order of the pairs.

    Args:
        connection: To the case.
        named: The entities.
        pairs: As `why` returns them; those that are joined are passed over.
    """
    apart = [(one.b if one.a.entity in named.entities else one.a, one) for one in pairs if not one.joined]
    who = identities_of(connection, {other.entity for other, _ in apart})
    found: dict[str, list[Why]] = {}
    for other, one in apart:
        found.setdefault(who[other.entity], []).append(one)
    named_so = called(connection, {who[other.entity]: other.entity for other, _ in apart})
    return [Near(**named_so[name], why=tuple(own)) for name, own in found.items()]
