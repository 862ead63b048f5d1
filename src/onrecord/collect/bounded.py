"""Unpacking that stops: what archives give is counted while it comes out, whatever their headers promise."""

from __future__ import annotations

import io
import zlib
from typing import Protocol

from onrecord.collect.settings import FileLimits


class UnpackedTooMuch(Exception):
    """An archive unpacks to more than its size allows; says the bytes that were allowed."""


class Readable(Protocol):
    """A stream that returns what it has, at most `size` bytes, b"" at its end."""

    def read1(self, size: int, /) -> bytes:
        """Return up to `size` bytes with one read underneath."""
        ...


class Budget:
    """How many bytes one archive may still unpack to, with everything packed in it.

    Args:
        packed: The archive's real size in bytes.
        limits: Give the ratio and the most of all.
    """

    def __init__(self, packed: int, limits: FileLimits) -> None:
        self.allowed = min(max(limits.free_bytes, packed * limits.max_ratio), limits.max_unpacked_bytes)
        self._left = self.allowed

    def spend(self, count: int) -> None:
        """Take `count` bytes off.

        Raises:
            UnpackedTooMuch: They are more than were left.
        """
        self._left -= count
        if self._left < 0:
            raise UnpackedTooMuch(f"{self.allowed:,}")


class BoundedReader(io.RawIOBase):
    """The same bytes as the stream gives, each taken off the budget.

    One read is one read underneath: what came before a cut arrives before the error that the cut raises.
    """

    def __init__(self, stream: Readable, budget: Budget) -> None:
        super().__init__()
        self._stream = stream
        self._budget = budget

    def read(self, size: int = -1, /) -> bytes:
        """Return up to `size` bytes, b"" at the end.

        Raises:
            UnpackedTooMuch: The archive has given more than it may.
        """
        data = self._stream.read1(size if 0 <= size < io.DEFAULT_BUFFER_SIZE else io.DEFAULT_BUFFER_SIZE)
        self._budget.spend(len(data))
        return data


def inflate(data: bytes, limit: int, budget: Budget) -> bytes:
    """Return what the compressed body of an answer holds, at most one byte more than `limit`.

    Args:
        data: In gzip or zlib format, or as raw DEFLATE as some servers send it.
        limit: The most bytes that are wanted.
        budget: They are taken off it.

    Raises:
        zlib.error: The data is none of these.
        UnpackedTooMuch: The archive has given more than it may.
    """
    # 47 = 32 + 15: either header is recognised; -15: no header (zlib manual, inflateInit2).
    try:
        body = zlib.decompressobj(wbits=47).decompress(data, limit + 1)
    except zlib.error:
        body = zlib.decompressobj(wbits=-15).decompress(data, limit + 1)
    budget.spend(len(body))
    return body
