"""Labelled texts in one form, whatever their corpus: tagged spans, and anchors with the spans linked to them."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from labelling import vocabulary
from labelling.snippets import read_labelled
from onrecord.nets.hints import hint_labels, hints_of
from onrecord.nets.pieces import Pieces, cut_pieces
from onrecord.records import ACTS, CERTAINTIES, POLARITIES
from onrecord.text import after_that
from training.tasks import CODES, LINKINGS, NAME_TYPES, PROPBANK, TAGGINGS

Bounds = tuple[int, int]
IGNORED = -1
_WORD = re.compile(r"\w+(?:['’]\w+)?|[:“\"]")
_FRAMES = {tagging.name: tagging for tagging in TAGGINGS}["frames"].labels


@dataclass(frozen=True)
class Anchored:
    """Spans linked to an anchor; spans are (start, end) in code points of the article.

    Attributes:
        spans: Tag → spans.
        anchor: The code point where the anchor word starts; None leaves the choice among the cue's words.
        judged: One value for each judgement of the linking; IGNORED where it is not labelled.
    """

    spans: dict[str, tuple[Bounds, ...]]
    anchor: int | None = None
    judged: tuple[int, ...] = ()


@dataclass
class Article:
    """A labelled text.

    Attributes:
        source: The corpus, as the manifest calls it; articles of one corpus are batched together.
        links: Linking → labellings, each a list of what one labeller found.
        tagged: Tagging → (start, end, label); a tagging that is not there is not labelled.
        complete: Relays and channels are labelled too; otherwise they are unknown rather than absent.
        words: Start, part of speech and dependency relation of each word, where they are known.
    """

    id: str
    text: str
    source: str
    links: dict[str, list[list[Anchored]]]
    tagged: dict[str, list[tuple[int, int, int]]] = field(default_factory=dict)
    complete: bool = True
    words: tuple[tuple[int, int, int], ...] = ()
    pieces: Pieces = field(init=False)
    hints: npt.NDArray[np.bool_] = field(init=False)

    def cut(self, tokenizer: Tokenizer) -> None:
        """Cut the text into pieces, once, and look up what the vocabulary lists for them."""
        self.pieces = cut_pieces(self.text, tokenizer)
        self.hints = hints_of(self.text, self.pieces, hint_labels()).astype(bool)


def read_articles(path: Path) -> list[Article]:
    """Return the articles of a corpus, told apart by its folder; labelled reports are the rest."""
    readers = {"polnear": read_polnear, "ewt": read_ewt, "geneva": read_geneva}
    return next((read for name, read in readers.items() if name in path.parts), read_records)(path)


def read_polnear(path: Path) -> list[Article]:
    """Read PolNeAR articles; a leading complementiser "that" is left out of the content, as in the case record."""
    articles = []
    for row in _rows(path):
        labellings = [
            [_polnear_attribution(row["text"], a) for a in labelling["attributions"]]
            for labelling in row["annotations"]
        ]
        articles.append(Article(row["id"], row["text"], "polnear", {"claims": labellings}, complete=False))
    return articles


def _polnear_attribution(text: str, row: dict[str, list[list[int]]]) -> Anchored:
    content = [(s, e) for s, e in row["content"]]
    if content:
        content[0] = (after_that(text, *content[0]), content[0][1])
    spans = {name: tuple((s, e) for s, e in row[name]) for name in ("source", "cue")}
    return Anchored(spans | {"content": tuple(content)}, judged=(IGNORED,) * 3)


def read_ewt(path: Path, split: str = "train") -> list[Article]:
    """Read English Web Treebank documents: PropBank roles, names, factuality, parts of speech and relations."""
    documents: dict[str, list[dict[str, Any]]] = {}
    rows = [row for row in _rows(path) if row["split"] == split]
    for row in rows:
        documents.setdefault(row["doc"], []).append(row)
    values = {name: sorted({v for row in rows for v in row[name]}) for name in ("upos", "deprel")}
    return [_ewt_article(name, sentences, values) for name, sentences in documents.items()]


def _ewt_article(name: str, sentences: list[dict[str, Any]], values: dict[str, list[str]]) -> Article:
    text = ""
    predicates: list[Anchored] = []
    names: list[tuple[int, int, int]] = []
    words: list[tuple[int, int, int]] = []
    for row in sentences:
        bounds = _word_bounds(row["text"], row["words"], len(text))
        for (start, _), upos, deprel in zip(bounds, row["upos"], row["deprel"], strict=True):
            words.append((start, values["upos"].index(upos), values["deprel"].index(deprel)))
        predicates += _predicates(row, bounds)
        if row["uner"]:
            names += _common_names(row["uner"], bounds)
        text += row["text"] + " "
    return Article(
        name,
        text,
        "ewt",
        {"predicates": [predicates]},
        {"common_names": names} if all(row["uner"] is not None for row in sentences) else {},
        words=tuple(words),
    )


def _word_bounds(text: str, words: Sequence[str], offset: int) -> list[Bounds]:
    bounds = []
    at = 0
    for word in words:
        found = text.find(word, at)
        at = found if found >= 0 else at
        bounds.append((offset + at, offset + at + len(word)))
        at += len(word)
    return bounds


def _predicates(row: dict[str, Any], bounds: list[Bounds]) -> Iterator[Anchored]:
    happened = row["uds_factuality"] or {}
    for predicate in row["srl"] or ():
        spans: dict[str, list[Bounds]] = {}
        for label, first, last in predicate["args"]:
            role = label.removeprefix("C-")  # a continued argument is one more span of it
            spans.setdefault(role if role in PROPBANK else "other", []).append((bounds[first][0], bounds[last - 1][1]))
        if len(predicate["args"]) > 1:
            value = happened.get(str(predicate["i"]), {}).get("value")
            judged = IGNORED if value is None else 0 if value < -0.75 else 1 if value < 0.75 else 2
            yield Anchored(
                {role: tuple(s) for role, s in spans.items()}, anchor=bounds[predicate["i"]][0], judged=(judged,)
            )


def _common_names(tags: Sequence[str], bounds: list[Bounds]) -> list[tuple[int, int, int]]:
    labels = {"PER": 0, "ORG": 1, "LOC": 2}
    spans: list[tuple[int, int, int]] = []
    for tag, (start, end) in zip(tags, bounds, strict=True):
        label = labels.get(tag[2:])
        if label is None:
            continue
        if tag.startswith("I") and spans and spans[-1][2] == label:
            spans[-1] = (spans[-1][0], end, label)
        else:
            spans.append((start, end, label))
    return spans


def read_geneva(path: Path) -> list[Article]:
    """Read GENEVA sentences (Parekh et al. 2023), those of a document as one article, with their events' triggers."""
    documents: dict[str, list[dict[str, Any]]] = {}
    for row in _rows(path):
        documents.setdefault(row["doc_id"], []).append(row)
    everything = [event for rows in documents.values() for row in rows for event in row["event_mentions"]]
    frames = sorted({event["event_type"] for event in everything})
    articles = []
    for name, rows in documents.items():
        text = ""
        spans = []
        for row in rows:
            bounds = _word_bounds(row["sentence"], row["tokens"], len(text))
            for event in row["event_mentions"]:
                trigger = event["trigger"]
                frame = frames.index(event["event_type"]) % len(_FRAMES)
                spans.append((bounds[trigger["start"]][0], bounds[trigger["end"] - 1][1], frame))
            text += row["sentence"] + " "
        articles.append(Article(name, text, "geneva", {}, {"frames": spans}))
    return articles


def read_records(path: Path) -> list[Article]:
    """Read labelled reports: a folder of reports and labels as snippets, or a file of case records."""
    rows = read_labelled(path) if path.is_dir() else _rows(path)
    return [_record_article(row) for row in rows]


def _record_article(row: dict[str, Any]) -> Article:
    text = row["report"]["text"]
    links = {
        "claims": [[_claim(claim) for claim in row["claims"]]],
        "events": [[_event(text, event) for event in row["events"]]],
    }
    labels = {
        "names": [(m["span"], NAME_TYPES.index(m["type"])) for m in row["mentions"] if m["type"] in NAME_TYPES],
        "times": [(t["span"], vocabulary.TIME_TYPES.index(t["type"])) for t in row["times"]],
        "questions": [(q["span"], vocabulary.QUESTION_KINDS.index(q["kind"])) for q in row["questions"]],
        "triggers": [(_head(text, e["trigger"]), vocabulary.EVENT_TYPES.index(e["type"])) for e in row["events"]],
        "elements": [(s, CODES.index(e["code"])) for e in row["elements"] for s in e["spans"]],
    }
    tagged = {name: [(s["start"], s["end"], label) for s, label in spans] for name, spans in labels.items()}
    return Article(row["report"]["id"], text, "records", links, tagged)


def _claim(claim: dict[str, Any]) -> Anchored:
    names = {"source": "source", "cue": "cue", "content": "content", "relays": "relay", "channel": "channel"}
    spans = {ours: tuple((s["start"], s["end"]) for s in claim[theirs]) for theirs, ours in names.items()}
    judged = (
        ACTS.index(claim["act"]),
        CERTAINTIES.index(claim["certainty"]),
        POLARITIES.index(claim["polarity"]),
    )
    return Anchored(spans, judged=judged)


def _event(text: str, event: dict[str, Any]) -> Anchored:
    spans: dict[str, list[Bounds]] = {"trigger": [(event["trigger"]["start"], event["trigger"]["end"])]}
    for role in event["roles"]:
        spans.setdefault(role["role"], []).append((role["span"]["start"], role["span"]["end"]))
    judged = (
        vocabulary.FACTUALITIES.index(event["factuality"]),
        1 + vocabulary.EVENT_TYPES.index(event["type"]),
    )
    anchor = _head(text, event["trigger"])["start"]
    return Anchored({name: tuple(s) for name, s in spans.items()}, anchor=anchor, judged=judged)


# words that a trigger may hold beside the one that tells it
_LIGHT = frozenset((
    "a", "an", "the", "was", "were", "is", "are", "be", "been", "being", "had", "has", "have", "did", "do", "does",
    "not", "no", "to", "of", "in", "on", "at", "by", "up", "out", "off", "away", "their", "his", "her", "its", "he",
    "she", "they", "it", "who", "that", "will", "would", "could", "may", "might",
))  # fmt: skip


def _head(text: str, trigger: dict[str, Any]) -> dict[str, int]:
    """Return the first word of a trigger that is not a light one: where its anchor stands."""
    words = list(_WORD.finditer(text, trigger["start"], trigger["end"]))
    heavy = [word for word in words if word.group().lower() not in _LIGHT] or words
    if not heavy:
        return {"start": trigger["start"], "end": trigger["end"]}
    return {"start": heavy[0].start(), "end": heavy[0].end()}


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text("utf-8").split("\n"):
        if line.strip():
            yield json.loads(line)


class AnchorWords:
    """How strongly each word makes a cue, counted on labelled articles: P(in a cue | word)."""

    def __init__(self, articles: Sequence[Article]) -> None:
        inside: Counter[str] = Counter()
        everywhere: Counter[str] = Counter()
        for article in articles:
            if "claims" not in article.links:
                continue
            everywhere.update(w.lower() for w in _WORD.findall(article.text))
            for attribution in article.links["claims"][0]:
                for start, end in attribution.spans.get("cue", ()):
                    inside.update(w.lower() for w in _WORD.findall(article.text[start:end]))
        self.strength = {word: count / (everywhere[word] + 3) for word, count in inside.items()}

    def anchor(self, text: str, anchored: Anchored) -> int | None:
        """Return where the anchor word starts: the strongest word of the cue, else the content's first."""
        if anchored.anchor is not None:
            return anchored.anchor
        best: tuple[float, int] | None = None
        for start, end in anchored.spans["cue"]:
            for match in _WORD.finditer(text, start, end):
                strength = self.strength.get(match.group().lower(), 0.0) + 1e-6
                if best is None or strength > best[0]:
                    best = (strength, match.start())
        if best is not None:
            return best[1]
        content = anchored.spans["content"]
        return content[0][0] if content else None


__all__ = ["IGNORED", "LINKINGS", "AnchorWords", "Anchored", "Article", "read_articles"]
