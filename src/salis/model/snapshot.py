"""What is visible at a moment: linked (before weighing) and weighed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from salis.model.claim import Claim, ClaimId, Question, Reason, Standing, Weighed
from salis.model.document import Document, DocumentId, Source
from salis.model.entry import (
    EntryWithdrawn,
    EvidenceFiled,
    JudgementMade,
    RulesAdopted,
    SourceGraded,
    Withdrawal,
)
from salis.model.link import Copy
from salis.model.problem import Problem
from salis.model.statement import Statement, StatementId


class Clock(StrEnum):
    """What a view's moment cuts on."""

    #: What the world had been told by then.
    PUBLISHED = "published"
    #: What this ledger held by then.
    RECORDED = "recorded"


@dataclass(frozen=True, slots=True)
class Timed[T]:
    """A thing with the instant from which it counts on the view's clock."""

    at: datetime
    actor: str
    value: T


@dataclass(frozen=True, slots=True)
class Linked:
    """All that a view's cut lets through, linked but not weighed."""

    clock: Clock
    #: The moment asked for; None: everything, as of now.
    as_of: datetime | None
    #: Documents in the order in which they were told; descriptions and dates applied.
    documents: Mapping[DocumentId, Document]
    #: When each document counts from on this clock.
    told: Mapping[DocumentId, datetime]
    statements: Mapping[StatementId, Statement]
    #: Sources that each document's text credits for its report.
    credits: Mapping[DocumentId, tuple[str, ...]]
    copies: tuple[Copy, ...]
    claims: Mapping[ClaimId, Claim]
    questions: tuple[Question, ...]
    withdrawals: tuple[Withdrawal, ...]
    evidence: tuple[Timed[EvidenceFiled], ...]
    judgements: tuple[Timed[JudgementMade], ...]
    grades: tuple[Timed[SourceGraded], ...]
    problems: tuple[Problem, ...]
    #: For documents that people judged to be copies or independent, and for those made from them,
    #: the judged document that each goes with.
    sides: Mapping[DocumentId, DocumentId] = field(default_factory=dict)
    #: For entities that people merged with another, that other.
    aliases: Mapping[str, str] = field(default_factory=dict)
    #: Evidence that was taken back and counts no longer, with who took it back.
    withdrawn_evidence: tuple[tuple[Timed[EvidenceFiled], Timed[EntryWithdrawn]], ...] = ()
    #: Which rules of weighing were adopted when, by the time of recording.
    rules: tuple[Timed[RulesAdopted], ...] = ()
    #: The different sources of all that is visible in the ledger, by when each told last.
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A `Linked` with every claim weighed at one moment."""

    linked: Linked
    #: The instant at which it was weighed: `as_of`, else the time of asking.
    moment: datetime
    #: In order of the first document that tells them.
    weighed: Mapping[ClaimId, Weighed]
    #: What people judged of documents.
    document_notes: Mapping[DocumentId, tuple[Reason, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Change:
    """A claim's standing changed at a moment, and what caused it."""

    at: datetime
    claim: ClaimId
    text: str
    #: None where the claim is new.
    before: Standing | None
    after: Standing
    cause: Reason
