"""Join statements into sets, each with the reasons for which its members were joined."""

from __future__ import annotations

from collections.abc import Sequence

from salis.model.claim import Reason
from salis.model.statement import Statement, StatementId


class Joining:
    """Disjoint sets over the statements of one claim."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self._statements = statements
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

    def join(self, a: StatementId, b: StatementId, reason: Reason) -> None:
        """Make one set of two, for a reason; nothing where they are one already."""
        one, other = self.find(a), self.find(b)
        if one != other:
            self._parent[other] = one
            self._reasons.append((a, b, reason))

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
