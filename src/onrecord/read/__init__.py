"""Capture → Report: what the bytes say, as text whose every code point knows where it came from.

`read` decides the format, has its reader make a `Draft`, fills what the
material leaves open from what its surroundings say, and checks dates and
language. Trouble in the material comes back as `Problem` records.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from onrecord.read.dates import dateline, is_after, iso_date
from onrecord.read.draft import Draft, Note, Unreadable
from onrecord.read.language import declared_language, language_of
from onrecord.read.parts import part_text
from onrecord.read.sniff import format_of
from onrecord.records import Capture, Problem, Report, content_id
from onrecord.text import is_web_address

# Formats that have no place of their own for the day of publication. A page has, and the date in its first line may be
# that of the day it was fetched.
_UNDATED_FORMATS = frozenset(["plain", "pdf", "docx"])

__all__ = ["part_text", "read"]


def read(capture: Capture) -> tuple[Report | None, tuple[Problem, ...]]:
    """Return the report that a capture holds, or None, and the trouble met; of a container, neither.

    The same capture always gives the same report. `report.text` holds the
    words exactly as they stand in the source: no Unicode normalisation;
    white space within a paragraph becomes one space, and soft hyphens,
    zero-width spaces and control characters are left out (`report.segments`
    show where). The text of a table's row is not touched at all.

    Args:
        capture: Bytes as collected. Nothing in them makes this raise.
    """
    if capture.container:
        return None, ()
    try:
        draft = _draft(capture)
    except Unreadable as trouble:
        return None, (_problem(capture, trouble.note, ""),)
    report, more = _report(capture, draft)
    return report, tuple(_problem(capture, note, report.id) for note in (*draft.notes, *more))


def _draft(capture: Capture) -> Draft:
    draft = _reader(format_of(capture))(capture)
    if not draft.body.text.strip():
        raise Unreadable("empty", "there are no words in it", hint="collect it again, or leave it out")
    return draft


def _reader(name: str) -> Callable[[Capture], Draft]:
    """Return the reader of a format.

    Each is imported when a capture needs it: together their libraries take a
    second to load, which a command that reads nothing should not wait for.
    """
    match name:
        case "table":
            from onrecord.read.table import read_table_row  # noqa: PLC0415

            return read_table_row
        case "html":
            from onrecord.read.html import read_html  # noqa: PLC0415

            return read_html
        case "pdf":
            from onrecord.read.pdf import read_pdf  # noqa: PLC0415

            return read_pdf
        case "docx":
            from onrecord.read.docx import read_docx  # noqa: PLC0415

            return read_docx
        case "mail":
            from onrecord.read.mail import read_mail  # noqa: PLC0415

            return read_mail
        case _:
            from onrecord.read.plain import read_plain  # noqa: PLC0415

            return read_plain


def _report(capture: Capture, draft: Draft) -> tuple[Report, tuple[Note, ...]]:
    hints = capture.hints
    url = hints.url or draft.url or (capture.origin if is_web_address(capture.origin) else "")
    published, notes = _published(draft.published, hints.published, capture.captured_at)
    if not published and not notes and draft.format in _UNDATED_FORMATS:
        published = _own_date(draft, capture.captured_at)
    report = Report(
        id=hints.report_id or draft.report_id or content_id("report", capture.sha256, url),
        capture=capture.id,
        sha256=capture.sha256,
        text=draft.body.text,
        title=draft.title or hints.title,
        publisher=draft.publisher or hints.publisher or _host(draft, url),
        author=draft.author or hints.author,
        published=published,
        url=url,
        language=_language(draft, hints.language),
        encoding=draft.encoding,
        format=draft.format,
        segments=draft.body.segments,
    )
    return report, notes


def _published(written: str, hinted: str, captured_at: str) -> tuple[str, tuple[Note, ...]]:
    """Return the publication date that the material, or else its surroundings, give, and trouble with it."""
    notes: list[Note] = []
    for words in (written, hinted):
        day = iso_date(words)
        if day and not is_after(day, captured_at):
            return day, tuple(notes)
        if day:
            message = f"published {day}, but captured before, at {captured_at}; the date was not used"
            notes.append(Note(code="future_date", message=message, hint="give the right date, or check the clock"))
        elif words.strip():
            message = f"{words.strip()[:80]!r} is no date we can be sure of; it was not used"
            notes.append(Note(code="unclear_date", message=message, hint='give the date as "2023-09-05"'))
    return "", tuple(notes)


def _own_date(draft: Draft, captured_at: str) -> str:
    """Return the date in the document's own dateline, where nothing else dates it."""
    day = dateline(draft.body.text)
    return "" if is_after(day, captured_at) else day


def _language(draft: Draft, hinted: str) -> str:
    if draft.format == "table" and declared_language(draft.language):
        return declared_language(draft.language)
    return language_of(draft.body.text, draft.language or hinted)


def _host(draft: Draft, url: str) -> str:
    """Return the name of the site where nothing better names the publisher; a sender's provider publishes nothing."""
    if draft.format in {"mail", "table"} or not is_web_address(url):
        return ""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _problem(capture: Capture, note: Note, report: str) -> Problem:
    return Problem(
        stage="read",
        code=note.code,
        message=note.message,
        subject=capture.origin,
        hint=note.hint,
        capture=capture.id,
        report=report,
    )
