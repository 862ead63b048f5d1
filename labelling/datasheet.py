"""The figures of the corpus's data sheet, counted from its files.

    python -m labelling.datasheet           print them
    python -m labelling.datasheet --write   write them into corpus/README.md, between the two marks

A test holds the page to the files.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from labelling import vocabulary
from labelling.agreement import compare, doubly_labelled
from labelling.corpus import CORPUS, SPLITS, parts_of, read_families, read_relations, read_split
from labelling.snippets import Record

BEGIN: Final = "<!-- counted by python -m labelling.datasheet --write -->"
END: Final = "<!-- end of what is counted -->"
_MEASURES: Final = {
    "claim_found_f1": "claim found (contents overlap by half), F1",
    "claim_with_source_f1": "claim with its source, F1",
    "claim_exact_f1": "claim with its source and exact content, F1",
    "relay_f1": "relay, F1",
    "act": "act of matched claims",
    "certainty": "certainty",
    "polarity": "polarity",
    "quotation": "quotation",
    "event_f1": "event with its type, F1",
    "role_f1": "role, F1",
    "factuality": "factuality of matched events",
    "holder": "holder",
    "time_value_f1": "time with its value, F1",
    "question_f1": "question with its kind, F1",
    "element_f1": "element code of a report, F1",
    "element_status": "status of shared codes",
    "name_f1": "name with its type, F1",
    "entity_pairs_f1": "names of one entity (pairs), F1",
}


def figures(corpus: Path = CORPUS) -> str:
    """Return the counted part of the data sheet as Markdown."""
    everything = {part: read_split(part, corpus) for part in parts_of(corpus)}
    records = [record for rows in everything.values() for record in rows]
    parts = [
        "### Size\n",
        _sizes(everything, corpus),
        "\n### Genres\n",
        _line(Counter(record["report"]["genre"] for record in records)),
        "\n### Settings\n",
        _settings(corpus, records),
        "\n### Labels\n",
        _labels(records),
        "\n### Agreement of two labellings\n",
        _agreement([pair for split in SPLITS for pair in doubly_labelled(corpus / split)]),
    ]
    return "\n".join(parts)


def _sizes(everything: dict[str, list[Record]], corpus: Path) -> str:
    distractors = {row["family"] for row in read_families(corpus) if row["distractor"]}
    kinds = ("claims", "events", "times", "mentions", "entities", "questions", "elements")
    related = ("origins", "same", "conflicts", "updates")
    heads = ("part", "reports", "words", "families", "near the field only", *kinds, *related)
    lines = [f"| {' | '.join(heads)} |", "|---" * len(heads) + "|"]
    for name, taken in [*((part, [part]) for part in everything), ("all", list(everything))]:
        rows = [row for part in taken for row in everything[part]]
        relations = [read_relations(corpus, part) for part in taken]
        families = [row["report"]["family"] for row in rows]
        cells: list[str | int] = [
            name,
            len(rows),
            sum(len(row["report"]["text"].split()) for row in rows),
            len(set(families)),
            sum(family in distractors for family in families),
            *(sum(len(row[kind]) for row in rows) for kind in kinds),
            *(sum(len(part[kind]) for part in relations) for kind in related),
        ]
        lines.append("| " + " | ".join(f"{cell:,}" if isinstance(cell, int) else cell for cell in cells) + " |")
    return "\n".join(lines)


def _settings(corpus: Path, records: Sequence[Record]) -> str:
    reports = Counter(record["report"]["family"] for record in records)
    rows = [(row["setting"], reports[row["family"]]) for row in read_families(corpus) if not row["distractor"]]
    return "; ".join(f"{setting} ({count})" for setting, count in rows) + "."


def _labels(records: Sequence[Record]) -> str:
    def of(kind: str, value: str) -> Counter[str]:
        return Counter(row[value] for record in records for row in record[kind])

    roles = Counter(role["role"] for record in records for event in record["events"] for role in event["roles"])
    rows: list[tuple[str, Counter[str], Iterable[str]]] = [
        ("act", of("claims", "act"), vocabulary.ACTS),
        ("certainty", of("claims", "certainty"), vocabulary.CERTAINTIES),
        ("polarity", of("claims", "polarity"), vocabulary.POLARITIES),
        ("quotation", of("claims", "quotation"), vocabulary.QUOTATIONS),
        ("event type", of("events", "type"), vocabulary.EVENT_TYPES),
        ("role", roles, vocabulary.ROLES),
        ("factuality", of("events", "factuality"), vocabulary.FACTUALITIES),
        ("time", of("times", "type"), vocabulary.TIME_TYPES),
        ("question", of("questions", "kind"), vocabulary.QUESTION_KINDS),
        ("element", of("elements", "code"), vocabulary.ELEMENT_OF),
        ("status", of("elements", "status"), vocabulary.STATUSES),
        ("entity", of("entities", "type"), vocabulary.ENTITY_TYPES),
    ]
    return "\n".join(f"- **{name}**: {_line(counts, allowed)}" for name, counts, allowed in [*rows, _spans(records)])


def _spans(records: Sequence[Record]) -> tuple[str, Counter[str], Iterable[str]]:
    """Return how many claims have each of what a claim need not have."""
    fields = ("source", "cue", "relays", "channel", "said_at", "speaker", "parent")
    counts = Counter(
        field for record in records for claim in record["claims"] for field in fields if claim[field] not in ([], None)
    )
    return "claims with", counts, fields


def _line(counts: Counter[str], allowed: Iterable[str] = ()) -> str:
    unused = [name for name in allowed if not counts[name]]
    shown = ", ".join(f"{name} {count:,}" for name, count in counts.most_common())
    return shown + (f"; none of {', '.join(unused)}" if unused else "")


def _agreement(pairs: Sequence[tuple[Record, Record]]) -> str:
    scores, confusions = compare(pairs)
    row = scores.row()
    lines = [f"{len(pairs)} reports.\n", "| label | agreement |", "|---|---|"]
    lines += [f"| {name} | {row[measure]} |" for measure, name in _MEASURES.items()]
    lines.append("\nMost often taken for one another:\n")
    ranked = sorted(confusions.items(), key=lambda item: (-item[1], item[0]))
    lines += [f"{n}. {kind}: {a} / {b} ({count})" for n, ((kind, a, b), count) in enumerate(ranked[:10], 1)]
    return "\n".join(lines)


def page(corpus: Path = CORPUS) -> str:
    """Return the data sheet with its figures counted anew."""
    text = (corpus / "README.md").read_text("utf-8")
    before, _, rest = text.partition(BEGIN)
    return f"{before}{BEGIN}\n\n{figures(corpus)}\n\n{END}{rest.partition(END)[2]}"


def _lines(arguments: Sequence[str]) -> Iterator[str]:
    if "--write" in arguments:
        (CORPUS / "README.md").write_text(page(), "utf-8")
        yield f"wrote {CORPUS / 'README.md'}"
    else:
        yield figures()


if __name__ == "__main__":
    print("\n".join(_lines(sys.argv[1:])))
