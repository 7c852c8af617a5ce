"""Quick views: of a large ledger only what is asked for is read, linked and weighed.

They say exactly what the replay of every entry says; what they cannot tell from parts of the
ledger, they replay.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from salis.ledger.places import Line
from salis.model.claim import ClaimId, Weighed
from salis.model.errors import LedgerError, NotFound
from salis.model.snapshot import Clock, Snapshot
from salis.model.statement import StatementId
from salis.pipeline.chances import settled_by_voice, with_chance
from salis.pipeline.compute import weigh_all
from salis.pipeline.contests import read_contests
from salis.pipeline.docket import Docket
from salis.pipeline.gathering import key_of_voice
from salis.pipeline.history import follow_changes
from salis.pipeline.holdings import from_ticks, to_ticks
from salis.pipeline.portion import Portion, line_of
from salis.pipeline.records import Records, salt_poor_records
from salis.pipeline.tallies import read_records
from salis.views.changes import list_history
from salis.views.claims import find_claim, name_statement
from salis.views.decisions import list_judgements
from salis.views.descent import find_descent
from salis.views.detail_records import DescentRecord, FreshRecord, PulseRecord
from salis.views.index import Index
from salis.views.kept_records import JudgementRecord
from salis.views.pulse import list_pulse
from salis.views.records import BriefRecord, ChangeRecord, ClaimRecord
from salis.views.view import BEGINNING, View
from salis.weigh import Chances, is_poor

if TYPE_CHECKING:
    from salis.ledger.places import Place
    from salis.pipeline.moments import Cut
    from salis.pipeline.reckoning import Reckoning
    from salis.views.overview import Figures, Overview
    from salis.views.written import Written

#: An id that so many statements begin with is looked up in all of them.
_FITTING = 64
#: What a view is made of, where it is replayed.
_REPLAYED = (
    "_snapshot",
    "_find_changes",
    "_find_accounts",
    "_chance_given",
    "_rules",
    "_index",
)
#: Where voices with a poor record speak in more matters than this, the ledger is replayed.
_MOST_SALTED = 5_000


@dataclass(frozen=True, slots=True)
class Asked:
    """The moment and clock of a view."""

    cut: Cut | None
    clock: Clock
    moment: datetime


@dataclass(frozen=True, slots=True)
class _Near:
    """Some matters, weighed at the moment of the view."""

    portion: Portion
    docket: Docket
    index: Index


@dataclass(slots=True)
class _State:
    """What was found out of the ledger as of its last entry taken in."""

    head: tuple[int, str]
    portions: dict[frozenset[int], _Near] = field(default_factory=dict)
    #: Briefs written, by length and number of points in detail.
    briefs: dict[tuple[int | None, int | None], BriefRecord] = field(default_factory=dict)
    overview: Overview | None = None
    is_ranked: bool = False
    #: The matters in which voices with a poor record speak, where everything is ranked.
    salted: Collection[int] = ()
    records: Records | None = None
    chances: Chances | None = None


class QuickView(View):
    """A view that reads what it is asked for; what stands in no part of it, it replays."""

    def __init__(self, reckoning: Reckoning, asked: Asked, replay: Callable[[], View]) -> None:
        """Take an up-to-date reckoning; `replay` opens the same view by replaying the ledger."""
        self._reckoning = reckoning
        self._asked = asked
        self._replay = replay
        self._line = line_of(asked.clock, cut=asked.cut is not None)
        self._state = _State((0, ""))

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
            if quick and not self._is_ahead():
                near = self._nearest(id)
                if near is not None:
                    find_claim(near.index, id)
                    return find_claim(self._completed(near), id)
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
            turns = self._reckoning.turns(self._line, asked.cut)
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
                    briefs = self._state.briefs
                    if asked not in briefs:
                        briefs[asked] = self._excerpt(overview, *asked)
                    return briefs[asked]
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
        return super().last_told() if times is None else max(times, default=None)

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

    def _told(self) -> list[datetime] | None:
        """Give when the dated documents were told; None where only replay can tell."""
        with self._overlooking() as overview:
            if overview is None:
                return None
            return [from_ticks(one) for one in overview.told(recorded=self.clock is Clock.RECORDED)]

    @contextmanager
    def _overlooking(self) -> Iterator[Overview | None]:
        """Hold still what is derived while everything is ranked and some of it is read."""
        with self._weighed_up() as quick:
            yield self._overview() if quick else None

    @contextmanager
    def _weighed_up(self) -> Iterator[bool]:
        """Bring what is derived up to date and hold it still; tell whether that could be done."""
        with self._reckoning.lock:
            if not self._reckoning.weigh(self._line):
                yield False
                return
            with self._reckoning.matters.reading():
                self._forget_older()
                yield True

    def _forget_older(self) -> None:
        head = self._reckoning.matters.head()
        if head != self._state.head:
            self._state = _State(head)

    def _overview(self) -> Overview | None:
        """Rank and count everything; None where only replay can tell."""
        from salis.views.overview import Overview  # numpy: what is told of a claim needs none

        state = self._state
        if self._is_between():
            return None
        if not state.is_ranked:
            figures = self._reckoning.figures.at(self._line, self._asked.cut, self._asked.moment)
            if figures is not None and self._poor:
                figures = self._salted(figures)
            state.overview = None if figures is None else Overview(figures)
            state.is_ranked = True
        return state.overview

    @property
    def _records(self) -> Records:
        """Give what is settled of each voice."""
        if self._state.records is None:
            matters, moment = self._reckoning.matters, self._asked.moment
            self._state.records = read_records(matters, self._line, moment)
        return self._state.records

    @property
    def _poor(self) -> list[str]:
        """Give the voices of whose claims fewer than half held."""
        return [voice for voice, one in self._records.items() if is_poor(one.share)]

    def _salted(self, figures: Figures) -> Figures | None:
        """Add the grains of salt of poor records; None where they are all over the ledger."""
        matters = self._reckoning.matters.matters_said_by(map(key_of_voice, self._poor))
        if len(matters) > _MOST_SALTED:
            return None
        near, self._state.salted = self._weighed(matters), matters
        return figures.salted(
            {
                near.portion.item_of[one.claim.members[0].statement]: one.grains
                for id, one in self._salt(near, near.index.weighed).items()
                if one is not near.index.weighed[id]
            }
        )

    def _salt(self, near: _Near, weighed: Mapping[ClaimId, Weighed]) -> dict[ClaimId, Weighed]:
        return salt_poor_records(near.docket, weighed, self._asked.moment, self._records)

    def _excerpt(self, overview: Overview, length: int | None, detailed: int | None) -> BriefRecord:
        from salis.views.excerpt import Surroundings, choose_excerpt, write_excerpt

        excerpt = choose_excerpt(overview, length=length, detailed=detailed)
        leaders = excerpt.leaders()
        matters = overview.matters_of(leaders)
        chances = self._chances if overview.have_rivals(matters) else None
        span = overview.span()
        names = self._source_names()
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
        return write_excerpt(excerpt, self._written(matters, names), around, length=length)

    def _written(self, matters: Collection[int], names: Mapping[str, str]) -> Written:
        """Give what is shown of matters: as it is kept, else they are weighed."""
        from salis.pipeline.kept_items import read_items
        from salis.views.written import write_all

        at, derived = to_ticks(self._asked.moment), self._reckoning.matters
        fresh = [one for one in matters if one not in self._state.salted]
        written, kept = read_items(derived, self._line, at, fresh, names)
        near = self._weighed(one for one in matters if one not in kept)
        index = near.index
        if self._poor:
            salted = self._salt(near, index.weighed)
            index = Index(replace(index.snapshot, weighed=salted))
        return written | write_all(index)

    def _source_names(self) -> dict[str, str]:
        cut = self._asked.cut
        sources = self._reckoning.portions.sources(self._line, None if cut is None else cut.limit)
        return {one.id: one.name for one in sources}

    def _completed(self, near: _Near) -> Index:
        """Add what hangs on the whole ledger: probabilities of rivals, salt of poor records."""
        weighed: Mapping[ClaimId, Weighed] = near.index.weighed
        if any(one.claim.rivals for one in weighed.values()):
            chances = self._chances
            weighed = {
                id: with_chance(one, chances.of(id)) if id in chances else one
                for id, one in weighed.items()
            }
        if self._poor:
            weighed = self._salt(near, weighed)
        return Index(replace(near.index.snapshot, weighed=weighed))

    @property
    def _chances(self) -> Chances:
        if self._state.chances is None:
            rivalries = read_contests(self._reckoning.matters, self._line, self._asked.moment)
            self._state.chances = Chances(rivalries, settled_by_voice(self._records))
        return self._state.chances

    def _near(self, id: str) -> _Near | None:
        """Weigh the matters of all that an id may name; None where they are too many or none."""
        with self._reckoning.lock, self._reckoning.matters.reading():
            self._forget_older()
            return self._nearest(id)

    def _nearest(self, id: str) -> _Near | None:
        places = [] if self._is_between() else self._fitting(id)
        if not places or len(places) >= _FITTING:
            return None
        return self._weighed(one.matter for one in places)

    def _is_ahead(self) -> bool:
        """Tell whether a document counts that is told after the moment at which all is weighed."""
        cut, now = self._asked.cut, to_ticks(self._asked.moment)
        limit = None if cut is None else to_ticks(cut.limit)
        return self._reckoning.matters.tells_between(self._line, now, limit)

    def _is_between(self) -> bool:
        """Tell whether the cut goes through the entries of one document."""
        cut = self._asked.cut
        if cut is None or self._line is not Line.RECORDED:
            return False
        return self._reckoning.matters.is_between(to_ticks(cut.limit))

    def _fitting(self, id: str) -> list[Place]:
        matters = self._reckoning.matters
        document, mark, _ = id.strip("[]").partition("#")
        if mark:
            row = matters.document(document)
            return [] if row is None else matters.in_documents([row.item])
        exact = matters.places([id])
        if exact or not id:
            return list(exact.values())
        names = ("s" + id[1:], id[1:]) if id.startswith("c") else (id,)
        found = (matters.beginning(name, limit=_FITTING) for name in names if name)
        return [one for some in found for one in some]

    def _weighed(self, matters: Iterable[int]) -> _Near:
        chosen, kept = frozenset(matters), self._state.portions
        if chosen not in kept:
            portion = self._reckoning.portions.of_matters(chosen, self._line)
            asked = self._asked
            linked = portion.linked(asked.cut, asked.moment)
            docket = Docket(linked, self._reckoning.bearings)
            snapshot = Snapshot(linked, asked.moment, weigh_all(docket, asked.moment))
            kept[chosen] = _Near(portion, docket, Index(snapshot))
        return kept[chosen]
