"""The measures of the quality gate for whole case records: events, times, questions, elements and names beside claims.

Counted as the grader of the case record's contract counts: an event is found when its type is
right and its trigger touches the labelled one; a role when its name is right and half of the shorter span
is shared; a time when spans overlap by 0.3, a question of the same kind by 0.25, a name by 0.5
(intersection over union); an element by its code alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from quality.measure import CLAIM_MEASURES, SIDES, ClaimScores, Tally, best_pairs, covered, overlap, score_claims

Record = Mapping[str, Any]
Pairs = list[tuple[int, int]]

TALLIES = ("event", "role", "time_found", "time_value", "question", "element", "name", "entity_pairs")
RATES = ("factuality", "holder", "element_status", "element_evidence")
RECORD_MEASURES = (*(f"{name}_f1" for name in TALLIES), *RATES)
MEASURED: Mapping[str, tuple[str, ...]] = {
    "claims": (*CLAIM_MEASURES, "cue", *SIDES),
    "relays": ("relay_f1",),
    "events": ("event_f1", "factuality", "holder"),
    "roles": ("role_f1",),
    "times": ("time_found_f1", "time_value_f1"),
    "questions": ("question_f1",),
    "elements": ("element_f1", "element_status", "element_evidence"),
    "mentions": ("name_f1", "entity_pairs_f1"),
}
"""What is counted → the measures that say nothing without it."""
COUNTED_IN = {measure: kind for kind, measures in MEASURED.items() for measure in measures}


@dataclass
class Rate:
    """How many of all were right."""

    right: int = 0
    whole: int = 0

    def add(self, *, right: bool) -> None:
        """Count one."""
        self.right += right
        self.whole += 1

    @property
    def share(self) -> float:
        """Per cent."""
        return 100 * self.right / self.whole if self.whole else 0.0


@dataclass
class RecordScores:
    """Scores over a set of reports."""

    claims: ClaimScores = field(default_factory=ClaimScores)
    tallies: dict[str, Tally] = field(default_factory=lambda: {name: Tally() for name in TALLIES})
    rates: dict[str, Rate] = field(default_factory=lambda: {name: Rate() for name in RATES})

    def row(self) -> dict[str, float]:
        """Return the measures of claims and `RECORD_MEASURES` in per cent, one decimal."""
        return {
            **self.claims.row(),
            **{f"{name}_f1": round(tally.f1, 1) for name, tally in self.tallies.items()},
            **{name: round(rate.share, 1) for name, rate in self.rates.items()},
        }

    def count(self, name: str, hits: int, labelled: int, found: int) -> None:
        """Add `hits` of so many labelled and found ones to a tally."""
        tally = self.tallies[name]
        tally.right += hits
        tally.lost += labelled - hits
        tally.extra += found - hits


@dataclass(frozen=True)
class Matches:
    """Which labelled record is which found one, by index."""

    claims: Pairs
    events: Pairs
    times: Pairs
    questions: Pairs
    names: Pairs


def count_kinds(records: Iterable[Record]) -> dict[str, int]:
    """Return how many of each kind of `MEASURED` the records hold, without those that they lack."""
    counts: Counter[str] = Counter()
    for record in records:
        counts.update({kind: len(record.get(kind) or ()) for kind in MEASURED})
        counts["relays"] += sum(len(claim.get("relays") or ()) for claim in record["claims"])
        counts["roles"] += sum(len(event["roles"]) for event in record.get("events") or ())
    return {kind: counts[kind] for kind in MEASURED if counts[kind]}


def score_record(scores: RecordScores, labelled: Record, found: Record) -> Matches:
    """Add one report to the scores and return what was matched with what."""
    text = labelled["report"]["text"]
    claims = score_claims(scores.claims, text, labelled["claims"], found["claims"])
    events = _score_events(scores, text, labelled, found)
    _score_holders(scores, labelled, found, claims, events)
    times = _score_times(scores, labelled["times"], found["times"])
    questions = _score_questions(scores, text, labelled["questions"], found["questions"])
    _score_elements(scores, text, labelled["elements"], found["elements"])
    names = _score_names(scores, text, labelled["mentions"], found["mentions"])
    return Matches(claims, events, times, questions, names)


def _score_events(scores: RecordScores, text: str, labelled: Record, found: Record) -> Pairs:
    left, right = labelled["events"], found["events"]
    triggers = [[covered(text, [event["trigger"]]) for event in events] for events in (left, right)]
    matches = best_pairs(
        (
            (1 + overlap(a, b) / 10, i, j)
            for i, a in enumerate(triggers[0])
            for j, b in enumerate(triggers[1])
            if left[i]["type"] == right[j]["type"] and a & b
        ),
        1.0,
    )
    scores.count("event", len(matches), len(left), len(right))
    for i, j in matches:
        scores.rates["factuality"].add(right=left[i]["factuality"] == right[j]["factuality"])
    to_found = dict(matches)
    for i, event in enumerate(left):
        _score_roles(scores, text, event["roles"], right[to_found[i]]["roles"] if i in to_found else [])
    for j in set(range(len(right))) - set(to_found.values()):
        scores.count("role", 0, 0, len(right[j]["roles"]))
    return matches


def _score_roles(scores: RecordScores, text: str, labelled: Sequence[Record], found: Sequence[Record]) -> None:
    scores.count("role", len(match_roles(text, labelled, found)), len(labelled), len(found))


def match_roles(text: str, labelled: Sequence[Record], found: Sequence[Record]) -> Pairs:
    """Match the roles of two events that are one."""
    left, right = ([(r["role"], covered(text, [r["span"]])) for r in roles] for roles in (labelled, found))
    pairs = (
        (len(a & b) / max(1, min(len(a), len(b))), i, j)
        for i, (role, a) in enumerate(left)
        for j, (other, b) in enumerate(right)
        if role == other
    )
    return best_pairs(pairs, 0.5)


def _score_holders(scores: RecordScores, labelled: Record, found: Record, claims: Pairs, events: Pairs) -> None:
    for _, _, right in judge_holders(labelled, found, claims, events):
        scores.rates["holder"].add(right=right)


def judge_holders(labelled: Record, found: Record, claims: Pairs, events: Pairs) -> Iterator[tuple[int, int, bool]]:
    """Yield matched events with whether their holders are one: two matched claims, or neither event has any."""
    names = [{claim["id"]: n for n, claim in enumerate(record["claims"])} for record in (labelled, found)]
    matched = dict(claims)
    for i, j in events:
        left = names[0].get(labelled["events"][i]["holder"])
        right = names[1].get(found["events"][j]["holder"])
        yield i, j, left is right is None or (left is not None and right is not None and matched.get(left) == right)


def _score_times(scores: RecordScores, labelled: Sequence[Record], found: Sequence[Record]) -> Pairs:
    left, right = ([frozenset(range(t["span"]["start"], t["span"]["end"])) for t in ts] for ts in (labelled, found))
    pairs = ((overlap(a, b), i, j) for i, a in enumerate(left) for j, b in enumerate(right))
    matches = best_pairs(pairs, 0.3)
    scores.count("time_found", len(matches), len(left), len(right))
    same = sum(labelled[i]["value"] == found[j]["value"] for i, j in matches)
    scores.count("time_value", same, len(left), len(right))
    return matches


def _score_questions(scores: RecordScores, text: str, labelled: Sequence[Record], found: Sequence[Record]) -> Pairs:
    left, right = ([covered(text, [q["span"]]) for q in qs] for qs in (labelled, found))
    pairs = (
        (overlap(a, b), i, j)
        for i, a in enumerate(left)
        for j, b in enumerate(right)
        if labelled[i]["kind"] == found[j]["kind"]
    )
    matches = best_pairs(pairs, 0.25)
    scores.count("question", len(matches), len(left), len(right))
    return matches


def _score_elements(scores: RecordScores, text: str, labelled: Sequence[Record], found: Sequence[Record]) -> None:
    left, right = ({(e["element"], e["code"]): e for e in elements} for elements in (labelled, found))
    both = left.keys() & right.keys()
    scores.count("element", len(both), len(left), len(right))
    for code in both:
        shared = covered(text, left[code]["spans"]) & covered(text, right[code]["spans"])
        scores.rates["element_status"].add(right=left[code]["status"] == right[code]["status"])
        scores.rates["element_evidence"].add(right=bool(shared))


def _score_names(scores: RecordScores, text: str, labelled: Sequence[Record], found: Sequence[Record]) -> Pairs:
    """Score the mentions that are names; found types that the report's labels do not have count neither way."""
    left, right = ([m for m in ms if m.get("form", "name") == "name"] for ms in (labelled, found))
    if not left:
        return []
    spans = [[covered(text, [m["span"]]) for m in ms] for ms in (left, right)]
    pairs = ((overlap(a, b), i, j) for i, a in enumerate(spans[0]) for j, b in enumerate(spans[1]))
    matches = best_pairs(pairs, 0.5)
    same_type = sum(left[i]["type"] == right[j]["type"] for i, j in matches)
    kinds = {m["type"] for m in left}
    scores.count("name", same_type, len(left), sum(m["type"] in kinds for m in right))
    together = [
        [_same_entity(left, matches[x][0], matches[y][0]), _same_entity(right, matches[x][1], matches[y][1])]
        for x in range(len(matches))
        for y in range(x)
    ]
    scores.count(
        "entity_pairs", sum(all(t) for t in together), sum(a for a, _ in together), sum(b for _, b in together)
    )
    return matches


def _same_entity(mentions: Sequence[Record], one: int, other: int) -> bool:
    return bool(mentions[one]["entity"] == mentions[other]["entity"])
