"""What is wrong with the corpus: every rule it must keep, checked on the files.

    python -m labelling.check [CORPUS]

prints one line for each fault and exits with 1 when there is one. The rules: labels that fit their report
and the vocabulary; reports marked as invented; no text twice; no family in two splits and no
passage shared across families; relations that quote their reports; no person's name that is not declared.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from labelling.corpus import CORPUS, FIRST, SECOND, parts_of, read_families, read_names, read_relations, read_reports
from labelling.snippets import Record, compile_with_problems, read_lines

WORDS: Final = (150, 700)
FIELDS: Final = ("id", "title", "publisher", "author", "published", "genre", "language", "family", "invented", "text")
SLOTS: Final = ("number", "date", "actor", "place", "status")
DOUBLE_SHARE: Final = 8  # every eighth report is labelled twice
SHINGLE: Final = 12  # words in a row that two families can have in common only by copying
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


def faults(corpus: Path = CORPUS) -> Iterator[str]:
    """Yield one line for each rule that the corpus breaks and where."""
    reports = read_reports(corpus, parts_of(corpus))
    everything = [report for rows in reports.values() for report in rows]
    for report in everything:
        yield from _report_faults(report)
    yield from _doubles("id", [report["id"] for report in everything])
    yield from _doubles("text", [report["text"] for report in everything])
    yield from _family_faults(corpus, reports)
    yield from _shared_passages(everything)
    people: set[str] = set()
    for part, rows in reports.items():
        yield from _label_faults(corpus / part, rows, people)
        yield from _relation_faults(corpus, part, {report["id"]: report["text"] for report in rows})
    yield from _name_faults(corpus, people)


def _report_faults(report: Record) -> Iterator[str]:
    name = report.get("id")
    if missing := [field for field in FIELDS if field not in report]:
        yield f"{name}: lacks {', '.join(missing)}"
        return
    words = len(report["text"].split())
    if not WORDS[0] <= words <= WORDS[1]:
        yield f"{name}: {words} words, not {WORDS[0]} to {WORDS[1]}"
    if report["invented"] is not True:
        yield f"{name}: is not marked as invented"
    if report["published"] is not None and not _DATE.fullmatch(report["published"]):
        yield f"{name}: published {report['published']!r}"
    if report["language"] != "en":
        yield f"{name}: language {report['language']!r}"


def _doubles(what: str, values: Sequence[str]) -> Iterator[str]:
    yield from (f"{what} stands {count} times: {value[:60]!r}" for value, count in Counter(values).items() if count > 1)


def _family_faults(corpus: Path, reports: dict[str, list[Record]]) -> Iterator[str]:
    declared = {family["family"]: family for family in read_families(corpus)}
    met: dict[str, set[str]] = defaultdict(set)
    for split, rows in reports.items():
        for report in rows:
            met[report["family"]].add(split)
    for family, splits in met.items():
        if len(splits) > 1:
            yield f"family {family} stands in {' and '.join(sorted(splits))}"
        if family not in declared:
            yield f"family {family} is not in families.jsonl"
    yield from (f"family {family} has no report" for family in declared.keys() - met.keys())


def _shared_passages(reports: Iterable[Record]) -> Iterator[str]:
    """Yield pairs of families that have `SHINGLE` words in a row in common."""
    owner: dict[tuple[str, ...], str] = {}
    told: set[tuple[str, str]] = set()
    for report in reports:
        words = re.findall(r"\w+", report["text"].lower())
        for start in range(len(words) - SHINGLE + 1):
            shingle = tuple(words[start : start + SHINGLE])
            family = owner.setdefault(shingle, report["family"])
            if family != report["family"] and (family, report["family"]) not in told:
                told.add((family, report["family"]))
                yield f"families {family} and {report['family']} share {' '.join(shingle)!r}"


def _label_faults(folder: Path, reports: list[Record], people: set[str]) -> Iterator[str]:
    texts = {report["id"]: report for report in reports}
    first = _compiled(folder / "labels.jsonl", texts)
    for name in texts.keys() - {label["report"] for label, _, _ in first}:
        yield f"{name}: no labels"
    both = [_compiled(folder / name, texts) for name in (FIRST, SECOND)]
    for name in {label["report"] for label, _, _ in both[0]} ^ {label["report"] for label, _, _ in both[1]}:
        yield f"{name}: only one of its two labellings is there"
    for label, record, problems in (*first, *both[0], *both[1]):
        yield from (f"{label['report']}: {problem}" for problem in problems)
        if record:
            people |= {entity["name"] for entity in record["entities"] if entity["type"] == "PER"}
            yield from _double_labels(record)


def _compiled(path: Path, reports: dict[str, Record]) -> list[tuple[Record, Record | None, list[str]]]:
    rows: list[tuple[Record, Record | None, list[str]]] = []
    for label in read_lines(path):
        problems: list[str] = []
        if label["report"] in reports:
            rows.append((label, compile_with_problems(reports[label["report"]], label, problems.append), problems))
        else:
            rows.append((label, None, ["labels without a report"]))
    return rows


def _double_labels(record: Record) -> Iterator[str]:
    name = record["report"]["id"]
    claims = [str((c["source"], c["cue"], c["content"])) for c in record["claims"]]
    events = [str((e["type"], e["trigger"]["start"])) for e in record["events"]]
    codes = [e["code"] for e in record["elements"]]
    times = [str(t["span"]) for t in record["times"]]
    mentions = [str(m["span"]) for m in record["mentions"]]
    for what, values in (("claim", claims), ("event", events), ("element", codes), ("time", times), ("name", mentions)):
        yield from (f"{name}: {fault}" for fault in _doubles(what, values))


def _relation_faults(corpus: Path, split: str, texts: dict[str, str]) -> Iterator[str]:
    relations = read_relations(corpus, split)
    for origin in relations["origins"]:
        for report in origin["reports"]:
            if report not in texts:
                yield f"{split}: origin {origin['origin']!r} names {report!r}, which is not in the split"
    for kind in ("same", "conflicts", "updates"):
        for row in relations[kind]:
            for side in row[:2]:
                if texts.get(side["report"], "").count(side["text"]) != 1:
                    yield f"{split}: {kind}: stands not exactly once in {side['report']}: {side['text'][:80]!r}"
            if kind == "conflicts" and row[2] not in SLOTS:
                yield f"{split}: conflicts: {row[2]!r} is no slot"


def _name_faults(corpus: Path, people: set[str]) -> Iterator[str]:
    """Yield the persons who are named and not declared, as public or as invented for the reports."""
    public, invented = read_names(corpus)
    yield from (f"person {name!r} is not declared in names.toml" for name in sorted(people - public - invented))
    yield from (f"person {name!r} is declared both public and invented" for name in sorted(public & invented))


def main(arguments: Sequence[str]) -> int:
    """Print every fault; return 1 when there is one."""
    found = list(faults(Path(arguments[0]) if arguments else CORPUS))
    for fault in found:
        print(fault)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
