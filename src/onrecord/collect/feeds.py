"""RSS and Atom feeds: their entries as captures of their own."""

from __future__ import annotations

import email.utils
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin
from xml.sax import SAXException

import feedparser

from onrecord.collect.kinds import HEAD_BYTES, is_feed
from onrecord.collect.material import Fetch, hints, storable, trouble
from onrecord.collect.settings import CollectSettings
from onrecord.records import Capture, Hints, Problem
from onrecord.text import is_web_address

# Declared entities can be nested to gigabytes from one kilobyte ("billion laughs") or name files of this machine.
# XML is ASCII-compatible or UTF-16/32, whose zero bytes are taken out before the search.
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
_ENCODING = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})")
_READABLE_ENCODINGS = re.compile(
    rb"us-ascii|ascii|utf-?(8|16|32)(-?[lb]e)?|iso-?8859-?\d+|windows-12\d\d|cp12\d\d|koi8-[ru]|"
    rb"gbk?(2312|18030)?|big5|euc-(jp|kr)|shift_jis|latin-?1",
    re.IGNORECASE,
)
_ISO_DATE = re.compile(r"\d{4}(-\d\d){0,2}(T[\d:.]+(Z|[+-]\d\d:?\d\d)?)?")

# What feedparser's second, lenient parser has raised on broken markup: its own bookkeeping slips, never a sign of ours.
_PARSER_SLIPS = (ValueError, LookupError, AttributeError, TypeError, AssertionError, RecursionError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed as it came: its bytes, where they stand, how it was taken; and, from the web, its address and its type."""

    data: bytes
    origin: str
    how: str = "file"
    address: str = ""
    media_type: str = ""
    charset: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    content: str
    media_type: str
    hints: Hints


def collect_feed(feed: Feed, settings: CollectSettings, fetch: Fetch | None) -> Iterator[Capture | Problem]:
    """Yield the feed itself, then a capture for every entry: the page it links to, else the feed's own content.

    Args:
        feed: The feed.
        settings: Gives the clock and the most entries that are taken.
        fetch: Fetches the linked pages; None leaves the network alone.
    """
    refused = _refusal(feed)
    if refused:
        yield refused
        return
    yield _itself(feed, settings)
    # Handed over as a stream: a bare string could be taken for a file name or an address.
    try:
        parsed = feedparser.parse(io.BytesIO(feed.data), sanitize_html=False, resolve_relative_uris=False)
    except _PARSER_SLIPS as error:
        yield trouble("feed_damaged", f"the feed cannot be parsed: {error}", feed.origin, _DAMAGED_HINT)
        return
    publisher = parsed.feed.get("title", "")
    for number, item in enumerate(parsed.entries, start=1):
        if number > settings.web.max_entries:
            rest = len(parsed.entries) - number + 1
            yield trouble("too_many", f"{rest} more entries were not taken", feed.origin, "split the feed")
            break
        entry = _entry(item, publisher, feed.address or parsed.feed.get("link", ""))
        yield from _captures(entry, f"{feed.origin}!{entry.hints.url or number}", settings, fetch)
    if not parsed.entries:
        yield trouble("no_reports", "the feed has no entries", feed.origin, "fetch it again later, or leave it out")
    elif parsed.bozo and isinstance(parsed.bozo_exception, SAXException):
        message = f"the feed is not well-formed: {parsed.bozo_exception}; the entries before and after were taken"
        yield trouble("feed_damaged", message, feed.origin, _DAMAGED_HINT)


def oversized_feed(limit: int, origin: str) -> Problem:
    """Return the problem of a feed of more than `limit` bytes."""
    message = f"the feed is larger than {limit:,} bytes and was not taken"
    return trouble("too_large", message, origin, "split it, or collect the pages it links to")


_DAMAGED_HINT = "compare the entries with the site; save the feed again if some are missing"


def _refusal(feed: Feed) -> Problem | None:
    """Return why the feed is not parsed at all, or None."""
    if not is_feed(feed.data[:HEAD_BYTES]):
        message = "neither RSS nor Atom: the root element of a feed is missing"
        hint = "look what the file holds; a page that was saved in its place belongs in a file named .html"
        return trouble("not_a_feed", message, feed.origin, hint)
    plain = feed.data.replace(b"\0", b"")
    encoding = _ENCODING.search(plain[:HEAD_BYTES])
    if encoding and not _READABLE_ENCODINGS.fullmatch(encoding[1]):
        message = f"the feed declares the encoding {encoding[1].decode('ascii')}"
        return trouble("unsupported_encoding", message, feed.origin, "save it as UTF-8")
    if _ENTITY.search(plain):
        message = "the feed declares XML entities, which can unpack without end or read files of this machine"
        return trouble(
            "xml_entities", message, feed.origin, "remove the <!ENTITY …> declarations if you trust the feed"
        )
    return None


def _itself(feed: Feed, settings: CollectSettings) -> Capture:
    return Capture(
        data=feed.data,
        origin=feed.origin,
        how=feed.how,
        captured_at=settings.now(),
        media_type=feed.media_type,
        charset=feed.charset,
        hints=hints(url=feed.address),
        container=True,
    )


def _captures(
    entry: _Entry, origin: str, settings: CollectSettings, fetch: Fetch | None
) -> Iterator[Capture | Problem]:
    if fetch and entry.hints.url:
        page = fetch(entry.hints.url, entry.hints)
        yield page
        if isinstance(page, Capture):
            return
    if entry.content:
        yield Capture(
            data=entry.content.encode(),
            origin=origin,
            how="feed",
            captured_at=settings.now(),
            media_type=entry.media_type,
            charset="utf-8",
            hints=entry.hints,
        )
    elif not fetch or not entry.hints.url:
        hint = "--follow-feeds fetches the page it links to" if entry.hints.url else "look for the report on the site"
        yield trouble("empty", "the entry has a title but no text of its own", origin, hint)


def _entry(item: Any, publisher: str, base: str) -> _Entry:
    """Return what one of feedparser's entries says: its full content where it has one, else its summary."""
    texts = [*item.get("content", []), item.get("summary_detail", {})]
    best: dict[str, str] = next((text for text in texts if text.get("value", "").strip()), {})
    return _Entry(
        content=storable(best.get("value", "")),
        media_type=best.get("type", "") or "text/html",
        hints=hints(
            title=item.get("title", ""),
            author=item.get("author", ""),
            publisher=_source_title(item) or publisher,
            published=_published(item),
            url=_web_address(base, item.get("link", "")),
            language=best.get("language") or "",
        ),
    )


def _source_title(item: Any) -> str:
    """Return the title of the feed that an aggregated entry was taken from (Atom and RSS `source`), or ""."""
    return str(item.get("source", {}).get("title", ""))


def _web_address(base: str, link: str) -> str:
    """Return the link as an http(s) address, or "" where it is none."""
    try:
        address = urljoin(base, link.strip()) if link.strip() else ""
    except ValueError:
        return ""
    return address if is_web_address(address) else ""


def _published(item: Any) -> str:
    """Return the entry's date as ISO 8601 in the zone the feed gives it; as it stands where it cannot be read."""
    # Asked as a plain dict: feedparser's own access answers "updated" with "published", and warns of it.
    raw = str(dict.get(item, "published") or dict.get(item, "updated") or "").strip()
    if not raw or _ISO_DATE.fullmatch(raw):
        return raw
    try:
        return email.utils.parsedate_to_datetime(raw).isoformat().replace("+00:00", "Z")
    except (ValueError, OverflowError):
        return raw
