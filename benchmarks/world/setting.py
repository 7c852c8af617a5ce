"""What a made-up world is like: how many happen, tell and copy, and how good they are.

The rates were set before anything was measured, from what is known of news work, and are not
changed for better figures. Most press articles follow agency copy or press releases, seldom
crediting it (Lewis, Williams and Franklin 2008: 60 % wholly or mainly, 1 % with a credit);
witnesses misremember one thing in ten.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime

#: Hour 0 of every world.
BEGIN = datetime(2025, 5, 3, 6, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Setting:
    """The numbers behind a world; rates and shares go from 0 to 1, times are hours."""

    hours: int = 48

    # Who there is.
    papers: int = 9
    agencies: int = 2
    accounts: int = 2
    #: Sites that only take up what others print.
    sites: int = 30
    #: Institutions, and named officials who speak for each.
    bodies: int = 4
    officials: int = 2
    witnesses: int = 18
    parties: int = 2
    spokespeople: int = 2

    # What happens, or is said to.
    deeds: int = 7
    rumours: int = 3
    whos: int = 2
    counts: int = 2
    #: Things that a party to the event is accused of; half of them it did.
    charges: int = 4
    forecasts: int = 2
    opinions: int = 3
    #: Tidings that one document alone tells, for each document on average.
    asides: float = 1.5

    # How it comes out.
    #: How many see one happening, on average and at least one.
    observers: float = 3.0
    #: How often what a witness, an official or a reporter tells is right.
    witness_right: float = 0.88
    official_right: float = 0.93
    reporter_right: float = 0.95
    #: Of those who err on one thing, how many make the same, most tempting mistake.
    same_mistake: float = 0.6
    #: How often a speaker's name is withheld, and how often a statement is hedged.
    unnamed: float = 0.25
    hedged: float = 0.15
    #: How often an outlet tells a rumour as a fact in its own voice.
    stated_as_fact: float = 0.1
    #: How often a party denies what it is accused of: what it did, and what it did not do.
    denies_truth: float = 0.6
    denies_falsehood: float = 0.8
    concedes: float = 0.1
    #: How often a party accuses the other, and an outlet on its side prints that as fact.
    accuses: float = 0.6
    sides: float = 0.3

    # How it spreads.
    #: How many other outlets take up one report, on average.
    pickups: float = 0.6
    #: How: reprinted whole, with cuts, told anew with a credit, told anew without one.
    habits: tuple[float, float, float, float] = (0.40, 0.33, 0.22, 0.05)
    #: How many reports go round the world, half of them false, and by how many outlets each.
    floods: int = 2
    flood_size: float = 25.0
    #: How often what is told anew without a credit loses its speaker, and its hedge.
    drops_speaker: float = 0.4
    drops_hedge: float = 0.3
    #: Share of the papers that have an owner in common, and of owners whom the user knows.
    owned: float = 0.35
    owner_known: float = 0.9
    #: How often an outlet takes back what was false, after how long on average.
    retracts: float = 0.3
    retracts_after: float = 10.0


def scale_errors(setting: Setting, factor: float) -> Setting:
    """Give the same setting with people who err so many times as often."""
    names = ("witness_right", "official_right", "reporter_right")
    rights = {name: 1 - factor * (1 - getattr(setting, name)) for name in names}
    return replace(setting, **rights)
