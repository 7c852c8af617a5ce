"""Let a world's matters come out: who tells what to which outlet, and when."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import exp

from benchmarks.world.cast import Cast, Outlet, Person, Voice
from benchmarks.world.happenings import Makers, make_loose
from benchmarks.world.propositions import Happening, Manner, Proposition, Sort
from benchmarks.world.reports import Saying
from benchmarks.world.setting import Setting
from salis.model.statement import Act

#: Hours until a person speaks, until a rumour is checked, until a party answers; on average.
_SPEAKS, _CHECKS, _ANSWERS = 2.0, 7.0, 4.0
#: Of those who see a thing: witnesses, officials, reporters.
_SEERS = (0.45, 0.3, 0.25)


@dataclass(frozen=True, slots=True)
class Tip:
    """What an outlet learns and will print."""

    at: float
    outlet: Outlet
    saying: Saying


def count_by_chance(mean: float, luck: random.Random) -> int:
    """Draw a number of things that come singly and by chance (Poisson)."""
    limit, product, count = exp(-mean), luck.random(), 0
    while product > limit:
        product *= luck.random()
        count += 1
    return count


@dataclass(frozen=True, slots=True)
class Unfolding:
    """A world's matters and people, ready to be told."""

    makers: Makers
    cast: Cast

    @property
    def _luck(self) -> random.Random:
        return self.makers.luck

    @property
    def _setting(self) -> Setting:
        return self.makers.setting

    def tell(self, happening: Happening) -> Iterator[Tip]:
        """Give all that outlets learn of a matter at first hand."""
        if happening.hollow and happening.truth.party is None:
            yield from self._spread_rumour(happening)
        yield from self._observe(happening)
        if happening.truth.party is not None:
            yield from self._quarrel(happening)

    def talk(self) -> Iterator[Tip]:
        """Give forecasts and opinions."""
        setting, luck = self._setting, self._luck
        sorts = [(Sort.FORECAST, Act.PREDICT)] * setting.forecasts
        for sort, act in (*sorts, *[(Sort.OPINION, Act.JUDGE)] * setting.opinions):
            said, at = make_loose(self.makers, sort), self.makers.moment()
            for person in luck.sample(self._people(), luck.randint(1, 3)):
                saying = Saying(said, act, (person.voice,), person.root, seen=False)
                yield from self._speak(person, saying, at)

    def _people(self) -> tuple[Person, ...]:
        return (*self.cast.witnesses, *self.cast.officials)

    def _observe(self, happening: Happening) -> Iterator[Tip]:
        """Let some see for themselves; of what never happened they find out that it did not."""
        mean = max(0.0, self._setting.observers - 1)
        patience = _CHECKS if happening.hollow else 1.0
        seen: set[str] = set()
        for _ in range(1 + count_by_chance(mean, self._luck)):
            at = happening.at + self._luck.expovariate(1 / patience)
            seer = self._seer()
            if seer.root in seen:
                continue
            seen.add(seer.root)
            said = self._perceive(happening, seer.right)
            if isinstance(seer, Outlet):
                saying = Saying(said, Act.ASSERT, (), seer.root, seen=True)
                yield Tip(self._print_at(at, seer), seer, saying)
            else:
                yield from self._speak(seer, self._assert(said, seer), at)

    def _seer(self) -> Person | Outlet:
        kinds: tuple[Sequence[Person | Outlet], ...] = (
            self.cast.witnesses,
            self.cast.officials,
            self.cast.reporting,
        )
        (among,) = self._luck.choices(kinds, _SEERS)
        return self._luck.choice(among)

    def _perceive(self, happening: Happening, right: float) -> Proposition:
        """Give what somebody takes for so, who is right so often."""
        if self._luck.random() < right:
            return happening.truth
        tempting = self._luck.random() < self._setting.same_mistake
        return happening.wrong[0] if tempting else self._luck.choice(happening.wrong)

    def _assert(self, said: Proposition, person: Person) -> Saying:
        """Let a person say what it takes for so; one of a body that it is not so, as a denial."""
        act = Act.ASSERT
        if said.manner is Manner.NEGATED and person.voice.institution:
            said, act = self._opposite(said), Act.DENY
        hedged = act is Act.ASSERT and self._luck.random() < self._setting.hedged
        hedged = hedged and said.manner is Manner.PLAIN
        return Saying(said, act, (person.voice,), person.root, seen=True, hedged=hedged)

    def _opposite(self, said: Proposition) -> Proposition:
        return self.makers.opposites[said.id]

    def _speak(self, person: Person, saying: Saying, at: float) -> Iterator[Tip]:
        """Let a person say it to some outlets, with or without a name."""
        if self._luck.random() < self._setting.unnamed:
            saying = replace(saying, chain=(self._mask(person.voice),))
        told = 1 + count_by_chance(0.6, self._luck)
        for outlet in self._luck.sample(self.cast.reporting, min(told, len(self.cast.reporting))):
            heard = at + self._luck.expovariate(1 / _SPEAKS)
            yield Tip(self._print_at(heard, outlet), outlet, saying)

    def _mask(self, voice: Voice) -> Voice:
        if voice.institution:
            return Voice("officials", "", voice.institution, named=False)
        return Voice(self._luck.choice(("residents", "a witness", "sources")), named=False)

    def _print_at(self, at: float, outlet: Outlet) -> float:
        return at + self._luck.expovariate(1 / outlet.delay)

    def _spread_rumour(self, happening: Happening) -> Iterator[Tip]:
        """Let a rumour reach some outlets, of which a few print it as fact."""
        (told,) = happening.wrong
        luck, root = self._luck, f"rumour {told.id}"
        for _ in range(1 + count_by_chance(2.0, luck)):
            outlet = luck.choice(self.cast.talking)
            chain: tuple[Voice, ...] = (Voice(self.makers.names.pick("unnamed"), named=False),)
            if outlet.kind == "account" or luck.random() < self._setting.stated_as_fact:
                chain = ()
            act = Act.ALLEGE if chain and luck.random() < 0.3 else Act.ASSERT
            hedged = act is Act.ASSERT and luck.random() < 2 * self._setting.hedged
            saying = Saying(told, act, chain, root, seen=False, hedged=hedged)
            yield Tip(
                self._print_at(happening.at + luck.expovariate(1 / 2), outlet), outlet, saying
            )

    def _quarrel(self, happening: Happening) -> Iterator[Tip]:
        """Let the party deny what it is accused of, or concede it, and the other accuse it."""
        luck, setting = self._luck, self._setting
        charge = happening.wrong[0] if happening.hollow else happening.truth
        assert charge.party is not None
        denies = setting.denies_falsehood if happening.hollow else setting.denies_truth
        if luck.random() < denies:
            yield from self._answer(charge, charge.party, Act.DENY, happening.at)
        elif not happening.hollow and luck.random() < setting.concedes:
            yield from self._answer(charge, charge.party, Act.ASSERT, happening.at)
        other = next((one for one in self.cast.parties if one != charge.party), None)
        if other is not None and luck.random() < setting.accuses:
            yield from self._answer(charge, other, Act.ASSERT, happening.at)
            for outlet in (one for one in self.cast.outlets if one.side == other):
                if luck.random() < setting.sides:
                    saying = Saying(charge, Act.ASSERT, (), other, seen=False)
                    at = happening.at + luck.expovariate(1 / _ANSWERS)
                    yield Tip(self._print_at(at, outlet), outlet, saying)

    def _answer(self, charge: Proposition, party: str, act: Act, at: float) -> Iterator[Tip]:
        for person in self._luck.sample(self.cast.parties[party], self._luck.randint(1, 2)):
            saying = Saying(charge, act, (person.voice,), party, seen=False)
            yield from self._speak(person, saying, at + self._luck.expovariate(1 / _ANSWERS))
