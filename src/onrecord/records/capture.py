"""Bytes as they came, with where, how and when."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from onrecord.records.ids import content_id

ROW_TYPE = "application/x-onrecord-report+json"
"""Media type of a capture that is a row of a table: one JSON object that is a report already read."""

ROW_FIELDS = ("id", "text", "title", "publisher", "author", "published", "url", "language")
"""What such an object can say, in the order in which we write it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """What the place a capture came from says about it (a feed's entry, a table's row, mail headers).

    Hints fill what reading the bytes leaves open; "" is unknown. `report_id` is
    the id a table gives the report; where it is set, id and text stay as they came.
    """

    report_id: str = ""
    title: str = ""
    publisher: str = ""
    author: str = ""
    published: str = ""
    url: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """One thing collected, byte for byte.

    Attributes:
        data: The bytes as they came.
        origin: Where from, as the user would find it again: an absolute path, an
            address, "-" for standard input; a member of an archive stands after "!".
        how: "file", "stdin", "web", "feed", "warc", "wacz", "mail", "mbox", "jsonl" or "csv".
        captured_at: When the bytes were taken from where they were, ISO 8601 in UTC
            ("2026-05-01T09:30:00Z"); for a WARC record its WARC-Date. Never the publication date.
        media_type: As declared by the server or the archive ("text/html"), or "".
        charset: As declared outside the bytes (a Content-Type header), or "".
        hints: What the surroundings say about it.
        container: It is a table or feed kept as it came; what it holds are captures of their own, and it is no report.
    """

    data: bytes
    origin: str
    how: str
    captured_at: str
    media_type: str = ""
    charset: str = ""
    hints: Hints = Hints()
    container: bool = False

    @property
    def sha256(self) -> str:
        """Hex SHA-256 of the bytes."""
        return hashlib.sha256(self.data).hexdigest()

    @property
    def id(self) -> str:
        """The same bytes from the same place are one capture, whenever they were taken."""
        return content_id("capture", self.sha256, self.origin)
