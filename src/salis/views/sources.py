"""Sources and speakers: who published what, and what became of what they put forward themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import timedelta

from salis.model.claim import Standing
from salis.model.document import Source, SourceId
from salis.model.record import Forecasts, Share, TrackRecord
from salis.views.claims import reason_record
from salis.views.index import Index
from salis.views.track_records import (
    ForecastsRecord,
    LeadRecord,
    ShareRecord,
    SourceRecord,
    VoiceRecord,
)

_HOUR = timedelta(hours=1)


def list_sources(index: Index, accounts: Mapping[str, TrackRecord]) -> tuple[SourceRecord, ...]:
    """List the sources, those with most documents first."""
    sources = {document.source.id: document.source for document in index.documents()}
    documents = Counter(document.source.id for document in index.documents())
    first, retracted, grades = _told_first(index), _retracted(index), _grades(index)
    tracks = {one.source: one for one in accounts.values() if one.source is not None}
    records = [
        _record(
            source,
            tracks.get(source.id) or TrackRecord(source.id, source.name, source.id),
            documents=documents[source.id],
            first=first[source.id],
            retracted=retracted[source.id],
            grade=grades.get(source.id),
        )
        for source in sources.values()
    ]
    return tuple(sorted(records, key=lambda record: (-record.documents, record.name, record.id)))


def list_speakers(accounts: Mapping[str, TrackRecord]) -> tuple[VoiceRecord, ...]:
    """List the named speakers, those with most settled first, then those with most open."""
    found = (one for one in accounts.values() if one.source is None)
    return tuple(_voice(one) for one in sorted(found, key=_most_settled))


def _most_settled(track: TrackRecord) -> tuple[int, int, str, str]:
    told = track.forecasts
    settled = len(track.held) + len(track.fell) + told.kept + told.failed
    return -settled, -track.open, track.name, track.voice


def _voice(track: TrackRecord) -> VoiceRecord:
    entity = track.entity
    return VoiceRecord(
        id=track.voice,
        name=track.name,
        also=() if entity is None else entity.names[1:],
        joined=() if entity is None else tuple(map(reason_record, entity.reasons)),
        may_be=() if entity is None else entity.doubtful,
        held=len(track.held),
        fell=len(track.fell),
        open=track.open,
        corroborated=track.corroborated,
        record=_share(track.share),
        lead=_lead(track),
        predictions=_forecasts(track.forecasts),
    )


def _record(
    source: Source,
    track: TrackRecord,
    *,
    documents: int,
    first: int,
    retracted: int,
    grade: str | None,
) -> SourceRecord:
    return SourceRecord(
        id=source.id,
        name=source.name,
        kind=source.kind,
        grade=grade,
        documents=documents,
        first_told=first,
        held=len(track.held),
        fell=len(track.fell),
        open=track.open,
        retracted=retracted,
        corroborated=track.corroborated,
        record=_share(track.share),
        lead=_lead(track),
        predictions=_forecasts(track.forecasts),
    )


def _share(share: Share | None) -> ShareRecord | None:
    return None if share is None else ShareRecord(share.held, share.settled, share.low, share.high)


def _lead(track: TrackRecord) -> LeadRecord | None:
    return None if track.lead is None else LeadRecord(track.led, round(track.lead / _HOUR, 2))


def _forecasts(told: Forecasts) -> ForecastsRecord:
    return ForecastsRecord(
        kept=told.kept,
        failed=told.failed,
        undecided=told.undecided,
        ahead=told.ahead,
        conditional=told.conditional,
        share=_share(told.share),
        scored=told.scored,
        brier=told.brier,
        log_score=told.log_score,
    )


def _told_first(index: Index) -> Counter[SourceId]:
    """Credit who told a claim first; where nobody told it after, there was no race to win."""
    first: Counter[SourceId] = Counter()
    for weighed in index.weighed.values():
        if weighed.standing is not Standing.NOT_FACTUAL:
            tellers = [index.source_of(document) for document in index.documents_of(weighed)]
            if len(set(tellers)) > 1:
                first[tellers[0]] += 1
    return first


def _retracted(index: Index) -> Counter[SourceId]:
    taken_back: set[tuple[SourceId, str]] = set()
    for withdrawal in index.linked.withdrawals:
        statement = index.linked.statements.get(withdrawal.statement)
        if statement is not None:
            place = index.places.get(withdrawal.statement)
            what = withdrawal.claim or (place[0] if place else withdrawal.statement)
            taken_back.add((index.source_of(statement.document), what))
    return Counter(source for source, _ in taken_back)


def _grades(index: Index) -> dict[SourceId, str]:
    in_time = sorted(index.linked.grades, key=lambda timed: timed.at)
    return {timed.value.source: timed.value.grade for timed in in_time}
