"""What a ledger is, whatever keeps it: SQLite on a laptop, Postgres for a team."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence
    from contextlib import AbstractContextManager
    from datetime import datetime

    from salis.ledger.archive import Archive
    from salis.ledger.sealing import Row
    from salis.model.document import Document, DocumentId
    from salis.model.entry import Entry, Payload
    from salis.model.statement import Statement, StatementId


@dataclass(frozen=True, slots=True)
class Verified:
    """What a check of the whole chain found to be in order."""

    entries: int
    #: Seal of the last entry: whoever noted it can tell later whether entries were cut off.
    head: str
    #: Documents whose bytes were found in the archive, unaltered.
    archived: int


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry of a ledger: as long as it is the same, nothing was recorded."""

    #: Its number; 0 before the first entry.
    seq: int
    seal: str


@dataclass(frozen=True, slots=True)
class Known:
    """What must be known of a recorded document to tell whether another is new."""

    id: DocumentId
    digest: str
    #: Id of the source that it was fetched with.
    source: str
    #: Name of the source that a person gave later.
    described_source: str | None
    #: Start of the publication time known, from the bytes or from a person.
    published_at: datetime | None
    #: Whether a title is known.
    titled: bool
    address: str


@dataclass(frozen=True, slots=True)
class Keying:
    """How documents and statements are turned into the keys that the index finds them by."""

    #: Changes whenever the keys do; an index of another version is rebuilt.
    version: str
    of_document: Callable[[Document], Sequence[int]]
    of_statement: Callable[[Statement], Sequence[int]]


class KeyIndex(Protocol):
    """Finds what shares keys with a document or statement, without reading all of the ledger."""

    def documents_sharing(
        self, keys: Sequence[int], *, at_least: int
    ) -> Sequence[tuple[DocumentId, int]]:
        """Find documents that share at least so many keys, most first, with the count."""
        ...

    def statements_sharing(self, keys: Sequence[int], *, limit: int) -> Sequence[StatementId]:
        """Find statements that share keys; a key counts the more the fewer statements have it."""
        ...

    def document(self, id: DocumentId) -> Document:
        """Give a document as it was fetched."""
        ...

    def statement(self, id: StatementId) -> Statement:
        """Give a statement."""
        ...

    def statements_of(self, id: DocumentId) -> Sequence[Statement]:
        """Give a document's statements in their order; empty where it was not read."""
        ...

    def add(
        self,
        document: Document,
        document_keys: Sequence[int],
        statements: Sequence[tuple[Statement, Sequence[int]]],
    ) -> None:
        """Make a recorded document findable."""
        ...


class Ledger(Protocol):
    """Entries that are only ever appended, sealed in a chain, and the tables derived from them."""

    def writing(self) -> AbstractContextManager[None]:
        """Hold the only pen: all that is appended inside is recorded together, or not at all."""
        ...

    def append(
        self, payloads: Sequence[Payload], *, actor: str, recorded_at: datetime
    ) -> tuple[Entry, ...]:
        """Append entries, in one transaction.

        An entry never carries an earlier time than the one before it: where the clock went back,
        the time of the last entry is kept.
        """
        ...

    def entries(
        self,
        *,
        until: datetime | None = None,
        kinds: Collection[str] | None = None,
        after: int = 0,
        upto: int | None = None,
    ) -> Iterator[Entry]:
        """Read entries in their order, of some kinds, between two numbers and by a time.

        Args:
            until: Those recorded by then.
            kinds: Those of these kinds.
            after: Those after this number.
            upto: Those up to this number, itself included.
        """
        ...

    def entry(self, seq: int) -> Entry:
        """Read one entry, checked against its seal."""
        ...

    def rows(self, after: int, upto: int) -> Sequence[Row]:
        """Read entries between two numbers as they are stored, checked against their seals."""
        ...

    def head(self) -> Head:
        """Tell the last entry."""
        ...

    def documents_with(self, digest: str) -> Sequence[Known]:
        """Find the documents made from the same bytes, oldest first."""
        ...

    def latest_at(self, address: str) -> Known | None:
        """Find the document read last from an address."""
        ...

    def index(self, keying: Keying) -> KeyIndex:
        """Open the index for linking; one that is missing, behind or of other keys is rebuilt."""
        ...

    def rebuild(self) -> None:
        """Throw away all that is derived and derive it again from the entries."""
        ...

    def verify(self, archive: Archive | None = None) -> Verified:
        """Check every seal, and with an archive every document's bytes.

        Raises:
            LedgerAltered: an entry or an archived file is not what was recorded.
        """
        ...

    def close(self) -> None:
        """Let go of the ledger."""
        ...
