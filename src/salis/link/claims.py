"""Group statements into claims.

Each claim is named after its leader, the first statement told of it. A later statement joins where
it is the same as the leader or as half of the members, never through a chain; so the claims of a
past moment are always a part of the later ones.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from salis.model.claim import Member, Side
from salis.model.link import Link, LinkKind
from salis.model.statement import Act, Polarity, Statement, StatementId

_FORETOLD = (Act.PREDICT, Act.PROMISE)
_SIDES = {Act.DENY: Side.AGAINST, Act.DISCLAIM: Side.OPEN}
#: A wording shorter than this may well be said of different things.
_TELLING = 40

type Words = tuple[str, Act, Polarity, str]
type PairOfStatements = tuple[StatementId, StatementId]


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

    def __init__(self, links: Iterable[Link], parted: Iterable[PairOfStatements]) -> None:
        self.groups: list[Group] = []
        self.home: dict[StatementId, Group] = {}
        self._same: defaultdict[StatementId, dict[StatementId, Link]] = defaultdict(dict)
        self._parted: defaultdict[StatementId, set[StatementId]] = defaultdict(set)
        self._alike: dict[Words, list[StatementId]] = {}
        for link in links:
            if link.same:
                _keep(self._same[link.a], link.b, link)
                _keep(self._same[link.b], link.a, link)
        for a, b in parted:
            self._parted[a].add(b)
            self._parted[b].add(a)

    def place(self, statement: Statement) -> None:
        """Put a statement into the group it belongs to, else into one of its own."""
        side = _SIDES.get(statement.act, Side.FOR)
        twins = self._twins(statement)
        group, link = self._best(statement, twins)
        if group is None:
            group = Group(len(self.groups))
            self.groups.append(group)
        group.members.append(Member(statement.id, side, link))
        if side is Side.FOR and group.foretells is None:
            group.foretells = statement.act in _FORETOLD
        self.home[statement.id] = group
        twins.append(statement.id)

    def _twins(self, statement: Statement) -> list[StatementId]:
        if len(statement.text) < _TELLING:
            return []
        concerns = statement.concerns
        time = concerns.edtf if concerns is not None and concerns.text else ""
        words = (statement.text.lower(), statement.act, statement.polarity, time)
        return self._alike.setdefault(words, [])

    def _best(
        self, statement: Statement, twins: list[StatementId]
    ) -> tuple[Group | None, Link | None]:
        for twin in twins:
            if self._allowed(statement, self.home[twin]):
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
        parted = self._parted.get(statement.id)
        return not parted or all(one.statement not in parted for one in group.members)


def group_statements(
    statements: Sequence[Statement],
    links: Iterable[Link],
    *,
    joined: Sequence[PairOfStatements] = (),
    parted: Sequence[PairOfStatements] = (),
) -> list[Group]:
    """Group statements, given in the order in which they were told.

    `joined` and `parted` are pairs that a person judged to be the same, so that their groups become
    one, or different, so that they never share a group.
    """
    grouping = _Grouping(links, parted)
    for statement in statements:
        grouping.place(statement)
    order = {statement.id: at for at, statement in enumerate(statements)}
    for a, b in joined:
        _merge(grouping, a, b, order)
    return grouping.groups


def _merge(
    grouping: _Grouping, a: StatementId, b: StatementId, order: dict[StatementId, int]
) -> None:
    one, other = grouping.home.get(a), grouping.home.get(b)
    if one is None or other is None or one is other:
        return
    kept, gone = (one, other) if order[one.leader] < order[other.leader] else (other, one)
    judged = Link(LinkKind.SUPPORTS, gone.leader, kept.leader, 1.0, ("judged the same",), same=True)
    for member in gone.members:
        grouping.home[member.statement] = kept
    moved = [Member(one.statement, one.side, one.link or judged) for one in gone.members]
    kept.members = sorted([*kept.members, *moved], key=lambda one: order[one.statement])
    grouping.groups.remove(gone)


def _keep(known: dict[StatementId, Link], other: StatementId, link: Link) -> None:
    if other not in known or known[other].score < link.score:
        known[other] = link


def _repeated(a: StatementId, b: StatementId, near: dict[StatementId, Link]) -> Link:
    return near.get(b) or Link(LinkKind.REPEATS, a, b, 1.0, ("the same words",), same=True)
