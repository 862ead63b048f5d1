"""Passages that say the same thing, grouped: an average-linkage clustering of the ties between them.

A chain of ties can lead from one fact to another. So two groups become one only where enough of their passages are
tied, and passages that conflict weigh against it. Passages that are alike word for word count as one: copies pull
nothing together.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from onrecord.weigh.joined import Joined
from onrecord.weigh.ties import Tie, Web

_TIED: Final = 0.4  # share of the pairs between two groups that must be tied: half of those that are the same are found


@dataclass(slots=True)
class _Group:
    """Kinds of passages that say the same.

    Attributes:
        kinds: Their numbers, each the first of passages that are alike; the least, which names the group, stands first.
        texts: How many of them each text has.
        ties: Number of another group → how many pairs are tied, less those that conflict.
    """

    kinds: list[int]
    texts: Counter[bytes]
    ties: dict[int, int] = field(default_factory=dict)


def alike(web: Web) -> Joined[int]:
    """Return which passages are copies of each other."""
    joined = Joined[int]()
    for tie in web.same:
        if tie.score >= 1 and tie.shared >= 1 and web.points[tie.a].span.text == web.points[tie.b].span.text:
            joined.join(tie.a, tie.b)
    return joined


def clusters(web: Web) -> list[list[int]]:
    """Return the points of the web in groups that say the same, in order of their first; most are alone in theirs."""
    copies = alike(web)
    marks = _marks(web, copies)
    same = _pairs(web.same, copies)
    groups = {kind: _Group([kind], Counter([marks[kind][1]])) for pair in same for kind in pair}
    for weight, pairs in ((1, same), (-1, _pairs(web.conflict, copies))):
        for one, other in pairs:
            if one not in groups or other not in groups:
                continue
            for a, b in ((one, other), (other, one)):
                groups[a].ties[b] = groups[a].ties.get(b, 0) + weight
    of = Joined[int]()
    for a, b in sorted(same, key=lambda pair: (-same[pair], sorted(marks[kind] for kind in pair))):
        one, other = sorted((of.group(a), of.group(b)))
        if one != other and _belong(groups[one], groups[other]):
            of.join(one, other)
            _merge(groups, one, other)
    found: defaultdict[int, list[int]] = defaultdict(list)
    for point in range(len(web.points)):
        found[of.group(copies.group(point))].append(point)
    return sorted(found.values())


def _marks(web: Web, copies: Joined[int]) -> dict[int, tuple[str, bytes, int]]:
    """Return kind → what it is ordered by: its words and its text, which no further copy changes; last its place."""
    marks: dict[int, tuple[str, bytes, int]] = {}
    for number, point in enumerate(web.points):
        kind = copies.group(number)
        text = min(point.text, marks[kind][1]) if kind in marks else point.text
        marks[kind] = (point.span.text, text, kind)
    return marks


def _pairs(ties: Sequence[Tie], copies: Joined[int]) -> dict[tuple[int, int], float]:
    """Return which kinds are tied, and how surely."""
    found: dict[tuple[int, int], float] = {}
    for tie in ties:
        a, b = sorted((copies.group(tie.a), copies.group(tie.b)))
        if a != b:
            found[a, b] = max(tie.score, found.get((a, b), 0.0))
    return found


def _belong(one: _Group, other: _Group) -> bool:
    """Whether enough of the pairs between two groups are tied; passages of one text are no pair."""
    small, large = sorted((one.texts, other.texts), key=len)
    within = sum(count * large[text] for text, count in small.items())
    tied = one.ties.get(other.kinds[0], 0)
    return tied >= _TIED * max(1, len(one.kinds) * len(other.kinds) - within)


def _merge(groups: dict[int, _Group], kept: int, gone: int) -> None:
    one, other = groups[kept], groups.pop(gone)
    one.kinds += other.kinds
    one.texts += other.texts
    one.ties.pop(gone, None)
    for third, count in other.ties.items():
        if third != kept:
            one.ties[third] = one.ties.get(third, 0) + count
            groups[third].ties.pop(gone, None)
            groups[third].ties[kept] = one.ties[third]
