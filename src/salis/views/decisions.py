"""What people judged."""

from __future__ import annotations

from collections.abc import Iterable

from salis.model.entry import JudgementMade
from salis.model.snapshot import Timed
from salis.model.statement import StatementId
from salis.views.index import Index
from salis.views.instants import instant_of
from salis.views.kept_records import JudgementRecord


def list_judgements(index: Index) -> tuple[JudgementRecord, ...]:
    """List the judgements that count, in the order in which they do."""
    return tuple(_judgement(index, one) for one in index.linked.judgements)


def _judgement(index: Index, made: Timed[JudgementMade]) -> JudgementRecord:
    judged = made.value
    return JudgementRecord(
        id=judged.id,
        verdict=judged.verdict.value,
        by=made.actor,
        at=instant_of(made.at),
        because=judged.because,
        claims=_claims(index, judged.statements),
        statements=judged.statements,
        documents=judged.documents,
        names=judged.voices,
    )


def _claims(index: Index, statements: Iterable[StatementId]) -> tuple[str, ...]:
    """Give the claims that hold these statements, each once."""
    held = (index.places[one][0] for one in statements if one in index.places)
    return tuple(dict.fromkeys(held))
