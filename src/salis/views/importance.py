"""Importance: which claims matter most to somebody who must write now."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from math import log2

from salis.model.claim import ClaimId, Standing, Weighed
from salis.model.document import DocumentId
from salis.model.statement import Statement
from salis.views.index import Index
from salis.views.leaning import is_leaning
from salis.views.names import Names

#: How much each ground counts; the first two are in steps of a doubling, the rest from 0 to 1.
_INDEPENDENT = 3.0
_DOCUMENTS = 1.0
_CENTRAL = 4.0
_TOPICAL = 8.0
_RECENT = 1.0
_CHANGED = 2.0
_CONTESTED = 1.0
_LEAD = 4.0
_COUNTED = 1.0
#: Each grain of salt takes this much away.
_GRAIN = 0.4
#: What can't be understood alone goes below what can.
_LEANING = 6.0
#: What is longer than so many words tells several things at once, or runs a headline into a text.
_LONG, _EACH_WORD = 28, 0.15
#: How far into a document its lead reaches, in characters.
_LEAD_LENGTH = 1200

#: What stands on more comes first; what fell must be seen before what one origin says.
_TIERS = {
    Standing.CONFIRMED: 0,
    Standing.RESOLVED_TRUE: 0,
    Standing.RESOLVED_FALSE: 0,
    Standing.CORROBORATED: 0,
    Standing.REFUTED: 1,
    Standing.RETRACTED: 1,
}


class Importance:
    """A score for each claim of a snapshot; it orders and never weighs."""

    def __init__(self, index: Index, names: Names, changed: Collection[ClaimId] = ()) -> None:
        self._index = index
        self._names = names
        self._changed = changed
        self._ranks = index.ranks
        self._statements = index.linked.statements
        self._last = max(len(index.linked.documents) - 1, 1)
        self._earlier: Mapping[ClaimId, Sequence[ClaimId]] = {}

    def carry(self, earlier: Mapping[ClaimId, Sequence[ClaimId]]) -> None:
        """Let each latest answer carry the documents of those that it replaced."""
        self._earlier = earlier

    def order(self, weighed: Weighed) -> tuple[int, float, int, str]:
        """Give the key that sorts claims within a section."""
        documents = self._index.documents_of(weighed)
        ranks = self._ranks
        first = ranks[documents[0]] if documents else 0
        latest = ranks[documents[-1]] if len(documents) > 1 else first
        score = self._score(weighed, self._carried(weighed, documents), latest / self._last)
        return _TIERS.get(weighed.standing, 2), -round(score, 6), first, weighed.claim.id

    def _carried(self, weighed: Weighed, documents: Sequence[DocumentId]) -> int:
        earlier = self._earlier.get(weighed.claim.id, ())
        if not earlier:
            return len(documents)
        index = self._index
        return len(set(documents).union(*(index.documents_of(index.weighed[id]) for id in earlier)))

    def _score(self, weighed: Weighed, documents: int, recency: float) -> float:
        claim = weighed.claim
        independent = sum([origin.independent for origin in weighed.origins])
        statement = self._statements.get(claim.members[0].statement)
        return (
            _INDEPENDENT * log2(1 + independent)
            + _DOCUMENTS * log2(1 + documents)
            + (0.0 if statement is None else self._matter(statement))
            + _RECENT * recency
            + _CHANGED * (claim.id in self._changed)
            + _CONTESTED * bool(claim.rivals)
            - _GRAIN * weighed.grains
            + (
                0.0
                if statement is None
                else _wording(statement, leans=is_leaning(self._index, claim))
            )
        )

    def _matter(self, statement: Statement) -> float:
        names = self._names
        return _CENTRAL * names.centrality(statement) + _TOPICAL * names.topicality(statement)


def _wording(statement: Statement, *, leans: bool) -> float:
    """Value a lead and a count of people; put what leans on another sentence below all else."""
    start, quantities = statement.passage.start, statement.quantities
    lead = 1 - start / _LEAD_LENGTH if start < _LEAD_LENGTH else 0.0
    length = max(statement.text.count(" ") + 1 - _LONG, 0)
    counted = bool(quantities) and any(quantity.scope for quantity in quantities)
    return _LEAD * lead + _COUNTED * counted - _LEANING * leans - _EACH_WORD * length
