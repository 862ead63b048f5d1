"""What may be collected, how much of it and for how long."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

from onrecord.clock import utc_now
from onrecord.errors import UsageError
from onrecord.records import ROW_FIELDS


@dataclass(frozen=True, slots=True, kw_only=True)
class FileLimits:
    """How much of a file, and of what is packed in it, is taken.

    Attributes:
        max_bytes: The largest file, message, table line or archived page that is taken; more is `too_large`.
        max_feed_bytes: The largest feed: one is parsed as a whole, at some thirty times its size in memory.
        max_members: The most WARC files in one WACZ.
        max_ratio: Bytes that one byte of an archive may unpack to. DEFLATE reaches 1,032 on zeros, pages 5 to 15.
        free_bytes: What any archive may unpack to without regard to `max_ratio`.
        max_unpacked_bytes: What any archive may unpack to at all.
    """

    max_bytes: int = 200_000_000
    max_feed_bytes: int = 20_000_000
    max_members: int = 1_000
    max_ratio: int = 200
    free_bytes: int = 64_000_000
    max_unpacked_bytes: int = 50_000_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class WebLimits:
    """How much is fetched from the web, and how long a server may take; times in seconds.

    Attributes:
        max_bytes: The largest page, after the transfer's compression is undone.
        connect_seconds: For the connection, per address of the host.
        read_seconds: Between two pieces of an answer.
        total_seconds: For one address with all its redirects, however steadily the server sends; for robots.txt again.
        max_redirects: Before an address is given up.
        max_entries: The most entries of one feed that are taken.
    """

    max_bytes: int = 50_000_000
    connect_seconds: float = 10.0
    read_seconds: float = 20.0
    total_seconds: float = 120.0
    max_redirects: int = 10
    max_entries: int = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectSettings:
    """How sources are collected; the defaults suit a folder of reports on one's own machine.

    Attributes:
        columns: For tables: which column holds a field of the report (`{"text": "body", "title": "headline"}`).
            The fields are those of `ROW_FIELDS`; one that is not mapped is looked for under its own name.
        follow_feeds: Fetch the pages that a feed file links to. A feed at a web address is always followed.
        allow_private: Let addresses of this machine and of private networks be fetched.
        ignore_robots: Fetch what a site's robots.txt asks programs not to.
        skip: Absolute paths that a folder's collection leaves out (the case file itself).
        files: Limits for files and archives.
        web: Limits for the web.
        now: The clock; gives `Capture.captured_at`.
        stdin: What "-" reads instead of the process's standard input.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    follow_feeds: bool = False
    allow_private: bool = False
    ignore_robots: bool = False
    skip: frozenset[str] = frozenset()
    files: FileLimits = FileLimits()
    web: WebLimits = WebLimits()
    now: Callable[[], str] = utc_now
    stdin: BinaryIO | None = None

    def __post_init__(self) -> None:
        """Refuse a column mapping for fields that reports do not have.

        Raises:
            UsageError: A mapped field is not one of `ROW_FIELDS`, or no column is named for it.
        """
        for name, column in self.columns.items():
            if name not in ROW_FIELDS or not column:
                raise UsageError(
                    f"column mapping {name}={column} maps no field of a report",
                    hint=f"map one of {', '.join(ROW_FIELDS)} to the name of a column, as in --column text=body",
                )
