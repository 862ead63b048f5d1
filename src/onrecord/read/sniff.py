"""Which format a capture is in: by its content, then by its declared type, then by its name."""

from __future__ import annotations

import re

from onrecord.read.draft import Unreadable
from onrecord.records import ROW_TYPE, Capture

# PDF readers accept the mark within the first 1024 bytes: ISO 32000-1, annex H.3.4, note 13.
_PDF_MARK_WITHIN = 1024
_HEAD = 4096
_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|title|meta|article|main|div|p|h1|table)\b",
    re.IGNORECASE | re.DOTALL,
)
_XML = re.compile(rb"\s*<(?:\?xml|rss|feed|svg)\b", re.IGNORECASE)
# Headers that only mail has, and two of them: a text may well begin with "From: ".
_MAIL_HEADER = re.compile(
    rb"^(?:return-path|received|message-id|mime-version|delivered-to|dkim-signature|subject|from|to|date"
    rb"|content-type|x-[\w-]+|reply-to|in-reply-to|references|cc):[ \t]",
    re.IGNORECASE | re.MULTILINE,
)
_SURE_MAIL = re.compile(
    rb"^(?:return-path|received|message-id|mime-version|delivered-to):", re.IGNORECASE | re.MULTILINE
)
_BY_TYPE = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/pdf": "pdf",
    "application/x-pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "message/rfc822": "mail",
}
_BY_ENDING = {"html": "html", "htm": "html", "xhtml": "html", "pdf": "pdf", "docx": "docx", "eml": "mail"}
# First bytes of what we know and do not read, in words a user knows it by.
_OTHERS = (
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "an old Word, Excel or Outlook file, or an encrypted one (OLE)",
        "save it as DOCX or PDF without a password",
    ),
    (b"{\\rtf", "a Rich Text file", "save it as DOCX or PDF"),
    (b"\x89PNG\r\n\x1a\n", "a picture", "run text recognition on it and add the resulting PDF"),
    (b"\xff\xd8\xff", "a picture", "run text recognition on it and add the resulting PDF"),
    (b"GIF8", "a picture", "run text recognition on it and add the resulting PDF"),
    (b"II*\x00", "a picture", "run text recognition on it and add the resulting PDF"),
    (b"MM\x00*", "a picture", "run text recognition on it and add the resulting PDF"),
    (b"\x1f\x8b", "a compressed file", "unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "an archive", "unpack it first"),
    (b"Rar!\x1a\x07", "an archive", "unpack it first"),
    (b"SQLite format 3\x00", "a database", "export its table as JSONL or CSV"),
)


def format_of(capture: Capture) -> str:
    """Return "table", "pdf", "docx", "html", "mail" or "plain".

    Raises:
        Unreadable: "empty", or "unsupported" for a format that we know and do not read.
    """
    media_type = capture.media_type.partition(";")[0].strip().lower()
    if media_type == ROW_TYPE:
        return "table"
    declared = _BY_TYPE.get(media_type, "")
    ending = capture.origin.rpartition("!")[2].rpartition("/")[2].partition("?")[0].rpartition(".")[2].lower()
    by_name = "" if declared or media_type.startswith("text/") else _BY_ENDING.get(ending, "")
    if not capture.data.strip(b"\x00 \t\r\n\x0b\x0c"):
        raise Unreadable("empty", _empty(capture, declared or by_name), hint="collect it again, or leave it out")
    return _by_content(capture.data, declared or by_name) or declared or by_name or "plain"


def _by_content(data: bytes, expected: str) -> str:
    head = data[:_HEAD]
    if b"%PDF-" in head[:_PDF_MARK_WITHIN] and expected not in {"mail", "html"}:
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return "docx"  # or another kind of ZIP; its reader looks inside
    for mark, name, hint in _OTHERS:
        if head.startswith(mark):
            raise Unreadable("unsupported", f"{name}, which we do not read", hint=hint)
    text = head.lstrip(b"\xef\xbb\xbf")
    if _PAGE.match(text):
        return "html"
    if _XML.match(text) and expected != "html":
        hint = "a feed is collected by its address or its file's name; save other XML as HTML"
        raise Unreadable("unsupported", "an XML file, which we do not read as a report", hint=hint)
    if _is_mail(text):
        return "mail"
    return ""


def _is_mail(text: bytes) -> bool:
    """Say whether it begins with a block of mail headers."""
    headers = re.split(rb"\r?\n\r?\n", text.removeprefix(b"From ").lstrip(b"\r\n"), maxsplit=1)[0]
    names = _MAIL_HEADER.findall(headers)
    first = text.split(b"\n", 1)[0]
    begins = text.startswith(b"From ") or _MAIL_HEADER.match(text) is not None or _SURE_MAIL.match(first) is not None
    return begins and len(names) >= 2 and _SURE_MAIL.search(headers) is not None


def _empty(capture: Capture, expected: str) -> str:
    if not capture.data:
        return f"the {expected.upper() if expected in {'pdf', 'docx', 'html'} else 'file'} is empty (0 bytes)"
    return "there is nothing but white space"
