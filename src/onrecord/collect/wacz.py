"""Zip files: web archives in the WACZ format are opened, all others are one capture each."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, cast

from onrecord.collect.bounded import Budget
from onrecord.collect.material import Opened, storable, trouble
from onrecord.collect.settings import CollectSettings
from onrecord.collect.warc import Warc, collect_warc
from onrecord.records import Capture, Problem

_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
# What zipfile raises on damaged files: NotImplementedError for versions, OSError for places outside the file,
# ValueError for names that are not the UTF-8 they are marked as.
ZIP_FAULTS = (zipfile.BadZipFile, NotImplementedError, OSError, ValueError)
_MAX_LISTING_BYTES = 16_000_000  # some 150,000 entries; a crawl has dozens
_HINT = "fetch the archive again; what came before was taken"


class _ListingReader:
    """A file whose listing is not read when it is larger than a real one.

    `zipfile` reads the listing with one call and then makes an object of every entry, at ten times its size; everything
    else it reads in small pieces.
    """

    def __init__(self, stream: io.BufferedReader) -> None:
        self._stream = stream
        self.seek = stream.seek
        self.tell = stream.tell

    def read(self, size: int = -1) -> bytes:
        if size > _MAX_LISTING_BYTES:
            raise zipfile.BadZipFile(f"its listing is larger than {_MAX_LISTING_BYTES:,} bytes")
        return self._stream.read(size)


def warcs_in(archive: Opened) -> list[zipfile.ZipInfo] | None:
    """Return the WARC files of a WACZ in order of their names; None for a zip file that is something else.

    Raises:
        One of `ZIP_FAULTS`: It cannot be listed.
    """
    with zipfile.ZipFile(cast("IO[bytes]", _ListingReader(archive.stream))) as packed:
        listed = packed.infolist()
    archive.stream.seek(0)
    names = {info.filename for info in listed}
    if "datapackage.json" not in names and archive.suffix != ".wacz":
        return None
    warcs = [i for i in listed if i.filename.startswith("archive/") and i.filename.endswith((".warc", ".warc.gz"))]
    return sorted(warcs, key=lambda info: info.filename)


def collect_wacz(
    archive: Opened, members: list[zipfile.ZipInfo], settings: CollectSettings
) -> Iterator[Capture | Problem]:
    """Yield the reports of its WARC files, one member open at a time, all of them on one budget of unpacked bytes."""
    if not members:
        yield trouble("no_reports", "the archive holds no WARC file", archive.origin)
    if len(members) > settings.files.max_members:
        message = f"{len(members):,} WARC files, more than {settings.files.max_members:,}; the rest was left"
        yield trouble("too_many", message, archive.origin, "unpack it and collect the folder")
    budget = Budget(archive.size, settings.files)
    with zipfile.ZipFile(archive.stream) as packed:
        for member in members[: settings.files.max_members]:
            origin = storable(f"{archive.origin}!{member.filename}")
            yield from _member(packed, member, origin, budget, settings)


def _member(
    packed: zipfile.ZipFile, member: zipfile.ZipInfo, origin: str, budget: Budget, settings: CollectSettings
) -> Iterator[Capture | Problem]:
    if member.flag_bits & 1:
        yield trouble("encrypted", "the member is encrypted", origin, "unpack it with its password first")
        return
    if member.compress_type not in _METHODS:
        yield trouble("unsupported_encoding", f"packed with zip method {member.compress_type}", origin, _HINT)
        return
    try:
        with cast("zipfile.ZipExtFile", packed.open(member)) as stream:
            # The name tells what the member should be, its first bytes what it is.
            head = stream.peek(2)[:2]
            warc = Warc(stream=stream, origin=origin, how="wacz", gzipped=head == b"\x1f\x8b", budget=budget)
            yield from collect_warc(warc, settings)
    except (*ZIP_FAULTS, zlib.error) as error:
        yield trouble("damaged", f"the member cannot be unpacked further: {error}", origin, _HINT)
