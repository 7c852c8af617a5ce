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
INDEPENDENT = 3.0
DOCUMENTS = 1.0
CENTRAL = 4.0
TOPICAL = 8.0
RECENT = 1.0
CHANGED = 2.0
CONTESTED = 1.0
LEAD = 4.0
COUNTED = 1.0
#: Each grain of salt takes this much away.
GRAIN = 0.4
#: What can't be understood alone goes below what can.
LEANING = 6.0
#: What is longer than so many words tells several things at once, or runs a headline into a text.
LONG, EACH_WORD = 28, 0.15
#: How far into a document its lead reaches, in characters.
LEAD_LENGTH = 1200

#: What stands on more comes first; what fell must be seen before what one origin says.
TIERS = {
    Standing.CONFIRMED: 0,
    Standing.RESOLVED_TRUE: 0,
    Standing.RESOLVED_FALSE: 0,
    Standing.CORROBORATED: 0,
    Standing.REFUTED: 1,
    Standing.RETRACTED: 1,
}
LOWEST_TIER = 2


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
        return TIERS.get(weighed.standing, LOWEST_TIER), -round(score, 6), first, weighed.claim.id

    def _carried(self, weighed: Weighed, documents: Sequence[DocumentId]) -> int:
        return count_carried(self._index, documents, self._earlier.get(weighed.claim.id, ()))

    def _score(self, weighed: Weighed, documents: int, recency: float) -> float:
        claim = weighed.claim
        independent = sum([origin.independent for origin in weighed.origins])
        statement = self._statements.get(claim.members[0].statement)
        return (
            INDEPENDENT * log2(1 + independent)
            + DOCUMENTS * log2(1 + documents)
            + CENTRAL * (0.0 if statement is None else self._names.centrality(statement))
            + TOPICAL * (0.0 if statement is None else self._names.topicality(statement))
            + RECENT * recency
            + CHANGED * (claim.id in self._changed)
            + CONTESTED * bool(claim.rivals)
            - GRAIN * weighed.grains
            + (
                0.0
                if statement is None
                else _wording(statement, leans=is_leaning(self._index, claim))
            )
        )


def count_carried(index: Index, documents: Sequence[DocumentId], earlier: Sequence[ClaimId]) -> int:
    """Count the documents of a claim and of the earlier answers that it replaced."""
    if not earlier:
        return len(documents)
    return len(set(documents).union(*(index.documents_of(index.weighed[id]) for id in earlier)))


def _wording(statement: Statement, *, leans: bool) -> float:
    """Value a lead and a count of people; put what leans on another sentence below all else."""
    start, quantities = statement.passage.start, statement.quantities
    lead = 1 - start / LEAD_LENGTH if start < LEAD_LENGTH else 0.0
    counted = bool(quantities) and any(quantity.scope for quantity in quantities)
    long = words_over(statement)
    return LEAD * lead + COUNTED * counted - LEANING * leans - EACH_WORD * long


def words_over(statement: Statement) -> int:
    """Count the words by which a text is too long."""
    return max(statement.text.count(" ") + 1 - LONG, 0)
