"""What is found across reports, measured against families that are labelled exhaustively.

    python -m quality.across FOLDER FINDINGS.json [--errors N]

FOLDER holds `reports.jsonl` and `across.jsonl` (`labelling.across`), FINDINGS.json is what `onrecord findings CASE
--format json` wrote about those reports. Only reports of labelled families count; what joins two families is wrong.

A found pair meets a labelled one when their passages overlap by a third of the shorter, on both sides, as the grader of
the contract has it. Per relation: how many labelled pairs are met by one of their kind (recall), and how many found
pairs meet a labelled one of theirs (precision). Passages that are alike word for word are not labelled and count
neither way. Besides: share of the met conflicts whose slot is right; questions with their answers; and origins, as
B-cubed over reports that share one.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from labelling.across import RELATIONS, Family, Pair, Side, read_families
from quality.measure import Tally

_LEAST: Final = 0.34  # of the shorter passage: the grader's

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Found:
    """A pair that was found: its passages, their words, what they have to do with each other."""

    sides: tuple[Side, Side]
    words: tuple[str, str]
    relation: str
    slot: str


class Labelled:
    """The labelled families of a folder."""

    def __init__(self, families: Sequence[Family]) -> None:
        self.texts: dict[str, str] = {row["id"]: row["text"] for family in families for row in family.reports}
        self.pairs = [pair for family in families for pair in family.pairs]
        self._between: defaultdict[frozenset[str], list[Pair]] = defaultdict(list)
        for pair in self.pairs:
            self._between[frozenset((pair.a.report, pair.b.report))].append(pair)
        self.origins = [set(origin.reports) for family in families for origin in family.origins]

    def between(self, sides: tuple[Side, Side]) -> Sequence[Pair]:
        """Return the labelled pairs of two reports."""
        return self._between.get(frozenset((sides[0].report, sides[1].report)), ())


def meet(one: Iterable[Side], other: Sequence[Side]) -> bool:
    """Say whether two pairs of passages are one, whichever side comes first."""
    a, b = one
    return any(_over(a, x) and _over(b, y) for x, y in (other, other[::-1]))


def _over(a: Side, b: Side) -> bool:
    common = min(a.end, b.end) - max(a.start, b.start)
    return a.report == b.report and common >= _LEAST * max(1, min(a.end - a.start, b.end - b.start)) and common > 0


def read_found(row: Json, texts: Mapping[str, str]) -> Iterator[Found]:
    """Yield the found pairs of the labelled reports.

    Raises:
        ValueError: A passage does not quote its report.
    """
    for one in row["relations"]:
        if one["a"]["report"] in texts and one["b"]["report"] in texts:
            sides = (read_side(one["a"], texts), read_side(one["b"], texts))
            words = (one["a"]["span"]["text"], one["b"]["span"]["text"])
            yield Found(sides, words, one["relation"], one.get("slot") or "")


def read_side(row: Json, texts: Mapping[str, str]) -> Side:
    """Return a passage of the findings.

    Raises:
        ValueError: It does not quote its report.
    """
    span = row["span"]
    if texts[row["report"]][span["start"] : span["end"]] != span["text"]:
        raise ValueError(f"{row['report']} does not say {span['text']!r} at {span['start']}")
    return Side(row["report"], span["start"], span["end"])


def score_pairs(labelled: Labelled, found: Sequence[Found]) -> dict[str, Tally]:
    """Return relation → a tally whose `right` and `lost` are labelled pairs, and whose `extra` are found ones.

    `right` found pairs may be more than labelled ones; precision is counted apart, in the tally of "RELATION found".
    """
    tallies = {name: Tally() for relation in RELATIONS for name in (relation, f"{relation} found")}
    for relation in RELATIONS:
        own = [one for one in found if one.relation == relation]
        near: defaultdict[frozenset[str], list[Found]] = defaultdict(list)
        for one in own:
            near[frozenset(side.report for side in one.sides)].append(one)
        for pair in (pair for pair in labelled.pairs if pair.relation == relation):
            others = near[frozenset((pair.a.report, pair.b.report))]
            _count(tallies[relation], any(meet((pair.a, pair.b), one.sides) for one in others), lost=True)
        for one in own:
            if relation != "same" or _plain(one.words[0]) != _plain(one.words[1]):
                right = any(p.relation == relation and meet((p.a, p.b), one.sides) for p in labelled.between(one.sides))
                _count(tallies[f"{relation} found"], right, lost=False)
    return tallies


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())


def _count(tally: Tally, right: bool, *, lost: bool) -> None:  # noqa: FBT001 - what is counted
    tally.right += right
    if lost:
        tally.lost += not right
    else:
        tally.extra += not right


def score_slots(labelled: Labelled, found: Sequence[Found]) -> Tally:
    """Return how many labelled conflicts that were met have their slot right."""
    tally = Tally()
    conflicts = [one for one in found if one.relation == "conflict"]
    for pair in (pair for pair in labelled.pairs if pair.relation == "conflict"):
        slots = [one.slot for one in conflicts if meet((pair.a, pair.b), one.sides)]
        if slots:
            _count(tally, pair.slot in slots, lost=True)
    return tally


def score_answers(labelled: Labelled, row: Json) -> Tally:
    """Return how many labelled questions have one of their answers, and how many found answers are not labelled.

    A question has one answer in what is found; several may be labelled.
    """
    gold: defaultdict[Side, list[tuple[Side, Side]]] = defaultdict(list)
    for pair in labelled.pairs:
        if pair.answers:
            gold[pair.a].append((pair.a, pair.b))
    found = [
        (read_side(one, labelled.texts), read_side(one["answered_by"], labelled.texts))
        for one in row["questions"]
        if one["answered_by"] and one["report"] in labelled.texts and one["answered_by"]["report"] in labelled.texts
    ]
    tally = Tally()
    for pairs in gold.values():
        _count(tally, any(meet(pair, one) for pair in pairs for one in found), lost=True)
    every = [pair for pairs in gold.values() for pair in pairs]
    tally.extra = sum(not any(meet(pair, one) for pair in every) for one in found)
    return tally


def b_cubed(reports: Iterable[str], gold: Sequence[set[str]], found: Sequence[set[str]]) -> tuple[float, float, float]:
    """Return precision, recall and F1 of the reports that share an origin, in per cent (Bagga and Baldwin, 1998)."""
    ids = sorted(reports)
    mates = []
    for origins in (gold, found):
        near = {one: {one} for one in ids}
        for origin in origins:
            for one in origin & near.keys():
                near[one] |= origin & near.keys()
        mates.append(near)
    precision = sum(len(mates[0][one] & mates[1][one]) / len(mates[1][one]) for one in ids) / max(1, len(ids))
    recall = sum(len(mates[0][one] & mates[1][one]) / len(mates[0][one]) for one in ids) / max(1, len(ids))
    both = precision + recall
    return 100 * precision, 100 * recall, 200 * precision * recall / both if both else 0.0


def score(labelled: Labelled, row: Json) -> dict[str, float]:
    """Return measure → per cent."""
    found = list(read_found(row, labelled.texts))
    tallies = score_pairs(labelled, found)
    scores: dict[str, float] = {}
    for relation in RELATIONS:
        met, right = tallies[relation], tallies[f"{relation} found"]
        recall, precision = _share(met.right, met.lost), _share(right.right, right.extra)
        scores |= {f"{relation}_recall": recall, f"{relation}_precision": precision}
        scores[f"{relation}_f1"] = 2 * recall * precision / (recall + precision) if recall + precision else 0.0
    slots, answers = score_slots(labelled, found), score_answers(labelled, row)
    scores["conflict_slot"] = _share(slots.right, slots.lost)
    scores["answer_f1"] = answers.f1
    origins = b_cubed(labelled.texts, labelled.origins, [set(one["reports"]) for one in row["origins"]])
    return scores | dict(zip(("origin_precision", "origin_recall", "origin_f1"), origins, strict=True))


def _share(right: int, wrong: int) -> float:
    return 100 * right / (right + wrong) if right + wrong else 0.0


def errors(labelled: Labelled, row: Json) -> Iterator[str]:
    """Yield the labelled pairs that were not met and the found ones that meet none of their relation."""
    found = list(read_found(row, labelled.texts))
    for pair in labelled.pairs:
        if not any(one.relation == pair.relation and meet((pair.a, pair.b), one.sides) for one in found):
            words = (labelled.texts[side.report][side.start : side.end] for side in (pair.a, pair.b))
            yield f"lost {pair.relation} {pair.slot}: {pair.a.report} | {pair.b.report}: " + " | ".join(words)
    for one in found:
        labels = [pair.relation for pair in labelled.between(one.sides) if meet((pair.a, pair.b), one.sides)]
        if one.relation not in labels and _plain(one.words[0]) != _plain(one.words[1]):
            reports = " | ".join(side.report for side in one.sides)
            yield f"extra {one.relation} {one.slot} (labelled {labels}): {reports}: " + " | ".join(one.words)


def main() -> None:
    """Print the scores of a file of findings."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path)
    parser.add_argument("findings", type=Path)
    parser.add_argument("--errors", type=int, default=0)
    arguments = parser.parse_args()
    labelled = Labelled(read_families(arguments.folder))
    row = json.loads(arguments.findings.read_text("utf-8"))
    for name, value in score(labelled, row).items():
        print(f"{name:<20}{value:6.1f}")
    if arguments.errors and arguments.folder.name == "test":
        raise SystemExit("quality.across: the errors of the test part are not shown; look at those of another")
    for _, line in zip(range(arguments.errors), errors(labelled, row), strict=False):
        print(line)


if __name__ == "__main__":
    main()
