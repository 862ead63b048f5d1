"""Fit what decides, before the net reads two passages side by side, whether that is worth while.

python -m training.pairs.gate src/onrecord/nets/weights/pairs-v1 corpus/train corpus/more

Most passages that lie near each other are not related, and to read a pair takes a hundred times as long as to tell
how alike the two are (`onrecord.nets.pair_pieces.alike`). A logistic regression on those numbers turns away the least
likely ones; its weights go into the card of the net. Prints what share of the related pairs is kept at what cost.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from onrecord.nets.pair_pieces import alike
from onrecord.nets.pairs import PairsNet
from training.pairs.dataset import Case, read_cases

_DECAY = 1.0
_ROUNDS = 30  # of Newton's method; it stands still after ten


def rows(net: PairsNet, case: Case, least: float) -> tuple[np.ndarray, np.ndarray, int]:
    """Return how alike near passages of a case are (pairs, ALIKE), which are related, and how many related are far."""
    keys = case.keys()
    sides = [net.side(case.documents[d].text, case.documents[d].passages[k]) for d, k in keys]
    vectors = np.rint(net.vectors(sides) * 127) / 127
    near = vectors @ vectors.T
    found, truth, far = [], [], 0
    for i, a in enumerate(keys):
        for j in range(i + 1, len(keys)):
            one = case.judged.get((a, keys[j]))
            related = one is not None and one.related
            if a[0] == keys[j][0] or (one is not None and min(one.relation) < 0):
                continue
            if near[i, j] >= least:
                found.append(alike(sides[i], sides[j], float(near[i, j])))
                truth.append(related)
            else:
                far += related
    return np.array(found), np.array(truth, float), far


def fit(numbers: np.ndarray, truth: np.ndarray) -> np.ndarray:
    """Return the weights, the last the base (ALIKE + 1,), by logistic regression."""
    x = np.hstack([numbers, np.ones((len(numbers), 1))])
    decay = _DECAY * np.r_[np.ones(x.shape[1] - 1), 0]
    weights = np.zeros(x.shape[1])
    for _ in range(_ROUNDS):
        chance = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (chance - truth) + decay * weights
        bend = (x * (chance * (1 - chance))[:, None]).T @ x + np.diag(decay + 1e-6)
        weights -= np.linalg.solve(bend, slope)
    return weights


def told(net: PairsNet, cases: Sequence[Case], weights: np.ndarray, least: float) -> None:
    """Print what share of the related pairs is kept, and how many pairs a passage is read with."""
    found = [rows(net, case, least) for case in cases]
    numbers, truth = np.vstack([one[0] for one in found]), np.concatenate([one[1] for one in found])
    related, passages = truth.sum() + sum(one[2] for one in found), sum(len(case.keys()) for case in cases)
    chance = 1 / (1 + np.exp(-(numbers @ weights[:-1] + weights[-1])))
    for limit in (0.0, 0.01, 0.02, 0.03, 0.05, 0.08, 0.12):
        kept = chance >= limit
        share = 100 * truth[kept].sum() / related
        print(f"at {limit}: {share:.1f} % of the related, {kept.sum() / passages:.2f} pairs read per passage")


def main() -> None:
    """Fit and write into the card."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("net", type=Path)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--dev", type=Path, help="part of the corpus to measure on")
    options = parser.parse_args()
    net = PairsNet(folder=options.net)
    least = net.thresholds["near"]
    found = [rows(net, case, least) for folder in options.folders for case in read_cases(folder)]
    weights = fit(np.vstack([one[0] for one in found if len(one[0])]), np.concatenate([one[1] for one in found]))
    path = options.net / "card.json"
    card = json.loads(path.read_text("utf-8"))
    card["settings"]["gate"] = [round(float(weight), 4) for weight in weights]
    path.write_text(json.dumps(card, indent=2, ensure_ascii=False) + "\n", "utf-8")
    if options.dev:
        told(net, read_cases(options.dev), weights, least)


if __name__ == "__main__":
    main()
