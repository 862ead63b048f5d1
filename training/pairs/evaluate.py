"""How well the pairs net finds and judges the pairs of labelled cases."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch

from onrecord.nets.pair_pieces import alike, joined, single
from training.pairs.dataset import Case, Judged, Key
from training.pairs.network import RELATIONS, Pairs
from training.pairs.steps import Sides, batched

_READ = 6.0
"""Pairs that are read side by side per passage: those whose vectors are nearest."""


@torch.no_grad()
def measure(net: Pairs, cases: Sequence[Case], sides: Sides) -> dict[str, float]:
    """Return per cent: related pairs among those read, and for each relation its average precision and best F1."""
    chances: list[np.ndarray] = []
    truth: list[np.ndarray] = []
    reached = related = 0
    slots: list[bool] = []
    origins: list[bool] = []
    for case in cases:
        pairs, near, all_related = candidates(net, case, sides)
        scored = judge(net, case, pairs, sides, near)
        found = {pair for pair in pairs if case.judged.get(pair, Judged()).related}
        related += len(all_related)
        reached += len(found)
        missing = sorted(all_related - found)
        for pair, out in zip(pairs, scored, strict=True):
            one = case.judged.get(pair, Judged())
            if min(one.relation) < 0:
                continue
            chances.append(log_chances(out))
            truth.append(np.array(one.relation))
            if one.slot >= 0:
                slots.append(int(out["slot"].argmax()) == one.slot)
            if one.origin >= 0:
                origins.append((out["origin"] > 0) == (one.origin == 1))
        for pair in missing:
            chances.append(np.full(3, -99.0))
            truth.append(np.array(case.judged[pair].relation))
    row = {
        "read": 100 * reached / max(1, related),
        "slot": 100 * float(np.mean(slots or [0])),
        "origin": 100 * float(np.mean(origins or [0])),
    }
    scores, labels = np.stack(chances), np.stack(truth)
    for k, relation in enumerate(RELATIONS):
        row[f"{relation}_ap"], row[f"{relation}_f1"], row[f"{relation}_at"] = _precision(scores[:, k], labels[:, k])
    return {name: round(value, 2) for name, value in row.items()}


def candidates(
    net: Pairs, case: Case, sides: Sides, read: float = _READ
) -> tuple[list[tuple[Key, Key]], list[float], set[tuple[Key, Key]]]:
    """Return the pairs whose vectors are nearest with their cosines, and all that are related."""
    keys = case.keys()
    vectors = torch.cat(
        [
            net.vectors(batched([single(sides.of(case, key)) for key in keys[at : at + 32]]))
            for at in range(0, len(keys), 32)
        ]
    )
    cosines = (vectors @ vectors.T).numpy()
    rows = [
        (float(cosines[i, j]), (a, keys[j]))
        for i, a in enumerate(keys)
        for j in range(i + 1, len(keys))
        if a[0] != keys[j][0] or case.focused
    ]
    rows.sort(key=lambda row: -row[0])
    rows = rows[: int(read * len(keys))]
    related = {pair for pair, one in case.judged.items() if one.related}
    return [pair for _, pair in rows], [likeness for likeness, _ in rows], related


def log_chances(out: dict[str, np.ndarray]) -> np.ndarray:
    """Return the logarithm of each relation's chance (3,): that the two are related, and so."""
    found: np.ndarray = -np.logaddexp(0, -out["related"]) - np.logaddexp(0, -out["relation"])
    return found


def judge(
    net: Pairs, case: Case, pairs: Sequence[tuple[Key, Key]], sides: Sides, near: Sequence[float]
) -> list[dict[str, np.ndarray]]:
    """Return the logits of pairs, whose vectors have these cosines."""
    found: list[dict[str, np.ndarray]] = []
    for at in range(0, len(pairs), 32):
        part = pairs[at : at + 32]
        both = [(sides.of(case, a), sides.of(case, b)) for a, b in part]
        told = [alike(a, b, cosine) for (a, b), cosine in zip(both, near[at : at + 32], strict=True)]
        out = net.judge(batched([joined(a, b) for a, b in both], [case.lapse(a, b) for a, b in part], told))
        found += [
            {name: value[k].float().numpy() for name, value in out.items() if name != "words"} for k in range(len(part))
        ]
    return found


def _precision(scores: np.ndarray, labels: np.ndarray) -> tuple[float, float, float]:
    """Return average precision and the best F1, in per cent, and at which logit it is."""
    order = np.argsort(-scores)
    right = np.cumsum(labels[order] == 1)
    total = max(1, int((labels == 1).sum()))
    precision, recall = right / np.arange(1, len(right) + 1), right / total
    average = float((precision * (labels[order] == 1)).sum() / total)
    f1 = 2 * precision * recall / np.maximum(1e-9, precision + recall)
    best = int(f1.argmax())
    return 100 * average, 100 * float(f1[best]), float(scores[order][best])
