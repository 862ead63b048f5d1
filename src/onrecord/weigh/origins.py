"""What several reports rest on: copies, rewrites of one text, and statements that each of them passes on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from onrecord.records import Origin, OriginKind, Side
from onrecord.vocabulary.folding import folded
from onrecord.weigh.copies import Copied
from onrecord.weigh.joined import Joined
from onrecord.weigh.rests import SHARED, Rest, fullest
from onrecord.weigh.ties import Web

_REWRITTEN: Final = 0.5  # share of the shorter report's passages that rest on the other: more than a quoted one has


def find_origins(web: Web, copied: Sequence[Copied], names: Mapping[str, str], found: Iterable[Rest]) -> list[Origin]:
    """Return what reports rest on, in order of the ids.

    Args:
        web: The relations of the case.
        copied: Pairs of reports with one text.
        names: Id of a report → its outlet and date, in order of publication.
        found: Origins of the voices of findings.
    """
    texts = _Texts(web, names)
    whole = {origin.id: origin for origin in (*texts.copies(copied), *texts.rewrites(copied))}
    told: defaultdict[str, list[frozenset[str]]] = defaultdict(list)
    for origin in whole.values():
        for report in origin.reports:
            told[report].append(frozenset(origin.reports))
    statements = {origin.id: origin for origin in reversed(list(_statements(web, found)))}
    fresh = {
        key: origin
        for key, origin in statements.items()
        if not any(reports.issuperset(origin.reports) for reports in told[origin.reports[0]])
    }
    return [origin for _, origin in sorted((whole | fresh).items())]


class _Texts:
    """Reports of which one rests on the other as a whole."""

    def __init__(self, web: Web, names: Mapping[str, str]) -> None:
        self._web, self._names = web, names
        self._order = {report: number for number, report in enumerate(names)}
        self._resting: defaultdict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
        for tie in web.same:
            if tie.shared >= SHARED:
                a, b = sorted((tie.a, tie.b), key=lambda point: self._order[web.points[point].report])
                self._resting[web.points[a].report, web.points[b].report].append((a, b))

    def copies(self, copied: Sequence[Copied]) -> Iterator[Origin]:
        """Yield copies, all of one text together; a text quoted in another with that one alone."""
        for pair in copied:
            if not pair.whole:
                yield self._origin("copy", [(pair.first, pair.later)])
        yield from self._joined("copy", [(pair.first, pair.later) for pair in copied if pair.whole])

    def rewrites(self, copied: Sequence[Copied]) -> Iterator[Origin]:
        """Yield reports of which the shorter rests on the other in most of its passages, and that are no copies."""
        known = {(pair.first, pair.later) for pair in copied}
        pairs: list[tuple[str, str]] = []
        for (a, b), passages in self._resting.items():
            shorter = min(self._web.lengths[a], self._web.lengths[b])
            resting = min(len({one for one, _ in passages}), len({other for _, other in passages}))
            if resting >= max(2, _REWRITTEN * shorter) and (a, b) not in known:
                pairs.append((a, b))
        yield from self._joined("rewrite", pairs)

    def _joined(self, kind: OriginKind, pairs: Sequence[tuple[str, str]]) -> Iterator[Origin]:
        joined = Joined[str]()
        for a, b in pairs:
            joined.join(a, b)
        groups: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for a, b in pairs:
            groups[joined.group(a)].append((a, b))
        for group in groups.values():
            yield self._origin(kind, group)

    def _origin(self, kind: OriginKind, pairs: Sequence[tuple[str, str]]) -> Origin:
        """Return an origin, named for the report published first, with a tied passage of each report that has one."""
        reports = sorted({report for pair in pairs for report in pair})
        words: dict[str, int] = {}
        for pair in sorted(pairs, key=lambda pair: (self._order[pair[0]], self._order[pair[1]])):
            for passages in self._resting.get(pair, ())[:1]:
                for report, point in zip(pair, passages, strict=True):
                    words.setdefault(report, point)
        return Origin(
            name=self._names[min(reports, key=self._order.__getitem__)],
            kind=kind,
            reports=tuple(reports),
            words=tuple(self._web.points[words[report]].side for report in reports if report in words),
        )


@dataclass(frozen=True, slots=True)
class _Piece:
    """What voices of several reports rest on, as one finding has it.

    Attributes:
        name: In words of the reports, or their outlet.
        keys: What its voices rest on, as `Heard.keys` has it.
        words: Id of a report → the first passage of it that rests on this.
    """

    name: str
    keys: frozenset[str]
    words: Mapping[str, Side]

    @property
    def order(self) -> tuple[int, list[str], list[Side], str]:
        """Those of most reports first."""
        reports = sorted(self.words)
        return -len(reports), reports, [self.words[report] for report in reports], self.name


def _statements(web: Web, found: Iterable[Rest]) -> Iterator[Origin]:
    """Yield what voices of several reports rest on; where words of the reports do not name it, by the first report.

    Findings tell a statement piece by piece. Where all reports that tell one piece tell another of the same source too,
    it is part of that one and not listed by itself.
    """
    whole: list[tuple[_Piece, Counter[str]]] = []
    told: defaultdict[tuple[str, str], list[int]] = defaultdict(list)  # a key and a report → those that are whole
    for piece in sorted(_pieces(web, found), key=lambda one: one.order):
        near = (min((told[key, report] for report in piece.words), key=len) for key in sorted(piece.keys))
        wider = (n for n in chain.from_iterable(near) if whole[n][0].words.keys() >= piece.words.keys())
        number = min(wider, default=len(whole))
        if number == len(whole):
            whole.append((piece, Counter()))
            for key in piece.keys:
                for report in piece.words:
                    told[key, report].append(number)
        if len(piece.words) == len(whole[number][0].words):  # a part may be by one of several who speak in the whole
            whole[number][1][piece.name] += 1
    for piece, names in whole:
        reports = sorted(piece.words)
        yield Origin(
            name=fullest({name: names[name] for name in filter(_names_somebody, names)} or names),
            kind="same_statement",
            reports=tuple(reports),
            words=tuple(piece.words[report] for report in reports),
        )


def _pieces(web: Web, found: Iterable[Rest]) -> Iterator[_Piece]:
    """Yield what voices of several reports rest on; ties of one origin with passages in two findings count too."""
    rests = list(found)
    group = {point: number for number, rest in enumerate(rests) for point in rest.points}
    for tie in web.same:
        if tie.shared >= SHARED and (tie.a not in group or group[tie.a] != group.get(tie.b)):
            heard = [web.points[point].heard for point in (tie.a, tie.b)]
            name = next((one.name for one in heard if one.name and not one.own), "")
            rests.append(Rest(tuple(sorted((tie.a, tie.b))), name))
    for rest in rests:
        first: dict[str, Side] = {}
        for point in rest.points:
            first.setdefault(web.points[point].report, web.points[point].side)
        if len(first) > 1:
            name = rest.name or web.points[rest.points[0]].outlet
            keys = {key for point in rest.points for key in web.points[point].heard.keys}
            named = {f"name:{folded(name)}"} if _names_somebody(name) else set()
            yield _Piece(name, frozenset(keys | named), first)


def _names_somebody(words: str) -> bool:
    """Say whether words name somebody: "the Ministry", but not "the statement" or "He"."""
    return any(word[:1].isupper() for word in words.split()[1:])
