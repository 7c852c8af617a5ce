"""Records of what a workspace keeps: its documents in a list, and people's decisions."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ListedDocumentRecord:
    """A document in a list, without its text."""

    id: str
    source: str
    source_name: str
    title: str | None
    url: str | None
    published_at: str | None
    fetched_at: str
    #: Id of the document that it is a revision of.
    revises: str | None
    statements: int
    problems: int


@dataclass(frozen=True, slots=True)
class JudgementRecord:
    """What a person decided; what was taken back is not listed."""

    id: str
    verdict: str
    by: str
    at: str
    because: str
    #: Claims that hold the statements judged now; none where it is of documents or names.
    claims: tuple[str, ...]
    statements: tuple[str, ...]
    documents: tuple[str, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NewsRecord:
    """What the ledger has been given between two entries, in short."""

    #: Number of the entry after which it begins.
    after: int
    #: Number of the last entry.
    head: int
    #: New documents, revisions not counted.
    documents: int
    revisions: int
    judgements: int
    evidence: int
    grades: int
    withdrawals: int
    #: Titles of the first few documents.
    titles: tuple[str, ...]
