"""Measure what Salis makes of a world: what it takes for corroborated, how soon, how surely.

Beside it two ways of newsrooms and of simple programs, on the same claims: to believe what three
outlets say, and to believe what more than half of the sources say that say anything on the matter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from math import ceil

from benchmarks.world.entries import Recording, record_world
from benchmarks.world.propositions import Sort
from benchmarks.world.reports import Report, Saying, World
from benchmarks.world.setting import BEGIN
from salis.model.claim import ClaimId, Side, Standing, Weighed
from salis.model.entry import Entry
from salis.model.snapshot import Clock, Linked
from salis.model.statement import Act, StatementId
from salis.pipeline.bearings import Bearings
from salis.pipeline.chances import add_chances
from salis.pipeline.compute import link_entries, weigh_all
from salis.pipeline.docket import Docket
from salis.pipeline.moments import cut_at
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

    Args:
        world: The world.
        entries: A ledger with its reports.
        sayings: By statement, what is said there in the world.
    """
    found = Measured(1, len(world.reports), len(sayings))
    firsts: dict[tuple[str, str], int] = {}
    last = world.setting.hours
    for hour in range(1, last + 1):
        seen = _Seen.at(hour, world, entries, sayings)
        for claim in seen.claims:
            for method in METHODS:
                if seen.takes(method, claim):
                    found.count(method, hour, 1, int(not claim.holds))
                    firsts.setdefault((method, claim.said.proposition.id), hour)
        if hour % _EVERY == 0:
            found.chances += seen.chances(hour)
        if hour == last:
            seen.close(found)
    for id, at in second_origins(world).items():
        for method in METHODS:
            first = firsts.get((method, id))
            delay = None if first is None else max(0, first - ceil(at))
            found.delays.setdefault(method, []).append(delay)
    return found


@dataclass(frozen=True, slots=True)
class _Claim:
    """A claim in view, with what its wording says in the world."""

    weighed: Weighed
    said: Saying
    #: The sources that put it forward, and those that deny it.
    sources: frozenset[str]
    deniers: frozenset[str]
    #: The hour in which it was first put forward.
    told: float

    @property
    def holds(self) -> bool:
        """Tell whether it is so; of a count, whether it was at some time."""
        return self.said.proposition.holds

    @property
    def answers(self) -> bool:
        """Tell whether it is the right answer for when it was first told."""
        return self.holds and self.told < self.said.proposition.until


@dataclass(slots=True)
class _Seen:
    """What is in view at an hour."""

    docket: Docket
    claims: list[_Claim]
    sayings: Mapping[StatementId, Saying]
    _by_id: dict[ClaimId, _Claim]

    @classmethod
    def at(
        cls,
        hour: int,
        world: World,
        entries: Iterable[Entry],
        sayings: Mapping[StatementId, Saying],
    ) -> _Seen:
        moment = BEGIN + timedelta(hours=hour)
        linked = link_entries(entries, cut=cut_at(moment), clock=Clock.PUBLISHED)
        docket = Docket(linked, bearings_of(world))
        weighed = weigh_all(docket, moment)
        claims = [
            claim
            for one in weighed.values()
            if (claim := _claim(one, linked, sayings)) is not None
            and claim.said.proposition.sort in _FACTUAL
        ]
        return cls(docket, claims, sayings, {one.weighed.claim.id: one for one in claims})

    def takes(self, method: str, claim: _Claim) -> bool:
        """Tell whether a method takes a claim for so."""
        if method == SALIS:
            return claim.weighed.standing in _STANDING
        if method == THREE:
            return len(claim.sources) >= _MANY
        return len(claim.sources) >= _FEW and self.share(claim) > 1 / 2

    def share(self, claim: _Claim) -> float:
        """Give the share of the sources that put a claim forward, of those that speak to it."""
        rivals = (self._by_id.get(id) for id in claim.weighed.claim.rivals)
        against = claim.deniers.union(*(one.sources for one in rivals if one is not None))
        return len(claim.sources) / max(1, len(claim.sources) + len(against - claim.sources))

    def chances(self, hour: int) -> Iterator[tuple[float, float, bool]]:
        """Give the probabilities of rival claims."""
        moment = BEGIN + timedelta(hours=hour)
        weighed = {one.weighed.claim.id: one.weighed for one in self.claims}
        for id, one in add_chances(self.docket, weighed, moment).items():
            if one.probability is not None:
                claim = self._by_id[id]
                yield one.probability, self.share(claim), claim.answers

    def close(self, found: Measured) -> None:
        """Note at the end what is taken for so and is not, or rests on one alone."""
        for claim in self.claims:
            if claim.weighed.standing not in _STANDING:
                continue
            roots = self._roots(claim)
            found.ends = (found.ends[0] + 1, found.ends[1] + (len(roots) < 2))
            if not claim.holds or len(roots) < 2:
                what = "false" if not claim.holds else "one root"
                told = ", ".join(sorted(roots))
                found.faults.append(f"{what}: {claim.weighed.claim.text} ({told})")

    def _roots(self, claim: _Claim) -> set[str]:
        """Name those on whom a claim's independent origins rest in the world."""
        return {
            self.sayings[id].root
            for origin in claim.weighed.origins
            if origin.independent
            for id in origin.statements
            if id in self.sayings and self.sayings[id].is_support
        }


def _claim(
    weighed: Weighed, linked: Linked, sayings: Mapping[StatementId, Saying]
) -> _Claim | None:
    """Find what a claim's wording says in the world; None where that is nothing."""
    told = [one.statement for one in weighed.claim.members if one.side is Side.FOR]
    worded = [id for id in told if linked.statements[id].text == weighed.claim.text]
    known = [sayings[id] for id in (*worded, *told) if id in sayings]
    if not known:
        return None
    sides = {one.statement: one.side for one in weighed.claim.members}
    sources = {id: linked.documents[linked.statements[id].document].source.name for id in sides}
    return _Claim(
        weighed,
        known[0],
        frozenset(sources[id] for id in sides if sides[id] is Side.FOR),
        frozenset(sources[id] for id in sides if sides[id] is Side.AGAINST),
        min(linked.told[linked.statements[id].document] - BEGIN for id in told) / _HOUR,
    )


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
