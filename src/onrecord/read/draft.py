"""What a format's reader hands back, and the one way it says that nothing can be read."""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.read.mapped import Mapped

MAX_CHARACTERS = 10_000_000
"""Far above any report (a long book has 3 million characters); what lies above is a data dump."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Trouble met while reading; the dispatcher makes it a `Problem` about the capture."""

    code: str
    message: str
    hint: str = ""


class Unreadable(Exception):
    """Nothing can be read from the capture; never leaves `onrecord.read`."""

    def __init__(self, code: str, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.note = Note(code=code, message=message, hint=hint)


def refuse_too_long(text: str) -> None:
    """Refuse a text that is no report.

    Raises:
        Unreadable: "too_large".
    """
    if len(text) > MAX_CHARACTERS:
        raise Unreadable(
            "too_large",
            f"{len(text):,} characters are more than the {MAX_CHARACTERS:,} we read as one report",
            hint="split it; a table of reports belongs in JSONL or CSV, one report to a row",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What one format says about a report; "" is unknown.

    Attributes:
        format: "html", "pdf", "docx", "mail", "plain" or "table".
        body: The text with its way back.
        encoding: How the capture's bytes were decoded, where they are text.
        title: As the material says; so are the fields that follow it.
        published: As written in the material; the dispatcher makes it ISO 8601 and checks it.
        url: The address the material gives for itself.
        language: The language tag the material declares.
        report_id: The id a table gives.
        notes: Trouble that did not stop the reading.
    """

    format: str
    body: Mapped = field(default_factory=lambda: Mapped("", ()))
    encoding: str = ""
    title: str = ""
    publisher: str = ""
    author: str = ""
    published: str = ""
    url: str = ""
    language: str = ""
    report_id: str = ""
    notes: tuple[Note, ...] = ()
