"""Seal entries: each seal covers the one before it, so that no past entry can change unseen."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

#: What stands in the place of a previous seal for the first entry.
GENESIS = "0" * 64


@dataclass(frozen=True, slots=True)
class Row:
    """An entry as stored: the payload as the very bytes that were sealed."""

    seq: int
    #: RFC 3339, UTC, always with microseconds: sorts as it reads.
    recorded_at: str
    kind: str
    actor: str
    payload: bytes
    seal: str


def seal(before: str, seq: int, *, recorded_at: str, kind: str, actor: str, payload: bytes) -> str:
    """Seal one entry: SHA-256 over its fields, each with its length, in hex.

    The lengths (as in netstrings) keep a byte from moving unseen from one field to its neighbour.
    """
    text_fields = (before, str(seq), recorded_at, kind, actor)
    digest = sha256()
    for field in (*(text.encode() for text in text_fields), payload):
        digest.update(b"%d:%b," % (len(field), field))
    return digest.hexdigest()


def sealed_after(before: str, row: Row) -> str:
    """Compute the seal that a stored entry ought to carry."""
    return seal(
        before,
        row.seq,
        recorded_at=row.recorded_at,
        kind=row.kind,
        actor=row.actor,
        payload=row.payload,
    )
