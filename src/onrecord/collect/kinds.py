"""What a file is, by its first bytes and only then by its name."""

from __future__ import annotations

import codecs
import json
import re
import zlib
from collections.abc import Mapping
from typing import Literal

Kind = Literal["page", "feed", "warc", "zip", "mail", "mbox", "jsonl", "csv"]

HEAD_BYTES = 65_536
"""How much of a file decides what it is."""

# One item before the root of an XML document. Matched one at a time, so that no document makes it backtrack far.
_PROLOG = re.compile(rb"\s*(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>)", re.DOTALL | re.IGNORECASE)
_ROOT = re.compile(rb"\s*<(?:\w+:)?(\w+)")
_FEED_ROOTS = {b"rss", b"feed", b"RDF"}

# "From " and an address or "-", then a date that ends in a year (RFC 4155).
MBOX_LINE = re.compile(rb"From \S+.*\b\d{4}(?: [+-]\d{4})?\s*$")
_HEADER = re.compile(rb"([A-Za-z][A-Za-z0-9-]*):")
_MAIL_HEADERS = {b"from", b"to", b"date", b"subject", b"message-id", b"received", b"return-path", b"mime-version"}


def kind_of(head: bytes, suffix: str, columns: Mapping[str, str]) -> Kind:
    """Return how the file whose first bytes are `head` is collected.

    Args:
        head: Up to `HEAD_BYTES` of it.
        suffix: Its extension (".csv"), or "".
        columns: The column mapping, which tells tables that no name announces.
    """
    packed = _packed_kind(head)
    if packed is not None:
        return packed
    if is_feed(head) or suffix in {".rss", ".atom"}:
        return "feed"
    if head.lstrip().startswith(b"<"):
        return "page"
    if _is_mbox(head):
        return "mbox"
    if suffix == ".eml" or _is_mail(head):
        return "mail"
    return _table_kind(head, suffix, columns)


def is_feed(head: bytes) -> bool:
    """Say whether an XML document begins as RSS, RDF or Atom."""
    return _xml_root(head) in _FEED_ROOTS


def _xml_root(head: bytes) -> bytes:
    """Return the local name of the root element of an XML document, or b"" where none is seen."""
    plain = head.removeprefix(codecs.BOM_UTF8)
    if plain.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or plain[:2] in (b"<\0", b"\0<"):
        plain = plain[2:] if plain[0] in b"\xff\xfe" else plain
        plain = plain.replace(b"\0", b"")
    position = 0
    while item := _PROLOG.match(plain, position):
        position = item.end()
    root = _ROOT.match(plain, position)
    return root[1] if root else b""


def _packed_kind(head: bytes) -> Kind | None:
    """Return the kind that a signature tells."""
    if head.startswith(b"WARC/"):
        return "warc"
    if head.startswith(b"PK\x03\x04"):
        return "zip"
    if head.startswith(b"\x1f\x8b"):
        try:
            inside = zlib.decompressobj(wbits=31).decompress(head, 5)
        except zlib.error:
            return None
        return "warc" if inside == b"WARC/" else None
    return None


def _is_mbox(head: bytes) -> bool:
    first, _, rest = head.partition(b"\n")
    return bool(MBOX_LINE.match(first) and _HEADER.match(rest.removeprefix(b">")))


def _is_mail(head: bytes) -> bool:
    """Say whether the bytes begin with a block of headers, three of them those of a mail."""
    block = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
    names = set()
    for line in block.splitlines():
        header = _HEADER.match(line)
        if header:
            names.add(header[1].lower())
        elif not line.startswith((b" ", b"\t")):
            return False
    return b"from" in names and len(names & _MAIL_HEADERS) >= 3


def _table_kind(head: bytes, suffix: str, columns: Mapping[str, str]) -> Kind:
    if suffix in {".jsonl", ".ndjson"}:
        return "jsonl"
    if suffix in {".csv", ".tsv"}:
        return "csv"
    if suffix in {"", ".json"}:
        if _first_line_is_object(head):
            return "jsonl"
        wanted = [column.encode() for column in columns.values()]
        header = head.split(b"\n", 1)[0]
        if wanted and all(column in header for column in wanted):
            return "csv"
    return "page"


def _first_line_is_object(head: bytes) -> bool:
    """Say whether the first line is a whole JSON object, or one that goes on beyond the head."""
    line, newline, _ = head.removeprefix(codecs.BOM_UTF8).lstrip().partition(b"\n")
    if not line.startswith(b"{"):
        return False
    if not newline and len(head) >= HEAD_BYTES:
        return True
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True
