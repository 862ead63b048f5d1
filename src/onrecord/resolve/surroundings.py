"""What two reports name together: how far they speak of one matter, by names that few other reports have; pure."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Final

from onrecord.resolve.names import Naming
from onrecord.resolve.nodes import Node
from onrecord.vocabulary.bodies import known_body
from onrecord.vocabulary.countries import belonging
from onrecord.vocabulary.persons import given_gender
from onrecord.vocabulary.places import readings
from onrecord.vocabulary.spelling import spelled

Trait = tuple[str, str]
_RARE: Final = 32
"""Documents that share a trait and are near each other by it; what more have in common tells of no matter."""
_FREE: Final = 6
"""Documents that share a trait before it counts less."""
_LOOKED_AT: Final = 8
"""Documents of a node whose surroundings are looked at."""
_LARGE: Final = 17
"""Binary logarithm of the inhabitants of a city that reports of many matters name."""
_WEIGHTS: Final[Mapping[str, float]] = {
    "surname": 0.6,
    "given": 0.25,
    "body": 0.8,
    "office": 0.2,
    "known": 0.05,
    "place": 0.7,
    "city": 0.15,
    "country": 0.05,
    "people": 0.05,
    "vehicle": 0.8,
    "law": 0.1,
    "account": 0.8,
}
"""What a shared name counts, by trial on the training families; 1 is about what makes two reports one matter."""


class Surroundings:
    """The traits of each document, and which documents share rare ones."""

    def __init__(self, nodes: Iterable[Node], count: int) -> None:
        self._traits: list[dict[Trait, float]] = [{} for _ in range(count)]
        for node in nodes:
            traits = dict(_traits(node.naming))
            for document in node.documents:
                self._traits[document].update(traits)
        having: defaultdict[Trait, list[int]] = defaultdict(list)
        for document, traits in enumerate(self._traits):
            for trait in traits:
                having[trait].append(document)
        self._having = having
        self._near: dict[int, dict[int, float]] = {}

    def near(self, document: int) -> Mapping[int, float]:
        """Return the documents that share rare traits with one, and how much they do."""
        found = self._near.get(document)
        if found is None:
            counted: defaultdict[int, float] = defaultdict(float)
            for trait, weight in self._traits[document].items():
                sharing = self._having[trait]
                if len(sharing) <= _RARE:
                    for other in sharing:
                        counted[other] += weight * _rarity(len(sharing))
            counted.pop(document, None)
            found = self._near[document] = dict(counted)
        return found

    def shared(self, one: Collection[int], other: Collection[int], names: Sequence[Naming]) -> float:
        """Return how much the nearest documents of two sets share beyond the given names."""
        few, many = sorted((one, other), key=len)
        own = {trait: weight for name in names for trait, weight in _traits(name)}
        most = 0.0
        for document in sorted(few)[:_LOOKED_AT]:
            near = self.near(document)
            for reached in near.keys() & many if len(many) < len(near) else (d for d in near if d in many):
                most = max(most, near[reached] - self._counted(own, document, reached))
        return most

    def _counted(self, own: Mapping[Trait, float], one: int, other: int) -> float:
        return sum(
            weight * _rarity(len(self._having[trait]))
            for trait, weight in own.items()
            if trait in self._traits[one] and trait in self._traits[other] and len(self._having[trait]) <= _RARE
        )


@cache
def _rarity(documents: int) -> float:
    return 1.0 / (1.0 + math.log2(max(1.0, documents / _FREE)))


def _traits(name: Naming) -> Iterable[tuple[Trait, float]]:
    if name.sort != "person":
        trait = name.sort, " ".join((*name.words, name.country if name.kind == "office" else ""))
        return [(trait, _WEIGHTS[_kind(name)])]
    return [
        (("person", spelled(word)), _WEIGHTS["given" if given_gender(word) else "surname"])
        for word in name.words
        if len(word) > 2
    ]


@lru_cache(maxsize=65536)
def _kind(name: Naming) -> str:
    """Return the kind of `_WEIGHTS` that a name is."""
    plain = " ".join(name.words)
    if name.sort == "body":
        if name.kind == "office" or not name.telling:
            return "office"
        found = belonging(plain)
        return "known" if known_body(plain) or (found and found.kind in {"body", "worldwide"}) else "body"
    if name.sort == "place":
        if name.words[0] == "country":
            return "country"
        found = belonging(plain)
        large = any(reading.size >= _LARGE for reading in readings(plain)[:1])
        return "city" if large or (found and found.kind in {"capital", "region", "worldwide"}) else "place"
    return name.sort
