"""Who or what entities of several reports are together: name, other names, country, roles in order of time; pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from onrecord.records.entity import ENTITY_TYPES, EntityType
from onrecord.records.identity import Identity, Office
from onrecord.resolve.rows import EntityRow
from onrecord.vocabulary.folding import folded

_UNDATED: Final = "9999"


def identity_of(rows: Sequence[EntityRow]) -> Identity:
    """Return the identity that entities make."""
    kinds = Counter(row.type for row in rows)
    name = _main_name(rows)
    names = {one for row in rows for one in (row.name, *row.aliases)}
    countries = {row.country for row in rows if row.country}
    return Identity(
        type=_most(kinds),
        name=name,
        aliases=tuple(sorted(names - {name})),
        country=min(countries) if len(countries) == 1 else "",
        offices=_offices(rows),
        members=tuple(sorted(row.id for row in rows)),
    )


def _most(kinds: Counter[EntityType]) -> EntityType:
    return max(ENTITY_TYPES, key=lambda kind: kinds[kind])  # the first listed of those met as often


def _main_name(rows: Sequence[EntityRow]) -> str:
    """Return the fullest of the names that are used half as often as the one used most."""
    used = Counter(row.name for row in rows)
    often = max(used.values()) / 2
    return min(
        (name for name, count in used.items() if count >= often),
        key=lambda name: (-len(folded(name).split()), -used[name], -len(name), name),
    )


def _offices(rows: Sequence[EntityRow]) -> tuple[Office, ...]:
    told = sorted({(row.published or _UNDATED, row.role) for row in rows if row.role})
    offices: list[Office] = []
    for published, role in told:
        if not offices or folded(offices[-1].role) != folded(role):
            offices.append(Office(role=role, published="" if published == _UNDATED else published))
    return tuple(offices)
