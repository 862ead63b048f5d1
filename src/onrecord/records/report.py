"""A report: what a capture says, as text."""

from __future__ import annotations

from dataclasses import dataclass

CLAIM_LANGUAGES = ("en", "")
"""Languages of the reports that are read for claims; one whose language nobody can tell is taken for English."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A stretch of `report.text` and where it stands in the capture.

    Attributes:
        start: First code point in `report.text`.
        end: One past the last.
        part: Which text of the capture: "" for the capture itself decoded as
            `Report.encoding`, "page:3" for the text layer of a PDF page (from 1),
            "word/document.xml" or "word/footnotes.xml" for a member of a DOCX, "body:1.2" for a MIME part.
        at: First code point in that part.
        length: Code points in that part. Equal to `end - start` when the stretch stands there
            letter for letter; another length marks a stretch that was written differently there (an entity).
    """

    start: int
    end: int
    part: str
    at: int
    length: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report as read from one capture; "" is unknown.

    Attributes:
        id: Given by the table it came from, else by content.
        capture: Id of the capture it was read from.
        sha256: Hex SHA-256 of that capture's bytes.
        published: Publication date as ISO 8601 ("2023-09-05", "2023-09", "2023-09-05T18:00:00Z").
        language: ISO 639-1 code.
        text: Title apart, the body: paragraphs parted by line breaks. All spans count its code points.
        encoding: How the capture's bytes were decoded, where it is text.
        format: "html", "pdf", "docx", "mail", "plain" or "table".
        segments: The way back to the capture, in order of `start`; code points that no segment covers were
            put in by reading (a paragraph break).
    """

    id: str
    capture: str
    sha256: str
    text: str
    title: str = ""
    publisher: str = ""
    author: str = ""
    published: str = ""
    url: str = ""
    language: str = ""
    encoding: str = ""
    format: str = "plain"
    segments: tuple[Segment, ...] = ()

    def source_of(self, position: int) -> tuple[str, int] | None:
        """Return (part, code point) of the capture where the text's code point at `position` stands, or None."""
        for segment in self.segments:
            if segment.start <= position < segment.end:
                same = segment.length == segment.end - segment.start
                return segment.part, segment.at + (position - segment.start if same else 0)
        return None
