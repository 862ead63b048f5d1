"""What the collectors of this stage hand to each other, and what they make of it."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass

from onrecord.collect.settings import CollectSettings
from onrecord.records import Capture, Hints, Problem

Fetch = Callable[[str, Hints], Capture | Problem]
"""Takes one page from a web address; the hints go with the capture."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A file that is open for reading, or standard input.

    Attributes:
        stream: Its bytes, at the start; can be rewound.
        origin: Where it stands, as captures say it.
        how: "file" or "stdin".
        suffix: The last extension of its name, in lower case with the dot, or "".
        size: In bytes.
    """

    stream: io.BufferedReader
    origin: str
    how: str
    suffix: str
    size: int


def trouble(code: str, message: str, subject: str, hint: str) -> Problem:
    """Return a problem of this stage; the hint says what can be done, so that no problem is a dead end."""
    return Problem(stage="collect", code=code, message=storable(message), subject=storable(subject), hint=hint)


def too_large(what: str, limit: int, subject: str) -> Problem:
    """Return the problem of something that holds more than `limit` bytes."""
    return trouble(
        "too_large",
        f"{what} is larger than {limit:,} bytes and was not taken",
        subject,
        "split it, or raise --max-bytes if it really is one report",
    )


def itself(opened: Opened, settings: CollectSettings) -> Capture | Problem:
    """Return the capture of a file whose parts become captures of their own; the file is at its start again.

    Of a table that is larger than one capture may be, a problem says that its rows alone are kept.
    """
    limit = settings.files.max_bytes
    data = b"" if opened.size > limit else opened.stream.read(limit + 1)
    opened.stream.seek(0)
    if opened.size > limit or len(data) > limit:
        message = f"the file is larger than {limit:,} bytes; its rows are kept, the file as it came is not"
        return trouble("too_large", message, opened.origin, "keep the file beside the case, or raise --max-bytes")
    return Capture(data=data, origin=opened.origin, how=opened.how, captured_at=settings.now(), container=True)


def storable(text: str) -> str:
    r"""Return the text with what no UTF-8 can hold written as escapes.

    File names on POSIX systems are bytes; Python carries those that are not UTF-8 as lone surrogates.
    The byte 0xE9 becomes the four characters `\xe9`.
    """
    try:
        return text.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    except UnicodeEncodeError:
        return text.encode("utf-8", "backslashreplace").decode("utf-8")


def hints(**fields: str) -> Hints:
    """Return hints whose values are trimmed and can be stored."""
    return Hints(**{name: storable(value).strip() for name, value in fields.items()})
