"""Entities that one name makes one without more ado, and the reports they stand in; pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from onrecord.resolve.names import SORTS, Naming, naming
from onrecord.resolve.rows import EntityRow
from onrecord.vocabulary.folding import folded
from onrecord.vocabulary.persons import Gender, address_gender, given_gender, noun_gender

_ALIASES: Final = 12  # other names of one entity that are looked at; nobody has more in one report
_ROLES: Final = 8  # roles of one node that are compared


@dataclass(slots=True, eq=False)
class Node:
    """Entities that nothing parts: one name that tells its bearer in one country, or any name in one report.

    Attributes:
        number: Its place among all nodes.
        naming: Its name.
        members: Numbers of its rows.
        documents: Numbers of the documents that it stands in.
        others: Other names that the reports have for it, as they are compared.
        roles: Functions in the reports' words, folded.
        gender: As forms of address, roles and given names tell it.
    """

    number: int
    naming: Naming
    members: list[int] = field(default_factory=list)
    documents: set[int] = field(default_factory=set)
    others: set[Naming] = field(default_factory=set)
    roles: Counter[str] = field(default_factory=Counter)
    genders: Counter[Gender] = field(default_factory=Counter)

    @property
    def gender(self) -> Gender:
        """The gender that most reports tell, or ""."""
        return max(sorted(self.genders), key=lambda one: self.genders[one], default="")

    def main_roles(self) -> list[str]:
        """Return the roles that most reports give."""
        return sorted(self.roles, key=lambda role: (-self.roles[role], role))[:_ROLES]


@dataclass(frozen=True, slots=True)
class Documents:
    """Reports that name the same count as one document: a copy adds nothing to what tells who is who.

    Attributes:
        of_row: Document of each row.
        count: How many there are.
        published: Day of each, or "".
    """

    of_row: Sequence[int]
    published: Sequence[str]


def documents_of(rows: Sequence[EntityRow]) -> Documents:
    """Return the documents of rows that are sorted by report."""
    names: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
    first: dict[str, str] = {}
    for row in rows:
        names[row.report].append((row.type, row.name, row.country, row.role))
        first.setdefault(row.report, row.published)
    number: dict[tuple[tuple[str, ...], ...], int] = {}
    of_report: dict[str, int] = {}
    published: list[str] = []
    for report, listed in names.items():
        of_report[report] = number.setdefault(tuple(sorted(listed)), len(number))
        if of_report[report] == len(published):
            published.append(first[report])
    return Documents([of_report[row.report] for row in rows], published)


def nodes_of(rows: Sequence[EntityRow], documents: Documents, single: Collection[int]) -> list[Node]:
    """Return the nodes of rows.

    Args:
        rows: Sorted by report and id.
        documents: Their documents.
        single: Numbers of rows that are nodes of their own, for a person judged them.
    """
    nodes: dict[tuple[object, ...], Node] = {}
    for number, row in enumerate(rows):
        name = naming(row.type, row.name, row.country)
        document = documents.of_row[number]
        key: tuple[object, ...] = (name,)
        if number in single:
            key = (name, "row", number)
        elif not name.telling:
            key = (name, document)
        node = nodes.get(key)
        if node is None:
            node = nodes[key] = Node(len(nodes), name)
        node.members.append(number)
        node.documents.add(document)
        node.others.update(_others(row) - {name})
        if row.role:
            node.roles[folded(row.role)] += 1
        gender = _gender(row.name, row.role) if name.sort == "person" else ""
        if gender:
            node.genders[gender] += 1
    return list(nodes.values())


def _others(row: EntityRow) -> set[Naming]:
    return {naming(row.type, alias, row.country) for alias in row.aliases[:_ALIASES] if folded(alias)}


@lru_cache(maxsize=65536)
def _gender(name: str, role: str) -> Gender:
    words = name.split()
    first = words[0] if words else ""
    told = address_gender(first) if len(words) > 1 else ""
    head = role.split(" of ", maxsplit=1)[0].split()
    return told or (noun_gender(head[-1]) if head else "") or given_gender(folded(first))


def resolvable(entities: Iterable[EntityRow]) -> list[EntityRow]:
    """Return the rows that can be met again, each once, in an order of their own."""
    unique = {row.id: row for row in entities if row.type in SORTS}
    return sorted(unique.values(), key=lambda row: (row.report, row.id))
