"""Accounts: the track record of each voice, from the claims that it put forward itself.

What a named speaker says is the speaker's: a paper that quotes it rightly neither wins nor loses by
it. What rests on speakers whom a paper left unnamed is the paper's own. A claim counts only for
those who said it before it was settled.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from statistics import median

from salis.model.claim import ClaimId, Origin, Side, Standing, Weighed
from salis.model.document import DocumentId, SourceId
from salis.model.record import TrackRecord
from salis.model.snapshot import Clock, Linked
from salis.model.statement import Act, Speaker, Statement, StatementId
from salis.weigh.forecasts import Forecast, Outlook, add_up
from salis.weigh.shares import share_of


class Fate(StrEnum):
    """How a claim was settled."""

    HELD = "held"
    FELL = "fell"
    RETRACTED = "retracted"


_FATES = {
    Standing.CONFIRMED: Fate.HELD,
    Standing.RESOLVED_TRUE: Fate.HELD,
    Standing.REFUTED: Fate.FELL,
    Standing.RESOLVED_FALSE: Fate.FELL,
    Standing.RETRACTED: Fate.RETRACTED,
}
_FORETOLD = frozenset({Act.PREDICT, Act.PROMISE})
#: Why an origin is no witness of its own, beside having no name or having taken back what it said.
_BARRED = frozenset({"alleged", "inferred", "hedged", "denied", "interested", "not-asserted"})
_WITHDRAWN, _BORROWED, _UNNAMED = "withdrawn", "borrowed", "unnamed"


def fate_of(standing: Standing) -> Fate | None:
    """Say how a standing settles a claim; None where it leaves it open."""
    return _FATES.get(standing)


@dataclass(frozen=True, slots=True)
class _Voice:
    key: str
    name: str
    source: SourceId | None


@dataclass(frozen=True, slots=True)
class _Put:
    """A voice puts a claim forward as an origin of its own."""

    voice: _Voice
    origin: Origin
    #: Its first statement there.
    statement: Statement
    #: Whether it can be a witness; a promise of one's own is none, and is kept or not all the same.
    witness: bool
    #: When it was surely told, and the stretch in which it was.
    told: datetime
    start: datetime
    end: datetime


@dataclass(slots=True)
class _Account:
    """A track record while it is being added up."""

    voice: _Voice
    fates: dict[Fate, list[ClaimId]] = field(default_factory=lambda: defaultdict(list))
    open: int = 0
    corroborated: int = 0
    leads: list[timedelta] = field(default_factory=list)
    forecasts: list[Forecast] = field(default_factory=list)

    def close(self) -> TrackRecord:
        held, fell, gone = (self.fates[fate] for fate in Fate)
        return TrackRecord(
            voice=self.voice.key,
            name=self.voice.name,
            source=self.voice.source,
            held=tuple(held),
            fell=tuple(fell),
            retracted=tuple(gone),
            open=self.open,
            corroborated=self.corroborated,
            led=len(self.leads),
            lead=_median(self.leads),
            share=share_of(len(held), len(held) + len(fell) + len(gone)),
            forecasts=add_up(self.forecasts),
        )


def keep_accounts(
    linked: Linked,
    weighed: Iterable[Weighed],
    settled_at: Callable[[ClaimId], datetime | None],
) -> dict[str, TrackRecord]:
    """Give the track record of each voice that put one of these claims forward, by voice.

    Args:
        linked: What the claims are made of.
        weighed: The claims, as of one moment.
        settled_at: Says since when a settled claim is so; None lets everybody's saying count.
    """
    books = _Books(linked)
    for one in weighed:
        if one.standing is not Standing.NOT_FACTUAL:
            books.enter(one, settled_at(one.claim.id) if fate_of(one.standing) else None)
    return {key: account.close() for key, account in books.accounts.items()}


class _Books:
    """Enters claims into the accounts of those who put them forward."""

    def __init__(self, linked: Linked) -> None:
        self._linked = linked
        self._taken_back = {w.statement for w in linked.withdrawals if w.code == "retracted"}
        self.accounts: dict[str, _Account] = {}

    def enter(self, weighed: Weighed, settled_at: datetime | None) -> None:
        puts = [one for origin in weighed.origins for one in self._puts(origin)]
        if settled_at is not None:
            puts = [one for one in puts if one.told <= settled_at]
        told = _told(weighed, self._linked)
        foretold = bool(told) and all(one.act in _FORETOLD for one in told)
        for put in puts:
            if foretold:
                self._of(put.voice).forecasts.append(_forecast(weighed.standing, put.statement))
            if put.witness and not (foretold and put.statement.condition):
                self._settle(put, weighed)
        self._lead(puts, weighed)

    def _settle(self, put: _Put, weighed: Weighed) -> None:
        account, fate = self._of(put.voice), fate_of(weighed.standing)
        if _is_withdrawn(put.origin):
            if put.voice.source and not self._taken_back.isdisjoint(put.origin.statements):
                account.fates[Fate.RETRACTED].append(weighed.claim.id)
        elif fate is None:
            account.open += 1
            account.corroborated += weighed.standing is Standing.CORROBORATED
        elif fate is not Fate.RETRACTED:
            account.fates[fate].append(weighed.claim.id)

    def _lead(self, puts: Iterable[_Put], weighed: Weighed) -> None:
        """Credit who was surely first by how long the next was behind."""
        fallen = fate_of(weighed.standing) in (Fate.FELL, Fate.RETRACTED)
        voices = [one for one in puts if one.witness and not _is_withdrawn(one.origin)]
        if fallen or len({one.voice.key for one in voices}) < 2:
            return
        first, second = sorted(voices, key=lambda one: (one.start, one.end, one.voice.key))[:2]
        if first.end <= second.start:
            alike = first.end - first.start == second.end - second.start
            lead = second.start - (first.start if alike else first.end)
            self._of(first.voice).leads.append(lead)

    def _of(self, voice: _Voice) -> _Account:
        return self.accounts.setdefault(voice.key, _Account(voice))

    def _puts(self, origin: Origin) -> Iterator[_Put]:
        statements = [self._linked.statements[id] for id in origin.statements]
        codes = {one.code for one in origin.reasons}
        barred = bool(codes & _BARRED)
        speaker, statement = _spoken(origin, statements)
        if speaker is not None and speaker.named:
            key = self._linked.aliases.get(speaker.entity or "", speaker.entity or "")
            voice = _Voice(key or speaker.name.casefold(), speaker.name, None)
        else:
            if barred or (speaker is None and codes & {_BORROWED, _UNNAMED}):
                return
            source = self._linked.documents[statement.document].source
            voice = _Voice(f"source {source.id}", source.name, source.id)
        times = [self._time(id) for id in origin.documents]
        yield _Put(
            voice=voice,
            origin=origin,
            statement=statement,
            witness=origin.independent or not barred,
            told=min(told for told, _, _ in times),
            start=min(start for _, start, _ in times),
            end=min(end for _, _, end in times),
        )

    def _time(self, id: DocumentId) -> tuple[datetime, datetime, datetime]:
        told = self._linked.told[id]
        published = self._linked.documents[id].published_at
        if published is None or self._linked.clock is Clock.RECORDED:
            return told, told, told
        return told, published.at, published.end


def _spoken(origin: Origin, statements: list[Statement]) -> tuple[Speaker | None, Statement]:
    """Give whom an origin rests on, and the statement that shows it."""
    if origin.speaker is None:
        return None, statements[0]
    spoken = [(one.speakers[-1], one) for one in statements if one.speakers]
    called = [pair for pair in spoken if pair[0].called == origin.speaker]
    named = [pair for pair in spoken if pair[0].named]
    return (called or named or spoken)[0]


def _median(leads: list[timedelta]) -> timedelta | None:
    return timedelta(seconds=median(one.total_seconds() for one in leads)) if leads else None


def _is_withdrawn(origin: Origin) -> bool:
    return any(one.code == _WITHDRAWN for one in origin.reasons)


def _told(weighed: Weighed, linked: Linked) -> list[Statement]:
    sides: dict[StatementId, Side] = {m.statement: m.side for m in weighed.claim.members}
    return [linked.statements[id] for id, side in sides.items() if side is Side.FOR]


def _forecast(standing: Standing, statement: Statement) -> Forecast:
    fate = fate_of(standing)
    if statement.condition:
        outlook = Outlook.CONDITIONAL
    elif fate in (Fate.HELD, Fate.FELL):
        outlook = Outlook.KEPT if fate is Fate.HELD else Outlook.FAILED
    else:
        outlook = Outlook.AHEAD if standing is Standing.PENDING else Outlook.UNDECIDED
    return Forecast(outlook, statement)
