"""Web archives (WARC): the pages in them, each as it was answered."""

from __future__ import annotations

import contextlib
import gzip
import io
import logging
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from email.message import Message
from typing import Any
from urllib.parse import urlsplit

from warcio.bufferedreaders import BufferedReader, ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecordLoader
from warcio.statusandheaders import StatusAndHeadersParser

from onrecord.clock import in_utc
from onrecord.collect.bounded import BoundedReader, Budget, Readable, UnpackedTooMuch, inflate
from onrecord.collect.material import hints, storable, too_large, trouble
from onrecord.collect.revisits import Revisits
from onrecord.collect.settings import CollectSettings
from onrecord.records import Capture, Problem
from onrecord.text import is_web_address

_REPORT_TYPES = frozenset(
    {
        "text/html",
        "application/xhtml+xml",
        "application/pdf",
        "text/plain",
        "text/markdown",
        "message/rfc822",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    }
)
"""Media types that a report comes in; the rest of a crawl (images, scripts, styles, data) is a page's furniture."""

_BLOCK_BYTES = 65_536
# Without a handler of the program's, warcio's remarks would land in the middle of what a command shows.
logging.getLogger("warcio").addHandler(logging.NullHandler())

_HTTP = StatusAndHeadersParser(["HTTP/"], verify=False)
_TRUNCATED_HINT = "the records before the cut were taken; fetch the archive again if you need the rest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Warc:
    """A WARC file that is open: its bytes, where they stand, "warc" or "wacz", and what it may unpack to.

    `held` are the pages that were taken from the same archive, as `Revisits` knows them.
    """

    stream: Readable
    origin: str
    how: str
    gzipped: bool
    budget: Budget
    held: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    media_type: str
    charset: str
    body: bytes


class _Truncated(Exception):
    """The archive ends within a record."""


def collect_warc(warc: Warc, settings: CollectSettings) -> Iterator[Capture | Problem]:
    """Yield the `response` and `resource` records that hold a report, in order.

    Taken are those at an http(s) address, answered with status 200, of a media type that reports come in, robots.txt
    apart. A body is captured as the page's bytes: transfer and content encodings are undone. Of an archive that is cut
    or damaged, the records before that place are taken. Archives in records are not opened.

    A `revisit` record says that a page was unchanged. Where the archive holds the page, the record adds nothing and is
    passed over; where it does not, a problem says so.
    """
    taken = 0
    revisits = Revisits(warc.held)
    try:
        for found in _captures(warc, settings, revisits):
            taken += isinstance(found, Capture)
            yield found
    except (EOFError, _Truncated):
        yield trouble(
            "truncated",
            "the archive ends within a record, or a record does not say how long it is",
            warc.origin,
            _TRUNCATED_HINT,
        )
    except UnpackedTooMuch as limit:
        message = f"the archive unpacks to more than {limit} bytes, which no crawl of pages does; the rest was left"
        yield trouble(
            "unpacks_too_large", message, warc.origin, "do not open it if you do not trust where it came from"
        )
    except (gzip.BadGzipFile, zlib.error) as error:
        yield trouble("damaged", f"the archive cannot be unpacked further: {error}", warc.origin, _TRUNCATED_HINT)
    else:
        if not taken and not revisits.met:
            message = "the archive holds no page that was answered with status 200"
            yield trouble("no_reports", message, warc.origin, "check that the crawl reached its pages")
    yield from revisits.problems(warc.origin)


def _captures(warc: Warc, settings: CollectSettings, revisits: Revisits) -> Iterator[Capture | Problem]:
    counted = BoundedReader(warc.stream, warc.budget)
    if warc.gzipped:
        counted = BoundedReader(gzip.GzipFile(fileobj=counted), warc.budget)
    reader = BufferedReader(counted, block_size=_BLOCK_BYTES)
    loader = ArcWarcRecordLoader()
    while line := reader.readline():
        if not line.strip():
            continue
        if not line.endswith(b"\n"):
            raise _Truncated
        if not line.startswith(b"WARC/"):
            yield trouble("damaged", "bytes between records; they were passed over", warc.origin, _TRUNCATED_HINT)
            line = _next_record(reader)
        if not line:
            return
        try:
            record = loader.parse_record_stream(reader, line, known_format="warc", no_record_parse=True)
        except ArchiveLoadFailed as error:
            yield trouble("damaged", storable(str(error)), warc.origin, _TRUNCATED_HINT)
            continue
        if not (record.rec_headers.get_header("Content-Length") or "").isdecimal():
            raise _Truncated
        found = _record(record, warc, settings, revisits)
        while record.raw_stream.read(_BLOCK_BYTES):
            pass
        if record.raw_stream.limit:
            raise _Truncated
        if found:
            yield found


def _next_record(reader: BufferedReader) -> bytes:
    """Return the next line that begins a record, or b""."""
    while line := reader.readline():
        if line.startswith(b"WARC/"):
            break
    return bytes(line)


def _record(record: Any, warc: Warc, settings: CollectSettings, revisits: Revisits) -> Capture | Problem | None:
    """Return the capture of a record, the problem with it, or None where it holds no report."""
    address = record.rec_headers.get_header("WARC-Target-URI") or ""
    if record.rec_type not in {"response", "resource", "revisit"} or not _is_page_address(address):
        return None
    if record.rec_type == "revisit":
        revisits.meet(record, _REPORT_TYPES)
        return None
    origin = storable(f"{warc.origin}!{address}")
    limit = settings.files.max_bytes
    page = (
        _page(record, origin, limit, warc.budget) if record.length <= limit else too_large("the record", limit, origin)
    )
    if not isinstance(page, _Page):
        return page
    if len(page.body) > limit:
        return too_large("the page", limit, origin)
    if not page.body:
        return trouble("empty", "the page has no content", origin, "fetch the page again")
    revisits.hold(record)
    return Capture(
        data=page.body,
        origin=origin,
        how=warc.how,
        captured_at=_crawl_time(record.rec_headers.get_header("WARC-Date") or "") or settings.now(),
        media_type=page.media_type,
        charset=page.charset,
        hints=hints(url=address),
    )


def _page(record: Any, origin: str, limit: int, budget: Budget) -> _Page | Problem | None:
    """Return the record's page with its encodings undone, at most one byte beyond the limit."""
    block = record.raw_stream.read(record.length)
    if record.rec_type == "resource":
        return _as_report(record.content_type or "", block)
    stream = io.BytesIO(block)
    try:
        http = _HTTP.parse(stream)
    except EOFError:
        return trouble("damaged", "the record holds no HTTP answer", origin, "fetch the page again")
    if http.get_statuscode() != "200":
        return None
    body = stream.read()
    if (http.get_header("Transfer-Encoding") or "").strip().lower() == "chunked":
        body = bytes(ChunkedDataReader(io.BytesIO(body)).read())
    content_type = http.get_header("Content-Type") or ""
    if _media(content_type)[0] not in {*_REPORT_TYPES, ""}:
        return None
    encoding = (http.get_header("Content-Encoding") or "identity").strip().lower()
    if encoding not in {"identity", "gzip", "x-gzip", "deflate"}:
        hint = "fetch the page again without compression"
        return trouble("unsupported_encoding", f"the page is compressed as {encoding}", origin, hint)
    if encoding != "identity":
        # Some crawlers store bodies unpacked under the header they came with; those stay as they are.
        with contextlib.suppress(zlib.error):
            body = inflate(body, limit, budget)
    return _as_report(content_type, body)


def _as_report(content_type: str, body: bytes) -> _Page | None:
    """Return the page if its media type, or its first bytes where none is said, is one that reports come in."""
    media_type, charset = _media(content_type)
    head = body[:_BLOCK_BYTES].lower()
    if media_type not in _REPORT_TYPES and (media_type or not (b"<html" in head or b"%pdf-" in head)):
        return None
    return _Page(media_type=media_type, charset=charset, body=body)


def _media(content_type: str) -> tuple[str, str]:
    """Return the media type and the charset of a Content-Type header, each "" where it is not said."""
    header = Message()
    header["Content-Type"] = " ".join(storable(content_type).split())
    return header.get_content_type() if content_type.strip() else "", header.get_content_charset("")


def _is_page_address(address: str) -> bool:
    return is_web_address(address) and urlsplit(address).path != "/robots.txt"


def _crawl_time(date: str) -> str:
    """Return a WARC-Date as records carry the time, or "" where it is none."""
    try:
        return in_utc(datetime.fromisoformat(date))
    except (ValueError, OverflowError):  # the latter where UTC would need a year 0
        return ""
