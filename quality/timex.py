"""Times measured against MEANTIME (van Erp et al., 2016): TIMEX3 in Wikinews, labelled by others to other conventions.

    python -m quality.timex FOLDER [--errors]

FOLDER holds the corpus's `intra-doc_annotation`, of which the first sentences of each article are marked. A text is its
tokens joined as they are written, its publication date the time that is marked as its creation time. Its conventions
differ from this project's guideline in what is a span ("the Joint Strike Fighter program"), so two figures are given:
times found at all (spans overlapping by 0.3), and found with the same value. The "Z" of UTC is not compared, and
times that are marked on no words (the ends of durations) are not counted.

The corpus's errors were looked at while the rules were written, so it is no unseen test. The rules as they stood before
that (commit 5e52bbb) reach 89.9 and 75.9.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

from onrecord.extract.times import find_times
from quality.measure import Tally, best_pairs, overlap

_NO_BLANK_BEFORE = re.compile(r"[.,;:!?%)\]’']|'s|n't|''")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_HEAD = 120  # code points: the title, behind which an article's day stands where it is not marked as its creation time
_OPENING = frozenset({"(", "[", "$", "``"})


@dataclass(frozen=True)
class Marked:
    """A time that the corpus marks."""

    start: int
    end: int
    value: str


@dataclass(frozen=True)
class Article:
    """An article of the corpus: its words, its day and its times."""

    name: str
    text: str
    published: str
    times: tuple[Marked, ...]
    marked_to: int


def articles(folder: Path) -> Iterator[Article]:
    """Yield the articles of a folder of the corpus, in the order of their paths."""
    for path in sorted(folder.rglob("*.xml")):
        yield read_article(path.name, path.read_bytes())


def read_article(name: str, content: bytes) -> Article:
    """Return an article from its XML."""
    root = ET.fromstring(content)  # noqa: S314 (a corpus that somebody chose, not a stranger's file)
    text, places = _joined(root)
    times, published = [], ""
    for mark in root.iter("TIMEX3"):
        words = [places[anchor.get("t_id", "")] for anchor in mark.iter("token_anchor")]
        value = mark.get("value", "")
        dated = mark.get("functionInDocument") == "CREATION_TIME" or (words and words[0][0] < _HEAD)
        if dated and not published and (found := _DAY.match(value)):
            published = found[0]
        if words:
            times.append(Marked(words[0][0], words[-1][1], value))
    return Article(name, text, published, tuple(times), _marked_end(root, places))


def _marked_end(root: ET.Element, places: dict[str, tuple[int, int]]) -> int:
    """Return where the annotators stopped: the corpus is marked in the first sentences of an article only."""
    last = max((int(token.get("number", 0)) for token in _marked_tokens(root)), default=0)
    sentences = [token.get("sentence") for token in root.iter("token") if int(token.get("number", 0)) == last]
    ends = [places[token.get("t_id", "")][1] for token in root.iter("token") if token.get("sentence") in sentences]
    return max(ends, default=0)


def _marked_tokens(root: ET.Element) -> Iterator[ET.Element]:
    marked = {anchor.get("t_id") for anchor in root.iter("token_anchor")}
    return (token for token in root.iter("token") if token.get("t_id") in marked)


def _joined(root: ET.Element) -> tuple[str, dict[str, tuple[int, int]]]:
    text, sentence, places = "", "0", {}
    for token in root.iter("token"):
        word = token.text or ""
        if token.get("sentence") != sentence:
            text += "\n" if sentence in {"0", "1"} else " "
            sentence = token.get("sentence", "")
        elif text and not _NO_BLANK_BEFORE.fullmatch(word) and text[-1] not in _OPENING:
            text += " "
        places[token.get("t_id", "")] = (len(text), len(text) + len(word))
        text += word
    return text, places


def score(article: Article, found: Tally, valued: Tally, errors: list[str] | None = None) -> None:
    """Add one article to the tallies, and what went wrong to `errors`."""
    times = [time for time in find_times(article.text, article.published) if time.start < article.marked_to]
    left = [frozenset(range(time.start, time.end)) for time in article.times]
    right = [frozenset(range(time.start, time.end)) for time in times]
    pairs = best_pairs(((overlap(a, b), i, j) for i, a in enumerate(left) for j, b in enumerate(right)), 0.3)
    same = sum(_same(article.times[i].value, times[j].value) for i, j in pairs)
    for tally, right_ones in ((found, len(pairs)), (valued, same)):
        tally.right += right_ones
        tally.lost += len(left) - right_ones
        tally.extra += len(right) - right_ones
    if errors is not None:
        matched = dict(pairs)
        others = set(range(len(times))) - set(matched.values())
        for i, marked in enumerate(article.times):
            value = times[matched[i]].value if i in matched else "nothing"
            if not _same(marked.value, value):
                errors.append(f"{marked.value} read as {value}: {_around(article, marked.start, marked.end)}")
        errors += [f"extra {times[j].value}: {_around(article, times[j].start, times[j].end)}" for j in sorted(others)]


def _same(marked: str, value: str) -> bool:
    return marked.removesuffix("Z") == value.removesuffix("Z")


def _around(article: Article, start: int, end: int) -> str:
    text = article.text
    return f"{article.published} {text[max(0, start - 50) : start]!r} [{text[start:end]}] {text[end : end + 35]!r}"


def main() -> None:
    """Print both figures for a folder of the corpus."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--errors", action="store_true")
    arguments = parser.parse_args()
    found, valued = Tally(), Tally()
    errors: list[str] = []
    for article in articles(arguments.folder):
        score(article, found, valued, errors)
    if arguments.errors:
        print("\n".join(errors))
    print(f"time_found_f1 {found.f1:.1f}  time_value_f1 {valued.f1:.1f}  of {valued.right + valued.lost} times")


if __name__ == "__main__":
    main()
