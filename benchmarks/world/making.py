"""Make a world: what happens, who tells it, what is printed; the same seed gives the same world."""

from __future__ import annotations

import random

from benchmarks.world.cast import make_cast
from benchmarks.world.happenings import Makers, make_happenings
from benchmarks.world.lexicon import read_lexicon
from benchmarks.world.names import Names
from benchmarks.world.propositions import Proposition
from benchmarks.world.reports import Report, World
from benchmarks.world.setting import Setting
from benchmarks.world.spreading import Press, choose_flooded
from benchmarks.world.unfolding import Unfolding


def make_world(setting: Setting, seed: int) -> World:
    """Make a world."""
    luck = random.Random(seed)  # noqa: S311 (the same world every time)
    lexicon = read_lexicon()
    names = Names(lexicon, luck)
    makers = Makers(setting, lexicon, names, luck)
    cast = make_cast(setting, names, luck)
    happenings = make_happenings(makers, tuple(cast.parties))
    unfolding = Unfolding(makers, cast)
    tips = [tip for one in happenings for tip in unfolding.tell(one)]
    told = {tip.saying.proposition.id: tip.saying.proposition for tip in tips}
    press = Press(makers, cast, choose_flooded(told.values(), setting, luck))
    reports = press.print_all([*tips, *unfolding.talk()])
    return World(seed, setting, cast, _propositions(reports), reports)


def _propositions(reports: tuple[Report, ...]) -> dict[str, Proposition]:
    said = (line.saying.proposition for report in reports for line in report.lines)
    return {one.id: one for one in said}
