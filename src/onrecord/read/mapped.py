"""Text that knows the way back: the characters of one part of a capture, and the report text chosen from them.

A reader never copies characters out of a library's answer. It makes a `Mapped`
of the capture's own characters, decides which stretches are the report, and
lets a `Writer` put those down; so the way back is kept by construction.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from onrecord.records import Segment

# Invisible characters that carry no words and would hide one from search and from the nets: soft hyphen, zero-width
# space, word joiner, byte order mark; and the control characters that are not white space. Joiners (U+200C, U+200D)
# stay because Persian, the Indic scripts and emoji are spelt with them; bidirectional marks and overrides stay
# because leaving them out would hide that the source plays with them.
UNSEEN = "\u00ad\u200b\u2060\ufeff\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
_CHUNKS = re.compile(rf"[^\s{UNSEEN}]+(?: [^\s{UNSEEN}]+)*|\s+|[{UNSEEN}]+")
_UNSEEN_START = re.compile(rf"[{UNSEEN}]")


class Mapped:
    """A text with the places its characters stand at in a capture.

    Attributes:
        text: The characters.
        segments: Where they stand, in order and without overlap; characters that no segment covers were put in.
    """

    __slots__ = ("_starts", "segments", "text")

    def __init__(self, text: str, segments: Iterable[Segment]) -> None:
        self.text = text
        self.segments = tuple(segments)
        self._starts = [segment.start for segment in self.segments]

    @classmethod
    def whole(cls, text: str, part: str = "", at: int = 0) -> Mapped:
        """Return the text as it stands, letter for letter, from `at` on in `part`."""
        return cls(text, [Segment(start=0, end=len(text), part=part, at=at, length=len(text))] if text else [])

    def places(self, start: int, end: int) -> Iterator[Segment]:
        """Yield the segments of the stretch `[start, end)`, cut to it."""
        for index in range(max(bisect_right(self._starts, start) - 1, 0), len(self.segments)):
            segment = self.segments[index]
            if segment.start >= end:
                return
            first, last = max(segment.start, start), min(segment.end, end)
            if first >= last:
                continue
            if segment.length == segment.end - segment.start:
                at = segment.at + first - segment.start
                yield Segment(start=first, end=last, part=segment.part, at=at, length=last - first)
            else:
                yield Segment(start=first, end=last, part=segment.part, at=segment.at, length=segment.length)

    def in_part(self, part: str) -> Mapped:
        """Return the same text standing in a part of another name (an HTML body inside a mail)."""
        return Mapped(
            self.text,
            [Segment(start=s.start, end=s.end, part=part, at=s.at, length=s.length) for s in self.segments],
        )


class Writer:
    """Puts down paragraphs: white space becomes one space, unseen characters are left out, the way back is kept."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._segments: list[Segment] = []
        self._gap: Segment | str | None = None  # white space met, put down only when a word follows
        self._paragraph_open = False

    def put(self, source: Mapped, start: int = 0, end: int | None = None) -> None:
        """Add the stretch `[start, end)` of `source` to the current paragraph."""
        for chunk in _CHUNKS.finditer(source.text, start, len(source.text) if end is None else end):
            first, last = chunk.span()
            if source.text[first].isspace():
                self._gap = self._gap or next(source.places(first, first + 1), " ")
            elif not _UNSEEN_START.match(source.text, first):
                self._open()
                for place in source.places(first, last):
                    self._cover(place, place.start - first)
                self._write(source.text[first:last])

    def gap(self, character: str = " ") -> None:
        """Part the words before from the words after by a character that the capture does not have."""
        if self._gap is None or character == "\t":
            self._gap = character

    def end_paragraph(self) -> None:
        """Close the current paragraph; an empty one leaves no trace."""
        self._gap = None
        self._paragraph_open = False

    def done(self) -> Mapped:
        """Return what was put down, paragraphs parted by a line break."""
        self.end_paragraph()
        return Mapped("".join(self._pieces), self._segments)

    def _open(self) -> None:
        if not self._paragraph_open:
            if self._length:
                self._write("\n")
        elif isinstance(self._gap, Segment):
            self._cover(Segment(start=0, end=1, part=self._gap.part, at=self._gap.at, length=self._gap.length), 0)
            self._write(" ")
        elif self._gap:
            self._write(self._gap)
        self._gap = None
        self._paragraph_open = True

    def _write(self, characters: str) -> None:
        self._pieces.append(characters)
        self._length += len(characters)

    def _cover(self, place: Segment, offset: int) -> None:
        """Note where the next `place.end - place.start` characters, `offset` further on, stand in the capture."""
        start, size = self._length + offset, place.end - place.start
        if self._segments and place.length == size:
            last = self._segments[-1]
            same = last.length == last.end - last.start and last.part == place.part
            if same and last.end == start and last.at + last.length == place.at:
                self._segments[-1] = Segment(
                    start=last.start, end=start + size, part=last.part, at=last.at, length=last.length + size
                )
                return
        self._segments.append(Segment(start=start, end=start + size, part=place.part, at=place.at, length=place.length))
