"""Quick views: of a large ledger only what is asked for is read, linked and weighed.

They say exactly what the replay of every entry says; what they cannot tell from parts of the
ledger, they replay.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from salis.model.claim import ClaimId
from salis.model.document import DocumentId
from salis.model.errors import LedgerError, NotFound
from salis.model.snapshot import Clock
from salis.model.statement import StatementId
from salis.pipeline.docket import Docket
from salis.pipeline.history import follow_changes
from salis.pipeline.holdings import from_ticks, to_ticks
from salis.pipeline.nearby import Asked, Near, Nearby
from salis.pipeline.quick_documents import Neighbourhood
from salis.views.changes import list_history
from salis.views.claims import find_claim, name_statement
from salis.views.decisions import list_judgements
from salis.views.descent import find_descent
from salis.views.detail_records import DescentRecord, DocumentTextRecord, FreshRecord, PulseRecord
from salis.views.documents import find_document, text_record
from salis.views.index import Index
from salis.views.kept_records import JudgementRecord
from salis.views.lazy import Lazy
from salis.views.pulse import list_pulse
from salis.views.records import (
    BriefRecord,
    ChangeRecord,
    ClaimRecord,
    DocumentRecord,
    SearchRecord,
)
from salis.views.search import list_told
from salis.views.view import BEGINNING, View

if TYPE_CHECKING:
    from salis.ledger.places import Row
    from salis.pipeline.portion import Portion
    from salis.pipeline.reckoning import Reckoning
    from salis.views.overview import Overview

#: What a view is made of, where it is replayed.
_REPLAYED = (
    "_snapshot",
    "_find_changes",
    "_find_accounts",
    "_chance_given",
    "_rules",
    "_find_likely",
    "_index",
)


class QuickView(View):
    """A view that reads what it is asked for; what stands in no part of it, it replays."""

    def __init__(self, reckoning: Reckoning, asked: Asked, replay: Callable[[], View]) -> None:
        """Take an up-to-date reckoning; `replay` opens the same view by replaying the ledger."""
        self._reckoning = reckoning
        self._asked = asked
        self._replay = replay
        self._nearby = Nearby(reckoning, asked)
        #: Everything ranked, where that was asked for; None where only replay can tell.
        self._overviews: list[Overview | None] = []
        self._documents: dict[int, Index] = {}
        #: Briefs written, by length and number of points in detail.
        self._briefs: dict[tuple[int | None, int | None], BriefRecord] = {}
        #: The last entry taken in when these were found.
        self._head = (0, "")

    @property
    def as_of(self) -> datetime | None:
        """Give the moment asked for; None is now, with everything."""
        return None if self._asked.cut is None else self._asked.cut.at

    @property
    def clock(self) -> Clock:
        """Give what the moment cuts on."""
        return self._asked.clock

    @property
    def moment(self) -> datetime:
        """Give the instant at which the claims are weighed."""
        return self._asked.moment

    @cached_property
    def _replayed(self) -> View:
        return self._replay()

    def __getattr__(self, name: str) -> object:
        """Replay the ledger where something is asked that no part of it can answer."""
        if name not in _REPLAYED:
            raise AttributeError(name)
        return getattr(self._replayed, name)

    def claim(self, id: str) -> ClaimRecord:
        """Give one claim by its id, a beginning of it, or a statement's id."""
        with suppress(NotFound, LedgerError), self._weighed_up() as quick:
            if quick and not self._nearby.is_ahead():
                near = self._nearby.of_id(id)
                if near is not None:
                    find_claim(near.index, id)
                    return find_claim(self._nearby.complete(near), id)
        return super().claim(id)

    def statement_of(self, id: str) -> StatementId:
        """Name the statement by which a decision holds on to a claim, however claims are regrouped.

        A statement's own id or passage names itself; a claim's the first that puts it forward.
        """
        with suppress(NotFound, LedgerError):
            near = self._near(id)
            if near is not None:
                return name_statement(near.index, id)
        return super().statement_of(id)

    def history(self, id: str) -> tuple[ChangeRecord, ...]:
        """Give each change of one claim's standing up to this view's moment, earliest first."""
        with suppress(NotFound, LedgerError):
            near = self._near(id)
            if near is not None:
                return self._history(near.portion, ClaimId(find_claim(near.index, id).id))
        return super().history(id)

    def _history(self, portion: Portion, claim: ClaimId) -> tuple[ChangeRecord, ...]:
        asked, bearings = self._asked, self._reckoning.bearings
        with self._reckoning.lock, self._reckoning.matters.reading():
            turns = self._reckoning.turns(self._nearby.line, asked.cut)
            dockets: dict[tuple[datetime, ...], Docket] = {}

            def docket_at(at: datetime) -> Docket:
                """Give the docket by what people had judged of links then."""
                judged = tuple(one.at for one in portion.ties() if one.at <= at)
                if judged not in dockets:
                    dockets[judged] = Docket(portion.linked(asked.cut, at), bearings)
                return dockets[judged]

            changes = follow_changes(docket_at, turns, BEGINNING, asked.moment, claim)
        return list_history(changes)

    def descent(self, id: str) -> tuple[DescentRecord, ...]:
        """Give the origins of one claim with their texts and the documents that print them."""
        near = self._near_claim(id)
        return super().descent(id) if near is None else find_descent(*near)

    def judgements_of(self, id: str) -> tuple[JudgementRecord, ...]:
        """List what people judged of one claim; what was taken back is not listed."""
        near = self._near_claim(id)
        if near is None:
            return super().judgements_of(id)
        index, claim = near
        return tuple(one for one in list_judgements(index) if claim in one.claims)

    def document(self, id: str) -> DocumentRecord:
        """Give one document by its id; by a beginning of that or its address it is replayed."""
        index = self._near_document(id)
        return super().document(id) if index is None else find_document(index, id)

    def told_in(self, id: str) -> tuple[SearchRecord, ...]:
        """List what one document says, each statement with its claim and where that stands."""
        index = self._near_document(id)
        return super().told_in(id) if index is None else list_told(index, DocumentId(id))

    def document_of(self, id: str) -> DocumentId:
        """Give the id of a document by its id, a beginning of it, or its address."""
        index = self._near_document(id)
        return super().document_of(id) if index is None else DocumentId(id)

    def text_of(self, id: str) -> DocumentTextRecord:
        """Give the text of a document with what it says of itself alone."""
        with suppress(LedgerError), self._still():
            row = self._told_row(id)
            if row is not None:
                document = self._reckoning.holdings.document(row)
                names = self._nearby.source_names()
                return text_record(document, names.get(document.source.id) or document.source.id)
        return super().text_of(id)

    def _told_row(self, id: str) -> Row | None:
        """Find a document that is told; None where there is none, or only replay can tell."""
        if self._nearby.is_between():
            return None
        row = self._reckoning.matters.document(id)
        near = Neighbourhood(self._reckoning.portions, self._nearby.line, self._asked.cut)
        return row if row is not None and near.is_told(row) else None

    def _near_document(self, id: str) -> Index | None:
        """Weigh what a document says; None where only replay can tell, or it is not told."""
        with suppress(LedgerError), self._weighed_up() as quick:
            row = self._told_row(id) if quick and not self._nearby.is_ahead() else None
            if row is not None:
                near = Neighbourhood(self._reckoning.portions, self._nearby.line, self._asked.cut)
                if row.item not in self._documents:
                    said = self._nearby.said_in(row)
                    self._documents[row.item] = near.around(row, said)
                return self._documents[row.item]
        return None

    def _near(self, id: str) -> Near | None:
        """Weigh the matters of all that an id may name; None where they are too many or none."""
        with self._still():
            return self._nearby.of_id(id)

    def _near_claim(self, id: str) -> tuple[Index, ClaimId] | None:
        """Weigh what bears on one claim; None where only replay can tell."""
        with suppress(NotFound, LedgerError):
            near = self._near(id)
            if near is not None:
                return near.index, ClaimId(find_claim(near.index, id).id)
        return None

    def brief(
        self,
        *,
        since: datetime | None = None,
        length: int | None = None,
        detailed: int | None = None,
    ) -> BriefRecord:
        """Write the brief; see `View.brief`. In full, or with changes, it is replayed."""
        asked = (length, detailed)
        if since is None and asked != (None, None):
            with suppress(LedgerError), self._overlooking() as overview:
                if overview is not None:
                    if asked not in self._briefs:
                        self._briefs[asked] = self._excerpt(overview, *asked)
                    return self._briefs[asked]
        return super().brief(since=since, length=length, detailed=detailed)

    @property
    def size(self) -> int:
        """Give the number of statements."""
        with self._overlooking() as overview:
            if overview is not None:
                return overview.statements
        return super().size

    def last_told(self) -> datetime | None:
        """Give when the last dated document was told on this clock; None without any."""
        times = self._told()
        return super().last_told() if times is None else (times[-1] if times else None)

    def pulse(self, *, parts: int = 72, most: int = 30_000) -> tuple[PulseRecord, ...]:
        """Count what documents came when, in so many stretches; to find changes it would replay."""
        times = self._told()
        if times is None:
            return super().pulse(parts=parts, most=most)
        return list_pulse(times, None, parts=parts)

    def fresh(self, since: datetime) -> FreshRecord:
        """Count the documents recorded since a moment; of claims and decisions it tells nothing."""
        with self._overlooking() as overview:
            if overview is not None:
                return FreshRecord(overview.recorded_since(to_ticks(since)), 0, 0, 0)
        return super().fresh(since)

    def _told(self) -> Sequence[datetime] | None:
        """Give when the dated documents were told, in order; None where only replay can tell."""
        with self._overlooking() as overview:
            if overview is None:
                return None
            told = overview.told(recorded=self.clock is Clock.RECORDED)
            return Lazy(sorted(told), from_ticks)

    @contextmanager
    def _overlooking(self) -> Iterator[Overview | None]:
        """Hold still what is derived while everything is ranked and some of it is read."""
        with self._weighed_up() as quick:
            yield self._overview() if quick else None

    @contextmanager
    def _weighed_up(self) -> Iterator[bool]:
        """Bring what is derived up to date and hold it still; tell whether that could be done."""
        with self._reckoning.lock:
            if not self._reckoning.weigh(self._nearby.line):
                yield False
                return
            with self._still():
                yield True

    @contextmanager
    def _still(self) -> Iterator[None]:
        """Hold still what is derived, and drop what was found before more was recorded."""
        with self._reckoning.lock, self._reckoning.matters.reading():
            head = self._reckoning.matters.head()
            if head != self._head:
                self._nearby.forget()
                self._overviews.clear()
                self._documents.clear()
                self._briefs.clear()
                self._head = head
            yield

    def _overview(self) -> Overview | None:
        """Rank and count everything; None where only replay can tell."""
        from salis.views.overview import Overview  # numpy: what is told of a claim needs none

        if self._nearby.is_between():
            return None
        if not self._overviews:
            asked, line = self._asked, self._nearby.line
            figures = self._reckoning.figures.at(line, asked.cut, asked.moment)
            if figures is not None and self._nearby.poor:
                figures = self._nearby.salt(figures)
            self._overviews.append(None if figures is None else Overview(figures))
        return self._overviews[0]

    def _excerpt(self, overview: Overview, length: int | None, detailed: int | None) -> BriefRecord:
        from salis.views.excerpt import Surroundings, choose_excerpt, write_excerpt

        excerpt = choose_excerpt(overview, length=length, detailed=detailed)
        leaders = excerpt.leaders()
        matters, names = overview.matters_of(leaders), self._nearby.source_names()
        chances = self._nearby.chances if overview.have_rivals(matters) else None
        span = overview.span()
        around = Surroundings(
            as_of=self.as_of,
            clock=self.clock,
            days=None if span is None else (from_ticks(span[0]), from_ticks(span[1])),
            changes=(),
            source_names=names,
            claim_of=overview.claims_of(leaders),
            chance_of=lambda id: chances.of(id)[0] if chances and id in chances else None,
            texts_of=self._reckoning.matters.columns.texts,
        )
        written = self._nearby.written(matters, names)
        return write_excerpt(excerpt, written, around, length=length)
