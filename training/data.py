"""Labelled articles as windows of pieces with anchors and tags."""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from labelling.snippets import read_labelled
from onrecord.nets.decode import AFTER, BEFORE
from onrecord.nets.pieces import Pieces, cut_pieces
from onrecord.records import ACTS, CERTAINTIES, POLARITIES
from onrecord.text import after_that
from training.network import TAGS

Bounds = tuple[int, int]
_WORD = re.compile(r"\w+(?:['’]\w+)?|[:“\"]")
IGNORED = -1
_ORDER = {"attribution": ("content", "channel", "relay", "source", "cue")}  # the later ones win where spans overlap


# PropBank's roles as the linker learns them on the way to attributions; rarer ones are "other".
ROLES = (
    "none", "V", "ARG0", "ARG1", "ARG2", "ARG3", "ARGM-TMP", "ARGM-LOC", "ARGM-MNR", "ARGM-ADV", "ARGM-MOD", "ARGM-NEG",
    "ARGM-DIS", "ARGM-PRP", "other",
)  # fmt: skip


@dataclass(frozen=True)
class Attribution:
    """One labelled attribution, or one predicate with its roles; spans are (start, end) in code points of the article.

    `anchor` is the code point where the anchor word starts; where it is not given, it is chosen among the cue's words.
    """

    spans: dict[str, tuple[Bounds, ...]]
    anchor: int | None = None
    act: int = IGNORED
    certainty: int = IGNORED
    polarity: int = IGNORED


@dataclass
class Article:
    """A labelled article.

    Attributes:
        labellings: One list per labeller.
        complete: Relays and channels are labelled too; otherwise they are unknown rather than absent.
        kind: "attribution" or "roles"; each has its own list of tags.
        words: For "roles": start, part of speech and dependency relation of each word.
    """

    id: str
    text: str
    labellings: list[list[Attribution]]
    complete: bool
    kind: str = "attribution"
    words: tuple[tuple[int, int, int], ...] = ()
    pieces: Pieces = field(init=False)

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags its attributions carry."""
        return TAGS if self.kind == "attribution" else ROLES

    def cut(self, tokenizer: Tokenizer) -> None:
        """Cut the text into pieces, once."""
        self.pieces = cut_pieces(self.text, tokenizer)


def read_polnear(path: Path) -> list[Article]:
    """Read PolNeAR articles; a leading complementiser "that" is left out of the content, as in the case record."""
    articles = []
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        labellings = [
            [_polnear_attribution(row["text"], a) for a in labelling["attributions"]]
            for labelling in row["annotations"]
        ]
        articles.append(Article(row["id"], row["text"], labellings, complete=False))
    return articles


def _polnear_attribution(text: str, row: dict[str, list[list[int]]]) -> Attribution:
    content = [(s, e) for s, e in row["content"]]
    if content:
        content[0] = (after_that(text, *content[0]), content[0][1])
    return Attribution(
        {
            "source": tuple((s, e) for s, e in row["source"]),
            "cue": tuple((s, e) for s, e in row["cue"]),
            "content": tuple(content),
        }
    )


def read_ewt(path: Path, split: str = "train") -> list[Article]:
    """Read English Web Treebank documents with PropBank roles; the sentences of a document are one article."""
    documents: dict[str, list[dict[str, Any]]] = {}
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["split"] == split:
            documents.setdefault(row["doc"], []).append(row)
    rows = [row for sentences in documents.values() for row in sentences]
    values = {name: sorted({v for row in rows for v in row[name]}) for name in ("upos", "deprel")}
    return [_ewt_article(name, sentences, values) for name, sentences in documents.items()]


def _ewt_article(name: str, sentences: list[dict[str, Any]], values: dict[str, list[str]]) -> Article:
    text = ""
    predicates: list[Attribution] = []
    words: list[tuple[int, int, int]] = []
    for row in sentences:
        bounds = []
        at = 0
        for word in row["words"]:
            found = row["text"].find(word, at)
            at = found if found >= 0 else at
            bounds.append((len(text) + at, len(text) + at + len(word)))
            at += len(word)
        for (start, _), upos, deprel in zip(bounds, row["upos"], row["deprel"], strict=True):
            words.append((start, values["upos"].index(upos), values["deprel"].index(deprel)))
        for predicate in row["srl"] or ():
            spans: dict[str, list[Bounds]] = {}
            for label, first, last in predicate["args"]:
                role = label.removeprefix("C-")  # a continued argument is one more span of it
                spans.setdefault(role if role in ROLES else "other", []).append((bounds[first][0], bounds[last - 1][1]))
            if len(predicate["args"]) > 1:
                predicates.append(
                    Attribution({role: tuple(s) for role, s in spans.items()}, anchor=bounds[predicate["i"]][0])
                )
        text += row["text"] + " "
    return Article(name, text, [predicates], complete=True, kind="roles", words=tuple(words))


def read_records(path: Path) -> list[Article]:
    """Read labelled reports: a folder of reports and labels as snippets, or a file of case records."""
    rows = read_labelled(path) if path.is_dir() else map(json.loads, path.read_text("utf-8").splitlines())
    articles = []
    for row in rows:
        claims = [_record_attribution(claim) for claim in row["claims"]]
        articles.append(Article(row["report"]["id"], row["report"]["text"], [claims], complete=True))
    return articles


def _record_attribution(claim: dict[str, Any]) -> Attribution:
    names = {"source": "source", "cue": "cue", "content": "content", "relays": "relay", "channel": "channel"}
    spans = {ours: tuple((s["start"], s["end"]) for s in claim[theirs]) for theirs, ours in names.items()}
    return Attribution(
        spans,
        act=ACTS.index(claim["act"]),
        certainty=CERTAINTIES.index(claim["certainty"]),
        polarity=POLARITIES.index(claim["polarity"]),
    )


class AnchorWords:
    """How strongly each word makes a cue, counted on labelled articles: P(in a cue | word)."""

    def __init__(self, articles: Sequence[Article]) -> None:
        inside: Counter[str] = Counter()
        everywhere: Counter[str] = Counter()
        for article in articles:
            everywhere.update(w.lower() for w in _WORD.findall(article.text))
            for attribution in article.labellings[0]:
                for start, end in attribution.spans.get("cue", ()):
                    inside.update(w.lower() for w in _WORD.findall(article.text[start:end]))
        self.strength = {word: count / (everywhere[word] + 3) for word, count in inside.items()}

    def anchor(self, text: str, attribution: Attribution) -> int | None:
        """Return where the anchor word starts: the strongest word of the cue, else the content's first."""
        if attribution.anchor is not None:
            return attribution.anchor
        best: tuple[float, int] | None = None
        for start, end in attribution.spans["cue"]:
            for match in _WORD.finditer(text, start, end):
                strength = self.strength.get(match.group().lower(), 0.0) + 1e-6
                if best is None or strength > best[0]:
                    best = (strength, match.start())
        if best is not None:
            return best[1]
        content = attribution.spans["content"]
        return content[0][0] if content else None


@dataclass
class Window:
    """A stretch of pieces with its labels.

    Attributes:
        first: Index of the window's first piece in the article.
        last: One past its last.
        anchors: Index of each anchor in the window, in the order of `tags`.
        scored: 1 where the anchor loss counts (pieces at a cut edge do not know their surroundings).
        tags: (anchors, BEFORE + AFTER) tag of each piece around each anchor; IGNORED outside the window.
        judged: (anchors, 3) act, certainty and polarity, or IGNORED.
    """

    article: Article
    first: int
    last: int
    anchors: npt.NDArray[np.int64]
    scored: npt.NDArray[np.float32]
    tags: npt.NDArray[np.int64]
    judged: npt.NDArray[np.int64]


def around(anchor: int, length: int) -> npt.NDArray[np.int64]:
    """Return the index of the piece at each place around an anchor, -1 outside the window of `length` pieces."""
    places = np.arange(anchor - BEFORE, anchor + AFTER)
    return np.where((places >= 0) & (places < length), places, -1)


def windows(article: Article, words: AnchorWords, size: int, edge: int, rng: random.Random) -> Iterator[Window]:
    """Cut an article into overlapping windows, from an offset that differs each time, with one labelling drawn."""
    pieces = article.pieces
    labels = list(_labels(article, words, rng.choice(article.labellings)))
    total = len(pieces)
    first = 0 if total <= size else -rng.randrange(size // 2)
    while first < total:
        start, last = max(first, 0), min(first + size, total)
        yield _window(article, labels, (start, last), edge)
        if last == total:
            return
        first += size - edge


def _labels(
    article: Article, words: AnchorWords, labelling: list[Attribution]
) -> Iterator[tuple[int, npt.NDArray[np.int64], Attribution]]:
    """Yield for each attribution the index of its anchor piece and the tag of every piece of the article."""
    starts, ends = article.pieces.starts, article.pieces.ends
    middle = (starts + ends) / 2
    for attribution in labelling:
        at = words.anchor(article.text, attribution)
        if at is None:
            continue
        tags = np.zeros(len(starts), dtype=np.int64)
        for tag in _ORDER.get(article.kind, article.tags[1:]):
            for start, end in attribution.spans.get(tag, ()):
                tags[(middle > start) & (middle < end)] = article.tags.index(tag)
        yield int(np.searchsorted(starts, at + 1) - 1), tags, attribution


def _window(
    article: Article,
    labels: list[tuple[int, npt.NDArray[np.int64], Attribution]],
    bounds: Bounds,
    edge: int,
) -> Window:
    first, last = bounds
    scored = np.ones(last - first, dtype=np.float32)
    if first > 0:
        scored[:edge] = 0
    if last < len(article.pieces):
        scored[-edge:] = 0
    anchors, tags, judged = [], [], []
    for anchor, piece_tags, attribution in labels:
        if first <= anchor < last and scored[anchor - first]:
            places = around(anchor - first, last - first)
            anchors.append(anchor - first)
            tags.append(np.where(places >= 0, piece_tags[np.clip(places + first, 0, len(piece_tags) - 1)], IGNORED))
            judged.append([attribution.act, attribution.certainty, attribution.polarity])
    return Window(
        article,
        first,
        last,
        np.asarray(anchors, dtype=np.int64),
        scored,
        np.asarray(tags, dtype=np.int64).reshape(-1, BEFORE + AFTER),
        np.asarray(judged, dtype=np.int64).reshape(-1, 3),
    )
