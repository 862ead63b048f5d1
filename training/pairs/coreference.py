"""How well the pairs net groups the coreferent events of ECB+, within a topic, beside published figures.

    python -m training.pairs.coreference ECBPLUS --work DIR --encoder DIR

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
import torch
from scipy.optimize import linear_sum_assignment
from tokenizers import Tokenizer

from training.pairs.dataset import Case, Key
from training.pairs.ecbplus import instances, read_topics
from training.pairs.evaluate import candidates, judge, log_chances
from training.pairs.network import Pairs
from training.pairs.steps import Sides
from training.run import averaged

_READ = 12.0  # pairs per mention that are read side by side
_LIMITS = (0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6)

Groups = list[set[tuple[str, Key]]]


@torch.no_grad()
def chances_of(net: Pairs, case: Case, sides: Sides) -> np.ndarray:
    """Return the chance that two mentions tell one event (mentions, mentions); 0 where they were not read."""
    keys = case.keys()
    at = {key: number for number, key in enumerate(keys)}
    pairs, near, _ = candidates(net, case, sides, _READ)
    found = np.zeros((len(keys), len(keys)))
    for (a, b), out in zip(pairs, judge(net, case, pairs, sides, near), strict=True):
        found[at[a], at[b]] = found[at[b], at[a]] = float(np.exp(log_chances(out)[0]))
    return found


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
    parser.add_argument("--work", type=Path, nargs="+", required=True)
    parser.add_argument("--encoder", type=Path, required=True)
    options = parser.parse_args()
    states = [torch.load(run / "checkpoint.pt", map_location="cpu", weights_only=True)["mean"] for run in options.work]
    net = Pairs()
    net.load_state_dict(averaged(states))
    net.eval()
    tokenizer = Tokenizer.from_file(str(options.encoder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    sides, limit = Sides(tokenizer), 0.0
    for split in ("dev", "test"):
        cases = read_topics(options.ecbplus, split)
        chances = [chances_of(net, case, sides) for case in cases]
        gold = truth(cases)
        if split == "dev":
            limit = max(_LIMITS, key=lambda one: scores(gold, all_grouped(cases, chances, one))["conll"])
        told = "  ".join(f"{k} {v:.1f}" for k, v in scores(gold, all_grouped(cases, chances, limit)).items())
        print(f"{split} at {limit}: {told}")


if __name__ == "__main__":
    main()
