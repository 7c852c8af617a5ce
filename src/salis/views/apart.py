"""Claims that linking left apart though they may be one: what a person should look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import log2

from salis.model.claim import ClaimId, Side, Standing, Weighed
from salis.model.statement import Statement
from salis.views.detail_records import DoubtRecord
from salis.views.index import Index
from salis.views.sides import statement_side

#: Claims that are looked at, those that most documents carry and were told last.
_MOST = 1_200
_LOOKED_AT = frozenset(
    {Standing.REPORTED, Standing.ALLEGED, Standing.CORROBORATED, Standing.DISPUTED}
)
#: Words that the two first statements have in common, at least.
_SHARED = 2
#: What it counts more that a join would make a claim rest on a second origin.
_SECOND = 3.0

#: Finds pairs among texts that may tell of one happening: their places, and how likely, 0 to 1.
type FindLikely = Callable[
    [Sequence[str], Callable[[int, int], bool]], Sequence[tuple[int, int, float]]
]


def find_none(
    _texts: Sequence[str], _wanted: Callable[[int, int], bool]
) -> Sequence[tuple[int, int, float]]:
    """Find nothing: for views that are not asked for doubts."""
    return ()


def list_apart(index: Index, find_likely: FindLikely) -> Iterator[DoubtRecord]:
    """List pairs of claims that may be one, in no order; what was judged is left out."""
    seen = _choose(index)
    judged = _judged(index)

    def wanted(a: int, b: int) -> bool:
        one, other = seen[a][0], seen[b][0]
        ids = frozenset((one.claim.id, other.claim.id))
        return ids not in judged and not _meet(index, one, other) and _agree(seen[a][1], seen[b][1])

    for a, b, share in find_likely([one.claim.text for one, _ in seen], wanted):
        yield _doubt(index, seen[a], seen[b], share)


def _choose(index: Index) -> list[tuple[Weighed, Statement]]:
    """Choose the claims that are looked at, each with the first statement that puts it forward."""
    found: list[tuple[int, int, Weighed, Statement]] = []
    for weighed in index.weighed.values():
        if weighed.standing in _LOOKED_AT:
            told = index.sided(weighed.claim, Side.FOR)
            documents = index.documents_of(weighed)
            if told and documents:
                rank = index.ranks[documents[-1]]
                found.append((len(documents), rank, weighed, told[0]))
    found.sort(key=lambda one: (-one[0], -one[1], one[2].claim.id))
    return [(weighed, statement) for _, _, weighed, statement in found[:_MOST]]


def _judged(index: Index) -> set[frozenset[ClaimId]]:
    """Give the pairs of claims of which people judged two statements, either way."""
    places = index.places
    judged = (made.value.statements for made in index.linked.judgements)
    return {
        frozenset(places[one][0] for one in pair if one in places)
        for pair in judged
        if len(pair) == 2
    }


def _meet(index: Index, one: Weighed, other: Weighed) -> bool:
    """Tell whether two claims are told by one text, or are answers to one question."""
    a, b = one.claim, other.claim
    if b.id in a.rivals or (a.question is not None and a.question == b.question):
        return True
    return not set(index.documents_of(one)).isdisjoint(index.documents_of(other))


def _agree(a: Statement, b: Statement) -> bool:
    """Tell whether two share words, and nothing plain keeps them apart: denied, other figures."""
    if a.polarity is not b.polarity or len({*a.frame.words} & {*b.frame.words}) < _SHARED:
        return False
    counts = [{(each.value, each.scope) for each in one.quantities} for one in (a, b)]
    return not all(counts) or not counts[0].isdisjoint(counts[1])


def _doubt(
    index: Index, a: tuple[Weighed, Statement], b: tuple[Weighed, Statement], share: float
) -> DoubtRecord:
    (one, first), (other, second) = a, b
    voices, more = _voices(one), _voices(other)
    together = len(voices | more)
    gains = bool(voices and more) and together > max(len(voices), len(more))
    documents = len(index.documents_of(one)) + len(index.documents_of(other))
    return DoubtRecord(
        kind="apart",
        a=statement_side(index, first),
        b=statement_side(index, second),
        why=(f"{share:.0%} likely to tell of one happening, by the words of all texts",),
        weight=round(share * (log2(1 + documents) + _SECOND * gains), 4),
        claim=one.claim.id,
        standing=one.standing.value,
        stake=_stake(together, gains=gains),
        other=other.claim.id,
        other_standing=other.standing.value,
    )


def _voices(weighed: Weighed) -> set[str]:
    """Give who speaks as an independent origin of a claim: a speaker, or a source in its own."""
    return {one.speaker or one.source for one in weighed.origins if one.independent}


def _stake(independent: int, *, gains: bool) -> str:
    if gains:
        return f"If they are one claim, it may rest on {independent} origins."
    return "If they are one claim, its grounds stand in one place."
