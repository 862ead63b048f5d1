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
from training.data import Article, Attribution, around
from training.network import Attribution as Net

LOWEST = 0.05  # anchors below this chance are never looked at


@torch.no_grad()
def predict_articles(net: Net, articles: Sequence[Article], size: int, edge: int) -> list[list[Attributed]]:
    """Return all candidate attributions of each article, the unlikely ones too."""
    return [_predict(net, article, size, edge) for article in articles]


def _predict(net: Net, article: Article, size: int, edge: int) -> list[Attributed]:
    device = next(net.parameters()).device
    pieces = article.pieces
    out: list[Attributed] = []
    for window in spread(len(pieces), size, edge):
        first, last = window.first, window.last
        inputs = [
            torch.from_numpy(getattr(pieces, name)[first:last].astype(np.int64))[None].to(device)
            for name in ("ids", "case", "gap", "quote")
        ]
        with torch.autocast(device.type, torch.bfloat16):
            states, projected, logits = net.encode(*inputs)
            chances = torch.sigmoid(logits[0].float()).cpu().numpy()
            anchors = [
                int(a)
                for a in np.flatnonzero(chances >= LOWEST)
                if window.core_first <= first + int(a) < window.core_last
            ]
            if not anchors:
                continue
            padded = torch.from_numpy(np.stack([around(a, last - first) for a in anchors])).to(device)
            scores = net.linker(projected[0], states[0], torch.tensor(anchors, device=device), padded)
        tags = scores["tags"].float().cpu().numpy()
        tags[padded.cpu().numpy() < 0] = np.nan
        verified = torch.sigmoid(scores["verify"].float()).cpu().numpy()
        for k, anchor in enumerate(anchors):
            score = float(chances[anchor] * verified[k])
            out.append(decode(article.text, pieces, first + anchor, tags[k], score))
    return out


def _as_json(text: str, attribution: Attributed | Attribution) -> dict[str, Any]:
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
        labelled = [_as_json(article.text, a) for a in article.labellings[0]]
        score_claims(scores, article.text, labelled, [_as_json(article.text, a) for a in kept])
    return scores


def best_threshold(articles: Sequence[Article], found: Sequence[list[Attributed]]) -> tuple[float, dict[str, float]]:
    """Return the threshold with the best F1 for a claim with its source, and the scores there."""
    thresholds = tuple(k / 20 for k in range(2, 14))
    rows = [(threshold, score_articles(articles, found, threshold)) for threshold in thresholds]
    threshold, best = max(rows, key=lambda row: row[1].with_source.f1)
    names = ("claim_found_f1", "claim_with_source_f1", "claim_exact_f1")
    return threshold, {name: best.row()[name] for name in names}
