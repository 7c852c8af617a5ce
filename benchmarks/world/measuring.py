"""Measure what Salis makes of a world: what it takes for corroborated, how soon, how surely.

Beside it two ways of newsrooms and of simple programs, on the same claims: to believe what three
outlets say, and to believe what more than half of the sources say that say anything on the matter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import ceil

from benchmarks.world.entries import Recording, record_world
from benchmarks.world.propositions import Sort
from benchmarks.world.reports import Report, Saying, World
from benchmarks.world.setting import BEGIN
from salis.model.claim import Claim, ClaimId, Side, Standing
from salis.model.entry import Entry
from salis.model.snapshot import Clock, Linked
from salis.model.statement import Act, StatementId
from salis.pipeline.bearings import Bearings
from salis.pipeline.chances import add_chances
from salis.pipeline.compute import link_entries
from salis.pipeline.docket import Docket
from salis.pipeline.history import trace_claim
from salis.sources.identity import source_named

SALIS, THREE, SHARE = "salis", "three outlets say so", "share of sources"
METHODS = (SALIS, THREE, SHARE)
#: Probabilities of rivals are taken once in so many hours.
_EVERY = 12
_STANDING = frozenset({Standing.CORROBORATED, Standing.CONFIRMED})
_FACTUAL = frozenset({Sort.DEED, Sort.WHO, Sort.COUNT, Sort.CHARGE})
_MANY, _FEW = 3, 2
_HOUR = timedelta(hours=1)


@dataclass(slots=True)
class Measured:
    """What one world came to, or several together."""

    worlds: int = 0
    documents: int = 0
    statements: int = 0
    #: By method and hour: claims that it takes for so, and those of them that are not so.
    taken: dict[str, dict[int, tuple[int, int]]] = field(default_factory=dict)
    #: Claims corroborated at the end, and those that rest on fewer than two in the world.
    ends: tuple[int, int] = (0, 0)
    #: For each true proposition that two honest witnesses told: hours until it was corroborated,
    #: by method; None where it never was.
    delays: dict[str, list[int | None]] = field(default_factory=dict)
    #: Probabilities of rival claims, with whether each is so: Salis's, and the share of sources.
    chances: list[tuple[float, float, bool]] = field(default_factory=list)
    #: What was taken for so and is not, or stands on one leg.
    faults: list[str] = field(default_factory=list)

    def add(self, other: Measured) -> None:
        """Put another world's figures to these."""
        self.worlds += other.worlds
        self.documents += other.documents
        self.statements += other.statements
        for method, hours in other.taken.items():
            for hour, count in hours.items():
                self.count(method, hour, *count)
        self.ends = (self.ends[0] + other.ends[0], self.ends[1] + other.ends[1])
        for method, delays in other.delays.items():
            self.delays.setdefault(method, []).extend(delays)
        self.chances += other.chances
        self.faults += other.faults

    def count(self, method: str, hour: int, taken: int, wrong: int) -> None:
        """Count claims that a method takes for so at an hour, and the false ones of them."""
        hours = self.taken.setdefault(method, {})
        before = hours.get(hour, (0, 0))
        hours[hour] = (before[0] + taken, before[1] + wrong)


def bearings_of(world: World) -> Bearings:
    """Give what the user of Salis knows: parties, and most owners."""
    owners = {
        source_named(one.name).id: one.owner
        for one in world.cast.outlets
        if one.owner is not None and one.owner_known
    }
    return Bearings(owners=owners, parties=frozenset(world.cast.parties))


def measure_statements(world: World) -> Measured:
    """Measure a world whose reports are read and linked without fault."""
    recording = Recording(world)
    entries = record_world(world, recording)
    return measure_entries(world, entries, recording.sayings)


def measure_entries(
    world: World, entries: Sequence[Entry], sayings: Mapping[StatementId, Saying]
) -> Measured:
    """Measure what is in view of a world's entries at every hour.

    What stood at an hour is told by the changes of standing up to it, which end where the view as
    of that hour stands (a law of the tests), and cost one view and not one for each hour.

    Args:
        world: The world.
        entries: A ledger with its reports.
        sayings: By statement, what is said there in the world.
    """
    found = Measured(1, len(world.reports), len(sayings))
    seen = _Seen.of(world, entries, sayings)
    firsts: dict[tuple[str, str], int] = {}
    last = world.setting.hours
    for hour in range(1, last + 1):
        for method in METHODS:
            for claim in seen.taken(method, hour):
                found.count(method, hour, 1, int(not claim.holds))
                firsts.setdefault((method, claim.said.proposition.id), hour)
        if hour % _EVERY == 0:
            found.chances += seen.chances(hour)
    seen.close(found, last)
    for id, at in second_origins(world).items():
        for method in METHODS:
            first = firsts.get((method, id))
            delay = None if first is None else max(0, first - ceil(at))
            found.delays.setdefault(method, []).append(delay)
    return found


@dataclass(frozen=True, slots=True)
class _Claim:
    """A claim, with what its wording says in the world."""

    claim: Claim
    said: Saying
    #: In which hours which sources put it forward, and deny it.
    told: Sequence[tuple[float, str]]
    denied: Sequence[tuple[float, str]]
    #: Its standings, each from its hour on.
    standings: Sequence[tuple[float, Standing]]

    @property
    def holds(self) -> bool:
        """Tell whether it is so; of a count, whether it was at some time."""
        return self.said.proposition.holds

    @property
    def answers(self) -> bool:
        """Tell whether it is the right answer for when it was first told."""
        return self.holds and self.told[0][0] < self.said.proposition.until

    def stands(self, hour: int) -> Standing | None:
        """Give its standing at an hour; None where it had not been told."""
        return next((one for at, one in reversed(self.standings) if at <= hour), None)

    def sources(self, hour: int) -> set[str]:
        """Give the sources that had put it forward by an hour."""
        return {source for at, source in self.told if at <= hour}

    def deniers(self, hour: int) -> set[str]:
        """Give the sources that had denied it by an hour."""
        return {source for at, source in self.denied if at <= hour}


@dataclass(slots=True)
class _Seen:
    """All claims of a world's ledger, and how they stood in time."""

    docket: Docket
    claims: Mapping[ClaimId, _Claim]
    sayings: Mapping[StatementId, Saying]

    @classmethod
    def of(
        cls, world: World, entries: Iterable[Entry], sayings: Mapping[StatementId, Saying]
    ) -> _Seen:
        linked = link_entries(entries, cut=None, clock=Clock.PUBLISHED)
        docket = Docket(linked, bearings_of(world))
        until = BEGIN + timedelta(hours=world.setting.hours)
        claims = {
            id: found
            for id, one in linked.claims.items()
            if (found := _claim(one, docket, sayings, until)) is not None
        }
        return cls(docket, claims, sayings)

    def taken(self, method: str, hour: int) -> Iterator[_Claim]:
        """Give the claims that a method takes for so at an hour."""
        for claim in self.claims.values():
            sources = claim.sources(hour)
            if method == SALIS:
                takes = claim.stands(hour) in _STANDING
            elif method == THREE:
                takes = len(sources) >= _MANY
            else:
                takes = len(sources) >= _FEW and self._share(claim, hour) > 1 / 2
            if takes:
                yield claim

    def _share(self, claim: _Claim, hour: int) -> float:
        """Give the share of the sources that put a claim forward, of those that speak to it."""
        sources, against = claim.sources(hour), claim.deniers(hour)
        for id in claim.claim.rivals:
            if id in self.claims:
                against |= self.claims[id].sources(hour)
        return len(sources) / max(1, len(sources) + len(against - sources))

    def chances(self, hour: int) -> Iterator[tuple[float, float, bool]]:
        """Give the probabilities of rival claims at an hour."""
        moment = BEGIN + timedelta(hours=hour)
        known = {id: self.docket.weigh(id, moment) for id in self.claims}
        weighed = {id: one for id, one in known.items() if one is not None}
        for id, one in add_chances(self.docket, weighed, moment, {}).items():
            claim = self.claims[id]
            if one.probability is not None and claim.sources(hour):
                yield one.probability, self._share(claim, hour), claim.answers

    def close(self, found: Measured, hour: int) -> None:
        """Note at the end what is taken for so and is not, or rests on one alone."""
        for claim in self.taken(SALIS, hour):
            roots = self._roots(claim, hour)
            found.ends = (found.ends[0] + 1, found.ends[1] + (len(roots) < 2))
            if not claim.holds or len(roots) < 2:
                what = "false" if not claim.holds else "one root"
                told = ", ".join(sorted(roots))
                found.faults.append(f"{what}: {claim.claim.text} ({told})")

    def _roots(self, claim: _Claim, hour: int) -> set[str]:
        """Name those on whom a claim's independent origins rest in the world."""
        weighed = self.docket.weigh(claim.claim.id, BEGIN + timedelta(hours=hour))
        return {
            self.sayings[id].root
            for origin in (() if weighed is None else weighed.origins)
            if origin.independent
            for id in origin.statements
            if id in self.sayings and self.sayings[id].is_support
        }


def _claim(
    claim: Claim, docket: Docket, sayings: Mapping[StatementId, Saying], until: datetime
) -> _Claim | None:
    """Find what a claim's wording says in the world; None where that is nothing, or no fact."""
    linked = docket.linked
    told = [one.statement for one in claim.members if one.side is Side.FOR]
    worded = [id for id in told if linked.statements[id].text == claim.text]
    known = [sayings[id] for id in (*worded, *told) if id in sayings]
    if not known or known[0].proposition.sort not in _FACTUAL:
        return None
    denied = [one.statement for one in claim.members if one.side is Side.AGAINST]
    changes = trace_claim(docket, claim.id, BEGIN - _HOUR, until)
    return _Claim(
        claim,
        known[0],
        _by_hour(told, linked),
        _by_hour(denied, linked),
        [((one.at - BEGIN) / _HOUR, one.after) for one in changes],
    )


def _by_hour(ids: Iterable[StatementId], linked: Linked) -> list[tuple[float, str]]:
    """Give for statements the hours in which they were told, and their sources."""
    documents = [linked.documents[linked.statements[id].document] for id in ids]
    return sorted(((linked.told[one.id] - BEGIN) / _HOUR, one.source.name) for one in documents)


def second_origins(world: World) -> dict[str, float]:
    """Give for each true proposition the hour in which a second honest witness was told of.

    Honest is who saw it, is named, asserts it without a hedge, and is no party. Propositions whose
    second witness came less than an hour before the end are left out.
    """
    firsts: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for report in world.reports:
        for saying in _honest(report):
            firsts[saying.proposition.id].setdefault(saying.root, report.at)
    seconds = {id: sorted(found.values())[1] for id, found in firsts.items() if len(found) > 1}
    return {id: at for id, at in seconds.items() if at < world.setting.hours - 1}


def _honest(report: Report) -> Iterator[Saying]:
    for line in report.lines:
        said = line.saying
        told = said.proposition.holds and said.act is Act.ASSERT and not said.hedged
        named = all(voice.named for voice in said.chain)
        if said.seen and told and named and said.proposition.sort in _FACTUAL:
            yield said
