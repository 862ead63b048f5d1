"""Which passages are read side by side, in cases of vectors drawn at random."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.weigh.gathered import Document, Gathered
from onrecord.weigh.nearest import Nearest

LEAST = 0.1


def _case(seed: int, reports: int) -> tuple[Gathered, np.ndarray]:
    """Return a case of passages in few directions, and which of its reports are akin (reports, reports)."""
    rng = np.random.default_rng(seed)
    document = np.sort(rng.integers(0, reports, int(rng.integers(0, 40))))
    vectors = rng.normal(size=(len(document), 4))
    vectors = np.rint(127 * vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.int8)
    first = np.arange(len(document))
    akin = rng.random((reports, reports)) < 0.7
    akin = (akin | akin.T) & ~np.eye(reports, dtype=bool)
    documents = [Document(str(number), "", frozenset()) for number in range(reports)]
    empty = np.zeros((len(document), 2), np.int64)
    return Gathered(documents, document, first, empty, vectors, first), akin


def _expected(case: Gathered, akin: np.ndarray, known: np.ndarray, most: int) -> set[tuple[int, int]]:
    """Return the pairs of which either is among the nearest of the other, by looking at all pairs."""
    products = case.vectors.astype(int) @ case.vectors.astype(int).T
    rows = [row for row in range(len(case.document)) if known[case.document[row]]]
    held = {}
    for row in rows:
        others = [
            (-products[row, other], other)
            for other in rows
            if akin[case.document[row], case.document[other]] and products[row, other] >= LEAST * 127**2
        ]
        held[row] = {other for _, other in sorted(others)[:most]}
    return {(a, b) for a, b in combinations(rows, 2) if b in held[a] or a in held[b]}


def _pairs(edges: np.ndarray) -> set[tuple[int, int]]:
    found = set(map(tuple, edges.tolist()))
    assert len(found) == len(edges)
    return found


@settings(deadline=None, max_examples=200)
@given(st.integers(0, 10**6), st.integers(1, 4), st.lists(st.integers(0, 3), min_size=6, max_size=6))
def test_whatever_the_order_the_pairs_are_those_of_the_whole_case(seed: int, most: int, turn: list[int]):
    case, akin = _case(seed, 6)
    known = np.array(turn) == 0
    everything = np.ones(len(case.document), bool)
    nearest = Nearest(case, lambda number: np.flatnonzero(akin[number]), LEAST, most, known, everything)
    pairs = _expected(case, akin, known, most)
    for number in (1, 2, 3):
        fresh = [report for report in range(6) if turn[report] == number]
        brought, taken = map(_pairs, nearest.add(fresh))
        assert not pairs & brought
        assert taken <= pairs
        pairs = (pairs | brought) - taken
        known |= np.array(turn) == number
        assert pairs == _expected(case, akin, known, most)


def test_a_passage_that_does_not_stand_is_near_to_none():
    case, _ = _case(5, 2)
    nearest = Nearest(case, lambda number: np.array([1 - number]), -1, 3, np.zeros(2, bool), case.document == 0)
    assert [*map(_pairs, nearest.add([0, 1]))] == [set(), set()]


def test_reports_are_crowded_when_one_of_the_passages_fills_their_last_place():
    vectors = np.array([[127, 0], [126, 12], [120, 40]], np.int8)
    document = np.arange(3)
    documents = [Document(str(number), "", frozenset()) for number in range(3)]
    case = Gathered(documents, document, document, np.zeros((3, 2), np.int64), vectors, document)

    def crowded(most: int) -> set[int]:
        others = [np.array([1, 2]), np.array([0, 2]), np.array([0, 1])]
        known = np.ones(3, bool)
        return Nearest(case, others.__getitem__, LEAST, most, known, known).crowded(np.array([1]))

    assert crowded(1) == {0, 2}
    assert crowded(2) == {0, 2}
    assert crowded(3) == set()
