"""Records of sources and speakers: field for field the JSON of docs and schemas."""

from __future__ import annotations

from dataclasses import dataclass

from salis.views.records import ReasonRecord


@dataclass(frozen=True, slots=True)
class ShareRecord:
    """How many of five or more settled ones held, and the 95 % interval of their share."""

    held: int
    settled: int
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class LeadRecord:
    """How many claims a voice surely told before the next origin, and by how much (median)."""

    claims: int
    hours: float


@dataclass(frozen=True, slots=True)
class ForecastsRecord:
    """What became of predictions and promises; the means are null below five scored ones."""

    kept: int
    failed: int
    undecided: int
    ahead: int
    #: Made to depend on something: in no other count.
    conditional: int
    #: Of those settled that were said without a likelihood.
    share: ShareRecord | None
    #: Settled ones with a likelihood.
    scored: int
    brier: float | None
    log_score: float | None


@dataclass(frozen=True, slots=True)
class SourceRecord:
    id: str
    name: str
    kind: str
    grade: str | None
    documents: int
    #: Claims that it told before another source did.
    first_told: int
    #: What became of the claims that rest on itself: its own voice, or speakers it left unnamed.
    held: int
    fell: int
    open: int
    #: Claims that it took back, silently or in so many words.
    retracted: int
    #: Of the open ones, those that another independent origin bears out.
    corroborated: int
    #: None below five settled claims; what was taken back in so many words did not hold.
    record: ShareRecord | None
    lead: LeadRecord | None
    predictions: ForecastsRecord


@dataclass(frozen=True, slots=True)
class VoiceRecord:
    """A named speaker, and what became of the claims that it put forward itself."""

    id: str
    name: str
    #: Other names under which documents have it, and why they are taken for one.
    also: tuple[str, ...]
    joined: tuple[ReasonRecord, ...]
    #: Names that may be its own and were not joined.
    may_be: tuple[str, ...]
    held: int
    fell: int
    open: int
    corroborated: int
    record: ShareRecord | None
    lead: LeadRecord | None
    predictions: ForecastsRecord
