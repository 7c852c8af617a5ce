"""Links: how documents and statements relate, each with a score and its reasons."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from salis.model.document import DocumentId, Passage
from salis.model.statement import StatementId


class CopyKind(StrEnum):
    """How much of one document's text another reuses."""

    COPY = "copy"
    DERIVED = "derived"


class LinkKind(StrEnum):
    """How one statement relates to another."""

    #: The same words reprinted (a copied passage, or the same source printing it again).
    REPEATS = "repeats"
    #: Puts forward the same proposition, or a more specific one.
    SUPPORTS = "supports"
    #: Cannot stand together with the other: a denial, or a rival answer for the same time.
    DISPUTES = "disputes"
    #: A later answer to the same question.
    UPDATES = "updates"
    #: Another answer to the same question that does not exclude the other.
    ANSWERS = "answers"


@dataclass(frozen=True, slots=True)
class SharedPassage:
    """Text that stands in two documents: its place in each."""

    here: Passage
    there: Passage


@dataclass(frozen=True, slots=True)
class Copy:
    """A document that reuses another's text. Symmetric: which came first is told by time."""

    document: DocumentId
    other: DocumentId
    kind: CopyKind
    #: Share of the shorter text's word shingles found in the other, 0 to 1.
    score: float
    passages: tuple[SharedPassage, ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A relation from `a` to `b`: a supports/disputes/updates/repeats/answers b."""

    kind: LinkKind
    a: StatementId
    b: StatementId
    #: 0 to 1, comparable within a kind only.
    score: float
    reasons: tuple[str, ...]
    #: Whether the two put forward one and the same proposition, so that they share a claim.
    same: bool = False
