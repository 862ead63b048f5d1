"""Fit the weights by which what the pairs net says is settled, on families that it has not learnt from.

python -m training.pairs.settle src/onrecord/nets/weights/pairs-v1 corpus/settling

For each relation a logistic regression over `onrecord.nets.settling.evidence`; its weights go into the card of the net.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np

from onrecord.nets.pair_pieces import SidePair
from onrecord.nets.pairs import PairsNet
from onrecord.nets.rivals import rivals
from training.pairs.dataset import Case, read_cases

_DECAY = 30.0
_ROUNDS = 30  # of Newton's method; it stands still after ten


def rows(net: PairsNet, case: Case) -> tuple[list[np.ndarray], list[list[int]]]:
    """Return the evidence of the pairs of a case that the net reads, and what is labelled between them."""
    keys = case.keys()
    sides = [net.side(case.documents[d].text, case.documents[d].passages[k]) for d, k in keys]
    vectors = np.rint(net.vectors(sides) * 127) / 127
    near = vectors @ vectors.T
    document = np.array([d for d, _ in keys])
    found, truth = [], []
    for i, a in enumerate(keys):
        for j in range(i + 1, len(keys)):
            one = case.judged.get((a, keys[j]))
            labels = one.relation if one else [0, 0, 0]
            if a[0] == keys[j][0] or min(labels) < 0 or near[i, j] < net.thresholds["near"]:
                continue
            own, theirs = document == a[0], document == keys[j][0]
            others = (np.delete(near[i], j)[np.delete(theirs, j)], np.delete(near[j], i)[np.delete(own, i)])
            beside = rivals(float(near[i, j]), others)
            read = net.read(SidePair(sides[i], sides[j], case.lapse(a, keys[j]), float(near[i, j]), beside))
            if read is not None:
                found.append(read.evidence)
                truth.append(labels)
    return found, truth


def fit(numbers: np.ndarray, truth: np.ndarray) -> np.ndarray:
    """Return the weights, the last the base (numbers + 1,), by logistic regression on standardised numbers."""
    mean, spread = numbers.mean(0), numbers.std(0) + 1e-9
    x = np.hstack([(numbers - mean) / spread, np.ones((len(numbers), 1))])
    decay = _DECAY * np.r_[np.ones(x.shape[1] - 1), 0]
    weights = np.zeros(x.shape[1])
    for _ in range(_ROUNDS):
        chance = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (chance - truth) + decay * weights
        bend = (x * (chance * (1 - chance))[:, None]).T @ x + np.diag(decay + 1e-6)
        weights -= np.linalg.solve(bend, slope)
    plain = weights[:-1] / spread
    return np.r_[plain, weights[-1] - plain @ mean]


def main() -> None:
    """Fit and write into the card."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("net", type=Path)
    parser.add_argument("folders", type=Path, nargs="+")
    options = parser.parse_args()
    net = PairsNet(folder=options.net)
    found = [rows(net, case) for folder in options.folders for case in read_cases(folder)]
    numbers = np.array([row for evidence, _ in found for row in evidence])
    truth = np.array([labels for _, told in found for labels in told], float)
    path = options.net / "card.json"
    card = json.loads(path.read_text("utf-8"))
    weights = np.stack([fit(numbers, truth[:, k]) for k in range(truth.shape[1])])
    card["settings"]["settled"] = [[round(float(weight), 4) for weight in row] for row in weights]
    path.write_text(json.dumps(card, indent=2, ensure_ascii=False) + "\n", "utf-8")
    print(f"{len(numbers):,} pairs of {len(found)} families", truth.sum(0))


if __name__ == "__main__":
    main()
