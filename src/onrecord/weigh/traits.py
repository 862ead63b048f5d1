"""What tells whether two reports can be of one case: whom and what they name, exact figures, days."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from onrecord.records import Entity, Time
from onrecord.vocabulary.countries import belonging
from onrecord.vocabulary.folding import folded

_FIGURE: Final = re.compile(r"(?<![\w.,-])\d{1,3}(?:[,.]\d{3})+(?!\d)|(?<![\w.,-])\d{3,}(?![\w-])")
_YEARS: Final = range(1800, 2101)  # a figure of four digits that is most likely a year
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_BODIES: Final = {"ORG": "body", "FAC": "site", "LOC": "site", "VEHICLE": "vehicle", "LAW": "law", "ACCOUNT": "account"}


def traits(text: str, entities: Iterable[Entity], times: Iterable[Time]) -> tuple[str, ...]:
    """Return what tells whether a report can be of one case with another, sorted: see `Comparable.traits`."""
    found = named(entities)
    for figure in _FIGURE.finditer(text):
        digits = re.sub(r"\D", "", figure[0])
        if len(digits) != 4 or int(digits) not in _YEARS:
            found.add(f"figure:{digits}")
    found |= {f"day:{time.value}" for time in times if _DAY.fullmatch(time.value)}
    return tuple(sorted(found))


def named(entities: Iterable[Entity]) -> set[str]:
    """Return the traits that are names."""
    return {trait for entity in entities for trait in _of_entity(entity)}


def _of_entity(entity: Entity) -> Iterator[str]:
    """Yield the traits of a name: of persons the last word, which is mostly the surname, and the whole name."""
    names = [name for name in (folded(one) for one in (entity.name, *entity.aliases)) if name]
    if entity.type == "PER":
        for name in names:
            yield f"person:{name.rpartition(' ')[2]}"
    elif entity.type == "GPE" and _is_country(entity):
        yield f"country:{entity.country}"
    elif entity.type == "GPE":
        yield from (f"place:{name}" for name in names)
    elif entity.type == "NORP" and entity.country:
        yield f"country:{entity.country}"
    elif kind := _BODIES.get(entity.type):
        yield from (f"{kind}:{name}" for name in names)


def _is_country(entity: Entity) -> bool:
    known = belonging(entity.name)
    return bool(entity.country) and known is not None and known.kind == "country"
