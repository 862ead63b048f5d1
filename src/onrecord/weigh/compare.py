"""New reports compared with all others of a case: which of their passages say the same, conflict or bring news.

What two passages have to do with each other depends on the two, their reports' dates and what both reports name; never
on what else is in the case. So a case that grows report by report ends with the relations of one built at once.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice
from typing import Final, Protocol, cast

import numpy as np
import numpy.typing as npt

from onrecord.nets.pair_pieces import Side as Pieces
from onrecord.nets.pair_pieces import SidePair, lapse
from onrecord.nets.pairs import Judged
from onrecord.nets.rivals import rivals
from onrecord.records import Relation, RelationKind, Side, Slot, Span
from onrecord.sentences import Passage, clause_around
from onrecord.weigh.akin import Akin
from onrecord.weigh.formulas import Formulas
from onrecord.weigh.gathered import Bools, Gathered, Ints
from onrecord.weigh.kin import kinship
from onrecord.weigh.nearest import UNIT, Edges, Nearest

Texts = Callable[[str], str]
"""Gives the text of a report by its id."""

_CHUNK: Final = 200  # reports compared before what was found is stored: a build that is killed loses no more
_ANSWERS: Final = 0.5  # chance from which on a passage answers what another leaves open
_STRONGEST: Final = 4.0  # log-odds of kinship, beyond which it says no more for or against


_MOST: Final = 16
"""Passages nearest to one that are read with it: stories of more reports tell most of their facts more often."""

RULES: Final = "compare-5"
"""Version of what happens around the net: a report compared by another is compared again."""


def with_rules(nets: str) -> str:
    """Return the net and the rules that compare reports: a case tells by it whether they compared one."""
    return f"{nets}+{RULES}"


class Judging(Protocol):
    """The pairs net (`onrecord.nets.pairs.PairsNet`), in this process or several."""

    name: str
    thresholds: Mapping[str, float]
    kin: float

    def side(self, text: str, passage: Passage) -> Pieces:
        """Return a passage as it is judged."""
        ...

    def judge_all(self, pairs: Iterable[SidePair]) -> Generator[Judged, None, None]:
        """Yield what each two passages have to do with each other."""
        ...


PassageName = tuple[str, int]
"""A passage by its report's id and its number there."""


@dataclass(frozen=True, slots=True)
class Compared:
    """What was found for some reports.

    Attributes:
        reports: Ids of the reports that are now compared with all others.
        relations: Theirs.
        void: One passage of which all older relations are void, since a copy published earlier came in and stands for
            it now; or two whose relations with each other are, since nearer ones came between them.
    """

    reports: tuple[str, ...]
    relations: tuple[Relation, ...]
    void: tuple[tuple[PassageName, ...], ...]


def compare(case: Gathered, pending: Collection[str], texts: Texts, net: Judging) -> Iterator[Compared]:
    """Yield what the pending reports have in common with all others, some reports at a time.

    Args:
        case: All reports of the case, the pending ones among them.
        pending: Ids of the reports that were not compared yet.
        texts: Gives their texts.
        net: What judges two passages.
    """
    waiting = np.array([document.report in pending for document in case.documents], bool)
    near, kin = net.thresholds["near"], lru_cache(maxsize=_CHUNK)(_akin(case, texts, net.thresholds["kin"]))
    replaced = _replaced(case, waiting)
    again = _crowded(waiting, replaced, Nearest(case, kin, near, _MOST, ~waiting, _standing(case, waiting)))
    nearest = Nearest(case, kin, near, _MOST, ~(waiting | again), case.first == np.arange(len(case.first)))
    # What is judged again comes before what replaces: a build that is killed in between finds both to do once more.
    numbers = np.concatenate([np.flatnonzero(again), np.flatnonzero(waiting)])
    # All are taken in before any pair is judged: most that are near in a part of a case are not in the whole.
    brought, taken = nearest.add(numbers.tolist())
    void: list[tuple[PassageName, ...]] = [(_name(case, row),) for row in replaced.tolist()]
    void += [(_name(case, a), _name(case, b)) for a, b in taken.tolist()]
    turn = _turns(case, numbers, brought)
    brought, turn = brought[np.argsort(turn, kind="stable")], np.sort(turn)
    with closing(_Comparing(case, texts, net).relations(brought)) as found:
        for at in range(0, len(numbers), _CHUNK):
            chunk = numbers[at : at + _CHUNK]
            once_more = np.flatnonzero(np.isin(case.document, chunk[again[chunk]]))
            judged = islice(found, int((turn == at // _CHUNK).sum()))
            yield Compared(
                reports=tuple(case.documents[d].report for d in chunk.tolist()),
                relations=tuple(chain.from_iterable(judged)),
                void=(*void, *((_name(case, row),) for row in once_more.tolist())),
            )
            void = []


def _akin(case: Gathered, texts: Texts, least: float) -> Callable[[int], Ints]:
    """Return what gives the reports that can be of one case with a report, but for those of one formula with it."""
    akin, formulas = Akin(case.documents, least), Formulas(case.documents, texts)

    def of(number: int) -> Ints:
        found = akin.of(number)
        return found[~formulas.among(number, found)]

    return of


def _turns(case: Gathered, numbers: Ints, edges: Edges) -> Ints:
    """Return with which chunk of the reports each pair of passages is judged: the first after which both are compared.

    Of reports that were compared before, neither keeps the other waiting.
    """
    turns = np.full(len(case.documents), -1)
    turns[numbers] = np.arange(len(numbers)) // _CHUNK
    last: Ints = turns[case.document[edges]].max(1)
    return last


def _crowded(waiting: Bools, replaced: Ints, before: Nearest) -> Bools:
    """Return which reports lose one of the nearest with a replaced passage, so that others may come in (reports,)."""
    found = before.crowded(replaced) if len(replaced) else set()
    return np.isin(np.arange(len(waiting)), sorted(found))


def _name(case: Gathered, row: int) -> PassageName:
    return case.documents[case.document[row]].report, int(case.numbers[row])


def _replaced(case: Gathered, waiting: Bools) -> Ints:
    """Return passages of compared reports that stood for their copies until a waiting report came before them."""
    stood = _standing(case, waiting)
    return np.flatnonzero(stood & (case.first != np.arange(len(case.first))))


def _standing(case: Gathered, waiting: Bools) -> Bools:
    """Return which passages stand for their copies among the reports that are not waiting (passages,)."""
    known = np.flatnonzero(~waiting[case.document])
    stands = np.zeros(len(case.first), bool)
    stands[known[np.unique(case.first[known], return_index=True)[1]]] = True
    return stands


class _Comparing:
    """Judges pairs of passages of one case."""

    def __init__(self, case: Gathered, texts: Texts, net: Judging) -> None:
        self._case, self._net = case, net
        self._text = lru_cache(maxsize=512)(texts)
        self._side = lru_cache(maxsize=8192)(self._cut)
        self._kin = lru_cache(maxsize=65536)(self._kinship)

    def _cut(self, row: int) -> Pieces:
        case = self._case
        start, end = case.bounds[row].tolist()
        return self._net.side(self._text(case.documents[case.document[row]].report), Passage(start, end))

    def _kinship(self, a: int, b: int) -> float:
        one, other = self._case.documents[a], self._case.documents[b]
        return kinship((one.traits, one.published), (other.traits, other.published))

    def relations(self, edges: Edges) -> Generator[tuple[Relation, ...], None, None]:
        """Yield what each two passages have to do with each other, the one published first before the other."""
        asked = (self._pair(a, b) for a, b in _each(edges))
        with closing(self._net.judge_all(asked)) as all_judged:
            for (a, b), judged in zip(_each(edges), all_judged, strict=True):
                yield tuple(self._related((a, b), judged))

    def _related(self, rows: tuple[int, int], judged: Judged) -> Iterator[Relation]:
        kin = self._kin_of(*rows)
        odds = max(-_STRONGEST, min(_STRONGEST, math.log(kin / max(1e-9, 1 - kin))))
        for name, chance in judged.chances.items():
            score = _chance(_log_odds(chance) + self._net.kin * odds)
            if score >= self._net.thresholds[name]:
                yield self._relation(cast("RelationKind", name), rows, judged, score)

    def _kin_of(self, a: int, b: int) -> float:
        return self._kin(int(self._case.document[a]), int(self._case.document[b]))

    def _lapse(self, a: int, b: int) -> int:
        documents, of = self._case.documents, self._case.document
        return lapse(documents[of[a]].published, documents[of[b]].published)

    def _pair(self, a: int, b: int) -> SidePair:
        near = float(self._cosines(a, np.array([b]))[0])
        beside = rivals(near, (self._cosines(a, self._others(b)), self._cosines(b, self._others(a))))
        return SidePair(self._side(a), self._side(b), self._lapse(a, b), near, beside)

    def _others(self, row: int) -> Ints:
        """Return the other passages of a passage's report."""
        first, last = np.searchsorted(self._case.document, self._case.document[row] + np.arange(2))
        return np.concatenate([np.arange(first, row), np.arange(row + 1, last)])

    def _cosines(self, row: int, others: Ints) -> npt.NDArray[np.float64]:
        vectors = self._case.vectors
        found: npt.NDArray[np.float64] = vectors[others].astype(np.int32) @ vectors[row].astype(np.int32) / UNIT
        return found

    def _relation(self, name: RelationKind, rows: tuple[int, int], judged: Judged, score: float) -> Relation:
        sides = [self._quote(row, bounds) for row, bounds in zip(rows, judged.words[name], strict=True)]
        return Relation(
            a=sides[0],
            b=sides[1],
            relation=name,
            slot=cast("Slot", judged.slot) if name == "conflict" else "",
            score=round(score, 4),
            shared=round(judged.shared, 4),
            answers=name == "update" and judged.answers >= _ANSWERS,
            made_by=self._net.name,
        )

    def _quote(self, row: int, bounds: tuple[int, int]) -> Side:
        report = self._case.documents[self._case.document[row]].report
        text = self._text(report)
        passage = Passage(*self._case.bounds[row].tolist())
        return Side(report=report, span=Span.of(text, *clause_around(text, bounds, passage)))


def _each(edges: Edges) -> Iterator[tuple[int, int]]:
    """Yield the pairs one by one, without a list of all: they may be millions."""
    for a, b in edges:
        yield int(a), int(b)


def _log_odds(chance: float) -> float:
    chance = min(1 - 1e-9, max(1e-9, chance))
    return math.log(chance / (1 - chance))


def _chance(odds: float) -> float:
    return 1 / (1 + math.exp(-odds))
