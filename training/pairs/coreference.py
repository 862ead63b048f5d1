"""How well the shipped pairs net groups the coreferent events of ECB+, within a topic, beside published figures.

    python -m training.pairs.coreference ECBPLUS

Mentions are the labelled ones of the validated sentences. Each two of a topic whose vectors are near are read side by
side with their words marked; groups that are tied on average become one (average linkage), down to a limit that is
chosen on the dev topics. Scores are MUC, B-cubed, CEAF-e and their mean, the CoNLL score (Pradhan et al. 2012),
singletons included.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from scipy.optimize import linear_sum_assignment
from tokenizers import Tokenizer

from onrecord.nets.card import read_card
from onrecord.nets.pair_pieces import Side, SidePair, cut_side
from onrecord.nets.pairs import PAIRS, PairsNet
from onrecord.nets.session import open_tokenizer
from training.pairs.dataset import Case, Key
from training.pairs.ecbplus import instances, read_topics

_READ = 12.0  # pairs per mention that are read side by side
_LIMITS = (0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6)

Groups = list[set[tuple[str, Key]]]


class Mentions:
    """The mentions of a topic as the net reads them: a sentence with the words of the event marked."""

    def __init__(self, net: PairsNet, tokenizer: Tokenizer, case: Case) -> None:
        self.net, self.case, self.keys = net, case, case.keys()
        self.sides = [self._side(tokenizer, key) for key in self.keys]

    def _side(self, tokenizer: Tokenizer, key: Key) -> Side:
        document = self.case.documents[key[0]]
        start, end = document.passages[key[1]]
        return cut_side(document.text, start, end, tokenizer, document.focus[key[1]])

    def chances(self) -> np.ndarray:
        """Return the chance that two mentions tell one event (mentions, mentions); 0 where they were not read."""
        vectors = self.net.vectors(self.sides)
        cosines = np.triu(vectors @ vectors.T, 1)
        read = np.argsort(-cosines, axis=None, kind="stable")[: int(_READ * len(self.keys))]
        found = np.zeros_like(cosines, np.float64)
        for a, b in zip(*np.unravel_index(read, cosines.shape), strict=True):
            found[a, b] = found[b, a] = self._chance(int(a), int(b), float(cosines[a, b]))
        return found

    def _chance(self, a: int, b: int, near: float) -> float:
        lapse = self.case.lapse(self.keys[a], self.keys[b])
        read = self.net.read(SidePair(self.sides[a], self.sides[b], lapse, near))
        if read is None:
            return 0.0
        related, same = read.evidence[:2]  # logits: see `onrecord.nets.settling.evidence`
        return float(1 / (1 + np.exp(-related)) / (1 + np.exp(-same)))


def grouped(chances: np.ndarray, limit: float) -> list[list[int]]:
    """Return the mentions in groups: the two with the highest mean chance become one while it is above the limit."""
    groups = {number: [number] for number in range(len(chances))}
    sums = chances.copy()
    np.fill_diagonal(sums, 0)
    sizes = np.ones(len(chances))
    while len(groups) > 1:
        mean = sums / np.outer(sizes, sizes)
        a, b = divmod(int(mean.argmax()), len(mean))
        if mean[a, b] < limit:
            break
        groups[a] += groups.pop(b)
        sums[a] += sums[b]
        sums[:, a] = sums[a]
        sums[a, a] = 0
        sums[b] = sums[:, b] = 0
        sizes[a] += sizes[b]
    return list(groups.values())


def muc(gold: Groups, found: Groups) -> tuple[float, float]:
    """Return recall and precision of links (Vilain et al. 1995)."""
    return _links(gold, found), _links(found, gold)


def _links(groups: Groups, others: Groups) -> float:
    of = {one: number for number, group in enumerate(others) for one in group}
    kept = sum(len(group) - len({of[one] for one in group}) for group in groups)
    return kept / max(1, sum(len(group) - 1 for group in groups))


def b_cubed(gold: Groups, found: Groups) -> tuple[float, float]:
    """Return recall and precision of mentions' mates (Bagga and Baldwin 1998)."""
    total = sum(len(group) for group in gold)
    recall = sum(len(a & b) ** 2 / len(a) for a in gold for b in found) / total
    precision = sum(len(a & b) ** 2 / len(b) for a in gold for b in found) / total
    return recall, precision


def ceaf_e(gold: Groups, found: Groups) -> tuple[float, float]:
    """Return recall and precision of the best matching of groups (Luo 2005)."""
    alike = np.array([[2 * len(a & b) / (len(a) + len(b)) for b in found] for a in gold])
    rows, columns = linear_sum_assignment(-alike)
    best = float(alike[rows, columns].sum())
    return best / len(gold), best / len(found)


def scores(gold: Groups, found: Groups) -> dict[str, float]:
    """Return F1 of the three measures and their mean, in per cent."""
    row = {}
    for name, measure in (("muc", muc), ("b_cubed", b_cubed), ("ceaf_e", ceaf_e)):
        recall, precision = measure(gold, found)
        row[name] = 200 * recall * precision / max(1e-9, recall + precision)
    return row | {"conll": sum(row.values()) / 3}


def truth(cases: Iterable[Case]) -> Groups:
    """Return the labelled groups."""
    of: dict[tuple[str, Key], set[tuple[str, Key]]] = {}
    for case in cases:
        for key, first in instances(case).items():
            of.setdefault((case.name, first), set()).add((case.name, key))
    return list(of.values())


def all_grouped(cases: Sequence[Case], chances: Sequence[np.ndarray], limit: float) -> Groups:
    """Return the groups of all topics."""
    found: Groups = []
    for case, matrix in zip(cases, chances, strict=True):
        keys = case.keys()
        found += [{(case.name, keys[number]) for number in group} for group in grouped(matrix, limit)]
    return found


def main() -> None:
    """Choose the limit on dev and print the scores of both splits."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ecbplus", type=Path)
    options = parser.parse_args()
    net = PairsNet(threads=2)
    tokenizer = open_tokenizer(read_card(PAIRS).folder / "tokenizer.json")
    limit = 0.0
    for split in ("dev", "test"):
        cases = read_topics(options.ecbplus, split)
        chances = [Mentions(net, tokenizer, case).chances() for case in cases]
        gold = truth(cases)
        if split == "dev":
            limit = max(_LIMITS, key=lambda one: scores(gold, all_grouped(cases, chances, one))["conll"])
        told = "  ".join(f"{k} {v:.1f}" for k, v in scores(gold, all_grouped(cases, chances, limit)).items())
        print(f"{split} at {limit}: {told}")


if __name__ == "__main__":
    main()
