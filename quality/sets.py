"""The labelled reports that accuracy is measured on: read, counted and named by a hash of their bytes."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from labelling.corpus import CORPUS
from labelling.snippets import KINDS, LabelError, read_labelled
from onrecord.records import Report
from onrecord.text import after_that
from quality.measure import CLAIM_MEASURES
from quality.measure_records import MEASURED, count_kinds

Record = dict[str, Any]

_HERE = Path(__file__).parent
OWN = _HERE / "own"
# The project's own sets, by the names floors and scores call them: none of them is trained on.
OURS = {"own": OWN, "corpus-dev": CORPUS / "dev", "corpus-test": CORPUS / "test"}
# Development data that is not part of the repository; where it lies beside the checkout it is scored too.
DEV = _HERE.parent.parent / "shared" / "gold" / "dev"
POLNEAR = _HERE.parent.parent / "shared" / "corpora" / "polnear" / "dev.jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledSet:
    """Labelled reports.

    Attributes:
        name: What floors and scores call it.
        sha256: Hex SHA-256 over the bytes of its files, each with its length before it.
        records: Case records: `{"report": {…}, "claims": […], "events": […], …}`.
        only: The measures that its labels can answer where they are fewer than `MEASURED` says for what is labelled.
    """

    name: str
    sha256: str
    records: tuple[Record, ...]
    only: tuple[str, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """How many of each kind of `MEASURED` are labelled, without those that are not."""
        return count_kinds(self.records)

    @property
    def measures(self) -> tuple[str, ...]:
        """The measures that its labels can answer."""
        return self.only or tuple(measure for kind in self.counts for measure in MEASURED[kind])

    def reports(self) -> list[Report]:
        """Return its reports as extraction takes them."""
        return [_report(record["report"]) for record in self.records]


def read_snippet_set(name: str, folder: Path) -> LabelledSet:
    """Return a folder of `reports.jsonl` and labels written as snippets, `labels.jsonl`.

    Raises:
        LabelError: A file cannot be read, or a label does not fit its report.
    """
    digest = _hash(folder / "reports.jsonl", folder / "labels.jsonl")
    try:
        records = read_labelled(folder)
    except (ValueError, KeyError, TypeError) as error:
        raise LabelError(f"{folder}: {error}") from error
    return LabelledSet(name=name, sha256=digest, records=tuple(records))


def read_record_set(name: str, path: Path) -> LabelledSet:
    """Return a file of case records, one per line.

    Raises:
        LabelError: It cannot be read.
    """
    digest = _hash(path)
    return LabelledSet(name=name, sha256=digest, records=tuple(map(whole_record, read_rows(path))))


def read_polnear_set(name: str, path: Path) -> LabelledSet:
    """Return PolNeAR articles (Newell, Margolin & Ruths 2018) with the first labelling of each.

    A leading complementiser "that" is left out of the content, as in the case record; act, certainty,
    quotation and relays are not labelled there.

    Raises:
        LabelError: It cannot be read.
    """
    digest = _hash(path)
    records = []
    for row in read_rows(path):
        labelled = row["annotations"][0]["attributions"] if row["annotations"] else []
        claims = [{"id": f"c{n}", **_polnear_claim(row["text"], one)} for n, one in enumerate(labelled)]
        report = {"id": row["id"], "text": row["text"], "language": "en"}
        records.append(whole_record({"report": report, "claims": claims}))
    return LabelledSet(name=name, sha256=digest, records=tuple(records), only=CLAIM_MEASURES)


def _polnear_claim(text: str, attribution: dict[str, list[list[int]]]) -> Record:
    content = [[start, end] for start, end in attribution["content"]]
    if content:
        content[0][0] = after_that(text, *content[0])
    bounds = {"source": attribution["source"], "cue": attribution["cue"], "content": content}
    return {
        name: [{"start": start, "end": end, "text": text[start:end]} for start, end in spans]
        for name, spans in bounds.items()
    }


def open_set(name: str) -> LabelledSet:
    """Return a set by its name or place: one that the gate scores, `corpus-train`, a folder, a file of case records.

    Raises:
        LabelError: It cannot be read.
    """
    named = {**OURS, "corpus-train": CORPUS / "train"}
    if name in named:
        return read_snippet_set(name, named[name])
    if name == "polnear-dev":
        return read_polnear_set(name, POLNEAR)
    path = DEV / "gold.jsonl" if name == "dev" else Path(name)
    return read_snippet_set(name, path) if path.is_dir() else read_record_set(name, path)


def read_rows(path: Path) -> list[Record]:
    """Return the objects of a JSONL file.

    Raises:
        LabelError: It cannot be read.
    """
    try:
        # split and not splitlines: a text may hold U+2028, which JSON leaves as it is
        return [json.loads(line) for line in path.read_text("utf-8").split("\n") if line.strip()]
    except OSError as error:
        raise LabelError(f"{path}: {error.strerror}") from error
    except ValueError as error:
        raise LabelError(f"{path}: {error}") from error


def whole_record(record: Record) -> Record:
    """Return the record with the kinds that it does not speak of as empty lists."""
    return {**{kind: [] for kind in KINDS}, **record}


def _report(row: Record) -> Report:
    return Report(
        id=row["id"],
        capture="",
        sha256="",
        text=row["text"],
        title=row.get("title") or "",
        publisher=row.get("publisher") or "",
        published=row.get("published") or "",
        language=row.get("language") or "",
        format="table",
    )


def _hash(*paths: Path) -> str:
    digest = hashlib.sha256()
    for path in paths:
        try:
            data = path.read_bytes()
        except OSError as error:
            raise LabelError(f"{path}: {error.strerror}") from error
        digest.update(f"{len(data)}:".encode())
        digest.update(data)
    return digest.hexdigest()
