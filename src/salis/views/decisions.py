"""Decisions: what people judged, filed and graded, that counts at the moment of a view."""

from __future__ import annotations

from collections.abc import Iterator

from salis.model.claim import ClaimId
from salis.model.entry import EvidenceFiled, JudgementMade
from salis.model.snapshot import Timed
from salis.model.statement import StatementId
from salis.views.index import Index
from salis.views.instants import instant_of
from salis.views.records import DecisionRecord


def list_decisions(index: Index, claim: ClaimId | None = None) -> tuple[DecisionRecord, ...]:
    """List the judgements and the evidence, of one claim or all, the latest first."""
    found = [*_judgements(index, claim), *_evidence(index, claim)]
    return tuple(sorted(found, key=lambda one: (one.at, one.id), reverse=True))


def _judgements(index: Index, claim: ClaimId | None) -> Iterator[DecisionRecord]:
    for timed in index.linked.judgements:
        claims = _claims(index, timed.value.statements)
        if claim is None or claim in claims:
            yield _judged(index, timed, claims)


def _judged(
    index: Index, timed: Timed[JudgementMade], claims: tuple[ClaimId, ...]
) -> DecisionRecord:
    made = timed.value
    return DecisionRecord(
        id=made.id,
        kind="judgement",
        verdict=made.verdict.value,
        at=instant_of(timed.at),
        by=timed.actor,
        because=made.because,
        claims=claims,
        texts=tuple(index.weighed[id].claim.text for id in claims),
        documents=made.documents,
        voices=made.voices,
    )


def _evidence(index: Index, claim: ClaimId | None) -> Iterator[DecisionRecord]:
    for timed in index.linked.evidence:
        claims = _claims(index, (timed.value.statement,))
        if claim is None or claim in claims:
            yield _filed(index, timed, claims)


def _filed(
    index: Index, timed: Timed[EvidenceFiled], claims: tuple[ClaimId, ...]
) -> DecisionRecord:
    filed = timed.value
    return DecisionRecord(
        id=filed.id,
        kind="evidence",
        verdict="for" if filed.bears_for else "against",
        at=instant_of(timed.at),
        by=timed.actor,
        because=filed.note,
        claims=claims,
        texts=tuple(index.weighed[id].claim.text for id in claims),
        address=filed.address,
        digest=filed.digest,
        grade=filed.grade,
        what=filed.kind,
    )


def _claims(index: Index, statements: tuple[StatementId, ...]) -> tuple[ClaimId, ...]:
    """Give the claims that statements belong to now, each once."""
    places = (index.places.get(id) for id in statements)
    return tuple(dict.fromkeys(place[0] for place in places if place is not None))
