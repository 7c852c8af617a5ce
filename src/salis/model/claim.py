"""Claims, questions, origins and standings: what is computed from the ledger for a moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from salis.model.document import DocumentId, SourceId
from salis.model.link import Link
from salis.model.statement import GrainCode, StatementId
from salis.model.times import Interval

ClaimId = NewType("ClaimId", str)
QuestionId = NewType("QuestionId", str)
OriginId = NewType("OriginId", str)


class Standing(StrEnum):
    """Where a claim stands; the order is the order in which the rules are tried."""

    RETRACTED = "retracted"
    REFUTED = "refuted"
    CONFIRMED = "confirmed"
    RESOLVED_TRUE = "resolved_true"
    RESOLVED_FALSE = "resolved_false"
    PENDING = "pending"
    NOT_FACTUAL = "not_factual"
    DISPUTED = "disputed"
    CORROBORATED = "corroborated"
    REPORTED = "reported"
    ALLEGED = "alleged"
    UNKNOWN = "unknown"


class Slot(StrEnum):
    """What a question leaves open."""

    WHETHER = "whether"
    WHO = "who"
    WHERE = "where"
    WHEN = "when"
    HOW_MANY = "how many"


class Side(StrEnum):
    """Where a statement of a claim comes down on the claim's proposition."""

    #: Puts it forward.
    FOR = "for"
    #: Denies it; kept with the claim, never support.
    AGAINST = "against"
    #: Says that it is not known.
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Reason:
    """One ground of a standing, in words, with the ids it leans on."""

    #: Stable code, e.g. `two-origins`, `denied-by`, `silently-edited`.
    code: str
    text: str
    #: Ids of statements, claims, evidence or judgements.
    refs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """Where statements of a claim are first known to come from."""

    id: OriginId
    #: Source of the earliest document that carries it.
    source: SourceId
    #: Name of the speaker it rests on; None where it is that source's own voice.
    speaker: str | None
    #: Whether it can stand as an independent origin: named, asserting, not a party for itself.
    independent: bool
    #: Every statement that traces back to it, earliest first.
    statements: tuple[StatementId, ...]
    #: Documents those statements stand in, copies included.
    documents: tuple[DocumentId, ...]
    #: Why these statements were joined, or why it does not count as independent.
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Member:
    """A statement as part of a claim."""

    statement: StatementId
    side: Side
    #: Why it was joined to the claim; None for the statement that the claim is named after.
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """The proposition that one or more statements put forward, before it is weighed."""

    id: ClaimId
    #: The wording of its clearest statement.
    text: str
    members: tuple[Member, ...]
    question: QuestionId | None = None
    concerns: Interval | None = None
    #: Claims that cannot stand together with it.
    rivals: tuple[ClaimId, ...] = ()
    #: Earlier answers to the same question that this one replaces.
    updates: tuple[ClaimId, ...] = ()
    #: Claims that tell what came of this prediction, and whether they bear it out.
    outcomes: tuple[tuple[ClaimId, bool], ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """What rival claims answer: one frame, one open slot."""

    id: QuestionId
    text: str
    slot: Slot
    claims: tuple[ClaimId, ...]
    #: Earliest publication among its statements.
    since: datetime | None


@dataclass(frozen=True, slots=True)
class Weighed:
    """A claim with where it stands as of the view's moment, and on what ground."""

    claim: Claim
    standing: Standing
    reasons: tuple[Reason, ...]
    origins: tuple[Origin, ...]
    #: The fewest grains among its best independent statements.
    grains: int
    #: Which grains each of its statements carries, those that need other documents included.
    grain_codes: tuple[tuple[StatementId, tuple[GrainCode, ...]], ...] = ()
    #: Probability among rival answers; None where there is no rival.
    probability: float | None = None
    #: What the probability rests on, in words.
    probability_reason: Reason | None = None
