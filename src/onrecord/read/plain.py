"""Plain text and Markdown into paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.read.draft import Draft, refuse_too_long
from onrecord.read.encoding import decode
from onrecord.read.mapped import Mapped, Writer
from onrecord.records import Capture

# A text is wrapped when its lines end near one column; mail and press releases wrap at 65 to 80.
_WRAP_COLUMNS = range(40, 101)
_LINE = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+|\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
_LIST_ITEM = re.compile(r"\s*(?:[-*•–—>#|]|\d{1,3}[.)])\s|\s*[-=_*]{3,}\s*$")
_HEADING = re.compile(r"#{1,2} +(?P<title>\S.*)")


def read_plain(capture: Capture) -> Draft:
    """Return the text of a plain file: lines wrapped at a column are joined, other line breaks part paragraphs.

    Raises:
        Unreadable: "binary" or "too_large".
    """
    decoded = decode(capture.data, capture.charset)
    refuse_too_long(decoded.text)
    return Draft(
        format="plain",
        body=paragraphs(Mapped.whole(decoded.text)),
        encoding=decoded.encoding,
        title=_title(decoded.text),
        notes=decoded.notes,
    )


def paragraphs(source: Mapped) -> Mapped:
    """Return the text with its hard-wrapped lines joined and its paragraphs parted by one line break."""
    writer = Writer()
    lines = list(_lines(source.text))
    width = _wrap_column([source.text[start:end] for start, end in lines])
    before, ended = "", 0
    for start, end in lines:
        line = source.text[start:end]
        joined = _runs_on(before, line, width)
        if not joined:
            writer.end_paragraph()
        writer.put(source, ended if joined else start, end)
        before, ended = line, end
    return writer.done()


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each line stands; an empty stretch is a blank line."""
    start = 0
    for token in _LINE.finditer(text):
        if token.group()[0] in "\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029":
            yield start, token.start()
            start = token.end()
    yield start, len(text)


def _wrap_column(lines: list[str]) -> int:
    """Return the column the text is wrapped at, or 0 when its lines are paragraphs."""
    lengths = [len(line.rstrip()) for line in lines if " " in line.strip()]
    widest = max(lengths, default=0)
    return widest if widest in _WRAP_COLUMNS else 0


def _runs_on(before: str, line: str, width: int) -> bool:
    """Say whether `line` goes on from the line before: its first word would not have fitted there."""
    if not width or not before.strip() or not line.strip() or _LIST_ITEM.match(line):
        return False
    return len(before.rstrip()) + 1 + len(line.split(maxsplit=1)[0]) > width


def _title(text: str) -> str:
    """Return the first heading of a Markdown text, or the first line where a blank line sets it apart."""
    lines = text.lstrip().splitlines()[:2]
    if not lines:
        return ""
    heading = _HEADING.match(lines[0])
    if heading:
        return " ".join(heading["title"].strip("# ").split())
    first = " ".join(lines[0].split())
    apart = len(lines) == 1 or not lines[1].strip()
    return first if apart and len(first) <= 150 and len(text) > 2 * len(first) and first[-1] not in ".:;,!" else ""
