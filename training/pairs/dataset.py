"""Families of reports as the pairs net learns from them: passages, and what is labelled between any two."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from labelling.across import Family, Side, read_families
from labelling.snippets import read_lines
from onrecord.nets.pair_pieces import lapse
from onrecord.sentences import Passage, passages
from training.pairs.network import RELATIONS, SLOTS

Key = tuple[int, int]
"""Number of a passage's document, and of the passage in it."""


@dataclass(frozen=True, slots=True)
class Document:
    """A report in passages.

    Attributes:
        text: Its words.
        published: When, ISO 8601 or "".
        passages: What is compared.
        focus: For each passage the words asked about, or None.
        places: Names of places in it.
    """

    text: str
    published: str
    passages: tuple[Passage, ...]
    focus: tuple[tuple[int, int] | None, ...]
    places: frozenset[str] = frozenset()

    def words(self, number: int) -> str:
        """Return the words of a passage."""
        return self.text[slice(*self.passages[number])]


@dataclass(slots=True)
class Judged:
    """What is labelled between two passages.

    Attributes:
        relation: For each of RELATIONS 1, 0, or -1 where it is not known.
        slot: Index of the conflict's slot, -1 for none.
        origin: 1 one, 0 independent, -1 not known.
        answers: 1 or 0, -1 where there is no update.
        words: (relation, side 0 or 1, start, end) of the words it rests on.
    """

    relation: list[int] = field(default_factory=lambda: [0, 0, 0])
    slot: int = -1
    origin: int = -1
    answers: int = -1
    words: list[tuple[int, int, int, int]] = field(default_factory=list)

    @property
    def related(self) -> bool:
        """Whether the two speak of the same thing."""
        return max(self.relation) == 1


@dataclass(frozen=True, slots=True)
class Case:
    """Documents and the judgements of their pairs of passages; a pair that is not listed has nothing in common.

    Attributes:
        name: The family's.
        documents: In order of publication, as far as it is known.
        judged: By two keys, the lower document first.
        focused: Whether the net is asked about words (coreferent events) instead of passages.
    """

    name: str
    documents: tuple[Document, ...]
    judged: dict[tuple[Key, Key], Judged]
    focused: bool = False

    def keys(self) -> list[Key]:
        """Return every passage."""
        return [(d, p) for d, document in enumerate(self.documents) for p in range(len(document.passages))]

    def lapse(self, a: Key, b: Key) -> int:
        """Return the lapse between two passages' documents."""
        return lapse(self.documents[a[0]].published, self.documents[b[0]].published)


def read_cases(folder: Path) -> list[Case]:
    """Return the labelled families of a part of the corpus."""
    places = _places(folder)
    path = folder / "relations.json"
    planted = json.loads(path.read_text("utf-8")) if path.exists() else {}
    doubted = [
        tuple((one["report"], one["text"]) for one in row[:2])
        for kind in ("same", "conflicts", "updates")
        for row in planted.get(kind, ())
    ]
    return [_case(family, places, doubted) for family in read_families(folder)]


def _places(folder: Path) -> dict[str, frozenset[str]]:
    found = {}
    path = folder / "labels.jsonl"
    for row in read_lines(path) if path.exists() else ():
        names = [one for one in row.get("entities", ()) if isinstance(one, dict) and one.get("type") == "GPE"]
        found[row["report"]] = frozenset(str(one["name"]) for one in names if one.get("name"))
    return found


def _case(family: Family, places: dict[str, frozenset[str]], planted: list[tuple[tuple[str, str], ...]]) -> Case:
    rows = sorted(family.reports, key=lambda row: row["published"] or "9999")
    number = {row["id"]: index for index, row in enumerate(rows)}
    documents = tuple(
        Document(
            text=row["text"],
            published=row["published"] or "",
            passages=(found := passages(row["text"])),
            focus=(None,) * len(found),
            places=places.get(row["id"], frozenset()),
        )
        for row in rows
    )
    judged: dict[tuple[Key, Key], Judged] = defaultdict(Judged)
    for a, b in _alike(documents):
        judged[a, b].relation[0], judged[a, b].origin = 1, 1
    for pair in family.pairs:
        a, b = _key(pair.a, documents, number), _key(pair.b, documents, number)
        sides = (pair.a, pair.b)
        if a[0] > b[0]:  # only where an undated report was put in order by its sense
            a, b, sides = b, a, (pair.b, pair.a)
        one = judged[a, b]
        relation = RELATIONS.index(pair.relation)
        one.relation[relation] = 1
        one.words += [(relation, k, side.start, side.end) for k, side in enumerate(sides)]
        if pair.slot:
            one.slot = SLOTS.index(pair.slot)
        if pair.origin in ("one", "independent"):
            one.origin = int(pair.origin == "one")
        if pair.relation == "update":
            one.answers = max(one.answers, int(pair.answers))
    for (a_report, a_words), (b_report, b_words) in planted:
        if a_report in number and b_report in number:
            a = _key(_found(a_report, a_words, documents[number[a_report]]), documents, number)
            b = _key(_found(b_report, b_words, documents[number[b_report]]), documents, number)
            key = (min(a, b), max(a, b))
            if key not in judged:  # its writer meant a relation that the labeller did not see: neither is learnt
                judged[key].relation[:] = [-1, -1, -1]
    return Case(family.name, documents, dict(judged))


def _found(report: str, words: str, document: Document) -> Side:
    at = document.text.index(words)
    return Side(report, at, at + len(words))


def _key(side: Side, documents: tuple[Document, ...], number: dict[str, int]) -> Key:
    document = number[side.report]
    shared = [min(side.end, end) - max(side.start, start) for start, end in documents[document].passages]
    return document, max(range(len(shared)), key=shared.__getitem__)


def _alike(documents: tuple[Document, ...]) -> Iterator[tuple[Key, Key]]:
    """Yield passages of different documents that are alike word by word."""
    seen: dict[str, list[Key]] = defaultdict(list)
    for d, document in enumerate(documents):
        for p in range(len(document.passages)):
            words = " ".join("".join(c if c.isalnum() else " " for c in document.words(p).casefold()).split())
            for other in seen[words]:
                if other[0] != d:
                    yield other, (d, p)
            seen[words].append((d, p))
