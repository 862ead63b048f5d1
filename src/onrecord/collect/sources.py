"""One open file or standard input: told what it is and taken apart accordingly."""

from __future__ import annotations

import io
import sys
import tempfile
from collections.abc import Iterator

from onrecord.collect.bounded import Budget
from onrecord.collect.feeds import Feed, collect_feed, oversized_feed
from onrecord.collect.kinds import HEAD_BYTES, Kind, kind_of
from onrecord.collect.mailboxes import collect_mbox
from onrecord.collect.material import Fetch, Opened, too_large, trouble
from onrecord.collect.settings import CollectSettings
from onrecord.collect.tables import collect_csv, collect_jsonl
from onrecord.collect.wacz import ZIP_FAULTS, collect_wacz, warcs_in
from onrecord.collect.warc import Warc, collect_warc
from onrecord.errors import SourceError
from onrecord.records import Capture, Problem


def collect_opened(opened: Opened, settings: CollectSettings, fetch: Fetch | None) -> Iterator[Capture | Problem]:
    """Yield what an open file holds: itself, or the captures it is made of.

    Args:
        opened: The file, at its start.
        settings: Limits, clock and column mapping.
        fetch: Fetches what feeds link to; None leaves the network alone.

    Raises:
        UsageError: It is a table that lacks a mapped column.
    """
    head = opened.stream.read(HEAD_BYTES)
    opened.stream.seek(0)
    if not head:
        yield trouble("empty", "it has no content (0 bytes)", opened.origin, "get it again from where it came")
        return
    kind = kind_of(head, opened.suffix, settings.columns)
    if kind == "warc":
        gzipped = head.startswith(b"\x1f\x8b")
        budget = Budget(opened.size, settings.files)
        warc = Warc(stream=opened.stream, origin=opened.origin, how="warc", gzipped=gzipped, budget=budget)
        yield from collect_warc(warc, settings)
    elif kind == "zip":
        yield from _zip(opened, settings)
    elif kind == "mbox":
        yield from collect_mbox(opened, settings)
    elif kind == "jsonl":
        yield from collect_jsonl(opened, settings)
    elif kind == "csv":
        yield from collect_csv(opened, settings)
    else:
        yield from _whole(opened, kind, settings, fetch)


def open_stdin(settings: CollectSettings) -> Opened | Problem:
    """Return standard input, copied to a temporary file so that its kind can be told and archives be read.

    Raises:
        SourceError: The process has no standard input.
    """
    source = settings.stdin
    if source is None and sys.stdin is not None:
        source = sys.stdin.buffer
    if source is None:
        raise SourceError("there is no standard input", hint="name a file, a folder or an address instead")
    limit = settings.files.max_bytes
    copy = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 - closed by who reads it
    size = 0
    while size <= limit and (block := source.read(min(1 << 16, limit + 1 - size))):
        size += copy.write(block)
    if size > limit:
        copy.close()
        return too_large("standard input", limit, "-")
    copy.seek(0)
    return Opened(stream=io.BufferedReader(copy), origin="-", how="stdin", suffix="", size=size)


def _whole(opened: Opened, kind: Kind, settings: CollectSettings, fetch: Fetch | None) -> Iterator[Capture | Problem]:
    """Yield the capture of a file that is one report, or the entries of a feed."""
    limit = settings.files.max_feed_bytes if kind == "feed" else settings.files.max_bytes
    data = b"" if opened.size > limit else opened.stream.read(limit + 1)
    if opened.size > limit or len(data) > limit:
        yield oversized_feed(limit, opened.origin) if kind == "feed" else too_large("the file", limit, opened.origin)
    elif kind == "feed":
        yield from collect_feed(Feed(data=data, origin=opened.origin, how=opened.how), settings, fetch)
    else:
        yield Capture(
            data=data,
            origin=opened.origin,
            how="mail" if kind == "mail" else opened.how,
            captured_at=settings.now(),
            media_type="message/rfc822" if kind == "mail" else "",
        )


def _zip(opened: Opened, settings: CollectSettings) -> Iterator[Capture | Problem]:
    try:
        warcs = warcs_in(opened)
    except ZIP_FAULTS as error:
        if opened.suffix == ".wacz":
            hint = "it may be cut off; fetch it again"
            yield trouble("damaged", f"the archive cannot be opened: {error}", opened.origin, hint)
            return
        warcs = None
        opened.stream.seek(0)
    if warcs is None:
        yield from _whole(opened, "page", settings, None)
    else:
        yield from collect_wacz(opened, warcs, settings)
