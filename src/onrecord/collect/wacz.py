"""Zip files: web archives in the WACZ format are opened, all others are one capture each."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from typing import cast

from onrecord.collect.bounded import Budget
from onrecord.collect.material import Opened, storable, trouble
from onrecord.collect.settings import CollectSettings
from onrecord.collect.warc import Warc, collect_warc
from onrecord.records import Capture, Problem
from onrecord.zips import open_zip

_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
# What zipfile raises on damaged files: NotImplementedError for versions, OSError for places outside the file,
# ValueError for names that are not the UTF-8 they are marked as.
ZIP_FAULTS = (zipfile.BadZipFile, NotImplementedError, OSError, ValueError)
_HINT = "fetch the archive again; what came before was taken"


def warcs_in(archive: Opened) -> list[zipfile.ZipInfo] | None:
    """Return the WARC files of a WACZ in order of their names; None for a zip file that is something else.

    Raises:
        One of `ZIP_FAULTS`: It cannot be listed.
    """
    with open_zip(archive.stream) as packed:
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
        yield trouble("no_reports", "the archive holds no WARC file", archive.origin, "export the crawl again")
    if len(members) > settings.files.max_members:
        message = f"{len(members):,} WARC files, more than {settings.files.max_members:,}; the rest was left"
        yield trouble("too_many", message, archive.origin, "unpack it and collect the folder")
    warc_of = partial(Warc, how="wacz", budget=Budget(archive.size, settings.files), held=set())
    with open_zip(archive.stream) as packed:
        for member in members[: settings.files.max_members]:
            origin = storable(f"{archive.origin}!{member.filename}")
            yield from _member(packed, member, origin, warc_of, settings)


def _member(
    packed: zipfile.ZipFile,
    member: zipfile.ZipInfo,
    origin: str,
    warc_of: Callable[..., Warc],
    settings: CollectSettings,
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
            yield from collect_warc(warc_of(stream=stream, origin=origin, gzipped=head == b"\x1f\x8b"), settings)
    except (*ZIP_FAULTS, zlib.error) as error:
        yield trouble("damaged", f"the member cannot be unpacked further: {error}", origin, _HINT)
