"""Who is who across reports, beside the labels: `python -m quality.entities_across FOLDER…`.

A folder is a part of the corpus with `across.jsonl`. All its families are one case, so that a name met in two of them
can be joined wrongly. What counts is pairs of entities of two reports of one family: two are one where their names are
equal, case, marks and alphabet aside, and their types too, or where the labels say so. Pairs across families are
no labels; those between persons, bodies that are not public, buildings, vehicles and accounts are counted as wrong, for
each family is another invented case.

With `--found`, who is who is told of extracted entities; a labelled one is the extracted one that stands where it does.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from pathlib import Path

from labelling.across import Family, read_families
from labelling.snippets import Record, read_labelled, read_lines
from onrecord.resolve import EntityRow, Resolved, resolve
from onrecord.resolve.names import naming
from onrecord.resolve.rows import RESOLVED_TYPES
from onrecord.vocabulary.bodies import known_body
from onrecord.vocabulary.countries import belonging
from onrecord.vocabulary.folding import folded
from onrecord.vocabulary.names import told_by
from quality.measure import Tally

Pair = tuple[str, str]
Key = tuple[str, str]
Bounds = tuple[int, int]
_ONE_CASE = frozenset({"PER", "VEHICLE", "ACCOUNT", "ORG", "FAC"})
"""Types of which another family's are others; places, peoples, laws and public bodies are met in many cases."""


@dataclass(frozen=True, slots=True)
class Scored:
    """What was counted.

    Attributes:
        within: Pairs within families.
        by_type: The same for each type.
        lost: Labelled pairs that were not found.
        extra: Found pairs that are not labelled.
        strangers: Found pairs across families of the types that are another's in each.
    """

    within: Tally
    by_type: Mapping[str, Tally]
    lost: Sequence[Pair]
    extra: Sequence[Pair]
    strangers: Sequence[Pair]


def rows_of(records: Iterable[Record]) -> list[EntityRow]:
    """Return the entities of case records as `resolve` takes them; their ids hold the report's."""
    return [
        EntityRow(
            id=f"{record['report']['id']}#{entity['id']}",
            report=record["report"]["id"],
            type=entity["type"],
            name=entity["name"],
            aliases=tuple(entity["aliases"]),
            country=entity["country"] or "",
            role=entity["role"] or "",
            published=record["report"].get("published") or "",
        )
        for record in records
        for entity in record["entities"]
        if entity["type"] in RESOLVED_TYPES
    ]


def labelled_pairs(family: Family, rows: Sequence[EntityRow]) -> set[Pair]:
    """Return the pairs of entities of a family's reports that are one."""
    leader = {row.id: row.id for row in rows}
    by_name: defaultdict[Key, list[EntityRow]] = defaultdict(list)
    by_key: defaultdict[Key, list[EntityRow]] = defaultdict(list)
    for row in rows:
        by_key[row.type, folded(row.name)].append(row)
        for name in dict.fromkeys(folded(name) for name in (row.name, *row.aliases)):
            by_name[row.report, name].append(row)
    apart = {frozenset(pair) for group in family.apart for pair in combinations(group, 2)}
    for alike in by_key.values():
        for one, other in combinations(alike, 2):
            if frozenset({(one.report, one.name), (other.report, other.name)}) not in apart:
                _join(leader, one.id, other.id)
    for group in family.same:
        known = [named for report, name in group if (named := _named(by_name, report, name))]
        for first, second in pairwise(known):
            _join(leader, first.id, second.id)
    return set(_pairs(rows, {row.id: _first(leader, row.id) for row in rows}))


def _named(by_name: Mapping[Key, Sequence[EntityRow]], report: str, name: str) -> EntityRow | None:
    found = by_name.get((report, folded(name)), ())
    exact = [row for row in found if folded(row.name) == folded(name)]
    return next(iter(exact or found), None)


def _first(leader: dict[str, str], one: str) -> str:
    while leader[one] != one:
        one = leader[one]
    return one


def _join(leader: dict[str, str], one: str, other: str) -> None:
    low, high = sorted((_first(leader, one), _first(leader, other)))
    leader[high] = low


def _pairs(rows: Sequence[EntityRow], identity: Mapping[str, str]) -> Iterator[Pair]:
    """Yield the pairs of entities of different reports that are one by `identity`."""
    groups: defaultdict[str, list[EntityRow]] = defaultdict(list)
    for row in rows:
        groups[identity[row.id]].append(row)
    for group in groups.values():
        for one, other in combinations(sorted(group, key=lambda row: row.id), 2):
            if one.report != other.report:
                yield one.id, other.id


def identity_of(resolved: Resolved) -> dict[str, str]:
    """Return the identity of each entity."""
    return {member: identity.id for identity in resolved.identities for member in identity.members}


def score(families: Sequence[Family], rows: Sequence[EntityRow], identity: Mapping[str, str]) -> Scored:
    """Count the pairs of `identity` beside the labelled ones."""
    family_of = {report["id"]: family.name for family in families for report in family.reports}
    by_family: defaultdict[str, list[EntityRow]] = defaultdict(list)
    for row in rows:
        if row.report in family_of:
            by_family[family_of[row.report]].append(row)
    of_type = {row.id: row.type for row in rows}
    within, by_type = Tally(), defaultdict[str, Tally](Tally)
    lost: list[Pair] = []
    extra: list[Pair] = []
    for family in families:
        own = by_family[family.name]
        wanted, found = labelled_pairs(family, own), set(_pairs(own, identity))
        for pairs, field in ((wanted & found, "right"), (wanted - found, "lost"), (found - wanted, "extra")):
            for pair in sorted(pairs):
                for tally in (within, by_type[of_type[pair[0]]]):
                    setattr(tally, field, getattr(tally, field) + 1)
        lost += sorted(wanted - found)
        extra += sorted(found - wanted)
    known = [row for family in by_family.values() for row in family if row.type in _ONE_CASE and not _is_public(row)]
    report_of = {row.id: row.report for row in known}
    strangers = [
        pair for pair in _pairs(known, identity) if family_of[report_of[pair[0]]] != family_of[report_of[pair[1]]]
    ]
    return Scored(within, by_type, lost, extra, strangers)


def _is_public(row: EntityRow) -> bool:
    """Return whether a body is met in many cases: a state's, or one known the world over."""
    if row.type != "ORG":
        return False
    named = belonging(row.name)
    told = (
        told_by("whole", row.name) == "ORG" or known_body(row.name) or (named and named.kind in {"body", "worldwide"})
    )
    return bool(told) or naming(row.type, row.name, row.country).kind == "office"


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the scores of each folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--found", type=Path, help="case records of the reports as extracted, one a line")
    parser.add_argument("--alone", action="store_true", help="each family is a case")
    parser.add_argument("--errors", action="store_true", help="print what is lost, extra or another family's")
    options = parser.parse_args(arguments)
    for folder in options.folders:
        families = read_families(folder)
        members = {report["id"] for family in families for report in family.reports}
        records = [record for record in read_labelled(folder) if record["report"]["id"] in members]
        rows = rows_of(records)
        if options.found:
            scored = score_extracted(families, records, list(read_lines(options.found)))
        else:
            scored = score(families, rows, _resolved(families, rows, alone=options.alone))
        _print(folder.name, scored, {row.id: row for row in rows}, errors=options.errors)


def _resolved(families: Sequence[Family], rows: Sequence[EntityRow], *, alone: bool) -> dict[str, str]:
    if not alone:
        return identity_of(resolve(rows))
    found: dict[str, str] = {}
    for family in families:
        own = {report["id"] for report in family.reports}
        found |= identity_of(resolve([row for row in rows if row.report in own]))
    return found


def score_extracted(families: Sequence[Family], labelled: Sequence[Record], found: Sequence[Record]) -> Scored:
    """Score what is told of extracted entities: a labelled one is the one that stands where it does.

    A labelled entity that was not extracted is nobody's, and its pairs are lost.
    """
    identity = identity_of(resolve(rows_of(found)))
    rows = rows_of(labelled)
    places = {record["report"]["id"]: _names_at(record) for record in found}
    own: dict[str, str] = {}
    for record in labelled:
        report = record["report"]["id"]
        for entity, spans in _names_at(record).items():
            own[f"{report}#{entity}"] = f"{report}#{_standing_at(spans, places.get(report, {}))}"
    return score(families, rows, {row.id: identity.get(own[row.id], row.id) for row in rows})


def _names_at(record: Record) -> dict[str, list[Bounds]]:
    """Return where the names of each entity stand."""
    spans: defaultdict[str, list[Bounds]] = defaultdict(list)
    for mention in record["mentions"]:
        if mention["form"] == "name" and mention["entity"]:
            spans[mention["entity"]].append((mention["span"]["start"], mention["span"]["end"]))
    return dict(spans)


def _standing_at(spans: Sequence[Bounds], others: Mapping[str, Sequence[Bounds]]) -> str:
    """Return the entity that shares most with some spans, at least half of one, or ""."""
    shared = {
        entity: sum(overlap for a in spans for b in own if (overlap := _overlap(a, b)) >= 0.5)
        for entity, own in others.items()
    }
    best = max(sorted(shared), key=lambda entity: shared[entity], default="")
    return best if best and shared[best] else ""


def _overlap(one: Bounds, other: Bounds) -> float:
    both = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, both) / (max(one[1], other[1]) - min(one[0], other[0]))


def _print(name: str, scored: Scored, rows: Mapping[str, EntityRow], *, errors: bool) -> None:
    print(f"{name}: {_line(scored.within)}, {len(scored.strangers)} pairs across families")
    for kind, tally in sorted(scored.by_type.items()):
        print(f"  {kind:8} {_line(tally)}")
    if errors:
        for heading, pairs in (("lost", scored.lost), ("extra", scored.extra), ("across", scored.strangers)):
            counted = Counter(_told(rows, pair, heading) for pair in pairs)
            for told, count in sorted(counted.items()):
                print(f"  {heading} {told} x{count}")


def _told(rows: Mapping[str, EntityRow], pair: Pair, heading: str) -> str:
    one, other = (rows[entity] for entity in pair)
    where = f"{one.report}: " if heading != "across" else ""
    return f"{where}{_shown(one)} | {_shown(other)}"


def _shown(row: EntityRow) -> str:
    return f"{row.type} {row.name} ({row.country}{'; ' if row.role else ''}{row.role})"


def _line(tally: Tally) -> str:
    return f"P {tally.precision:.1f} R {tally.recall:.1f} F1 {tally.f1:.1f} of {tally.right + tally.lost}"


if __name__ == "__main__":
    main()
