"""Group statements into claims.

Each claim is named after its leader, the first statement told of it. A later statement joins where
it is the same as the leader or as half of the members, never through a chain; so the claims of a
past moment are always a part of the later ones. Only a person's word joins or parts otherwise.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from salis.link.bonds import Bonds
from salis.link.traits import read_traits
from salis.model.claim import Member, Side
from salis.model.link import Link, LinkKind
from salis.model.statement import Act, Polarity, Statement, StatementId

_FORETOLD = (Act.PREDICT, Act.PROMISE)
_SIDES = {Act.DENY: Side.AGAINST, Act.DISCLAIM: Side.OPEN}
#: A wording shorter than this may well be said of different things.
_TELLING = 40

type Words = tuple[str, Act, Polarity, str]

_UNJUDGED: Bonds[StatementId] = Bonds()


@dataclass(slots=True, eq=False)
class Group:
    """Statements that put forward one proposition, in the order in which they were told."""

    #: How many groups were there before it.
    number: int
    #: Whether it foretells (or tells of what was or is); None while it is only denied or open.
    foretells: bool | None = None
    members: list[Member] = field(default_factory=list)

    @property
    def leader(self) -> StatementId:
        """Give the statement that the claim is named after."""
        return self.members[0].statement


class _Grouping:
    """Builds the groups of one pass over the statements."""

    def __init__(self, links: Iterable[Link], bonds: Bonds[StatementId]) -> None:
        self.groups: list[Group] = []
        self.home: dict[StatementId, Group] = {}
        self._told: dict[StatementId, Statement] = {}
        self._same: defaultdict[StatementId, dict[StatementId, Link]] = defaultdict(dict)
        self._bonds = bonds
        #: The first group of each set of statements that a person judged to be the same.
        self._bonded: dict[StatementId, Group] = {}
        #: Groups that a person's word makes one claim, by the number of each.
        self._bundles: dict[int, list[Group]] = {}
        self._alike: dict[Words, list[StatementId]] = {}
        for link in links:
            if link.same:
                _keep(self._same[link.a], link.b, link)
                _keep(self._same[link.b], link.a, link)

    def place(self, statement: Statement) -> None:
        """Put a statement into the group it belongs to, else into one of its own."""
        side = _SIDES.get(statement.act, Side.FOR)
        twins = self._twins(statement)
        group, link = self._best(statement, twins)
        if group is not None and not self._as_judged(statement, group):
            group, link = None, None
        if group is None:
            group = Group(len(self.groups))
            self.groups.append(group)
        if statement.id in self._bonds:
            self._bundle(group, self._bonded.setdefault(self._bonds.root(statement.id), group))
        group.members.append(Member(statement.id, side, link))
        if side is Side.FOR and group.foretells is None:
            group.foretells = statement.act in _FORETOLD
        self.home[statement.id] = group
        self._told[statement.id] = statement
        twins.append(statement.id)

    def claims(self) -> list[Group]:
        """Give the groups, those made one by a person's word put together."""
        if not self._bundles:
            return self.groups
        told = {id: at for at, id in enumerate(self.home)}
        found: list[Group] = []
        for group in self.groups:
            bundle = self._bundles.get(group.number, [group])
            if group is min(bundle, key=lambda one: one.number):
                others = [one for one in bundle if one is not group]
                found.append(_put_together(group, others, told) if others else group)
        return found

    def _as_judged(self, statement: Statement, group: Group) -> bool:
        """Tell whether a group can be one claim with what a person joined the statement to."""
        bonded = self._bonded.get(self._bonds.root(statement.id))
        if bonded is None:
            return True
        here, there = self._bundled(group), self._bundled(bonded)
        return here is there or not self._parts(here, there)

    def _parts(self, here: Sequence[Group], there: Sequence[Group]) -> bool:
        """Tell whether a person keeps two bundles apart."""
        roots = {self._bonds.root(one.statement) for group in there for one in group.members}
        mine = (one.statement for group in here for one in group.members)
        return any(self._bonds.apart_from(one) & roots for one in mine)

    def _bundle(self, group: Group, other: Group) -> None:
        """Make one claim of two groups and all that is one claim with either."""
        here, there = self._bundled(group), self._bundled(other)
        if here is there or group is other:
            return
        here = [*here, *there]
        self._bundles.update((one.number, here) for one in here)

    def _bundled(self, group: Group) -> list[Group]:
        return self._bundles.get(group.number) or [group]

    def _twins(self, statement: Statement) -> list[StatementId]:
        words = twin_words(statement)
        return [] if words is None else self._alike.setdefault(words, [])

    def _best(
        self, statement: Statement, twins: list[StatementId]
    ) -> tuple[Group | None, Link | None]:
        for twin in twins:
            if self._allowed(statement, self.home[twin]) and self._in_one_mouth(statement, twin):
                return self.home[twin], _repeated(statement.id, twin, self._same[statement.id])
        near = self._same.get(statement.id)
        if not near:
            return None, None
        groups = {id(self.home[other]): self.home[other] for other in near if other in self.home}
        fitting = [
            (link.score, -group.number, group, link)
            for group in groups.values()
            if (link := self._fits(statement, group, near)) is not None
        ]
        if not fitting:
            return None, None
        best = max(fitting, key=lambda one: one[:2])
        return best[2], best[3]

    def _in_one_mouth(self, statement: Statement, twin: StatementId) -> bool:
        """Tell whether equal words mean the same: "our troops" are whose they are by who speaks."""
        one, other = read_traits(statement), read_traits(self._told[twin])
        hangs = one.personal or one.owned
        return not hangs or one.speaker == other.speaker

    def _fits(
        self, statement: Statement, group: Group, near: dict[StatementId, Link]
    ) -> Link | None:
        if not self._allowed(statement, group):
            return None
        if group.leader in near:
            return near[group.leader]
        linked = [one.statement for one in group.members if one.statement in near]
        if len(linked) * 2 < len(group.members):
            return None
        return max((near[one] for one in linked), key=lambda link: link.score)

    def _allowed(self, statement: Statement, group: Group) -> bool:
        """Keep apart what a person parted, and what was foretold from what came of it."""
        told_for = statement.act not in _SIDES
        if told_for and group.foretells not in (None, statement.act in _FORETOLD):
            return False
        apart = self._bonds.apart_from(statement.id)
        return not apart or all(
            self._bonds.root(one.statement) not in apart
            for near in self._bundled(group)
            for one in near.members
        )


def twin_words(statement: Statement) -> Words | None:
    """Give what two statements must share to be one by their wording; None for short ones."""
    if len(statement.text) < _TELLING:
        return None
    concerns = statement.concerns
    time = concerns.edtf if concerns is not None and concerns.text else ""
    return statement.text.lower(), statement.act, statement.polarity, time


def group_statements(
    statements: Sequence[Statement],
    links: Iterable[Link],
    *,
    bonds: Bonds[StatementId] = _UNJUDGED,
) -> list[Group]:
    """Group statements, given in the order in which they were told.

    What a person judged goes before links: the groups of statements judged to be the same become
    one claim, those of statements judged to be different never do, through whatever chain.
    """
    grouping = _Grouping(links, bonds)
    for statement in statements:
        grouping.place(statement)
    return grouping.claims()


def _put_together(kept: Group, others: Iterable[Group], told: Mapping[StatementId, int]) -> Group:
    """Put groups into the first of them; the claim keeps that one's leader."""
    for gone in others:
        link = Link(
            LinkKind.SUPPORTS, gone.leader, kept.leader, 1.0, ("judged the same",), same=True
        )
        kept.members += [Member(one.statement, one.side, one.link or link) for one in gone.members]
    kept.members.sort(key=lambda one: told[one.statement])
    return kept


def _keep(known: dict[StatementId, Link], other: StatementId, link: Link) -> None:
    if other not in known or known[other].score < link.score:
        known[other] = link


def _repeated(a: StatementId, b: StatementId, near: dict[StatementId, Link]) -> Link:
    return near.get(b) or Link(LinkKind.REPEATS, a, b, 1.0, ("the same words",), same=True)
