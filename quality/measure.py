"""The measures of the quality gate for claims: what a labelled claim and a found one have in common.

A found claim matches a labelled one when their contents overlap by half (intersection
over union of code points that are no space, quotation mark or comma); it has *its
source* when the shorter of the two source spans lies mostly inside the longer one.
The matching is one to one and greedy, best pair first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

SKIPPED = frozenset("\"'“”‘’«».,;:")
SIDES = ("act", "certainty", "polarity", "quotation")
CLAIM_MEASURES = ("claim_found_f1", "claim_with_source_f1", "claim_exact_f1")
"""The measures that need no more than source, cue and content to be labelled."""

Claims = Sequence[Mapping[str, Any]]


@dataclass
class Tally:
    """True positives, false positives and false negatives of one measure."""

    right: int = 0
    extra: int = 0
    lost: int = 0

    @property
    def f1(self) -> float:
        """F1 in per cent."""
        whole = 2 * self.right + self.extra + self.lost
        return 200 * self.right / whole if whole else 0.0

    @property
    def precision(self) -> float:
        """Share of what was found that is right, in per cent."""
        return 100 * self.right / (self.right + self.extra) if self.right else 0.0

    @property
    def recall(self) -> float:
        """Share of what is labelled that was found, in per cent."""
        return 100 * self.right / (self.right + self.lost) if self.right else 0.0


@dataclass
class ClaimScores:
    """Scores over a set of reports."""

    found: Tally = field(default_factory=Tally)
    with_source: Tally = field(default_factory=Tally)
    exact: Tally = field(default_factory=Tally)
    relay: Tally = field(default_factory=Tally)
    agreeing: dict[str, int] = field(default_factory=lambda: dict.fromkeys(("cue", *SIDES), 0))
    matched: int = 0

    def row(self) -> dict[str, float]:
        """Return the measures in per cent, one decimal; the sides are shares of the matched claims."""
        sides = {side: round(100 * n / self.matched, 1) if self.matched else 0.0 for side, n in self.agreeing.items()}
        return {
            "claim_found_f1": round(self.found.f1, 1),
            "claim_with_source_f1": round(self.with_source.f1, 1),
            "claim_exact_f1": round(self.exact.f1, 1),
            "relay_f1": round(self.relay.f1, 1),
            **sides,
        }


def covered(text: str, spans: Sequence[Mapping[str, Any]]) -> frozenset[int]:
    """Return the code points that spans cover, without spaces, quotation marks and light punctuation."""
    return frozenset(
        i for s in spans for i in range(s["start"], s["end"]) if not text[i].isspace() and text[i] not in SKIPPED
    )


def overlap(a: frozenset[int], b: frozenset[int]) -> float:
    """Return intersection over union; two empty sets are the same."""
    union = len(a | b)
    return len(a & b) / union if union else 1.0


def same_source(a: frozenset[int], b: frozenset[int]) -> bool:
    """True when the shorter source lies mostly inside the longer, or both are empty."""
    if not a or not b:
        return not a and not b
    shared = len(a & b)
    return shared / min(len(a), len(b)) >= 0.5 and shared / max(len(a), len(b)) >= 0.2


def best_pairs(ranked: Iterable[tuple[float, int, int]], least: float) -> list[tuple[int, int]]:
    """Match one to one, best score first; of (score, left, right) those with a score of at least `least` count."""
    left: set[int] = set()
    right: set[int] = set()
    matches = []
    for _, i, j in sorted((pair for pair in ranked if pair[0] >= least), reverse=True):
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            matches.append((i, j))
    return matches


def match_claims(
    labelled: Sequence[frozenset[int]], found: Sequence[frozenset[int]], cues: Sequence[Sequence[frozenset[int]]]
) -> list[tuple[int, int]]:
    """Match labelled contents to found ones; a shared cue settles between equals.

    A pair that only its shared cue lifts to one half is no match, and yet keeps both from a worse one.
    """
    shares = {(i, j): overlap(a, b) for i, a in enumerate(labelled) for j, b in enumerate(found)}
    ranked = ((share + (0.2 if cues[0][i] & cues[1][j] else 0.0), i, j) for (i, j), share in shares.items())
    return [match for match in best_pairs(ranked, 0.5) if shares[match] >= 0.5]


def score_claims(scores: ClaimScores, text: str, labelled: Claims, found: Claims) -> list[tuple[int, int]]:
    """Add one report to the scores and return the matched pairs of indices.

    Unmatched `decline` claims count neither way: whether silence is also a claim is a matter of taste.
    """
    points = {
        key: ([covered(text, c[key]) for c in labelled], [covered(text, c[key]) for c in found])
        for key in ("content", "cue", "source")
    }
    matches = match_claims(*points["content"], points["cue"])
    hit_labelled, hit_found = {i for i, _ in matches}, {j for _, j in matches}
    lost = sum(i not in hit_labelled and c.get("act") != "decline" for i, c in enumerate(labelled))
    extra = sum(j not in hit_found and c.get("act") != "decline" for j, c in enumerate(found))
    right = [(i, j) for i, j in matches if same_source(points["source"][0][i], points["source"][1][j])]
    exact = sum(overlap(points["content"][0][i], points["content"][1][j]) >= 0.999 for i, j in right)
    for tally, hits in ((scores.found, len(matches)), (scores.with_source, len(right)), (scores.exact, exact)):
        tally.right += hits
        tally.extra += extra + len(matches) - hits
        tally.lost += lost + len(matches) - hits
    scores.matched += len(matches)
    for i, j in matches:
        labelled_cue, found_cue = points["cue"][0][i], points["cue"][1][j]
        scores.agreeing["cue"] += bool(labelled_cue & found_cue) or not labelled_cue
        for side in SIDES:
            scores.agreeing[side] += labelled[i].get(side) == found[j].get(side)
        score_relays(scores.relay, labelled[i].get("relays") or [], found[j].get("relays") or [])
    return matches


def score_relays(tally: Tally, labelled: Claims, found: Claims) -> None:
    """Add the relays of a matched pair: two are the same when the shorter lies half inside the longer."""
    left, right = ([frozenset(range(s["start"], s["end"])) for s in spans] for spans in (labelled, found))
    shares = ((len(a & b) / max(1, min(len(a), len(b))), i, j) for i, a in enumerate(left) for j, b in enumerate(right))
    hits = len(best_pairs(shares, 0.5))
    tally.right += hits
    tally.extra += len(right) - hits
    tally.lost += len(left) - hits
