"""Holdings: single documents, statements and decisions of a ledger, read when asked for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from salis.ledger.payloads import StatementSlices, decode
from salis.model.entry import ClaimsLinked, DocumentFetched

if TYPE_CHECKING:
    from salis.ledger.interface import Ledger
    from salis.ledger.places import Place, Row
    from salis.ledger.sealing import Row as Stored
    from salis.model.document import Document
    from salis.model.entry import Entry
    from salis.model.statement import Statement

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)
#: A document's entries that are so close to its first are read at once.
_TOGETHER = 6
#: How many documents and statements are kept in memory.
_DOCUMENTS_KEPT, _STATEMENTS_KEPT = 4_096, 32_768


def to_ticks(at: datetime) -> int:
    """Count a time in microseconds."""
    return (at - _EPOCH) // _TICK


def from_ticks(ticks: int) -> datetime:
    """Give the time of a count of microseconds."""
    return _EPOCH + ticks * _TICK


class Holdings:
    """What a ledger holds, by the numbers that its matters give."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._stored = lru_cache(maxsize=_DOCUMENTS_KEPT)(self._load_stored)
        self._documents = lru_cache(maxsize=_DOCUMENTS_KEPT)(self._load_document)
        self._linked = lru_cache(maxsize=_DOCUMENTS_KEPT)(self._load_linked)
        self._read = lru_cache(maxsize=_DOCUMENTS_KEPT)(self._load_read)
        self._statements = lru_cache(maxsize=_STATEMENTS_KEPT)(self._load_statement)
        self._entries = lru_cache(maxsize=_STATEMENTS_KEPT)(ledger.entry)

    def document(self, row: Row) -> Document:
        """Give a document."""
        return self._documents(self._kept_at(row), row.fetched_seq)

    def linked(self, row: Row) -> ClaimsLinked | None:
        """Give how a document was linked; None where it was not."""
        return None if row.linked_seq is None else self._linked(self._kept_at(row), row.linked_seq)

    def read(self, row: Row) -> StatementSlices | None:
        """Give what was read of a document; None where it was not read."""
        return None if row.read_seq is None else self._read(self._kept_at(row), row.read_seq)

    def statement(self, row: Row, place: Place) -> Statement:
        """Give a statement of a document."""
        assert row.read_seq is not None
        return self._statements(self._kept_at(row), row.read_seq, place.position)

    def decision(self, seq: int) -> Entry:
        """Give the entry of a decision."""
        return self._entries(seq)

    def _kept_at(self, row: Row) -> tuple[int, int]:
        """Give between which entries a document's own are: those close by are read at once."""
        seqs = [one for one in row[2:5] if one is not None and one - row.fetched_seq < _TOGETHER]
        return row.fetched_seq - 1, max(seqs)

    def _load_stored(self, between: tuple[int, int]) -> dict[int, Stored]:
        return {row.seq: row for row in self._ledger.rows(*between)}

    def _payload(self, between: tuple[int, int], seq: int) -> bytes:
        stored = self._stored(between).get(seq)
        return (stored or self._stored((seq - 1, seq))[seq]).payload

    def _load_document(self, between: tuple[int, int], seq: int) -> Document:
        payload = decode(DocumentFetched.__name__, self._payload(between, seq))
        assert isinstance(payload, DocumentFetched)
        return payload.document

    def _load_linked(self, between: tuple[int, int], seq: int) -> ClaimsLinked:
        payload = decode(ClaimsLinked.__name__, self._payload(between, seq))
        assert isinstance(payload, ClaimsLinked)
        return payload

    def _load_read(self, between: tuple[int, int], seq: int) -> StatementSlices:
        return StatementSlices(self._payload(between, seq))

    def _load_statement(self, between: tuple[int, int], seq: int, position: int) -> Statement:
        return self._read(between, seq).statement(position)
