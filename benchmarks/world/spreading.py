"""Print what outlets learn, and let others take it up: reprint it, cut it, or tell it anew."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from heapq import heappop, heappush

from benchmarks.world.cast import Cast, Outlet, Voice
from benchmarks.world.happenings import Makers, make_loose
from benchmarks.world.propositions import Proposition, Sort
from benchmarks.world.reports import Habit, Line, Report, Saying
from benchmarks.world.setting import Setting
from benchmarks.world.unfolding import Tip, count_by_chance
from benchmarks.world.wording import write_line
from salis.model.statement import Act

#: What an outlet learns within so many hours it prints in one report, so many tidings at most.
_TOGETHER, _MOST = 2.0, 4
#: Hours until another outlet takes a report up, on average; reports are taken up at third hand.
_TAKEN_UP, _HANDS = 3.0, 3
#: How often a line is kept where a report is cut.
_KEPT = 0.75
#: How often a reprint still says which agency it is from.
_CREDITS = 0.3
_HEADS = ("Latest reports", "News in brief", "The day in brief", "What is known", "Round-up")


@dataclass(slots=True)
class _Waiting:
    """A report to come, with how often it has changed hands."""

    report: Report
    hands: int
    #: The outlets that have it already, shared by all that is made from one report.
    had: set[str]


@dataclass(slots=True)
class Press:
    """Prints the reports of one world."""

    makers: Makers
    cast: Cast
    #: Propositions whose next reports go round the world.
    flooded: set[str] = field(default_factory=set)
    printed: list[Report] = field(default_factory=list)
    _queue: list[tuple[float, int, _Waiting]] = field(default_factory=list)
    _entered: int = 0

    def print_all(self, tips: Iterable[Tip]) -> tuple[Report, ...]:
        """Print what outlets learn and all that is made of it, in the order of time."""
        for report in self._originals(tips):
            self._enter(report, 0, set())
        while self._queue:
            _, _, waiting = heappop(self._queue)
            if waiting.report.outlet.name not in waiting.had:
                self._print(waiting)
        return tuple(self.printed)

    @property
    def _luck(self) -> random.Random:
        return self.makers.luck

    @property
    def _setting(self) -> Setting:
        return self.makers.setting

    def _enter(self, report: Report, hands: int, had: set[str]) -> None:
        self._entered += 1
        heappush(self._queue, (report.at, self._entered, _Waiting(report, hands, had)))

    def _print(self, waiting: _Waiting) -> None:
        report = replace(waiting.report, number=len(self.printed))
        if report.at >= self._setting.hours:
            return
        waiting.had.add(report.outlet.name)
        self.printed.append(report)
        if waiting.hands < _HANDS and not report.retraction:
            self._hand_on(report, waiting)
        self._take_back(report)

    def _originals(self, tips: Iterable[Tip]) -> Iterator[Report]:
        """Put what an outlet learns within a short time into one report."""
        by_outlet: defaultdict[str, list[Tip]] = defaultdict(list)
        for tip in sorted(tips, key=lambda one: one.at):
            by_outlet[tip.outlet.name].append(tip)
        for learnt in by_outlet.values():
            batch: list[Tip] = []
            for tip in learnt:
                if batch and (tip.at - batch[0].at > _TOGETHER or len(batch) >= _MOST):
                    yield self._original(batch)
                    batch = []
                batch.append(tip)
            yield self._original(batch)

    def _original(self, batch: list[Tip]) -> Report:
        outlet = batch[0].outlet
        lines = [self._line(tip.saying) for tip in batch]
        credit = outlet.name if outlet.kind == "agency" else None
        return self._report(outlet, batch[-1].at, lines, credit=credit)

    def _line(self, saying: Saying) -> Line:
        names = frozenset(one.name for one in self.cast.outlets)
        return write_line(saying, self._luck, names)

    def _report(
        self, outlet: Outlet, at: float, lines: list[Line], *, credit: str | None = None
    ) -> Report:
        """Put lines into a report, among tidings that nobody else has."""
        for _ in range(count_by_chance(self._setting.asides, self._luck)):
            lines.insert(self._luck.randint(1, len(lines)), self._aside(outlet))
        head = self._luck.choice(_HEADS)
        return Report(-1, outlet, at, head, tuple(lines), credit=credit)

    def _aside(self, outlet: Outlet) -> Line:
        said = make_loose(self.makers, Sort.ASIDE)
        return self._line(Saying(said, Act.ASSERT, (), outlet.root, seen=True))

    def _hand_on(self, report: Report, waiting: _Waiting) -> None:
        """Let other outlets take a report up."""
        luck = self._luck
        count, spread = count_by_chance(self._setting.pickups, luck), _TAKEN_UP
        hot = self.flooded & {one.saying.proposition.id for one in report.lines}
        if hot:
            self.flooded -= hot
            count, spread = count + count_by_chance(self._setting.flood_size, luck), 4 * _TAKEN_UP
        for _ in range(count):
            outlet = luck.choice(self.cast.outlets)
            at = report.at + luck.expovariate(1 / spread) + 0.1
            if outlet.name not in waiting.had:
                made = self._take_up(report, outlet, at)
                self._enter(made, waiting.hands + 1, waiting.had)

    def _take_up(self, report: Report, outlet: Outlet, at: float) -> Report:
        (habit,) = self._luck.choices(tuple(Habit), self._setting.habits)
        if habit in (Habit.REPRINTED, Habit.CUT):
            lines = report.lines if habit is Habit.REPRINTED else self._cut(report.lines)
            credit = report.credit if self._luck.random() < _CREDITS else None
            made = replace(report, outlet=outlet, at=at, lines=lines, credit=credit)
            return replace(made, made_from=report.number, habit=habit)
        told = [one.saying for one in report.lines if one.saying.proposition.sort is not Sort.ASIDE]
        told = told[: self._luck.randint(1, 2)]
        again = self._credited if habit is Habit.CREDITED else self._silent
        lines_anew = [self._line(again(one, report.outlet)) for one in told]
        return replace(self._report(outlet, at, lines_anew), habit=habit)

    def _cut(self, lines: tuple[Line, ...]) -> tuple[Line, ...]:
        """Leave some lines out, never the first."""
        return tuple(one for at, one in enumerate(lines) if not at or self._luck.random() < _KEPT)

    def _credited(self, saying: Saying, outlet: Outlet) -> Saying:
        """Tell it as another outlet's report."""
        voice = Voice(outlet.name)
        return replace(saying, chain=(voice, *saying.chain[-1:]))

    def _silent(self, saying: Saying, _: Outlet) -> Saying:
        """Tell it as if one knew it oneself."""
        luck, setting = self._luck, self._setting
        plain = saying.act in (Act.ASSERT, Act.ALLEGE)
        chain = saying.chain[-1:]
        if plain and luck.random() < setting.drops_speaker:
            chain = ()
        act = Act.ASSERT if plain and not chain else saying.act
        hedged = saying.hedged and luck.random() >= setting.drops_hedge
        return replace(saying, chain=chain, act=act, hedged=hedged)

    def _take_back(self, report: Report) -> None:
        """Let an outlet find out that it printed what is not so."""
        for line in report.lines:
            said, luck = line.saying, self._luck
            wrong = said.is_support and not said.proposition.holds and not said.hedged
            if wrong and luck.random() < self._setting.retracts:
                at = report.at + luck.expovariate(1 / self._setting.retracts_after)
                content = said.proposition.words(luck.choice(said.proposition.verbs))
                text = f"The {report.outlet.name} retracts its report that {content}."
                made = self._report(report.outlet, at, [self._aside(report.outlet)])
                self._enter(replace(made, retraction=text), _HANDS, set())
                return


def choose_flooded(told: Iterable[Proposition], setting: Setting, luck: random.Random) -> set[str]:
    """Choose what goes round the world: as many false things as true ones."""
    known = list(told)
    chosen: set[str] = set()
    for at in range(setting.floods):
        among = [one.id for one in known if one.holds is (at % 2 == 1)]
        if among:
            chosen.add(luck.choice(among))
    return chosen
