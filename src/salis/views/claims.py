"""Claims in full: with origins, reasons and every statement down to its passage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial

from salis.model.claim import ClaimId, Origin, Reason, Side, Standing, Weighed
from salis.model.document import DocumentId, Passage
from salis.model.errors import UsageError
from salis.model.statement import GrainCode, Statement, StatementId
from salis.views.evidence import list_evidence
from salis.views.finding import find_claim_id, find_statement_id
from salis.views.index import Index
from salis.views.instants import instant, interval_record, moment_instant
from salis.views.lazy import Lazy
from salis.views.leaning import is_leaning
from salis.views.records import (
    ClaimRecord,
    GrainRecord,
    OriginRecord,
    PassageRecord,
    QuantityRecord,
    ReasonRecord,
    SpeakerRecord,
    StatementRecord,
)


def list_claims(index: Index, standing: str | None) -> Sequence[ClaimRecord]:
    """List the claims, all or those of one standing, in the order in which they were told."""
    if standing is not None and standing not in {known.value for known in Standing}:
        known = ", ".join(known.value for known in Standing)
        raise UsageError(f"There is no standing '{standing}'. The standings are: {known}.")
    wanted = [
        weighed for weighed in index.weighed.values() if standing in {None, weighed.standing.value}
    ]
    return Lazy(wanted, partial(claim_record, index))


def find_claim(index: Index, id: str) -> ClaimRecord:
    """Give the claim of an id, of a beginning that only one id has, or of a statement."""
    return claim_record(index, index.weighed[find_claim_id(index, id)])


def name_statement(index: Index, id: str) -> StatementId:
    """Name the statement that an id stands for, for a claim's id its first."""
    named = find_statement_id(index, id)
    if named is not None:
        return named
    claim = index.weighed[find_claim_id(index, id)].claim
    return (index.sided(claim, Side.FOR) or index.sided(claim, *Side))[0].id


def claim_record(index: Index, weighed: Weighed) -> ClaimRecord:
    """Write a claim out in full."""
    claim = weighed.claim
    documents = index.documents_of(weighed)
    dated = sorted(_published(index, documents))
    return ClaimRecord(
        id=claim.id,
        text=claim.text,
        standing=weighed.standing.value,
        reasons=tuple(reason_record(reason) for reason in weighed.reasons),
        grains=weighed.grains,
        question=claim.question,
        concerns=interval_record(claim.concerns),
        origins=tuple(_origin_record(index, origin) for origin in weighed.origins),
        documents=tuple(documents),
        first_published_at=instant(dated[0]) if dated else None,
        last_published_at=instant(dated[-1]) if dated else None,
        probability=weighed.probability,
        rivals=claim.rivals,
        leans=is_leaning(index, claim),
        statements=tuple(
            statement_record(index, statement) for statement in index.sided(claim, *Side)
        ),
        probability_reason=(
            reason_record(weighed.probability_reason) if weighed.probability_reason else None
        ),
        evidence=list_evidence(index, claim.id),
    )


def _published(index: Index, documents: Iterable[DocumentId]) -> Iterator[datetime]:
    for id in documents:
        published_at = index.linked.documents[id].published_at
        if published_at is not None:
            yield published_at.at


def reason_record(reason: Reason) -> ReasonRecord:
    """Write a reason."""
    return ReasonRecord(reason.code, reason.text, reason.refs)


def passage_record(passage: Passage) -> PassageRecord:
    """Write a passage."""
    return PassageRecord(passage.start, passage.end, passage.exact)


def _origin_record(index: Index, origin: Origin) -> OriginRecord:
    return OriginRecord(
        id=origin.id,
        source=origin.source,
        speaker=origin.speaker,
        independent=origin.independent,
        statements=origin.statements,
        documents=origin.documents,
        reasons=tuple(reason_record(reason) for reason in origin.reasons),
        source_name=index.source_name(origin.source),
    )


def statement_record(index: Index, statement: Statement) -> StatementRecord:
    """Write a statement as it bears on its claim."""
    document = index.linked.documents[statement.document]
    place = index.places.get(statement.id)
    return StatementRecord(
        id=statement.id,
        document=statement.document,
        source=document.source.id,
        speakers=tuple(
            SpeakerRecord(speaker.called, index.entity_of(speaker), speaker.named)
            for speaker in statement.speakers
        ),
        cue=None if statement.cue is None else statement.cue.exact,
        act=statement.act.value,
        certainty=statement.certainty.value,
        polarity=statement.polarity.value,
        text=statement.text,
        passage=passage_record(statement.passage),
        context=passage_record(statement.context),
        quantities=_quantities(statement),
        concerns=interval_record(statement.concerns),
        said_at=moment_instant(statement.said_at),
        published_at=moment_instant(document.published_at),
        direct=statement.direct,
        side=(place[1] if place else Side.FOR).value,
        grains=_grains(index, statement),
        source_name=index.source_name(document.source.id),
    )


def _quantities(statement: Statement) -> tuple[QuantityRecord, ...]:
    return tuple(
        QuantityRecord(
            value=quantity.value,
            low=quantity.low,
            high=quantity.high,
            unit=quantity.unit,
            bound=quantity.bound.value,
            scope=quantity.scope,
            text=quantity.text,
        )
        for quantity in statement.quantities
    )


def _grains(index: Index, statement: Statement) -> tuple[GrainRecord, ...]:
    shown = {grain.code: grain.passage for grain in statement.grains}
    place = index.places.get(statement.id)
    for code in _weighed_codes(index, statement.id, place[0] if place else None):
        shown.setdefault(code, _place(code, statement))
    return tuple(GrainRecord(code.value, passage_record(at)) for code, at in shown.items())


def _place(code: GrainCode, statement: Statement) -> Passage:
    """Give where a grain that other documents add is seen: a party by its name, else the words."""
    mention = statement.speakers[-1].mention if statement.speakers else None
    return mention if mention is not None and code is GrainCode.INTERESTED else statement.passage


def _weighed_codes(
    index: Index, statement: StatementId, claim: ClaimId | None
) -> tuple[GrainCode, ...]:
    if claim is None:
        return ()
    return dict(index.weighed[claim].grain_codes).get(statement, ())
