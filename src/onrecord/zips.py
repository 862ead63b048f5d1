"""Opening zip files that strangers packed; pure."""

from __future__ import annotations

import zipfile
from typing import IO, cast

# Some 150,000 entries; a crawl has dozens, a Word document some hundred.
_MAX_LISTING_BYTES = 16_000_000


def open_zip(stream: IO[bytes]) -> zipfile.ZipFile:
    """Return the zip file whose bytes `stream` holds, its listing read.

    Raises:
        zipfile.BadZipFile: It is damaged, or its listing is larger than a real one.
        NotImplementedError: It is of a version that nobody writes.
        OSError: It names places outside the stream.
        ValueError: Its names are not in the encoding they are marked as.
    """
    return zipfile.ZipFile(cast("IO[bytes]", _ListingReader(stream)))


class _ListingReader:
    """A stream whose listing is not read when it is larger than a real one.

    `zipfile` reads the listing with one call and then makes an object of every entry, at ten times its size; everything
    else it reads in small pieces.
    """

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.seek = stream.seek
        self.tell = stream.tell
        self.seekable = stream.seekable

    def read(self, size: int = -1) -> bytes:
        if size > _MAX_LISTING_BYTES:
            raise zipfile.BadZipFile(f"its listing is larger than {_MAX_LISTING_BYTES:,} bytes")
        return self._stream.read(size)
