"""Check the chain of entries: each one's number, time, seal and readability."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from salis.ledger.interface import Verified
from salis.ledger.payloads import Unreadable, decode
from salis.ledger.sealing import GENESIS, sealed_after
from salis.model.entry import DocumentFetched, EvidenceFiled
from salis.model.errors import LedgerAltered, NotFound

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from salis.ledger.archive import Archive
    from salis.ledger.sealing import Row
    from salis.model.entry import Payload


def check_chain(rows: Iterable[Row], *, path: Path, archive: Archive | None = None) -> Verified:
    """Walk over all entries in order.

    Raises:
        LedgerAltered: with the file, the number of the first entry that is off, and what is off.
    """
    found = Verified(entries=0, head=GENESIS, archived=0)
    last = ""
    checked: set[str] = set()
    for row in rows:
        fault = _fault(row, found, last)
        if fault:
            raise _altered(path, row.seq, fault)
        digest = _archived(_payload(path, row))
        if archive and digest and digest not in checked:
            _check_bytes(archive, digest, path=path, seq=row.seq)
            checked.add(digest)
        found, last = replace(found, entries=row.seq, head=row.seal), row.recorded_at
    return replace(found, archived=len(checked))


def _fault(row: Row, found: Verified, last: str) -> str | None:
    """Say what is wrong with an entry, given those before it."""
    if row.seq != found.entries + 1:
        return f"entry {found.entries + 1} is missing before it"
    if sealed_after(found.head, row) != row.seal:
        return "it does not match its seal: it, or its seal, was changed after it was recorded"
    if row.recorded_at < last:
        return f"it claims to be recorded at {row.recorded_at}, before the entry ahead of it"
    return None


def _payload(path: Path, row: Row) -> Payload:
    try:
        return decode(row.kind, row.payload)
    except Unreadable as fault:
        raise _altered(path, row.seq, f"its content cannot be read: {fault}") from fault


def _archived(payload: Payload) -> str | None:
    """Tell under which digest the archive holds the bytes that an entry speaks of."""
    if isinstance(payload, DocumentFetched):
        return payload.document.digest
    return payload.digest if isinstance(payload, EvidenceFiled) else None


def _check_bytes(archive: Archive, digest: str, *, path: Path, seq: int) -> None:
    try:
        archive.read(digest)
    except (LedgerAltered, NotFound) as fault:
        raise _altered(path, seq, str(fault)) from fault


def _altered(path: Path, seq: int, fault: str) -> LedgerAltered:
    return LedgerAltered(f"{path}: entry {seq}: {fault}")
