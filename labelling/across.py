"""What the reports of one case say of the same thing, as labelled: pairs of passages, who is who, and origins.

`across.jsonl` has a line per family of reports. A pair's side is `{"report", "text"}` with words of that report; words
that stand there several times have `"in"`, a longer passage, or `"n"`, their number, beside them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from labelling.snippets import LabelError, Record, read_lines

RELATIONS = ("same", "conflict", "update")
SLOTS = ("number", "date", "actor", "place", "status", "stance")
ORIGINS = ("one", "independent", "unknown")
KINDS = ("copy", "rewrite", "same_statement")


@dataclass(frozen=True, slots=True)
class Side:
    """Words of a report: half-open code points."""

    report: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Two passages of different reports that speak of the same thing.

    Attributes:
        a: The passage of the earlier report, where that is known.
        b: The other.
        relation: One of RELATIONS.
        slot: Of a conflict, one of SLOTS, else "".
        origin: Of two that say the same, one of ORIGINS, else "".
        answers: Of an update, whether `b` answers what `a` leaves open.
    """

    a: Side
    b: Side
    relation: str
    slot: str = ""
    origin: str = ""
    answers: bool = False


@dataclass(frozen=True, slots=True)
class Origin:
    """What several reports rest on, at least in part."""

    name: str
    kind: str
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Family:
    """The reports of one case and what is labelled across them.

    Attributes:
        name: The family's.
        reports: As they stand in `reports.jsonl`.
        pairs: All pairs of passages that speak of the same thing, but for sentences that are alike word by word.
        same: Names of one entity, each with its report; equal names are one without being listed.
        apart: Equal names of different entities.
        origins: What two or more of the reports rest on.
    """

    name: str
    reports: tuple[Record, ...]
    pairs: tuple[Pair, ...]
    same: tuple[tuple[tuple[str, str], ...], ...]
    apart: tuple[tuple[tuple[str, str], ...], ...]
    origins: tuple[Origin, ...]


FIRST = "across.jsonl"
SECOND = "across_second.jsonl"
"""What another labeller said of the same families without seeing the first labels."""


def read_families(folder: Path, name: str = FIRST) -> list[Family]:
    """Return the families of a part of the corpus that are labelled across their reports.

    Args:
        folder: The part.
        name: File of the labels.

    Raises:
        LabelError: Words do not stand in their report, or a value is not one of the vocabulary.
    """
    reports = {row["id"]: row for row in read_lines(folder / "reports.jsonl")}
    return [_family(row, reports) for row in read_lines(folder / name)]


def _family(row: Record, reports: dict[str, Record]) -> Family:
    own = {key: reports[key] for key in row["reports"]}
    return Family(
        name=row["family"],
        reports=tuple(own.values()),
        pairs=tuple(_pairs(row, own)),
        same=tuple(tuple((one["report"], one["name"]) for one in group) for group in row["entities"]),
        apart=tuple(tuple((one["report"], one["name"]) for one in group) for group in row["apart"]),
        origins=tuple(
            Origin(one["name"], _one_of(one["kind"], KINDS), tuple(one["reports"])) for one in row["origins"]
        ),
    )


def _pairs(row: Record, reports: dict[str, Record]) -> Iterator[Pair]:
    for one in row["pairs"]:
        relation = _one_of(one["relation"], RELATIONS)
        yield Pair(
            a=_side(one["a"], reports),
            b=_side(one["b"], reports),
            relation=relation,
            slot=_one_of(one["slot"], SLOTS) if relation == "conflict" else "",
            origin=_one_of(one["origin"], ORIGINS) if relation == "same" else "",
            answers=bool(one.get("answers")),
        )


def _one_of(value: Any, values: tuple[str, ...]) -> str:
    if value not in values:
        raise LabelError(f"{value!r} is none of {', '.join(values)}")
    return str(value)


def _side(row: Record, reports: dict[str, Record]) -> Side:
    text, words = reports[row["report"]]["text"], row["text"]
    at, found = 0, -1
    if "in" in row:
        at = text.find(row["in"])
    for _ in range(row.get("n", 1) if at >= 0 else 0):
        found = text.find(words, at)
        at = found + 1
    if found < 0:
        raise LabelError(f"{row['report']}: these words do not stand there: {words!r}")
    return Side(row["report"], found, found + len(words))
