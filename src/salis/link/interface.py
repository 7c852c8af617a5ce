"""What linking asks of the store of what is linked already."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from salis.model.document import Document, DocumentId
from salis.model.statement import Statement, StatementId

#: Keys that more statements than this share are not searched by.
COMMON = 400


class Index(Protocol):
    """Finds the documents and statements that share keys with a new one."""

    def documents_sharing(
        self, keys: Sequence[int], *, at_least: int
    ) -> Sequence[tuple[DocumentId, int]]:
        """Give documents with how many of the keys each has, most first."""
        ...

    def statements_sharing(self, keys: Sequence[int], *, limit: int) -> Sequence[StatementId]:
        """Give the statements with the rarest keys in common first; common keys are skipped."""
        ...

    def document(self, id: DocumentId) -> Document:
        """Give a document that was added."""
        ...

    def statement(self, id: StatementId) -> Statement:
        """Give a statement that was added."""
        ...

    def statements_of(self, id: DocumentId) -> Sequence[Statement]:
        """Give a document's statements in the order of its text."""
        ...

    def add(
        self,
        document: Document,
        document_keys: Sequence[int],
        statements: Sequence[tuple[Statement, Sequence[int]]],
    ) -> None:
        """Keep a document and its statements under their keys."""
        ...
