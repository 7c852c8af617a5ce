"""Folding: earlier answers stand under the later one that replaced them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from salis.model.claim import ClaimId, Standing, Weighed
from salis.views.index import Index

#: How firmly a standing holds; a later answer folds only what holds no more firmly than this says.
_FIRMNESS = {
    Standing.CONFIRMED: 3,
    Standing.RESOLVED_TRUE: 3,
    Standing.CORROBORATED: 2,
    Standing.REPORTED: 2,
    Standing.ALLEGED: 1,
    Standing.UNKNOWN: 0,
}


def fold_earlier(index: Index) -> dict[ClaimId, ClaimId]:
    """Give each claim that a later answer replaced the latest one of its chain.

    A figure reported at night replaces one corroborated at noon: the world moved on. What was
    confirmed is replaced only by what is confirmed, and an allegation replaces only allegations.
    What is disputed, fell or is no fact never folds and never hides another.
    """
    hosts: dict[ClaimId, Weighed] = {}
    for later in index.weighed.values():
        for id in later.claim.updates:
            earlier = index.weighed.get(id)
            if earlier is not None and _replaces(later, earlier):
                hosts[id] = max(hosts.get(id, later), later, key=lambda one: _latest(index, one))
    roots = {id: _root(id, hosts) for id in hosts}
    return {id: root for id, root in roots.items() if root is not None}


def earlier_answers(folded: Mapping[ClaimId, ClaimId]) -> dict[ClaimId, list[ClaimId]]:
    """Give each latest answer those folded under it."""
    found: dict[ClaimId, list[ClaimId]] = defaultdict(list)
    for earlier, latest in folded.items():
        found[latest].append(earlier)
    return found


def _replaces(later: Weighed, earlier: Weighed) -> bool:
    above, below = _FIRMNESS.get(later.standing), _FIRMNESS.get(earlier.standing)
    return above is not None and below is not None and above >= below and above > 0


def _latest(index: Index, weighed: Weighed) -> tuple[int, str]:
    documents = index.documents_of(weighed)
    return (index.ranks[documents[-1]] if documents else -1), weighed.claim.id


def _root(id: ClaimId, hosts: dict[ClaimId, Weighed]) -> ClaimId | None:
    """Follow a chain to its end; None where it runs in a circle, which folds nothing."""
    seen = {id}
    while (host := hosts.get(id)) is not None:
        id = host.claim.id
        if id in seen:
            return None
        seen.add(id)
    return id
