"""Open inputs as bounded streams of bytes that can be looked into before they are read."""

from __future__ import annotations

import gzip
import io
from typing import BinaryIO, cast

#: Largest document that is read, and the most that a compressed input may unpack to.
MAX_DOCUMENT = 50_000_000
MAX_UNPACKED = 500_000_000

_GZIP = b"\x1f\x8b"


class TooLarge(Exception):
    """An input holds more than is read; the text says how much that is."""


class _Rejoined(io.RawIOBase):
    """A stream with the bytes already taken from it put back, cut off at a limit."""

    def __init__(self, head: bytes, rest: BinaryIO, limit: int | None) -> None:
        super().__init__()
        self._head, self._rest, self._limit = head, rest, limit
        self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._head[: len(buffer)] or self._rest.read(len(buffer))
        self._head = self._head[len(data) :]
        self._given += len(data)
        if self._limit is not None and self._given > self._limit:
            raise TooLarge(f"it unpacks to over {self._limit // 1_000_000} MB")
        buffer[: len(data)] = data
        return len(data)


def look_into(stream: BinaryIO, size: int) -> tuple[bytes, BinaryIO]:
    """Give the first bytes, unpacked where the stream is gzip, and the stream with them in it."""
    head = stream.read(size)
    limit = None
    if head.startswith(_GZIP):
        packed = _buffered(head, stream, None)
        stream, limit = cast("BinaryIO", gzip.GzipFile(fileobj=packed)), MAX_UNPACKED
        head = stream.read(size)
    return head, _buffered(head, stream, limit)


def read_whole(stream: BinaryIO) -> bytes:
    """Read all of one document; raises TooLarge instead of reading more than one may have."""
    data = stream.read(MAX_DOCUMENT + 1)
    if len(data) > MAX_DOCUMENT:
        raise TooLarge(f"it is over {MAX_DOCUMENT // 1_000_000} MB")
    return data


def _buffered(head: bytes, rest: BinaryIO, limit: int | None) -> BinaryIO:
    return cast("BinaryIO", io.BufferedReader(_Rejoined(head, rest, limit), 1 << 16))
