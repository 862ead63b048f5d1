"""From the lines of a PDF's pages to paragraphs: pure geometry, in points from the lower left corner."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from onrecord.read.mapped import Mapped, Writer

# Parts of the page's usual measures that our test pages, set in one and two columns, are told apart by.
_WIDE_GAP = 1.35  # of the usual distance of lines: more is a new paragraph
_OTHER_SIZE = 1.12  # of the font's size: more is a heading or a note
_SHORT_LINE = 0.88  # of the column's width: a line that ends before may end its paragraph
_INDENT = 0.8  # of the font's size: a first line set in
# A running head stands on this share of the pages, left and right pages having their own.
_RUNNING_SHARE = 0.4
_FEWEST_PAGES = 3
_EDGE_LINES = 2
_PAGE_NUMBER = re.compile(
    r"\W*(?:page|seite|p\.|стр\.?|página)?\s*\d{1,3}(?:\s*(?:of|/|von|из|de)\s*\d{1,4})?\W*", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"[.!?…:;।][\"'”’»)\]]*$")
_ITEM = re.compile(r"[•▪●◦‣*–—-]\s|\(?\d{1,3}[.)]\s|\([a-z]\)\s")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# First parts of English compounds that no syllable break looks like.
_COMPOUNDING = frozenset(["well", "self", "half", "cross", "anti", "non", "vice", "quasi"])
_LAST_LETTERS = re.compile(r"([^\W\d_]+)-$")
_FIRST_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a page: where its words stand in the page's characters and on the paper."""

    start: int
    end: int
    words: str
    hyphen: bool
    left: float
    right: float
    baseline: float
    size: float


@dataclass(frozen=True, slots=True)
class Page:
    """A page's characters and its lines in pdfium's order."""

    source: Mapped
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class _Measures:
    """What is usual on a page."""

    leading: float
    size: float
    widths: tuple[tuple[float, float], ...]  # left and right edge of each column

    @classmethod
    def of(cls, lines: Sequence[Line]) -> _Measures:
        steps = [a.baseline - b.baseline for a, b in itertools.pairwise(lines)]
        close = [step for step, line in zip(steps, lines, strict=False) if 0.5 * line.size < step < 3 * line.size]
        size = median(line.size for line in lines) if lines else 0.0
        columns: dict[int, list[Line]] = {}
        for line in lines:
            columns.setdefault(round(line.left / 30), []).append(line)
        edges = tuple((min(x.left for x in group), max(x.right for x in group)) for group in columns.values())
        return cls(leading=median(close) if close else 1.2 * size, size=size, widths=edges)

    def right_edge(self, line: Line) -> float:
        """Return how far to the right the lines of this line's column go."""
        return max((right for left, right in self.widths if abs(left - line.left) < 60), default=line.right)


def compose(pages: Sequence[Page]) -> Mapped:
    """Return the pages' text in paragraphs, without running heads, feet and page numbers."""
    running = _running(pages)
    kept = [_kept(page, running) for page in pages]
    known = Counter(word.lower() for lines in kept for line in lines for word in _WORD.findall(line.words.rstrip("-")))
    writer = Writer()
    before: tuple[Page, Line] | None = None
    for page, lines in zip(pages, kept, strict=True):
        measures = _Measures.of(lines)
        for line in lines:
            _write(writer, before, (page, line), measures, known)
            before = (page, line)
    if before:
        _finish(writer, *before)
    return writer.done()


def headline(pages: Sequence[Page]) -> str:
    """Return the lines of the first page that are set larger than the rest, or ""."""
    lines = pages[0].lines if pages else ()
    if len(lines) < 3:
        return ""
    usual = median(line.size for line in lines)
    largest = max(line.size for line in lines)
    if largest < 1.2 * usual:
        return ""
    words = " ".join(line.words for line in lines if line.size > 0.95 * largest)
    return " ".join(words.split()) if len(words) <= 250 else ""


def _write(
    writer: Writer, before: tuple[Page, Line] | None, now: tuple[Page, Line], measures: _Measures, known: Counter[str]
) -> None:
    """Put down what is left of the line before, and part it from this line or join them; the last word waits."""
    if before is None:
        return
    page, line = before
    if not _runs_on(line, now[1], measures, same_page=page is now[0]):
        _finish(writer, page, line)
        writer.end_paragraph()
        return
    if not line.hyphen:
        _finish(writer, page, line)
        writer.put(page.source, line.end, _following(page, line))
        writer.gap()
        return
    keep = _keeps_hyphen(line.words, now[1].words, known)
    writer.put(page.source, line.start, line.end if keep else line.end - 1)


def _following(page: Page, line: Line) -> int:
    """Return where the white space after a line ends."""
    text, end = page.source.text, line.end
    while end < len(text) and text[end].isspace():
        end += 1
    return end


def _finish(writer: Writer, page: Page, line: Line) -> None:
    writer.put(page.source, line.start, line.end)


def _runs_on(line: Line, following: Line, measures: _Measures, *, same_page: bool) -> bool:
    """Say whether the paragraph goes on in the following line."""
    first = following.words.lstrip("\"'“‘«(")[:1]
    if line.hyphen and first.islower():
        return True
    if max(line.size, following.size) > _OTHER_SIZE * min(line.size, following.size) or _ITEM.match(following.words):
        return False
    ended = _SENTENCE_END.search(line.words) is not None
    step = line.baseline - following.baseline
    if not same_page or step < -0.5 * line.size:  # the next page or column
        return not ended and (first.islower() or line.right > measures.right_edge(line) * _SHORT_LINE)
    if step > _WIDE_GAP * measures.leading:
        return False
    right = measures.right_edge(line)
    short = line.right - line.left < _SHORT_LINE * (right - line.left)
    set_in = following.left - line.left > _INDENT * line.size
    if short or set_in:
        return not ended and first.islower()
    return True


def _keeps_hyphen(line: str, following: str, known: Counter[str]) -> bool:
    """Say whether a hyphen at the end of a line belongs to the word, as far as the rest of the text shows."""
    left, right = _LAST_LETTERS.search(line), _FIRST_LETTERS.match(following)
    if not left or not right or not right.group()[0].islower():
        return True
    first, second = left.group(1).lower(), right.group().lower()
    if first in _COMPOUNDING and not known[first + second]:
        return True
    return known[f"{first}-{second}"] > known[first + second]


def _running(pages: Sequence[Page]) -> set[tuple[str, int]]:
    """Return the lines at the edges of pages that come again on many of them, at the same height."""
    if len(pages) < _FEWEST_PAGES:
        return set()
    seen = Counter(key for page in pages for key in {_key(line) for line in _edges(page)})
    return {key for key, times in seen.items() if times >= max(_FEWEST_PAGES, _RUNNING_SHARE * len(pages))}


def _kept(page: Page, running: set[tuple[str, int]]) -> list[Line]:
    """Return a page's lines without its running heads and feet and its number."""
    if len(page.lines) < 2:
        return list(page.lines)
    edges = _edges(page)
    numbers = {line for line in (edges[0], edges[-1]) if _PAGE_NUMBER.fullmatch(line.words)}
    left_out = numbers | {line for line in edges if _key(line) in running}
    return [line for line in page.lines if line not in left_out]


def _edges(page: Page) -> list[Line]:
    """Return the topmost and lowest lines, from the top."""
    lines = sorted(page.lines, key=lambda line: -line.baseline)
    return lines if len(lines) <= 2 * _EDGE_LINES else lines[:_EDGE_LINES] + lines[-_EDGE_LINES:]


def _key(line: Line) -> tuple[str, int]:
    return re.sub(r"\d+", "#", " ".join(line.words.split())), round(line.baseline / 6)
