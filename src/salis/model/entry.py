"""Entries: the lines of the ledger, and what each kind of them says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from salis.model.claim import ClaimId
from salis.model.document import Document, DocumentId, SourceId
from salis.model.image import ImageFacts
from salis.model.link import Copy, Link
from salis.model.problem import Problem
from salis.model.statement import Statement, StatementId
from salis.model.times import Moment


@dataclass(frozen=True, slots=True)
class DocumentFetched:
    """A document was read from its bytes; the bytes are in the archive."""

    document: Document


@dataclass(frozen=True, slots=True)
class DocumentDescribed:
    """A person gave what the bytes did not: a publication time, a source, a title."""

    document: DocumentId
    published_at: Moment | None = None
    source: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class StatementsRead:
    """What a document says was read."""

    document: DocumentId
    statements: tuple[Statement, ...]
    problems: tuple[Problem, ...] = ()
    #: Sources that the text itself credits for its report (wire tags, "Reuters contributed").
    credits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimsLinked:
    """How a document and its statements relate to those already in the ledger."""

    document: DocumentId
    copies: tuple[Copy, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class EvidenceFiled:
    """A person filed something that bears on a claim other than by someone saying so."""

    id: str
    #: Any statement of the claim, so that it holds however claims are grouped later.
    statement: StatementId
    bears_for: bool
    #: Information credibility, Admiralty: 1 (confirmed by other means) to 6 (cannot be judged).
    grade: int
    kind: str
    note: str
    #: Path or address as given.
    address: str
    #: SHA-256 of the bytes in the archive, where there were bytes.
    digest: str | None = None
    #: When it became public; None: counts from when it was filed.
    published_at: Moment | None = None
    #: What an image file says of itself; shown, never trusted.
    image: ImageFacts | None = None
    #: What went wrong when its bytes were taken.
    problems: tuple[Problem, ...] = ()


class Verdict(StrEnum):
    """What a person decided."""

    CONFIRM = "confirm"
    REFUTE = "refute"
    RESOLVE_TRUE = "resolve_true"
    RESOLVE_FALSE = "resolve_false"
    #: It cannot be found out; settles nothing, and what was settled before no longer stands.
    UNVERIFIABLE = "unverifiable"
    #: What was judged before no longer stands.
    REOPEN = "reopen"
    #: Two claims put forward the same proposition, or do not.
    SAME = "same"
    DIFFERENT = "different"
    #: One of two documents reuses the other's text, or neither does.
    COPY = "copy"
    INDEPENDENT = "independent"
    #: Two names are of one person or body, or are not.
    MERGE = "merge"
    SPLIT = "split"

    @property
    def ties(self) -> bool:
        """Tell whether it says of two things whether they are one."""
        return self in _TYING


_TYING = frozenset(
    {
        Verdict.SAME,
        Verdict.DIFFERENT,
        Verdict.COPY,
        Verdict.INDEPENDENT,
        Verdict.MERGE,
        Verdict.SPLIT,
    }
)


@dataclass(frozen=True, slots=True)
class JudgementMade:
    """A person's decision about a claim, or about a pair of claims, documents or names."""

    id: str
    verdict: Verdict
    #: Statements that name the claims judged: one, or two for `same` and `different`.
    statements: tuple[StatementId, ...]
    because: str
    #: When it counts from on the published clock; None: from when it was recorded.
    at: Moment | None = None
    #: The two documents of `copy` and `independent`.
    documents: tuple[DocumentId, ...] = ()
    #: The two speakers or sources of `merge` and `split`: their entities, else names.
    voices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceGraded:
    """A person graded a source's reliability on the Admiralty scale, A to F."""

    source: SourceId
    grade: str
    because: str = ""


@dataclass(frozen=True, slots=True)
class EntryWithdrawn:
    """A person took an earlier entry back; it stays in the ledger and counts no longer."""

    seq: int
    because: str


@dataclass(frozen=True, slots=True)
class RulesAdopted:
    """From here on claims are weighed by this version of the rules, until another is adopted."""

    #: e.g. `weigh/2`.
    version: str
    because: str = ""


type Payload = (
    DocumentFetched
    | DocumentDescribed
    | StatementsRead
    | ClaimsLinked
    | EvidenceFiled
    | JudgementMade
    | SourceGraded
    | EntryWithdrawn
    | RulesAdopted
)

#: Every kind of entry by the name that the ledger stores.
KINDS: dict[str, type[Payload]] = {
    kind.__name__: kind
    for kind in (
        DocumentFetched,
        DocumentDescribed,
        StatementsRead,
        ClaimsLinked,
        EvidenceFiled,
        JudgementMade,
        SourceGraded,
        EntryWithdrawn,
        RulesAdopted,
    )
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the ledger, never altered."""

    seq: int
    recorded_at: datetime
    #: Who made it: a person's name, or the stage with its version, e.g. `read/1`.
    actor: str
    payload: Payload
    #: SHA-256 over the entry before it and this one's own content, in hex.
    seal: str


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Why a statement no longer counts for its source: dropped in a revision or retracted."""

    statement: StatementId
    #: `silently-edited` or `retracted`.
    code: str
    text: str
    #: The document that withdrew it.
    document: DocumentId
    claim: ClaimId | None = None
