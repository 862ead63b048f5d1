"""The corpus: a folder for each part, with reports, labels and the relations between its reports.

corpus/families.jsonl        one line a family: family, setting, distractor
corpus/names.toml            persons who may be named: public ones, and invented ones
corpus/PART/reports.jsonl   id title publisher author published genre language family invented text
corpus/PART/labels.jsonl    labels as snippets (`labelling.snippets`)
corpus/PART/labels_second.jsonl   a second, independent labelling of some
corpus/PART/relations.json  origins, same, conflicts, updates

The parts are the splits, and `more`: reports that only serve for learning, labelled by their writers.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from labelling.snippets import Record, read_labelled, read_lines

CORPUS: Final = Path(__file__).parent.parent / "corpus"
SPLITS: Final = ("train", "dev", "test")
MORE: Final = "more"
FIRST: Final = "labels_first.jsonl"
SECOND: Final = "labels_second.jsonl"


def parts_of(corpus: Path = CORPUS) -> tuple[str, ...]:
    """Return the splits, and `more` where it is there."""
    return (*SPLITS, MORE) if (corpus / MORE).is_dir() else SPLITS


def read_reports(corpus: Path = CORPUS, parts: Sequence[str] = SPLITS) -> dict[str, list[Record]]:
    """Return the reports of each part, as they stand in its file."""
    return {part: list(read_lines(corpus / part / "reports.jsonl")) for part in parts}


def read_split(split: str, corpus: Path = CORPUS) -> list[Record]:
    """Return the case records of a part.

    Raises:
        LabelError: A label does not fit its report.
    """
    return read_labelled(corpus / split)


def read_families(corpus: Path = CORPUS) -> list[Record]:
    """Return what is said of each family: `family`, `setting`, `distractor`."""
    return list(read_lines(corpus / "families.jsonl"))


def read_relations(corpus: Path, split: str) -> dict[str, list[Any]]:
    """Return the relations of a part: `origins`, `same`, `conflicts`, `updates`."""
    relations: dict[str, list[Any]] = json.loads((corpus / split / "relations.json").read_text("utf-8"))
    return relations


def read_names(corpus: Path = CORPUS) -> tuple[set[str], set[str]]:
    """Return the persons who may be named: public ones, and those invented for the reports."""
    names = tomllib.loads((corpus / "names.toml").read_text("utf-8"))
    return set(names["public"]), set(names["invented"])
