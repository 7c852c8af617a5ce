"""Join statements into sets, each with the reasons for which its members were joined."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from salis.model.claim import Reason
from salis.model.statement import Statement, StatementId


class By(Enum):
    """What joins two statements: who speaks, or whose text it is."""

    VOICE = auto()
    TEXT = auto()


@dataclass(frozen=True, slots=True)
class Mark:
    """Which side a statement is on, of those that people keep apart."""

    side: str
    #: Whether people judged the statement's own text or voice; else it only goes with such a one.
    judged: bool = True


class Parting:
    """What people keep apart: the marks of the sets, and which sides bar which."""

    def __init__(
        self, marks: Mapping[StatementId, Mark], barred: Callable[[str], frozenset[str]]
    ) -> None:
        self._barred = barred
        self._marks = {id: {mark} for id, mark in marks.items() if barred(mark.side)}

    def bars(self, one: StatementId, other: StatementId) -> bool:
        """Tell whether two sets, by the statements that stand for them, must stay two.

        Where a set holds both sides already, for whatever else joined them, nothing is kept apart.
        """
        here, there = (
            {mark.side for mark in self._marks.get(id, _UNMARKED)} for id in (one, other)
        )
        return any(
            mine not in there and theirs not in here
            for mine in here
            for theirs in self._barred(mine) & there
        )

    def unite(self, one: StatementId, other: StatementId) -> None:
        """Let the first stand for both sets; what goes with another by itself counts no longer."""
        if other in self._marks:
            both = self._marks.get(one, _UNMARKED) | self._marks[other]
            self._marks[one] = {mark for mark in both if mark.judged} or both


_UNMARKED: set[Mark] = set()


class Joining:
    """Disjoint sets over the statements of one claim; what people keep apart is not joined."""

    def __init__(
        self, statements: Sequence[Statement], parting: Mapping[By, Parting] | None = None
    ) -> None:
        self._statements = statements
        self._parting = parting or {}
        self._parent: dict[StatementId, StatementId] = {one.id: one.id for one in statements}
        self._reasons: list[tuple[StatementId, StatementId, Reason]] = []

    def find(self, id: StatementId) -> StatementId:
        """Give the statement that stands for a set."""
        while self._parent[id] != id:
            self._parent[id] = self._parent[self._parent[id]]
            id = self._parent[id]
        return id

    def joined(self, a: StatementId, b: StatementId) -> bool:
        """Tell whether two statements are in one set."""
        return self.find(a) == self.find(b)

    def join(self, a: StatementId, b: StatementId, reason: Reason, by: By) -> bool:
        """Make one set of two, for a reason; tell whether they are one now."""
        one, other = self.find(a), self.find(b)
        if one == other:
            return True
        if by in self._parting and self._parting[by].bars(one, other):
            return False
        for parting in self._parting.values():
            parting.unite(one, other)
        self._parent[other] = one
        self._reasons.append((a, b, reason))
        return True

    def sets(self) -> list[tuple[list[Statement], tuple[Reason, ...]]]:
        """Give the sets in the order of their first statements, with what joined them."""
        members: dict[StatementId, list[Statement]] = {}
        for statement in self._statements:
            members.setdefault(self.find(statement.id), []).append(statement)
        reasons: dict[StatementId, dict[tuple[str, str], list[str]]] = {}
        for a, b, reason in self._reasons:
            refs = reasons.setdefault(self.find(a), {}).setdefault((reason.code, reason.text), [])
            refs.extend(ref for ref in (a, b) if ref not in refs)
        return [
            (
                found,
                tuple(Reason(*what, tuple(refs)) for what, refs in reasons.get(root, {}).items()),
            )
            for root, found in members.items()
        ]
