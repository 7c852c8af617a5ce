"""Portions: some matters of a ledger with all that bears on them, to be linked like a whole."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from salis.ledger.matters import Line
from salis.model.document import DocumentId, Source, SourceId
from salis.model.entry import EvidenceFiled, JudgementMade, SourceGraded, StatementsRead
from salis.model.snapshot import Clock, Linked, Timed
from salis.model.statement import StatementId
from salis.pipeline.compute import link_visible
from salis.pipeline.cut import Visible, date_decisions
from salis.pipeline.holdings import from_ticks, to_ticks

if TYPE_CHECKING:
    from salis.ledger.matters import Place, Row, SqliteMatters
    from salis.model.document import Document
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
        _decide(self.visible, items, line, matters=matters, holdings=holdings)

    def linked(self, cut: Cut | None, judged_by: datetime) -> Linked:
        """Link what the cut lets through, as people had judged by a moment."""
        visible = self.visible if cut is None else _cut(self.visible, cut.limit)
        return link_visible(
            visible,
            cut=cut,
            clock=clock_of(self.line),
            judged_by=judged_by,
            sources=self._sources(self.line, None if cut is None else cut.limit),
        )

    def ties(self) -> list[Timed[JudgementMade]]:
        """Give what people judged of whether two claims are one."""
        return [one for one in self.visible.judgements if one.value.verdict.ties]

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


def _decide(
    visible: Visible, items: set[int], line: Line, *, matters: SqliteMatters, holdings: Holdings
) -> None:
    """Add what people decided of the statements, and of all sources."""
    for seq in (*matters.decisions_on(items), *matters.decisions_of(SourceGraded.__name__)):
        entry = holdings.decision(seq)
        made, at, actor = entry.payload, entry.recorded_at, entry.actor
        if isinstance(made, EvidenceFiled):
            visible.evidence.append(Timed(at, actor, made))
        elif isinstance(made, JudgementMade):
            visible.judgements.append(Timed(at, actor, made))
        elif isinstance(made, SourceGraded):
            visible.grades.append(Timed(at, actor, made))
    date_decisions(visible, clock_of(line))


def _cut(visible: Visible, limit: datetime) -> Visible:
    told = {id: at for id, at in visible.told.items() if at < limit}
    return Visible(
        documents={id: visible.documents[id] for id in told},
        told=told,
        read=visible.read,
        linked=visible.linked,
        evidence=[one for one in visible.evidence if one.at < limit],
        judgements=[one for one in visible.judgements if one.at < limit],
        grades=[one for one in visible.grades if one.at < limit],
    )


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
