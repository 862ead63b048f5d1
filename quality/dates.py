"""Dates measured against GUM (Zeldes 2017): news, marked by others in TEI with the day, month or year that is meant.

    python -m quality.dates FOLDER [--genre news]

FOLDER holds the corpus's `xml`. GUM marks dates alone, and not all that this project calls a time: durations, "now"
and the like are unmarked. So two figures are given and no F1: of the dates marked with one value, how many are found
with that value; and of those found at all, how many have it. Errors were never looked at: this set is unseen.
"""

from __future__ import annotations

import argparse
import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from onrecord.extract.times import find_times

_ATTRIBUTE: Final = re.compile(r'(\w+)="([^"]*)"')
_NO_BLANK_BEFORE: Final = re.compile(r"[.,;:!?%)\]’'”]|['’]s|n['’]t|''")
_OPENING: Final = frozenset("\n([“$")
_BLOCK: Final = re.compile(r"</?(?:p|head|item|caption)\b")


@dataclass
class Article:
    """An article: its words as they are written, its day, and the dates marked in it (start, end, value)."""

    text: str = ""
    published: str = ""
    dates: list[tuple[int, int, str]] = field(default_factory=list)


@dataclass
class Counts:
    """Dates marked with one value, those of them found at all, and those found with that value."""

    marked: int = 0
    found: int = 0
    right: int = 0


def read_article(content: str) -> Article:
    """Return an article from GUM's XML: one token or tag a line."""
    article = Article()
    opened: list[tuple[int, str]] = []
    for line in content.splitlines():
        if line.startswith("<text "):
            article.published = dict(_ATTRIBUTE.findall(line)).get("dateCreated", "")
        elif line.startswith("<date"):
            opened.append((len(article.text), dict(_ATTRIBUTE.findall(line)).get("when", "")))
        elif line.startswith("</date"):
            start, when = opened.pop()
            if when:
                article.dates.append((start, len(article.text), when))
        elif _BLOCK.match(line):
            article.text = article.text.rstrip() + "\n" if article.text else ""
        elif line.strip() and not line.startswith("<"):
            word = html.unescape(line.split("\t")[0])
            bare = not article.text or article.text[-1] in _OPENING or _NO_BLANK_BEFORE.fullmatch(word)
            article.text += word if bare else f" {word}"
    return article


def score(article: Article, counts: Counts) -> None:
    """Add one article to the counts; a time of the day counts with its day."""
    times = find_times(article.text, article.published)
    for start, end, when in article.dates:
        values = [time.value for time in times if time.start < end and start < time.end]
        counts.marked += 1
        counts.found += bool(values)
        counts.right += any(when in {value, value[:10]} for value in values)


def articles(folder: Path, genre: str) -> Iterator[Article]:
    """Yield the articles of a genre, in the order of their file names."""
    for path in sorted(folder.glob(f"GUM_{genre}_*.xml")):
        yield read_article(path.read_text("utf-8"))


def main(arguments: Sequence[str] | None = None) -> None:
    """Print both figures."""
    parser = argparse.ArgumentParser(prog="python -m quality.dates", description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--genre", default="news")
    options = parser.parse_args(arguments)
    counts = Counts()
    for article in articles(options.folder, options.genre):
        score(article, counts)
    of_marked = 100 * counts.right / max(1, counts.marked)
    of_found = 100 * counts.right / max(1, counts.found)
    print(
        f"found with their value {of_marked:.1f} % of {counts.marked} dates, {of_found:.1f} % of {counts.found} found"
    )


if __name__ == "__main__":
    main()
