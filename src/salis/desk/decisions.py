"""Decisions as the desk shows them: judgements and evidence in one list, the latest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from salis.views.evidence_records import EvidenceRecord
    from salis.views.kept_records import JudgementRecord
    from salis.views.view import View


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


def list_decisions(view: View, claim: str | None = None) -> Sequence[Decision]:
    """List the decisions of one claim or all, the latest first."""
    found = [*_judged(view, claim), *_filed(view, claim)]
    return sorted(found, key=lambda one: (one.at, one.id), reverse=True)


def _judged(view: View, claim: str | None) -> Iterator[Decision]:
    for one in view.judgements():
        if claim is None or claim in one.claims:
            yield Decision(one.id, one.at, one.by, one.because, one.verdict, judgement=one)


def _filed(view: View, claim: str | None) -> Iterator[Decision]:
    for one in view.evidence():
        if one.withdrawn is None and claim in (None, one.claim):
            yield Decision(one.id, one.at, one.by, one.note, one.bears, evidence=one)
