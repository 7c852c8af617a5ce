"""Make up what happens in a world, and what may be told instead."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from math import inf

from benchmarks.world.lexicon import Lexicon, Template
from benchmarks.world.names import Names
from benchmarks.world.propositions import Happening, Manner, Proposition, Sort
from benchmarks.world.setting import Setting

#: A count grows in so many steps at most, each so many hours after the one before.
_STEPS, _BETWEEN = 4, (5, 14)
#: In which part of a world's hours its matters begin.
_BEGINNING = 0.6
#: Forecasts are about this day.
DAY = "7 May"


@dataclass(slots=True)
class Makers:
    """What making a world takes from: words, names and chance."""

    setting: Setting
    lexicon: Lexicon
    names: Names
    luck: random.Random
    made: int = 0
    #: How many templates of each sort were taken, from a chance beginning on.
    turns: dict[Sort, int] = field(default_factory=dict)
    #: By the id of a negated proposition, what it negates.
    opposites: dict[str, Proposition] = field(default_factory=dict)

    def template(self, sort: Sort) -> Template:
        """Choose a template, each in its turn so that one world does not repeat itself soon."""
        choices = self.lexicon.templates[sort]
        turn = self.turns.setdefault(sort, self.luck.randrange(len(choices)))
        self.turns[sort] += 1
        return choices[turn % len(choices)]

    def id(self) -> str:
        """Give the next id."""
        self.made += 1
        return f"p{self.made}"

    def moment(self) -> float:
        """Give the hour in which a matter begins."""
        return self.luck.uniform(0, _BEGINNING * self.setting.hours)


def make_happenings(makers: Makers, parties: tuple[str, ...]) -> list[Happening]:
    """Make up all matters of a world but forecasts, opinions and asides."""
    setting = makers.setting
    made = [_deed(makers) for _ in range(setting.deeds)]
    made += [_rumour(makers) for _ in range(setting.rumours)]
    made += [_who(makers) for _ in range(setting.whos)]
    made += [step for _ in range(setting.counts) for step in _count(makers)]
    made += [_charge(makers, parties, hollow=at % 2 == 1) for at in range(setting.charges)]
    return made


def make_loose(makers: Makers, sort: Sort) -> Proposition:
    """Make up a forecast, an opinion or an aside."""
    manner = Manner.FORETOLD if sort is Sort.FORECAST else Manner.PLAIN
    holds = sort is not Sort.FORECAST or makers.luck.random() < 0.5
    return _proposition(makers, makers.template(sort), sort, holds=holds, manner=manner)


def _proposition(
    makers: Makers,
    template: Template,
    sort: Sort,
    *,
    holds: bool = True,
    manner: Manner = Manner.PLAIN,
) -> Proposition:
    names = makers.names
    slots = {name: names.pick(name) for name in ("site", "road", "thing", "event")}
    texts = (template.subject, template.rest)
    for name, give in (("place", names.place), ("person", names.person)):
        if any(f"{{{name}}}" in text for text in texts):
            slots[name] = give()
    subject, rest = (text.format(**slots, day=DAY) for text in texts)
    id = makers.id()
    return Proposition(id, id, sort, subject, template.verbs, rest, holds, manner, template.scope)


def _against(makers: Makers, one: Proposition) -> Proposition:
    """Give the opposite of a proposition."""
    other = replace(one, id=makers.id(), manner=Manner.NEGATED, holds=not one.holds)
    makers.opposites[other.id] = one
    return other


def _elsewhere(makers: Makers, one: Proposition, kind: str) -> Proposition:
    """Give the same deed, done to something else."""
    there = one.rest.partition(" in ")[0] if kind == "site" else one.rest.partition(" near ")[0]
    other = makers.names.pick(kind)
    while other == there:
        other = makers.names.pick(kind)
    return replace(one, id=makers.id(), rest=one.rest.replace(there, other, 1), holds=False)


def _deed(makers: Makers) -> Happening:
    template = makers.template(Sort.DEED)
    truth = _proposition(makers, template, Sort.DEED)
    kind = "site" if "{site}" in template.rest else "road"
    wrong = (_elsewhere(makers, truth, kind), _against(makers, truth))
    return Happening(makers.moment(), truth, wrong)


def _rumour(makers: Makers) -> Happening:
    told = _proposition(makers, makers.template(Sort.DEED), Sort.DEED, holds=False)
    return Happening(makers.moment(), _against(makers, told), (told,), hollow=True)


def _who(makers: Makers) -> Happening:
    one = _proposition(makers, makers.template(Sort.WHO), Sort.WHO)
    truth = replace(one, subject=makers.names.person())
    wrong = tuple(
        replace(truth, id=makers.id(), subject=makers.names.person(), holds=False) for _ in range(2)
    )
    return Happening(makers.moment(), truth, wrong)


def _count(makers: Makers) -> Iterator[Happening]:
    luck = makers.luck
    one = _proposition(makers, makers.template(Sort.COUNT), Sort.COUNT)
    at, value = makers.moment() / 2, luck.randint(3, 30)
    steps = luck.randint(1, _STEPS)
    for step in range(steps):
        until = at + luck.uniform(*_BETWEEN) if step < steps - 1 else inf
        one = replace(one, stage=step)
        truth = replace(_valued(makers, one, value, holds=True), until=until)
        wrong = tuple(
            _valued(makers, one, max(1, value + off), holds=False)
            for off in luck.sample((-2, -1, 1, 2, 10), 2)
        )
        yield Happening(at, truth, wrong)
        at, value = until, value + luck.randint(3, 20)


def _valued(makers: Makers, one: Proposition, value: int, *, holds: bool) -> Proposition:
    return replace(one, id=makers.id(), subject=f"{value} people", value=value, holds=holds)


def _charge(makers: Makers, parties: tuple[str, ...], *, hollow: bool) -> Happening:
    party = makers.luck.choice(parties)
    one = _proposition(makers, makers.template(Sort.CHARGE), Sort.CHARGE, holds=not hollow)
    told = replace(one, subject=party, party=party)
    other = _against(makers, told)
    truth, wrong = (other, told) if hollow else (told, other)
    return Happening(makers.moment(), truth, (wrong,), hollow=hollow)
