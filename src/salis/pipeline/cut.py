"""Cut the ledger at a moment: what its entries let through, before any grouping."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from salis.model.document import Document, DocumentId
from salis.model.entry import (
    ClaimsLinked,
    DocumentDescribed,
    DocumentFetched,
    Entry,
    EntryWithdrawn,
    EvidenceFiled,
    JudgementMade,
    RulesAdopted,
    SourceGraded,
    StatementsRead,
)
from salis.model.snapshot import Clock, Timed
from salis.pipeline.moments import Cut, told_at
from salis.sources.identity import source_named

#: What people decide about claims and sources.
type Decision = EvidenceFiled | JudgementMade | SourceGraded


@dataclass(slots=True)
class Visible:
    """What a cut lets through, by kind; of repeated entries on one document the last counts."""

    documents: dict[DocumentId, Document] = field(default_factory=dict)
    told: dict[DocumentId, datetime] = field(default_factory=dict)
    read: dict[DocumentId, StatementsRead] = field(default_factory=dict)
    linked: dict[DocumentId, ClaimsLinked] = field(default_factory=dict)
    evidence: list[Timed[EvidenceFiled]] = field(default_factory=list)
    judgements: list[Timed[JudgementMade]] = field(default_factory=list)
    grades: list[Timed[SourceGraded]] = field(default_factory=list)
    rules: list[Timed[RulesAdopted]] = field(default_factory=list)
    #: Evidence that was taken back, with who took it back.
    withdrawn: list[tuple[Timed[EvidenceFiled], Timed[EntryWithdrawn]]] = field(
        default_factory=list
    )


def cut_entries(entries: Iterable[Entry], *, cut: Cut | None, clock: Clock) -> Visible:
    """Let through what is told by the cut on a clock.

    On the published clock an undated document is let through only where there is no cut; what was
    withdrawn or described later holds for every past moment. On the recorded clock each entry
    counts from when it was recorded.
    """
    kept = list(entries)
    if clock is Clock.RECORDED and cut is not None:
        kept = [entry for entry in kept if entry.recorded_at < cut.limit]
    gone = withdrawn_entries(kept)
    visible = Visible(withdrawn=_withdrawn_evidence(kept, gone))
    recorded: dict[DocumentId, datetime] = {}
    described: list[DocumentDescribed] = []
    for entry in kept:
        if entry.seq not in gone:
            _take(entry, visible, recorded, described)
    for one in described:
        if one.document in visible.documents:
            visible.documents[one.document] = _describe(visible.documents[one.document], one)
    _time(visible, recorded, clock)
    _drop_later(visible, cut, clock)
    return visible


def withdrawn_entries(entries: Sequence[Entry]) -> set[int]:
    """Give the numbers of the entries taken back; a withdrawal that is taken back takes none."""
    gone: set[int] = set()
    for entry in reversed(entries):
        if isinstance(entry.payload, EntryWithdrawn) and entry.seq not in gone:
            gone.add(entry.payload.seq)
    return gone


def _withdrawn_evidence(
    entries: Sequence[Entry], gone: set[int]
) -> list[tuple[Timed[EvidenceFiled], Timed[EntryWithdrawn]]]:
    taken = {
        entry.payload.seq: Timed(entry.recorded_at, entry.actor, entry.payload)
        for entry in (entries if gone else ())
        if isinstance(entry.payload, EntryWithdrawn) and entry.seq not in gone
    }
    return [
        (Timed(entry.recorded_at, entry.actor, entry.payload), taken[entry.seq])
        for entry in (entries if gone else ())
        if entry.seq in gone and isinstance(entry.payload, EvidenceFiled)
    ]


def _take(
    entry: Entry,
    visible: Visible,
    recorded: dict[DocumentId, datetime],
    described: list[DocumentDescribed],
) -> None:
    payload = entry.payload
    at = entry.recorded_at
    if isinstance(payload, DocumentFetched):
        visible.documents[payload.document.id] = payload.document
        recorded.setdefault(payload.document.id, at)
    elif isinstance(payload, StatementsRead):
        visible.read[payload.document] = payload
    elif isinstance(payload, ClaimsLinked):
        visible.linked[payload.document] = payload
    elif isinstance(payload, DocumentDescribed):
        described.append(payload)
    elif isinstance(payload, EvidenceFiled):
        visible.evidence.append(Timed(at, entry.actor, payload))
    elif isinstance(payload, JudgementMade):
        visible.judgements.append(Timed(at, entry.actor, payload))
    elif isinstance(payload, SourceGraded):
        visible.grades.append(Timed(at, entry.actor, payload))
    elif isinstance(payload, RulesAdopted):
        visible.rules.append(Timed(at, entry.actor, payload))


def _describe(document: Document, described: DocumentDescribed) -> Document:
    source = document.source
    if described.source is not None and described.source != source.name:
        source = source_named(described.source)
    return replace(
        document,
        published_at=described.published_at or document.published_at,
        source=source,
        title=described.title or document.title,
    )


def _time(visible: Visible, recorded: dict[DocumentId, datetime], clock: Clock) -> None:
    """Give each document the instant from which it counts."""
    for id in visible.documents:
        if clock is Clock.RECORDED:
            visible.told[id] = recorded[id]
        else:
            visible.told[id] = _published(id, visible.documents) or recorded[id]
    if clock is Clock.PUBLISHED:
        visible.evidence = [count_from(one, clock) for one in visible.evidence]
        visible.judgements = [count_from(one, clock) for one in visible.judgements]
        visible.withdrawn = [(count_from(one, clock), taken) for one, taken in visible.withdrawn]
    visible.evidence.sort(key=lambda one: one.at)
    visible.judgements.sort(key=lambda one: one.at)


def count_from[T: Decision](timed: Timed[T], clock: Clock) -> Timed[T]:
    """Let what was recorded count from the time that it names, on the published clock."""
    made: Decision = timed.value
    moment = None
    if clock is Clock.PUBLISHED and isinstance(made, EvidenceFiled):
        moment = made.published_at
    elif clock is Clock.PUBLISHED and isinstance(made, JudgementMade):
        moment = made.at
    return timed if moment is None else replace(timed, at=told_at(moment))


def _published(id: DocumentId, documents: dict[DocumentId, Document]) -> datetime | None:
    """Give when a document was published; a revision is never told before what it revises."""
    times: list[datetime] = []
    seen: set[DocumentId] = set()
    at: DocumentId | None = id
    while at is not None and at in documents and at not in seen:
        seen.add(at)
        document = documents[at]
        if document.published_at is not None:
            times.append(told_at(document.published_at))
        elif at == id:
            return None
        at = document.revises
    return max(times)


def _drop_later(visible: Visible, cut: Cut | None, clock: Clock) -> None:
    if cut is None or clock is Clock.RECORDED:
        return
    for id, document in list(visible.documents.items()):
        if document.published_at is None or visible.told[id] >= cut.limit:
            del visible.documents[id], visible.told[id]
    visible.evidence = [one for one in visible.evidence if one.at < cut.limit]
    visible.judgements = [one for one in visible.judgements if one.at < cut.limit]
    visible.withdrawn = [pair for pair in visible.withdrawn if pair[0].at < cut.limit]
    visible.grades = [one for one in visible.grades if one.at < cut.limit]
