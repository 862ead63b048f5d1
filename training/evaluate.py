"""Score a net in training on labelled articles, with the decoding and the measures that the program uses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch

from onrecord.nets.decode import Attributed, decode
from onrecord.nets.select import keep_best
from onrecord.nets.windows import spread
from quality.measure import ClaimScores, score_claims
from training.articles import Anchored, Article
from training.network import Reader
from training.tasks import LINKINGS, TAGGINGS
from training.windows import INPUTS, around, piece_labels

LOWEST = 0.05  # anchors below this chance are never looked at


@torch.no_grad()
def measure(net: Reader, articles: Sequence[Article], size: int, edge: int) -> dict[str, float]:
    """Return scores of the articles: claims by the program's measures, the rest by quick ones of the net alone."""
    row: dict[str, float] = {}
    if "claims" in articles[0].links:
        found = [_predict(net, article, size, edge) for article in articles]
        threshold, scores = best_threshold(articles, found)
        row = {"threshold": threshold, **scores}
    return row | _tagging_scores(net, articles, size) | _event_scores(net, articles, size)


def _encode(net: Reader, article: Article, first: int, last: int) -> tuple[torch.Tensor, ...]:
    device = next(net.parameters()).device
    inputs = [
        torch.from_numpy(getattr(article.pieces, name)[first:last].astype(np.int64))[None].to(device) for name in INPUTS
    ]
    inputs.append(torch.from_numpy(article.hints[first:last].astype(np.float32))[None].to(device))
    return net.encode(*inputs)


def _predict(net: Reader, article: Article, size: int, edge: int) -> list[Attributed]:
    device = next(net.parameters()).device
    pieces = article.pieces
    out: list[Attributed] = []
    for window in spread(len(pieces), size, edge):
        first, last = window.first, window.last
        with torch.autocast(device.type, torch.bfloat16):
            states, projected, logits = _encode(net, article, first, last)
            chances = torch.sigmoid(logits[0].float()).cpu().numpy()
            anchors = [
                int(a)
                for a in np.flatnonzero(chances >= LOWEST)
                if window.core_first <= first + int(a) < window.core_last
            ]
            if not anchors:
                continue
            places = torch.from_numpy(np.stack([around(a, last - first, LINKINGS["claims"]) for a in anchors]))
            anchored = states[0][torch.tensor(anchors, device=device)]
            scores = net.linker("claims", projected[0], anchored, places.to(device))
        tags = scores["tags"].float().cpu().numpy()
        tags[places.numpy() < 0] = np.nan
        verified = torch.sigmoid(scores["verify"].float()).cpu().numpy()
        for k, anchor in enumerate(anchors):
            score = float(chances[anchor] * verified[k])
            out.append(decode(article.text, pieces, first + anchor, tags[k], score))
    return out


def _tagging_scores(net: Reader, articles: Sequence[Article], size: int) -> dict[str, float]:
    """Return F1 of the marked pieces of each tagging; of `elements`, F1 of the codes of a report."""
    counts: dict[str, list[int]] = {}
    for article in articles:
        labels = piece_labels(article)
        if not labels:
            continue
        codes: tuple[set[int], set[int]] = (set(), set())
        for first in range(0, len(article.pieces), size):
            last = min(first + size, len(article.pieces))
            states = _encode(net, article, first, last)[0]
            for tagging in TAGGINGS:
                if tagging.name not in labels:
                    continue
                scores = net.taggings[tagging.name](states)[0].float().cpu().numpy()
                gold = labels[tagging.name][first:last]
                if tagging.scheme == "any":
                    codes[0].update(np.flatnonzero(gold.any(0)).tolist())
                    codes[1].update(np.flatnonzero((scores > 0).any(0)).tolist())
                    continue
                found = scores.argmax(-1)
                row = counts.setdefault(tagging.name, [0, 0, 0])
                row[0] += int(((found == gold) & (gold > 0)).sum())
                row[1] += int((found > 0).sum())
                row[2] += int((gold > 0).sum())
        if "elements" in labels:
            row = counts.setdefault("elements", [0, 0, 0])
            row[0] += len(codes[0] & codes[1])
            row[1] += len(codes[1])
            row[2] += len(codes[0])
    return {name: _f1(*row) for name, row in counts.items()}


def _event_scores(net: Reader, articles: Sequence[Article], size: int) -> dict[str, float]:
    """Return the share of right types and factualities at the labelled anchors, and F1 of the pieces of roles."""
    right = {"type": [0, 0], "factuality": [0, 0]}
    roles = [0, 0, 0]
    for article in articles:
        events = article.links.get("events", [[]])[0]
        starts = article.pieces.starts
        for event in events:
            at = int(np.searchsorted(starts, (event.anchor or 0) + 1) - 1)
            first = max(0, min(at - size // 2, len(starts) - size))
            last = min(first + size, len(starts))
            states, projected, _ = _encode(net, article, first, last)
            places = around(at - first, last - first, LINKINGS["events"])
            scores = net.linker("events", projected[0], states[0][[at - first]], torch.from_numpy(places)[None])
            for k, name in enumerate(("factuality", "type")):
                right[name][0] += int(scores[name].argmax(-1)[0] == event.judged[k])
                right[name][1] += 1
            gold = _gold_roles(article, event, places, first)
            found = scores["tags"][0].argmax(-1).cpu().numpy()
            found[places < 0] = 0
            roles[0] += int(((found == gold) & (gold > 1)).sum())
            roles[1] += int((found > 1).sum())
            roles[2] += int((gold > 1).sum())
    if not right["type"][1]:
        return {}
    shares = {f"event_{name}": round(100 * a / b, 1) for name, (a, b) in right.items()}
    return shares | {"event_roles": _f1(*roles)}


def _gold_roles(article: Article, event: Anchored, places: Any, first: int) -> Any:
    middle = (article.pieces.starts + article.pieces.ends) / 2
    tags = np.zeros(len(middle), dtype=np.int64)
    for number, tag in enumerate(LINKINGS["events"].tags):
        for start, end in event.spans.get(tag, ()):
            tags[(middle > start) & (middle < end)] = number
    return np.where(places >= 0, tags[np.clip(places + first, 0, len(tags) - 1)], 0)


def _f1(right: int, found: int, labelled: int) -> float:
    return round(200 * right / (found + labelled), 1) if found + labelled else 0.0


def _as_json(text: str, attribution: Attributed | Anchored) -> dict[str, Any]:
    def spans(bounds: Sequence[tuple[int, int]]) -> list[dict[str, Any]]:
        return [{"start": s, "end": e, "text": text[s:e]} for s, e in bounds]

    if isinstance(attribution, Attributed):
        return {k: spans(getattr(attribution, k)) for k in ("source", "cue", "content")}
    return {k: spans(attribution.spans[k]) for k in ("source", "cue", "content")}


def score_articles(articles: Sequence[Article], found: Sequence[list[Attributed]], threshold: float) -> ClaimScores:
    """Score what is kept at a threshold against each article's first labelling."""
    scores = ClaimScores()
    for article, candidates in zip(articles, found, strict=True):
        kept = keep_best(candidates, threshold)
        labelled = [_as_json(article.text, a) for a in article.links["claims"][0]]
        score_claims(scores, article.text, labelled, [_as_json(article.text, a) for a in kept])
    return scores


def best_threshold(articles: Sequence[Article], found: Sequence[list[Attributed]]) -> tuple[float, dict[str, float]]:
    """Return the threshold with the best F1 for a claim with its source, and the scores there."""
    thresholds = tuple(k / 20 for k in range(2, 14))
    rows = [(threshold, score_articles(articles, found, threshold)) for threshold in thresholds]
    threshold, best = max(rows, key=lambda row: row[1].with_source.f1)
    names = ("claim_found_f1", "claim_with_source_f1", "claim_exact_f1")
    return threshold, {name: best.row()[name] for name in names}
