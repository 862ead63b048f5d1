"""One step of learning: the passages of a few cases as vectors, and pairs of them read side by side."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional as fn

from onrecord.nets.pair_pieces import ALIKE, Floats, Joined, Side, alike, cut_side, joined, single
from training.pairs.altering import altered
from training.pairs.dataset import Case, Judged, Key
from training.pairs.network import RELATIONS, SLOTS, Inputs, Pairs
from training.pairs.settings import Settings

_RARE = (1.0, 2.5, 1.5)
"""How much more a relation counts where it holds than where it does not: conflicts are an eighth of what is related."""

Place = tuple[int, Key]
"""A passage of a step: number of its case, and its key there."""


@dataclass(frozen=True, slots=True)
class Example:
    """Two passages side by side and what is to be learnt of them."""

    a: Side
    b: Side
    lapse: int
    judged: Judged
    near: float = 0.0

    @property
    def alike(self) -> Floats:
        """How alike the two are."""
        return alike(self.a, self.b, self.near)


class Sides:
    """Passages cut into pieces, once."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self.tokenizer = tokenizer
        self._known: dict[tuple[str, Key], Side] = {}

    def of(self, case: Case, key: Key) -> Side:
        """Return the pieces of a passage with its context."""
        name = (case.name, key)
        if name not in self._known:
            document = case.documents[key[0]]
            start, end = document.passages[key[1]]
            self._known[name] = cut_side(document.text, start, end, self.tokenizer, document.focus[key[1]])
        return self._known[name]

    def changed(self, case: Case, key: Key, words: str) -> Side:
        """Return the pieces of a passage with other words, after the same context."""
        document = case.documents[key[0]]
        start, end = document.passages[key[1]]
        text = document.text[:start] + words + document.text[end:]
        return cut_side(text, start, start + len(words), self.tokenizer)


def batched(rows: Sequence[Joined], lapses: Sequence[int] = (), told: Sequence[Floats] = ()) -> Inputs:
    """Return rows of pieces as one batch, padded with id 0; `told` is how alike the two passages of each row are."""
    width = max(len(row.ids) for row in rows)

    def stacked(name: str) -> Tensor:
        out = np.zeros((len(rows), width), np.int64)
        for number, row in enumerate(rows):
            values = getattr(row, name)
            out[number, : len(values)] = values
        return torch.from_numpy(out)

    pieces = (stacked(name) for name in ("ids", "case", "part", "match"))
    numbers = np.stack(told) if told else np.zeros((len(rows), ALIKE), np.float32)
    return Inputs(*pieces, torch.tensor(lapses or [0] * len(rows)), torch.from_numpy(numbers))


def step_losses(
    net: Pairs, cases: Sequence[Case], sides: Sides, settings: Settings, rng: random.Random
) -> dict[str, Tensor]:
    """Return the losses of a step."""
    chosen = _passages(cases, settings, rng)
    vectors = _vectors(net, [sides.of(cases[c], key) for c, key in chosen])
    likeness = vectors @ vectors.T
    related, comparable = _related(cases, chosen)
    found = {"vectors": settings.vectors * _nearest_loss(likeness * net.scale.exp(), related & comparable, comparable)}
    examples = _examples(cases, chosen, likeness.detach(), comparable & ~related, sides, settings, rng)
    return found | judge_losses(net, examples)


def _nearest_loss(logits: Tensor, related: Tensor, comparable: Tensor) -> Tensor:
    """Return how unlikely it is to draw a related passage for each that has one, by the softmax of the logits.

    Khosla et al. 2020, "Supervised contrastive learning", with the positives within the logarithm.
    """
    low = torch.tensor(-1e4)
    everything = torch.where(comparable, logits, low).logsumexp(1)
    wanted = torch.where(related, logits, low).logsumexp(1)
    asked = related.any(1)
    mean: Tensor = (everything - wanted)[asked].mean() if asked.any() else logits.sum() * 0
    return mean


def _vectors(net: Pairs, sides: Sequence[Side]) -> Tensor:
    order = sorted(range(len(sides)), key=lambda k: len(sides[k].ids))
    found: list[Tensor] = [torch.empty(0)] * len(sides)
    for at in range(0, len(order), 40):
        part = order[at : at + 40]
        vectors = net.vectors(batched([single(sides[k]) for k in part]))
        for k, vector in zip(part, vectors, strict=True):
            found[k] = vector
    return torch.stack(found)


def _passages(cases: Sequence[Case], settings: Settings, rng: random.Random) -> list[Place]:
    """Return the passages of a step: those of related pairs first."""
    share = settings.passages // len(cases)
    chosen: list[Place] = []
    for c, case in enumerate(cases):
        pairs = [pair for pair, one in case.judged.items() if one.related]
        rng.shuffle(pairs)
        keys = list(dict.fromkeys(key for pair in pairs for key in pair))[: share * 3 // 4]
        rest = sorted(set(case.keys()) - set(keys))
        rng.shuffle(rest)
        chosen += [(c, key) for key in (keys + rest)[:share]]
    return chosen


def _related(cases: Sequence[Case], chosen: Sequence[Place]) -> tuple[Tensor, Tensor]:
    """Return which passages are related, and which pairs tell something: those of one document do not."""
    size = len(chosen)
    related, comparable = np.zeros((size, size), bool), np.ones((size, size), bool)
    for i, (c, a) in enumerate(chosen):
        for j in range(i + 1):
            d, b = chosen[j]
            if c == d:
                one = cases[c].judged.get((min(a, b), max(a, b)))
                related[i, j] = related[j, i] = one is not None and one.related
                unknown = (a[0] == b[0] and not cases[c].focused) or (one is not None and min(one.relation) < 0)
                comparable[i, j] = comparable[j, i] = not unknown and i != j
    return torch.from_numpy(related), torch.from_numpy(comparable)


def _examples(  # noqa: PLR0913, PLR0917 - what a step has at hand
    cases: Sequence[Case],
    chosen: Sequence[Place],
    likeness: Tensor,
    refusable: Tensor,
    sides: Sides,
    settings: Settings,
    rng: random.Random,
) -> list[Example]:
    examples: list[Example] = []
    pairs = [(c, pair) for c, case in enumerate(cases) for pair, one in case.judged.items() if one.related]
    rng.shuffle(pairs)
    asked = [one for one in pairs if cases[one[0]].focused][: settings.focused]
    pairs = [*asked, *(one for one in pairs if not cases[one[0]].focused)]
    at = {place: row for row, place in enumerate(chosen)}
    pairs = [(c, (a, b)) for c, (a, b) in pairs if (c, a) in at and (c, b) in at]
    for c, (a, b) in pairs[: settings.related]:
        near = float(likeness[at[c, a], at[c, b]])
        examples.append(replace(_example(cases[c], a, b, sides, settings, rng), near=near))
    scores = (
        torch.where(refusable, likeness + 0.1 * torch.rand(likeness.shape), torch.tensor(-9.0)).tril(-1)
        + torch.full_like(likeness, -9.0).triu()
    )
    nearest = scores.flatten().topk(min(settings.refused * 3, scores.numel())).indices.tolist()
    rng.shuffle(nearest)
    for flat in nearest[: settings.refused]:
        i, j = divmod(flat, len(chosen))
        if scores[i, j] > -2:
            (c, a), (d, b) = sorted((chosen[i], chosen[j]))
            lapse = cases[c].lapse(a, b) if c == d else rng.randrange(6)
            examples.append(
                Example(sides.of(cases[c], a), sides.of(cases[d], b), lapse, Judged(), float(likeness[i, j]))
            )
    return examples


def _example(case: Case, a: Key, b: Key, sides: Sides, settings: Settings, rng: random.Random) -> Example:
    one = case.judged[a, b]
    first, second = case.documents[a[0]], case.documents[b[0]]
    if one.relation == [1, 0, 0] and not case.focused and rng.random() < settings.altering:
        places = sorted({place for document in case.documents for place in document.places})
        new = altered(first.words(a[1]), second.words(b[1]), first.places & second.places, places, rng)
        if new is not None:
            words, start, end, slot = new
            at = second.passages[b[1]][0]
            told = Judged([-1, 1, 0], SLOTS.index(slot), words=[(1, 1, at + start, at + end)])
            return Example(sides.of(case, a), sides.changed(case, b, words), case.lapse(a, b), told)
    return Example(sides.of(case, a), sides.of(case, b), case.lapse(a, b), one)


def judge_losses(net: Pairs, examples: Sequence[Example]) -> dict[str, Tensor]:
    """Return the losses of pairs read side by side."""
    examples = sorted(examples, key=lambda one: len(one.a.ids) + len(one.b.ids))
    sums: dict[str, Tensor] = {}
    for at in range(0, len(examples), 16):
        part = examples[at : at + 16]
        rows = [joined(one.a, one.b) for one in part]
        out = net.judge(batched(rows, [one.lapse for one in part], [one.alike for one in part]))
        for name, value in _judged(out, part).items():
            sums[name] = sums.get(name, torch.zeros(())) + value
    relating = max(4, sum(one.judged.related for one in examples))
    counts = {
        "related": len(examples),
        "relation": relating,
        "words": max(1, sum(bool(one.judged.words) for one in examples)),
    }
    counts["slot"] = max(4, sum(one.judged.slot >= 0 for one in examples))
    counts["origin"] = max(8, sum(one.judged.origin >= 0 for one in examples))
    counts["answers"] = max(8, sum(one.judged.answers >= 0 for one in examples))
    weight = {"related": 3.0, "relation": 1.4, "slot": 0.5, "origin": 0.5, "answers": 0.3, "words": 1.5}
    return {name: weight[name] * value / counts[name] for name, value in sums.items()}


def _judged(out: dict[str, Tensor], part: Sequence[Example]) -> dict[str, Tensor]:
    relation = torch.tensor([one.judged.relation for one in part])
    known = (relation >= 0).float()
    related = relation.max(1).values
    found = {"related": (_bce(out["related"].float(), (related > 0).float()) * (related >= 0)).sum()}
    wanted = relation.clamp(min=0).float()
    kinds = _bce(out["relation"].float(), wanted) * known * (related > 0)[:, None]
    kinds = kinds * (1 + wanted * (torch.tensor(_RARE) - 1))
    found["relation"] = kinds.sum()
    slot = torch.tensor([one.judged.slot for one in part])
    found["slot"] = fn.cross_entropy(out["slot"].float(), slot, ignore_index=-1, reduction="sum")
    for name in ("origin", "answers"):
        told = torch.tensor([getattr(one.judged, name) for one in part])
        found[name] = (_bce(out[name].float(), told.clamp(min=0).float()) * (told >= 0).float()).sum()
    target, asked = torch.zeros(out["words"].shape), torch.zeros(out["words"].shape)
    for number, one in enumerate(part):
        offset = (1, 2 + len(one.a.ids))
        for relation_, k, start, end in one.judged.words:
            side = (one.a, one.b)[k]
            inside = (side.starts >= start) & (side.ends <= end)
            passage = side.part >= 2
            row = slice(offset[k], offset[k] + len(side.ids))
            target[number, row, relation_] = torch.maximum(
                target[number, row, relation_], torch.from_numpy(inside).float()
            )
            asked[number, row, relation_] = torch.from_numpy(passage).float()
    pieces = _bce(out["words"].float(), target) * asked
    found["words"] = (pieces.sum((1, 2)) / asked.sum((1, 2)).clamp(min=1)).sum()
    return found


def _bce(logits: Tensor, target: Tensor) -> Tensor:
    return fn.binary_cross_entropy_with_logits(logits, target, reduction="none")


assert len(RELATIONS) == 3  # noqa: S101 - `Judged.relation` has as many
