"""Portions: some matters of a ledger with all that bears on them, to be linked like a whole."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, cast

from salis.ledger.places import Line, withdrawn
from salis.model.document import DocumentId, Source, SourceId
from salis.model.entry import (
    EntryWithdrawn,
    EvidenceFiled,
    JudgementMade,
    SourceGraded,
    StatementsRead,
)
from salis.model.snapshot import Clock, Linked, Timed
from salis.model.statement import StatementId
from salis.pipeline.compute import link_visible
from salis.pipeline.cut import Decision, Visible, count_from
from salis.pipeline.holdings import from_ticks, to_ticks

if TYPE_CHECKING:
    from salis.ledger.matters import SqliteMatters
    from salis.ledger.places import Place, Row
    from salis.model.document import Document
    from salis.model.entry import Entry
    from salis.model.statement import Statement
    from salis.pipeline.holdings import Holdings
    from salis.pipeline.moments import Cut

#: For how many moments sources are kept.
_MOMENTS_KEPT = 4_096

type FindSources = Callable[[Line, datetime | None], tuple[Source, ...]]


def line_of(clock: Clock, *, cut: bool) -> Line:
    """Choose the line of a clock, for a past moment or for everything."""
    if clock is Clock.RECORDED:
        return Line.RECORDED
    return Line.PUBLISHED if cut else Line.WHOLE


def told_on(line: Line, row: Row) -> int | None:
    """Tell when a document counts from; None where it does not."""
    if line is Line.RECORDED:
        return row.recorded
    return row.recorded if line is Line.WHOLE and row.told is None else row.told


def clock_of(line: Line) -> Clock:
    """Give the clock of a line."""
    return Clock.RECORDED if line is Line.RECORDED else Clock.PUBLISHED


class Portion:
    """Some matters on a line, uncut; they are linked at any moment."""

    def __init__(
        self,
        places: Collection[Place],
        *,
        line: Line,
        matters: SqliteMatters,
        holdings: Holdings,
        sources: FindSources,
    ) -> None:
        """Take the places of all statements of the matters, and read what bears on them."""
        self.line = line
        self.matter_of = {StatementId(one.id): one.matter for one in places}
        self.item_of = {StatementId(one.id): one.item for one in places}
        self._sources = sources
        items = {one.item for one in places}
        own = {one.document for one in places} | set(matters.attached_to(items))
        rows = _with_earlier_texts(matters, own)
        self.number_of = {DocumentId(row.id): row.item for row in rows}
        self.visible = _read(places, rows, line, holdings)
        self._statements = {one.id: one for one in self.statements()}
        seqs = (*matters.decisions_on(items), *matters.decisions_of(SourceGraded.__name__))
        self._decisions = {seq: read_decision(holdings.decision(seq), line) for seq in seqs}
        self._withdrawals = [(s, t, from_ticks(at)) for s, t, at in matters.withdrawals()]
        self._takings = {
            seq: holdings.decision(seq)
            for seq, target, _ in self._withdrawals
            if target in self._decisions
        }
        _decide(self.visible, self._standing(None))
        self.visible.withdrawn = self._taken_back(None)

    def linked(
        self, cut: Cut | None, judged_by: datetime, sources: Sequence[Source] | None = None
    ) -> Linked:
        """Link what the cut lets through, as people had judged by a moment.

        Without `sources`, those of the whole ledger are looked up.
        """
        visible = self.visible
        if cut is not None:
            visible = _cut(visible, cut.limit)
            _decide(visible, self._standing(cut.limit))
            visible.withdrawn = self._taken_back(cut.limit)
        return link_visible(
            visible,
            cut=cut,
            clock=clock_of(self.line),
            judged_by=judged_by,
            sources=sources or self._sources(self.line, None if cut is None else cut.limit),
        )

    def own_sources(self, at: datetime) -> tuple[Source, ...]:
        """Give the sources of its own documents that were told by a moment."""
        told = (id for id, since in self.visible.told.items() if since <= at)
        return tuple(dict.fromkeys(self.visible.documents[id].source for id in told))

    def decided_at(self) -> Iterator[datetime]:
        """Give when people decided anything of it, or took that back."""
        sources = {one.source.id for one in self.documents()}
        for one in self._decisions.values():
            if not isinstance(one.value, SourceGraded) or one.value.source in sources:
                yield one.at
        if self.line is Line.RECORDED and self._decisions:
            yield from (at for _, _, at in self._withdrawals)

    def _standing(self, limit: datetime | None) -> list[Timed[Decision]]:
        """Give the decisions made before a limit that nobody took back.

        What was taken back later counts for no past moment, unless by when it was recorded.
        """
        by = limit if self.line is Line.RECORDED else None
        gone = withdrawn([(s, t) for s, t, at in self._withdrawals if by is None or at < by])
        return [
            one
            for seq, one in self._decisions.items()
            if seq not in gone and (limit is None or one.at < limit)
        ]

    def _taken_back(
        self, limit: datetime | None
    ) -> list[tuple[Timed[EvidenceFiled], Timed[EntryWithdrawn]]]:
        """Give the evidence filed before a limit that somebody took back, with who did."""
        by = limit if self.line is Line.RECORDED else None
        known = [(s, t) for s, t, at in self._withdrawals if by is None or at < by]
        gone = withdrawn(known)
        last = {target: seq for seq, target in sorted(known) if seq not in gone}
        found: list[tuple[Timed[EvidenceFiled], Timed[EntryWithdrawn]]] = []
        for target, seq in sorted(last.items()):
            filed = self._decisions.get(target)
            if filed is None or not isinstance(filed.value, EvidenceFiled):
                continue
            taken = self._takings[seq]
            assert isinstance(taken.payload, EntryWithdrawn)
            if limit is None or filed.at < limit:
                by_whom = Timed(taken.recorded_at, taken.actor, taken.payload)
                found.append((Timed(filed.at, filed.actor, filed.value), by_whom))
        return found

    def ties(self) -> list[Timed[JudgementMade]]:
        """Give what people judged of whether two claims are one."""
        return [one for one in self.visible.judgements if one.value.verdict.ties]

    def find(self, id: str) -> Statement | None:
        """Give a statement; None where its document does not count on the line."""
        return self._statements.get(StatementId(id))

    def statement(self, id: StatementId) -> Statement:
        """Give a statement that counts."""
        return self._statements[id]

    @property
    def has_undated(self) -> bool:
        """Tell whether any of its documents is undated."""
        return any(one.published_at is None for one in self.documents())

    def statements(self) -> Iterable[Statement]:
        """Give every statement."""
        return (one for read in self.visible.read.values() for one in read.statements)

    def documents(self) -> Iterable[Document]:
        """Give every document."""
        return self.visible.documents.values()


def _with_earlier_texts(matters: SqliteMatters, own: set[int]) -> list[Row]:
    """Add to documents those that their texts may have been made from, through whatever copies."""
    known = {row.item: row for row in matters.documents(own)}
    waiting = list(known)
    while waiting:
        pairs = matters.copies_of(waiting)
        rows = matters.documents({other for _, other in pairs} - known.keys())
        near = {row.item: row for row in rows}
        earlier = {
            other for one, other in pairs if other in near and _before(near[other], known[one])
        }
        known |= {item: near[item] for item in earlier}
        waiting = list(earlier)
    return sorted(known.values())


def _before(one: Row, other: Row) -> bool:
    return _order(one) < _order(other)


def _order(row: Row) -> tuple[bool, int, str]:
    return row.published is None, row.published or 0, row.id


def _read(places: Iterable[Place], rows: list[Row], line: Line, holdings: Holdings) -> Visible:
    visible = Visible()
    here: dict[int, list[Place]] = {}
    for one in places:
        here.setdefault(one.document, []).append(one)
    for row in rows:
        told = told_on(line, row)
        if told is None:
            continue
        id = DocumentId(row.id)
        visible.documents[id] = holdings.document(row)
        visible.told[id] = from_ticks(told)
        read, linked = holdings.read(row), holdings.linked(row)
        if read is not None:
            found = tuple(holdings.statement(row, one) for one in here.get(row.item, ()))
            visible.read[id] = StatementsRead(id, found, credits=read.credits)
        if linked is not None:
            visible.linked[id] = linked
    return visible


def _cut(visible: Visible, limit: datetime) -> Visible:
    told = {id: at for id, at in visible.told.items() if at < limit}
    return Visible(
        documents={id: visible.documents[id] for id in told},
        told=told,
        read=visible.read,
        linked=visible.linked,
    )


def _decide(visible: Visible, decisions: Iterable[Timed[Decision]]) -> None:
    made = list(decisions)
    visible.evidence = _of_kind(made, EvidenceFiled)
    visible.judgements = _of_kind(made, JudgementMade)
    visible.grades = _of_kind(made, SourceGraded)


def read_decision(entry: Entry, line: Line) -> Timed[Decision]:
    """Give a decision from when it counts."""
    made = entry.payload
    assert isinstance(made, EvidenceFiled | JudgementMade | SourceGraded)
    timed: Timed[Decision] = Timed(entry.recorded_at, entry.actor, made)
    return count_from(timed, clock_of(line))


def _of_kind[T](decisions: Iterable[Timed[Decision]], kind: type[T]) -> list[Timed[T]]:
    found = (one for one in decisions if isinstance(one.value, kind))
    return sorted(cast("Iterable[Timed[T]]", found), key=lambda one: one.at)


class Sources:
    """The sources of all that was told by a moment, kept for the moments asked last."""

    def __init__(self, matters: SqliteMatters) -> None:
        self._matters = matters
        self._known: dict[tuple[Line, datetime | None], tuple[Source, ...]] = {}

    def __call__(self, line: Line, limit: datetime | None) -> tuple[Source, ...]:
        """Give the sources told before a limit."""
        if (line, limit) not in self._known:
            before = None if limit is None else to_ticks(limit)
            if len(self._known) >= _MOMENTS_KEPT:
                self._known.clear()
            found = self._matters.sources(line, before)
            self._known[line, limit] = tuple(Source(SourceId(i), n, k) for i, n, k in found)
        return self._known[line, limit]

    def forget(self) -> None:
        """Drop what is kept, because more was told."""
        self._known.clear()


class Portions:
    """Reads portions of one ledger."""

    def __init__(self, matters: SqliteMatters, holdings: Holdings) -> None:
        self.matters = matters
        self.holdings = holdings
        self.sources = Sources(matters)

    def of_matters(self, matters: Iterable[int], line: Line) -> Portion:
        """Read some matters with all that bears on them."""
        return self.of_places(self.matters.in_matters(matters), line)

    def of_places(self, places: Collection[Place], line: Line) -> Portion:
        """Read the matters of which these are all statements."""
        return Portion(
            places,
            line=line,
            matters=self.matters,
            holdings=self.holdings,
            sources=self.sources,
        )

    def grades(self) -> list[SourceGraded]:
        """Give every grade of a source, those taken back included."""
        seqs = self.matters.decisions_of(SourceGraded.__name__)
        made = (self.holdings.decision(seq).payload for seq in seqs)
        return [one for one in made if isinstance(one, SourceGraded)]

    def forget(self) -> None:
        """Drop what was looked up before, because more was told."""
        self.sources.forget()
