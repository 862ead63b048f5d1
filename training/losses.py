"""What the net is told it got wrong."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor
from torch.nn import functional as fn

from training.articles import IGNORED
from training.network import Reader
from training.settings import Settings
from training.tasks import LINKINGS, TAGGINGS
from training.windows import Batch, Linked, around

_PER_ANCHOR = 24  # pieces that carry a tag around a usual anchor: brings a linking's loss to the size of the others


@dataclass
class Chosen:
    """Anchors the linker is trained on in one batch: the true ones, and the likeliest false ones."""

    flat: Tensor
    around: Tensor
    tags: Tensor
    complete: Tensor
    true: Tensor
    judged: Tensor


def losses(net: Reader, batch: Batch, settings: Settings, rng: random.Random) -> dict[str, Tensor]:
    """Return the parts of the loss of a batch; what its corpus does not label has none."""
    states, projected, logits = net.encode(*batch.inputs)
    logits = logits.float()
    parts = tagging_losses(net, states, batch)
    kinds = [kind for kind in batch.windows[0].linked if kind != "claims" or settings.claims_weight]
    if "claims" in kinds:
        target = torch.zeros_like(logits)
        for row, window in enumerate(batch.windows):
            target[row, window.linked["claims"].anchors] = 1
        wrong = fn.binary_cross_entropy_with_logits(logits, target, batch.scored, reduction="sum")
        parts["anchor"] = settings.claims_weight * wrong / target.sum().clamp(min=1)
    chances = {"claims": logits.detach()}
    if "events" in kinds:
        triggers = net.taggings["triggers"](states).detach().float()
        chances["events"] = torch.logsumexp(triggers[..., 1:], -1) - triggers[..., 0]
    flat_states, flat_projected = states.flatten(0, 1), projected.flatten(0, 1)
    for kind in kinds:
        chosen = choose(batch, kind, chances.get(kind), settings.negatives, rng)
        if chosen is None:
            continue
        out = net.linker(kind, flat_projected, flat_states[chosen.flat], chosen.around)
        weight = settings.claims_weight if kind == "claims" else 1.0
        parts |= {name: weight * part for name, part in linking_losses(kind, out, chosen).items()}
    if batch.windows[0].article.words:
        parts |= _word_losses(net, flat_states, batch)
    return parts


def tagging_losses(net: Reader, states: Tensor, batch: Batch) -> dict[str, Tensor]:
    """Return the loss of each tagging that the batch's corpus labels."""
    parts = {}
    for tagging in TAGGINGS:
        labels = batch.tagged.get(tagging.name)
        if labels is None:
            continue
        scores = net.taggings[tagging.name](states).float()
        known = batch.scored > 0
        if tagging.scheme == "any":
            wrong = fn.binary_cross_entropy_with_logits(scores, labels.clamp(min=0).float(), reduction="none").sum(-1)
            marked = labels.clamp(min=0).sum().clamp(min=1) ** 0.5 * 8  # codes hold for long passages
            parts[tagging.name] = tagging.weight * (wrong * known).sum() / marked
            continue
        wrong = fn.cross_entropy(scores.flatten(0, 1), labels.flatten().clamp(min=0), reduction="none")
        marked = (labels > 0).sum().clamp(min=1)
        parts[tagging.name] = tagging.weight * (wrong * known.flatten()).sum() / marked
    return parts


def choose(batch: Batch, kind: str, chances: Tensor | None, negatives: float, rng: random.Random) -> Chosen | None:
    """Take all true anchors and, where their chances are told, hard false ones."""
    linking = LINKINGS[kind]
    scores = None if chances is None else chances.cpu().numpy()
    flat, places, tags, complete, true, judged = [], [], [], [], [], []
    for row, window in enumerate(batch.windows):
        width = window.last - window.first
        linked = window.linked[kind]
        false: list[int] = []
        if scores is not None:
            false = _hard_negatives(np.where(window.scored > 0, scores[row, :width], -np.inf), linked, negatives, rng)
        for k, anchor in enumerate([*linked.anchors, *false]):
            is_true = k < len(linked.anchors)
            near = around(int(anchor), width, linking)
            flat.append(row * batch.length + int(anchor))
            places.append(np.where(near >= 0, near + row * batch.length, -1))
            tags.append(linked.tags[k] if is_true else np.full(len(near), IGNORED))
            judged.append(linked.judged[k] if is_true else np.full(len(linking.judged), IGNORED))
            complete.append(window.article.complete)
            true.append(is_true)
    if not flat:
        return None
    device = batch.scored.device

    def tensor(values: Sequence[object]) -> Tensor:
        return torch.from_numpy(np.asarray(values)).to(device)

    return Chosen(tensor(flat), tensor(places), tensor(tags), tensor(complete), tensor(true), tensor(judged))


def _hard_negatives(scores: npt.NDArray[np.float32], linked: Linked, share: float, rng: random.Random) -> list[int]:
    """Return some of the likeliest pieces that are no anchors."""
    scores[linked.anchors] = -np.inf
    count = max(1, round(share * len(linked.anchors)))
    pool = [int(p) for p in np.argsort(-scores)[: 3 * count] if np.isfinite(scores[p])]
    return rng.sample(pool, min(count, len(pool)))


def linking_losses(kind: str, out: dict[str, Tensor], chosen: Chosen) -> dict[str, Tensor]:
    """Return the loss of the tags, of whether the anchor is one, and of the judgements."""
    parts = {f"{kind}_tags": _tag_loss(out["tags"].float(), chosen, loose=kind == "claims")}
    if kind != "predicates":
        parts[f"{kind}_verify"] = fn.binary_cross_entropy_with_logits(out["verify"].float(), chosen.true.float())
    for column, (name, _) in enumerate(LINKINGS[kind].judged):
        labels = chosen.judged[:, column]
        if name == "type":  # a false anchor is of no type
            labels = torch.where(chosen.true, labels, 0)
        if bool((labels >= 0).any()):
            parts[f"{kind}_{name}"] = 0.3 * fn.cross_entropy(out[name].float(), labels, ignore_index=IGNORED)
    return parts


def _tag_loss(tags: Tensor, chosen: Chosen, *, loose: bool) -> Tensor:
    """Cross-entropy per anchor; where relays and channels were not labelled, an untagged piece may be either."""
    known = chosen.tags >= 0
    scores = torch.log_softmax(tags, -1)
    picked = scores.gather(-1, chosen.tags.clamp(min=0)[..., None]).squeeze(-1)
    if loose:
        free = torch.logsumexp(scores[..., [0, 4, 5]], -1)
        picked = torch.where((chosen.tags == 0) & ~chosen.complete[:, None], free, picked)
    return -(picked * known).sum() / (known.any(-1).sum().clamp(min=1) * _PER_ANCHOR)


def _word_losses(net: Reader, states: Tensor, batch: Batch) -> dict[str, Tensor]:
    rows: list[tuple[int, int, int]] = []
    for row, window in enumerate(batch.windows):
        place_of = {int(s): k for k, s in enumerate(window.article.pieces.starts[window.first : window.last])}
        rows += [
            (row * batch.length + place_of[start], upos, deprel)
            for start, upos, deprel in window.article.words
            if start in place_of
        ]
    words = torch.tensor(rows, device=states.device)
    flat = states[words[:, 0]]
    return {
        "upos": 0.3 * fn.cross_entropy(net.upos(flat).float(), words[:, 1]),
        "deprel": 0.6 * fn.cross_entropy(net.deprel(flat).float(), words[:, 2]),
    }
