import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.weigh.index import Index


def _vectors(count: int, seed: int) -> np.ndarray:
    found = np.random.default_rng(seed).normal(size=(count, 16))
    return np.rint(127 * found / np.linalg.norm(found, axis=1, keepdims=True)).astype(np.int8)


def _near(vectors: np.ndarray, documents: np.ndarray, fresh: np.ndarray, known: np.ndarray, least: float) -> set:
    likeness = vectors.astype(float) @ vectors.astype(float).T / 127**2
    return {
        (i, j)
        for i in range(len(vectors))
        for j in range(i + 1, len(vectors))
        if likeness[i, j] >= least
        and documents[i] != documents[j]
        and (fresh[i] or fresh[j])
        and (fresh[i] or known[i])
        and (fresh[j] or known[j])
    }


@settings(deadline=None)
@given(st.integers(0, 60), st.integers(0, 10**6))
def test_without_centres_every_near_pair_of_different_reports_with_a_new_one_is_found_once(count: int, seed: int):
    rng = np.random.default_rng(seed)
    vectors, documents = _vectors(count, seed), rng.integers(0, 5, count)
    fresh = rng.random(count) < 0.4
    known = ~fresh & (rng.random(count) < 0.7)
    found = list(Index(vectors, documents, np.zeros((0, 16), np.float32)).near(fresh, known, 0.2))
    assert len(found) == len(set(found))
    assert set(found) == _near(vectors, documents, fresh, known, 0.2)


@settings(deadline=None)
@given(st.integers(2, 60), st.integers(0, 10**6))
def test_pairs_found_one_report_after_the_other_are_those_found_at_once(count: int, seed: int):
    vectors, documents = _vectors(count, seed), np.random.default_rng(seed).integers(0, 4, count)
    centres = _vectors(8, seed + 1).astype(np.float32) / 127
    index = Index(vectors, documents, centres)
    everything = np.ones(count, bool)
    at_once = set(index.near(everything, ~everything, 0.3))
    known = ~everything
    one_by_one = set()
    for document in (2, 0, 3, 1):
        fresh = documents == document
        one_by_one |= set(index.near(fresh, known, 0.3))
        known |= fresh
    assert one_by_one == at_once
    assert at_once <= _near(vectors, documents, everything, ~everything, 0.3)


def test_two_alike_share_a_cell_whatever_the_centres():
    vectors = np.repeat(_vectors(1, 3), 2, axis=0)
    index = Index(vectors, np.array([0, 1]), _vectors(40, 9).astype(np.float32) / 127)
    fresh = np.array([True, True])
    assert list(index.near(fresh, ~fresh, 0.9)) == [(0, 1)]
