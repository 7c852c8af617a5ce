"""Decisions as the desk shows them: judgements and evidence in one list, the latest first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from salis.views.evidence_records import EvidenceRecord
    from salis.views.kept_records import JudgementRecord


@dataclass(frozen=True, slots=True)
class Decision:
    """A judgement or a piece of evidence; it can be taken back by its id."""

    id: str
    at: str
    by: str
    because: str
    #: Of a judgement its verdict; of evidence `for` or `against`.
    verdict: str
    judgement: JudgementRecord | None = None
    evidence: EvidenceRecord | None = None


def list_decisions(
    judgements: Iterable[JudgementRecord], evidence: Iterable[EvidenceRecord]
) -> Sequence[Decision]:
    """List decisions that count, the latest first."""
    judged = [
        Decision(one.id, one.at, one.by, one.because, one.verdict, judgement=one)
        for one in judgements
    ]
    filed = [
        Decision(one.id, one.at, one.by, one.note, one.bears, evidence=one)
        for one in evidence
        if one.withdrawn is None
    ]
    return sorted([*judged, *filed], key=lambda one: (one.at, one.id), reverse=True)
