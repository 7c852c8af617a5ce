"""Who there is in a world: outlets, and people who see, know or want something."""

from __future__ import annotations

import random
from dataclasses import dataclass

from benchmarks.world.names import Names
from benchmarks.world.setting import Setting


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker as reports name it."""

    name: str
    #: What goes before the name: "River Police chief", "nurse"; else empty.
    title: str = ""
    institution: str | None = None
    named: bool = True

    @property
    def key(self) -> str:
        """Give the key under which all its mentions are one."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may tell what happened."""

    voice: Voice
    #: How often what it tells is right.
    right: float
    #: The party that it speaks for.
    party: str | None = None

    @property
    def root(self) -> str:
        """Name whom its word rests on: those who speak for one body are one."""
        return self.voice.institution or self.voice.name


@dataclass(frozen=True, slots=True)
class Outlet:
    """Somebody who publishes."""

    name: str
    #: agency | paper | account; or a site that only takes up what others print.
    kind: str
    right: float
    #: Hours from learning a thing to printing it, on average.
    delay: float
    owner: str | None = None
    #: Whether the user of Salis knows who owns it.
    owner_known: bool = False
    #: The party whose word it prints as fact.
    side: str | None = None

    @property
    def root(self) -> str:
        """Name whom its own voice rests on: outlets of one owner are one."""
        return self.owner or self.name


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody."""

    outlets: tuple[Outlet, ...]
    witnesses: tuple[Person, ...]
    officials: tuple[Person, ...]
    #: Those who speak for each party.
    parties: dict[str, tuple[Person, ...]]

    @property
    def reporting(self) -> tuple[Outlet, ...]:
        """Give the outlets that send people to see for themselves."""
        return tuple(one for one in self.outlets if one.kind in ("agency", "paper"))

    @property
    def talking(self) -> tuple[Outlet, ...]:
        """Give the outlets that print what reaches them, rumours included."""
        return tuple(one for one in self.outlets if one.kind != "site")


def make_cast(setting: Setting, names: Names, luck: random.Random) -> Cast:
    """Make everybody up."""
    parties = [_party(names) for _ in range(setting.parties)]
    return Cast(
        outlets=_outlets(setting, names, luck, tuple(parties)),
        witnesses=tuple(
            Person(Voice(names.person(), names.pick("role")), setting.witness_right)
            for _ in range(setting.witnesses)
        ),
        officials=tuple(
            Person(_spokesman(body, names), setting.official_right)
            for body in _bodies(setting, names)
            for _ in range(setting.officials)
        ),
        parties={
            party: tuple(
                Person(_spokesman(party, names), setting.official_right, party)
                for _ in range(setting.spokespeople)
            )
            for party in parties
        },
    )


def _party(names: Names) -> str:
    return f"{names.place()} {names.pick('firm')}"


def _bodies(setting: Setting, names: Names) -> list[str]:
    kinds = names.shuffled("body")
    count = range(setting.bodies)
    return [kinds[at] if at < len(kinds) else f"{names.place()} {kinds[at % 8]}" for at in count]


def _spokesman(body: str, names: Names) -> Voice:
    return Voice(names.person(), f"{body} {names.pick('role_of_body')}", body)


def _outlets(
    setting: Setting, names: Names, luck: random.Random, parties: tuple[str, ...]
) -> tuple[Outlet, ...]:
    made = [
        _outlet(f"{names.place()} Press Agency", "agency", 0.5) for _ in range(setting.agencies)
    ]
    owners = [f"{names.person().split()[1]} Group" for _ in range(1 + setting.papers // 30)]
    known = {owner: luck.random() < setting.owner_known for owner in owners}
    papers = names.shuffled("paper")
    for at in range(setting.papers):
        owner = luck.choice(owners) if luck.random() < setting.owned else None
        made.append(
            Outlet(
                name=f"{names.place()} {papers[at % len(papers)]}",
                kind="paper",
                right=setting.reporter_right,
                delay=luck.uniform(0.5, 4),
                owner=owner,
                owner_known=owner is not None and known[owner],
                side=luck.choice(parties) if parties and luck.random() < 0.25 else None,
            )
        )
    accounts = [
        _outlet(f"{names.place()} {names.pick('last_start')}watch", "account", 0.3)
        for _ in range(setting.accounts)
    ]
    sites = [
        _outlet(f"{names.place()} {names.pick('site_name')}", "site", 0.5)
        for _ in range(setting.sites)
    ]
    return (*made, *accounts, *sites)


def _outlet(name: str, kind: str, delay: float) -> Outlet:
    return Outlet(name, kind, 0.95, delay)
