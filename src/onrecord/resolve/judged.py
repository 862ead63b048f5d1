"""What persons decided: which entities are one and which are not; pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.records.identity import Judgement
from onrecord.resolve.names import naming
from onrecord.resolve.rows import EntityRow


@dataclass(frozen=True, slots=True)
class Judged:
    """Judgements that count, in numbers of rows.

    Attributes:
        same: Pairs that are one, in the order in which they count.
        apart: Pairs that are not.
        single: Rows that no name joins to others before they are compared, for one of that name is another.
        counted: The judgements themselves.
    """

    same: Sequence[tuple[int, int]]
    apart: Sequence[tuple[int, int]]
    single: frozenset[int]
    counted: Sequence[Judgement]


def judged_of(rows: Sequence[EntityRow], judgements: Sequence[Judgement]) -> Judged:
    """Return the judgements on rows that count: not withdrawn, the last on its pair; "unsure" says nothing."""
    number = {row.id: at for at, row in enumerate(rows)}
    last: dict[tuple[str, str], Judgement] = {}
    for one in sorted(judgements, key=lambda j: (j.at, j.by, j.verdict, j.a, j.b)):
        known = one.a in number and one.b in number and one.a != one.b
        if known and not one.withdrawn_at:
            last[min(one.a, one.b), max(one.a, one.b)] = one
    counted = sorted(last.values(), key=lambda j: (j.at, j.a, j.b))
    same = [(number[j.a], number[j.b]) for j in counted if j.verdict == "same"]
    apart = [(number[j.a], number[j.b]) for j in counted if j.verdict == "different"]
    return Judged(same, apart, _single(rows, apart), counted)


def _single(rows: Sequence[EntityRow], apart: Sequence[tuple[int, int]]) -> frozenset[int]:
    """Return the rows that were parted, and those of the name that both bear."""
    if not apart:
        return frozenset()
    bearing: defaultdict[object, list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        bearing[naming(row.type, row.name, row.country)].append(number)
    single: set[int] = set()
    for pair in apart:
        one, other = (naming(rows[n].type, rows[n].name, rows[n].country) for n in pair)
        single.update(bearing[one] if one == other else pair)
    return frozenset(single)
