"""ECB+ as cases: the mentions of events of a topic are the passages, coreferent ones say the same.

Cybulska and Vossen 2014, "Using a sledgehammer to crack a nut? Lexical diversity and event coreference resolution";
topics are split and sentences chosen as in their validated set-up (2015).
"""

from __future__ import annotations

import csv
import random
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from onrecord.sentences import Passage
from training.pairs.dataset import Case, Document, Judged, Key

_DEV = frozenset({2, 5, 12, 18, 21, 23, 34, 35})
_TEST = frozenset(range(36, 46))
_CLOSE = frozenset(".,;:!?)]}'’”%") | {"'s", "n't", "'re", "'ve", "'ll", "'d"}
_ACTIONS = ("ACTION", "NEG_ACTION")
_DOCUMENTS = 8
"""Documents of a case: a topic of twenty becomes several, drawn anew."""


def topics(split: str) -> list[int]:
    """Return the numbers of the topics of "train", "dev" or "test"."""
    rest = set(range(1, 46)) - _DEV - _TEST - {15, 17}  # two numbers that were never given out
    return sorted({"train": rest, "dev": set(_DEV), "test": set(_TEST)}[split])


def read_topics(folder: Path, split: str, seed: int = 17) -> list[Case]:
    """Return the cases of a split: for learning a topic's documents in several small cases, else a case per topic."""
    chosen = _sentences(folder / "ECBplus_coreference_sentences.csv")
    rng = random.Random(seed)
    cases = []
    for topic in topics(split):
        found = [
            _read(path, chosen[path.stem])
            for path in sorted((folder / "ECB+" / str(topic)).glob("*.xml"))
            if path.stem in chosen
        ]
        found = [one for one in found if one[0].passages]
        if split != "train":
            cases.append(_case(f"ecb-{topic}", found))
            continue
        rng.shuffle(found)
        for number, at in enumerate(range(0, len(found), _DOCUMENTS)):
            part = found[at : at + _DOCUMENTS]
            if len(part) > 1:
                cases.append(_case(f"ecb-{topic}-{number}", part))
    return cases


def instances(case: Case) -> dict[Key, Key]:
    """Return for each mention the first one that it is coreferent with."""
    first: dict[Key, Key] = {key: key for key in case.keys()}  # noqa: SIM118 - not a mapping
    for (a, b), one in case.judged.items():
        if one.related:
            root = min(first[a], first[b])
            first[a] = first[b] = root
    return first


def _case(name: str, found: list[tuple[Document, list[str]]]) -> Case:
    of: dict[str, list[Key]] = defaultdict(list)
    for d, (_, ids) in enumerate(found):
        for p, instance in enumerate(ids):
            of[instance].append((d, p))
    judged = {
        (a, b): Judged([1, 0, 0])
        for instance, keys in of.items()
        if instance
        for i, a in enumerate(keys)
        for b in keys[i + 1 :]
    }
    return Case(name, tuple(document for document, _ in found), judged, focused=True)


def _sentences(path: Path) -> dict[str, set[int]]:
    chosen: dict[str, set[int]] = defaultdict(set)
    with path.open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            chosen[f"{row['Topic']}_{row['File']}"].add(int(row["Sentence Number"]))
    return chosen


def _read(path: Path, sentences: set[int]) -> tuple[Document, list[str]]:
    """Return a document whose passages are mentions of events, and the instance of each."""
    root = etree.parse(str(path)).getroot()
    text, at, bounds = "", {}, {}
    last = "0"
    for token in root.iter("token"):
        word, sentence = token.text or "", token.get("sentence")
        if text:
            text += "\n" if sentence != last else "" if word in _CLOSE else " "
        last = sentence
        start = len(text)
        text += word
        at[token.get("t_id")] = (start, len(text), int(sentence))
        first, _ = bounds.get(int(sentence), (start, 0))
        bounds[int(sentence)] = (first, len(text))
    instance = _instances(root)
    found = sorted(_mentions(root, at, instance, sentences))
    return Document(
        text=text,
        published="",
        passages=tuple(Passage(*bounds[sentence]) for _, _, sentence, _ in found),
        focus=tuple((start, end) for start, end, _, _ in found),
    ), [one for *_, one in found]


def _mentions(
    root: etree._Element, at: dict[str, tuple[int, int, int]], instance: dict[str, str], sentences: set[int]
) -> Iterator[tuple[int, int, int, str]]:
    for mark in root.find("Markables"):
        words = [at[anchor.get("t_id")] for anchor in mark.iter("token_anchor")]
        if mark.tag.startswith(_ACTIONS) and words and words[0][2] in sentences:
            yield words[0][0], words[-1][1], words[0][2], instance.get(mark.get("m_id"), "")


def _instances(root: etree._Element) -> dict[str, str]:
    """Return the instance of each mention: across documents its note's, within one the relation's own."""
    found = {}
    name = root.get("doc_name")
    for relation in root.find("Relations"):
        shared = relation.get("note") if relation.tag == "CROSS_DOC_COREF" else f"{name}-{relation.get('r_id')}"
        for source in relation.iter("source"):
            found[source.get("m_id")] = shared
    return found
