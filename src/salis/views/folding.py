"""Folding: earlier answers stand under the later one that replaced them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from salis.model.claim import ClaimId, Side, Standing, Weighed
from salis.views.index import Index

#: How firmly a standing holds; a later answer replaces only what holds no more firmly than it does.
_FIRMNESS = {
    Standing.CONFIRMED: 4,
    Standing.RESOLVED_TRUE: 4,
    Standing.CORROBORATED: 3,
    Standing.REPORTED: 2,
    Standing.ALLEGED: 1,
    Standing.UNKNOWN: 0,
}

type Later = Mapping[ClaimId, list[ClaimId]]


def fold_earlier(index: Index) -> dict[ClaimId, ClaimId]:
    """Give each claim that a later answer replaced the latest one of its chain.

    A later answer replaces what holds no more firmly than it does, also where weaker ones stand
    between the two: what was confirmed only what is confirmed, what two origins say only what two
    origins say. What is disputed, fell or is no fact never folds and never hides another.
    """
    later = _later(index)
    hosts: dict[ClaimId, Weighed] = {}
    for id in later:
        earlier = index.weighed[id]
        replacing = [
            one
            for one in _after(id, later, index)
            if _replaces(one, earlier) and _counts_the_same(index, one, earlier)
        ]
        if replacing:
            hosts[id] = max(replacing, key=lambda one: _latest(index, one))
    roots = {id: _root(id, hosts) for id in hosts}
    return {id: root for id, root in roots.items() if root is not None}


def earlier_answers(folded: Mapping[ClaimId, ClaimId]) -> dict[ClaimId, list[ClaimId]]:
    """Give each latest answer those folded under it."""
    found: dict[ClaimId, list[ClaimId]] = defaultdict(list)
    for earlier, latest in folded.items():
        found[latest].append(earlier)
    return found


def weaker_answers(index: Index, folded: Mapping[ClaimId, ClaimId]) -> dict[ClaimId, list[ClaimId]]:
    """Give each answer the later ones that hold less firmly, the latest first.

    Whoever reads that twelve are dead must see that one origin says forty since.
    """
    later = _later(index)
    found: dict[ClaimId, list[ClaimId]] = {}
    for id in later:
        if id not in folded:
            shown = {folded.get(one.claim.id, one.claim.id) for one in _after(id, later, index)}
            weaker = [index.weighed[one] for one in shown if one != id]
            weaker = [one for one in weaker if _is_weaker(index, one, index.weighed[id])]
            weaker.sort(key=lambda one: _latest(index, one), reverse=True)
            found[id] = [one.claim.id for one in weaker]
    return found


def _later(index: Index) -> Later:
    """Give each claim those that say that they replace it."""
    later: dict[ClaimId, list[ClaimId]] = defaultdict(list)
    for one in index.weighed.values():
        for id in one.claim.updates:
            if id in index.weighed and id != one.claim.id:
                later[id].append(one.claim.id)
    return later


def _after(id: ClaimId, later: Later, index: Index) -> Iterator[Weighed]:
    """Go to all later answers, and to those that replaced them."""
    waiting, seen = [id], {id}
    while waiting:
        fresh = [one for one in later.get(waiting.pop(), ()) if one not in seen]
        seen.update(fresh)
        waiting.extend(fresh)
        yield from _standing(index.weighed[one] for one in fresh)


def _standing(claims: Iterable[Weighed]) -> Iterator[Weighed]:
    return (one for one in claims if one.standing in _FIRMNESS)


def _replaces(later: Weighed, earlier: Weighed) -> bool:
    above, below = _FIRMNESS.get(later.standing), _FIRMNESS.get(earlier.standing)
    return above is not None and below is not None and above >= below and above > 0


def _is_weaker(index: Index, later: Weighed, earlier: Weighed) -> bool:
    above, below = _FIRMNESS.get(later.standing), _FIRMNESS.get(earlier.standing)
    if above is None or below is None or not 0 < above < below:
        return False
    return _counts_the_same(index, later, earlier)


def _counts_the_same(index: Index, one: Weighed, other: Weighed) -> bool:
    """Say whether two claims count the same; a count of the homeless replaces none of the dead."""
    here, there = _scopes(index, one), _scopes(index, other)
    return not here or not there or bool(here & there)


def _scopes(index: Index, weighed: Weighed) -> set[str]:
    statements = index.sided(weighed.claim, Side.FOR)
    worded = [one for one in statements if one.text == weighed.claim.text][:1]
    return {quantity.scope for one in worded for quantity in one.quantities if quantity.scope}


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
