"""Nearby: of a large ledger some matters weighed at one moment, with what hangs on all of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from salis.ledger.places import Line
from salis.model.claim import ClaimId, Weighed
from salis.model.snapshot import Clock, Linked, Snapshot
from salis.model.statement import Statement, StatementId
from salis.pipeline.chances import settled_by_voice, with_chance
from salis.pipeline.compute import weigh_all
from salis.pipeline.contests import read_contests
from salis.pipeline.docket import Docket
from salis.pipeline.gathering import key_of_voice
from salis.pipeline.holdings import to_ticks
from salis.pipeline.portion import Portion, line_of
from salis.pipeline.records import Records, salt_poor_records, spared_by
from salis.pipeline.tallies import read_records
from salis.views.index import Index
from salis.weigh import Chances, is_poor

if TYPE_CHECKING:
    from salis.ledger.places import Place, Row
    from salis.pipeline.moments import Cut
    from salis.pipeline.reckoning import Reckoning
    from salis.views.overview import Figures
    from salis.views.written import Written

#: An id that so many statements begin with is looked up in all of them.
_FITTING = 64


@dataclass(frozen=True, slots=True)
class Asked:
    """The moment and clock of a view."""

    cut: Cut | None
    clock: Clock
    moment: datetime


@dataclass(frozen=True, slots=True)
class Near:
    """Some matters, weighed from what bears on them alone."""

    portion: Portion
    docket: Docket
    index: Index


@dataclass
class _Linked:
    """Some matters, linked; of their claims those that were asked for are weighed."""

    portion: Portion
    linked: Linked
    docket: Docket
    weighed: dict[ClaimId, Weighed | None] = field(default_factory=dict)

    @cached_property
    def claim_of(self) -> dict[StatementId, ClaimId]:
        """Give the claim that each statement is part of."""
        claims = self.linked.claims
        return {one.statement: id for id, claim in claims.items() for one in claim.members}

    def weigh_all(
        self, statements: Iterable[StatementId], moment: datetime
    ) -> dict[ClaimId, Weighed]:
        """Weigh the claims that some statements are part of."""
        wanted = {self.claim_of[one] for one in statements if one in self.claim_of}
        for id in wanted - self.weighed.keys():
            self.weighed[id] = self.docket.weigh(id, moment)
        found = {id: self.weighed[id] for id in self.linked.claims if id in wanted}
        return {id: one for id, one in found.items() if one is not None}


@dataclass(slots=True)
class _Found:
    """What was found out of the ledger as of its last entry taken in."""

    near: dict[frozenset[int], Near] = field(default_factory=dict)
    linked: dict[tuple[int, ...], _Linked] = field(default_factory=dict)
    #: The same with what hangs on all of the ledger.
    complete: dict[int, tuple[Near, Index]] = field(default_factory=dict)
    records: Records | None = None
    chances: Chances | None = None


class Nearby:
    """Reads and weighs matters at one moment, while what is derived is held still."""

    def __init__(self, reckoning: Reckoning, asked: Asked) -> None:
        self._reckoning = reckoning
        self._matters = reckoning.matters
        self._asked = asked
        self._at = to_ticks(asked.moment)
        self._limit = None if asked.cut is None else to_ticks(asked.cut.limit)
        self.line = line_of(asked.clock, cut=asked.cut is not None)
        self._found = _Found()

    def forget(self) -> None:
        """Drop what was found, because more was recorded."""
        self._found = _Found()

    def of_id(self, id: str) -> Near | None:
        """Weigh the matters of all that an id may name; None where they are too many or none."""
        places = [] if self.is_between() else self._fitting(id)
        if not places or len(places) >= _FITTING:
            return None
        return self.weigh(one.matter for one in places)

    def weigh(self, matters: Iterable[int]) -> Near:
        """Weigh some matters."""
        chosen, known = frozenset(matters), self._found.near
        if chosen not in known:
            portion, docket = self._link(chosen)
            moment = self._asked.moment
            snapshot = Snapshot(docket.linked, moment, weigh_all(docket, moment))
            known[chosen] = Near(portion, docket, Index(snapshot))
        return known[chosen]

    def said_in(self, row: Row) -> Index:
        """Weigh the claims that a document's statements are part of, and no others.

        The index knows no other statement or document, and no question.
        """
        places = self._matters.in_documents([row.item])
        weighed: dict[ClaimId, Weighed] = {}
        statements: dict[StatementId, Statement] = {}
        for matter in sorted({one.matter for one in places}):
            alone = self._linked((matter,))
            own = {id for id, one in alone.linked.statements.items() if one.document == row.id}
            found = alone.weigh_all(own, self._asked.moment)
            weighed |= salt_poor_records(alone.docket, found, self._asked.moment, self.records)
            statements |= {id: alone.linked.statements[id] for id in own}
        linked = replace(self._linked(()).linked, statements=statements)
        return Index(Snapshot(linked, self._asked.moment, weighed))

    def _linked(self, matters: tuple[int, ...]) -> _Linked:
        known = self._found.linked
        if matters not in known:
            portion = self._reckoning.portions.of_matters(matters, self.line)
            linked = portion.linked(self._asked.cut, self._asked.moment)
            known[matters] = _Linked(portion, linked, Docket(linked, self._reckoning.bearings))
        return known[matters]

    def complete(self, near: Near) -> Index:
        """Add what hangs on the whole ledger: probabilities of rivals, salt of poor records."""
        known = self._found.complete
        if id(near) not in known:
            known[id(near)] = near, self._complete(near)
        return known[id(near)][1]

    def _complete(self, near: Near) -> Index:
        weighed: Mapping[ClaimId, Weighed] = near.index.weighed
        if any(one.claim.rivals for one in weighed.values()):
            chances = self.chances
            weighed = {
                id: with_chance(one, chances.of(id)) if id in chances else one
                for id, one in weighed.items()
            }
        if self.poor:
            weighed = self._salt(near, weighed)
        return Index(replace(near.index.snapshot, weighed=weighed))

    @property
    def records(self) -> Records:
        """Give what is settled of each voice."""
        if self._found.records is None:
            self._found.records = read_records(self._matters, self.line, self._asked.moment)
        return self._found.records

    @property
    def poor(self) -> list[str]:
        """Give the voices of whose claims fewer than half held."""
        return [voice for voice, one in self.records.items() if is_poor(one.share)]

    @property
    def chances(self) -> Chances:
        """Give the probabilities of all rival claims."""
        if self._found.chances is None:
            rivalries = read_contests(self._matters, self.line, self._asked.moment)
            self._found.chances = Chances(rivalries, settled_by_voice(self.records))
        return self._found.chances

    def salt(self, figures: Figures) -> Figures | None:
        """Add the grains of salt of poor records; None where only replay can tell."""
        numbers = self._matters.columns.numbers(self.poor)
        exempt = [
            (id, number)
            for voice, number in numbers.items()
            for id in spared_by(self.records[voice])
        ]
        least = self._reckoning.figures.least(self.line, figures)
        return figures.salted(least, numbers.values(), exempt)

    def _link(self, matters: Iterable[int]) -> tuple[Portion, Docket]:
        portion = self._reckoning.portions.of_matters(matters, self.line)
        linked = portion.linked(self._asked.cut, self._asked.moment)
        return portion, Docket(linked, self._reckoning.bearings)

    def _salt(self, near: Near, weighed: Mapping[ClaimId, Weighed]) -> dict[ClaimId, Weighed]:
        return salt_poor_records(near.docket, weighed, self._asked.moment, self.records)

    def written(self, matters: Collection[int], names: Mapping[str, str]) -> Written:
        """Give what a brief shows of matters: as it is kept, else they are weighed.

        Args:
            matters: Those asked for, by their numbers.
            names: How sources are called.
        """
        from salis.pipeline.kept_items import read_items
        from salis.views.written import write_all

        salted = self._matters.matters_said_by(map(key_of_voice, self.poor))
        fresh = [one for one in matters if one not in salted]
        written, kept = read_items(self._matters, self.line, self._at, fresh, names)
        near = self.weigh(one for one in matters if one not in kept)
        index = near.index
        if self.poor:
            index = Index(replace(index.snapshot, weighed=self._salt(near, index.weighed)))
        return written | write_all(index)

    def source_names(self) -> dict[str, str]:
        """Give how the sources of all that is told are called."""
        cut = self._asked.cut
        sources = self._reckoning.portions.sources(self.line, None if cut is None else cut.limit)
        return {one.id: one.name for one in sources}

    def is_ahead(self) -> bool:
        """Tell whether a document counts that is told after the moment at which all is weighed."""
        return self._matters.tells_between(self.line, self._at, self._limit)

    def is_between(self) -> bool:
        """Tell whether the cut goes through the entries of one document."""
        if self._limit is None or self.line is not Line.RECORDED:
            return False
        return self._matters.is_between(self._limit)

    def _fitting(self, id: str) -> list[Place]:
        document, mark, _ = id.strip("[]").partition("#")
        if mark:
            row = self._matters.document(document)
            return [] if row is None else self._matters.in_documents([row.item])
        exact = self._matters.places([id])
        if exact or not id:
            return list(exact.values())
        names = ("s" + id[1:], id[1:]) if id.startswith("c") else (id,)
        found = (self._matters.beginning(name, limit=_FITTING) for name in names if name)
        return [one for some in found for one in some]
