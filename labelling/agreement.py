"""How far two labellings of the same reports agree, and which labels are taken for one another.

    python -m labelling.agreement CORPUS

reads every split of the corpus with its second labelling and prints the agreement per label and
the most confused pairs. Neither labelling is the right one, so F1 and shares are symmetric but for rounding.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from labelling.corpus import FIRST, SECOND, SPLITS
from labelling.snippets import Record, compile_record, read_lines
from quality.measure import covered, overlap
from quality.measure_records import Matches, RecordScores, score_record

Confusions = Counter[tuple[str, str, str]]


def compare(pairs: Sequence[tuple[Record, Record]]) -> tuple[RecordScores, Confusions]:
    """Return the agreement over pairs of case records of one report, and how often (kind, a, b) were confused."""
    scores = RecordScores()
    confusions: Confusions = Counter()
    for first, second in pairs:
        matches = score_record(scores, first, second)
        for kind, a, b in _confused(first, second, matches):
            confusions[kind, min(a, b), max(a, b)] += 1
    return scores, confusions


def doubly_labelled(folder: Path) -> list[tuple[Record, Record]]:
    """Return both case records of each report that two labellers labelled without seeing each other's work."""
    if not (folder / SECOND).exists():
        return []
    reports = {report["id"]: report for report in read_lines(folder / "reports.jsonl")}
    first, second = ({row["report"]: row for row in read_lines(folder / name)} for name in (FIRST, SECOND))
    return [(compile_record(reports[name], first[name]), compile_record(reports[name], second[name])) for name in first]


def _confused(first: Record, second: Record, matches: Matches) -> Iterator[tuple[str, str, str]]:
    for i, j in matches.claims:
        for side in ("act", "certainty", "polarity", "quotation"):
            yield from _differing(side, first["claims"][i][side], second["claims"][j][side])
    for i, j in matches.events:
        yield from _differing("factuality", first["events"][i]["factuality"], second["events"][j]["factuality"])
    for i, j in matches.names:
        yield from _differing("name", first["mentions"][i]["type"], second["mentions"][j]["type"])
    yield from _same_place(first, second, "events", "type", "trigger")
    yield from _same_place(first, second, "questions", "kind", "span")
    yield from _element_places(first, second)


def _differing(kind: str, a: str, b: str) -> Iterator[tuple[str, str, str]]:
    if a != b:
        yield kind, a, b


def _same_place(first: Record, second: Record, kind: str, value: str, span: str) -> Iterator[tuple[str, str, str]]:
    """Yield records of one place with different values where neither labelling has the other's value there."""
    text = first["report"]["text"]
    left, right = ([(row[value], covered(text, [row[span]])) for row in record[kind]] for record in (first, second))
    for a, points in left:
        there = {b for b, others in right if points & others and overlap(points, others) >= 0.25}
        if there and a not in there:
            yield from _differing(value, a, min(there))


def _element_places(first: Record, second: Record) -> Iterator[tuple[str, str, str]]:
    """Yield codes that only one labelling has, each with a code the other alone has on the same words."""
    text = first["report"]["text"]
    left, right = ({e["code"]: covered(text, e["spans"]) for e in record["elements"]} for record in (first, second))
    for a in left.keys() - right.keys():
        for b in right.keys() - left.keys():
            if left[a] & right[b]:
                yield "element", a, b


def main(arguments: Sequence[str]) -> int:
    """Print the agreement and the most confused pairs; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m labelling.agreement", description=__doc__)
    parser.add_argument("corpus", type=Path, help="the corpus, or one folder of reports with two labellings")
    parser.add_argument("--pairs", type=int, default=10, help="how many confused pairs to print")
    options = parser.parse_args(arguments)
    folders = (
        [options.corpus / split for split in SPLITS] if (options.corpus / SPLITS[0]).is_dir() else [options.corpus]
    )
    pairs = [pair for folder in folders for pair in doubly_labelled(folder)]
    scores, confusions = compare(pairs)
    print(f"{len(pairs)} reports labelled twice")
    for name, value in scores.row().items():
        print(f"{name:<24}{value:6.1f}")
    for (kind, a, b), count in confusions.most_common(options.pairs):
        print(f"{count:4}  {kind}: {a} / {b}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
