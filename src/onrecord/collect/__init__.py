"""From a source to captures: the bytes as they came, with where, how and when.

    captures = collect("reports/")          # a folder, a file, "-", an http(s) address

Trouble with one thing is a `Problem` among the captures, and the rest is collected; so is a file of a folder on which
the program fails. `surviving` says the same of a whole source.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing
from functools import partial
from pathlib import Path

from onrecord.collect.crashes import surviving
from onrecord.collect.files import existing, open_file, unreadable, walk
from onrecord.collect.material import Fetch, Opened, storable, trouble
from onrecord.collect.settings import CollectSettings, FileLimits, WebLimits
from onrecord.collect.sources import collect_opened, open_stdin
from onrecord.collect.web import Web, is_address
from onrecord.errors import UsageError
from onrecord.records import Capture, Problem

__all__ = ["CollectSettings", "FileLimits", "WebLimits", "collect", "surviving"]

_DEFAULTS = CollectSettings()


def collect(source: str, settings: CollectSettings = _DEFAULTS) -> Iterator[Capture | Problem]:
    """Return an iterator over what a source holds, always in the same order, one member of it in memory at a time.

    A source is "-" for standard input, an http(s) address, a file, or a folder, of which every file at any depth is
    taken. In folders, names that begin with a dot are left out without a word, and no folder is entered twice. What a
    file is, is told by its first bytes and only then by its name: feeds, web archives (WARC, WACZ), mailboxes and
    tables give a capture per entry, page, message and row; everything else is one capture, whether reading knows the
    format or not. A table whose rows are written anew, and a feed, come before them as a capture that is a container.

    Args:
        source: What to collect.
        settings: Limits, the column mapping of tables, what may be fetched.

    Raises:
        UsageError: The source is empty or an address of another kind; or, while iterating, it is a table that lacks a
            mapped column.
        SourceError: There is nothing at the path.
    """
    if source == "-":
        return _from_stdin(settings)
    if is_address(source):
        return _from_web(source, settings)
    return _from_path(existing(source), settings)


def _from_stdin(settings: CollectSettings) -> Iterator[Capture | Problem]:
    opened = open_stdin(settings)
    if isinstance(opened, Problem):
        yield opened
        return
    with ExitStack() as stack:
        stack.enter_context(opened.stream)
        yield from collect_opened(opened, settings, _fetch(settings, stack))


def _from_web(address: str, settings: CollectSettings) -> Iterator[Capture | Problem]:
    with closing(Web(settings)) as web:
        yield from web.collect(address)


def _from_path(root: Path, settings: CollectSettings) -> Iterator[Capture | Problem]:
    with ExitStack() as stack:
        fetch = _fetch(settings, stack)
        for found in walk(root, settings.skip):
            if isinstance(found, Problem):
                yield found
                continue
            try:
                yield from surviving(partial(_from_file, found, settings, fetch), str(found))
            except UsageError as error:
                if found == root:
                    raise
                # One table of many without the mapped column must not cost the others.
                yield trouble("no_column", error.message, str(found), error.hint)


def _from_file(path: Path, settings: CollectSettings, fetch: Fetch | None) -> Iterator[Capture | Problem]:
    stream = open_file(path)
    if isinstance(stream, Problem):
        yield stream
        return
    with stream:
        suffix = storable(path.suffix.lower())
        size = path.stat().st_size
        opened = Opened(stream=stream, origin=storable(str(path)), how="file", suffix=suffix, size=size)
        try:
            yield from collect_opened(opened, settings, fetch)
        except OSError as error:
            yield unreadable(path, error)


def _fetch(settings: CollectSettings, stack: ExitStack) -> Fetch | None:
    """Return what fetches the pages that feed files link to, if that is wanted; it is closed with the stack."""
    if not settings.follow_feeds:
        return None
    return stack.enter_context(closing(Web(settings))).page
