"""The archive: the bytes read, each under its own digest.

archive/
  3a/
    3a7bd3e2360a3d29eea436fcfb7e44c735d117c42d1c1835420b6b9942dd4f1b
"""

from __future__ import annotations

import os
import re
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from salis.model.errors import LedgerAltered, NotFound, WorkspaceError

_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Archive:
    """A folder of files named after the SHA-256 of their bytes."""

    folder: Path

    def place(self, digest: str) -> Path:
        """Tell where bytes of a digest are kept."""
        if not _DIGEST.fullmatch(digest):
            message = f"{digest!r} is no SHA-256 digest"
            raise NotFound(message)
        return self.folder / digest[:2] / digest

    def keep(self, data: bytes) -> str:
        """Keep bytes and give their digest; bytes kept before are not written again."""
        digest = sha256(data).hexdigest()
        place = self.place(digest)
        try:
            if not _holds(place, len(data)):
                _write_whole(place, data)
        except OSError as fault:
            message = f"{place}: the archive cannot be written: {fault.strerror or fault}"
            raise WorkspaceError(message) from fault
        return digest

    def read(self, digest: str) -> bytes:
        """Read bytes back, making sure that they are those that were kept.

        Raises:
            NotFound: nothing is kept under the digest.
            LedgerAltered: the file's bytes have changed.
        """
        place = self.place(digest)
        try:
            data = place.read_bytes()
        except FileNotFoundError:
            message = f"{place}: missing from the archive"
            raise NotFound(message) from None
        except OSError as fault:
            message = f"{place}: cannot be read: {fault.strerror or fault}"
            raise WorkspaceError(message) from fault
        if sha256(data).hexdigest() != digest:
            message = f"{place}: the archived bytes have been altered"
            raise LedgerAltered(message)
        return data


def _holds(place: Path, size: int) -> bool:
    """Tell whether the file is there in full; a torn one is written again."""
    try:
        return place.stat().st_size == size
    except FileNotFoundError:
        return False


def _write_whole(place: Path, data: bytes) -> None:
    """Write a file so that under its name there is all of it or nothing."""
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=".part-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(place)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise
