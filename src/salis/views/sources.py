"""Sources: who published what, and what became of what they put forward themselves."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from salis.model.claim import Origin, Standing, Weighed
from salis.model.document import Source, SourceId
from salis.views.index import Index
from salis.views.records import SourceRecord

_HELD = frozenset({Standing.CONFIRMED, Standing.CORROBORATED, Standing.RESOLVED_TRUE})
_FELL = frozenset({Standing.REFUTED, Standing.RESOLVED_FALSE})
#: Neither held, nor fell, nor open: opinions are not weighed, what is retracted is counted so.
_APART = frozenset({Standing.NOT_FACTUAL, Standing.RETRACTED})


@dataclass(frozen=True, slots=True)
class _Tally:
    """Claims by source."""

    first_told: Counter[SourceId] = field(default_factory=Counter)
    held: Counter[SourceId] = field(default_factory=Counter)
    fell: Counter[SourceId] = field(default_factory=Counter)
    open: Counter[SourceId] = field(default_factory=Counter)


def list_sources(index: Index) -> tuple[SourceRecord, ...]:
    """List the sources, those with most documents first."""
    sources = {document.source.id: document.source for document in index.documents()}
    documents = Counter(document.source.id for document in index.documents())
    tally, retracted, grades = _tally(index), _retracted(index), _grades(index)
    records = [_record(source, documents, tally, retracted, grades) for source in sources.values()]
    return tuple(sorted(records, key=lambda record: (-record.documents, record.name, record.id)))


def _record(
    source: Source,
    documents: Counter[SourceId],
    tally: _Tally,
    retracted: Counter[SourceId],
    grades: dict[SourceId, str],
) -> SourceRecord:
    return SourceRecord(
        id=source.id,
        name=source.name,
        kind=source.kind,
        grade=grades.get(source.id),
        documents=documents[source.id],
        first_told=tally.first_told[source.id],
        held=tally.held[source.id],
        fell=tally.fell[source.id],
        open=tally.open[source.id],
        retracted=retracted[source.id],
    )


def _tally(index: Index) -> _Tally:
    tally = _Tally()
    for weighed in index.weighed.values():
        if weighed.standing is not Standing.NOT_FACTUAL:
            _count_first(index, weighed, tally)
        if weighed.standing not in _APART:
            _fate(tally, weighed.standing).update(_own(index, weighed))
    return tally


def _count_first(index: Index, weighed: Weighed, tally: _Tally) -> None:
    """Credit who told a claim first; where nobody told it after, there was no race to win."""
    tellers = [index.source_of(document) for document in index.documents_of(weighed)]
    if len(set(tellers)) > 1:
        tally.first_told[tellers[0]] += 1


def _fate(tally: _Tally, standing: Standing) -> Counter[SourceId]:
    if standing in _HELD:
        return tally.held
    return tally.fell if standing in _FELL else tally.open


def _own(index: Index, weighed: Weighed) -> set[SourceId]:
    """Give the sources that put a claim forward themselves.

    What a named speaker says is the speaker's: a paper that quotes it rightly neither wins nor
    loses by it. What rests on speakers whom the paper left unnamed is the paper's own.
    """
    return {origin.source for origin in index.supporting(weighed) if _is_own(index, origin)}


def _is_own(index: Index, origin: Origin) -> bool:
    if origin.speaker is None:
        return origin.independent
    statements = (index.linked.statements.get(id) for id in origin.statements)
    speakers = [one.speakers[-1] for one in statements if one is not None and one.speakers]
    return bool(speakers) and not any(speaker.named for speaker in speakers)


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
