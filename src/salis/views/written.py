"""Written: what the brief shows of some matters, each claim in its place, but for its order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from salis.model.claim import ClaimId
from salis.views.arrangement import Places, find_places
from salis.views.brief import Writing, written_item
from salis.views.disputes import Dispute
from salis.views.folding import earlier_answers, weaker_answers
from salis.views.index import Index
from salis.views.items import question_item
from salis.views.records import BriefItem


@dataclass(frozen=True, slots=True)
class Written:
    """The items of some matters, by claims."""

    #: By claim; those that are folded under another have none.
    items: Mapping[ClaimId, BriefItem]
    #: By the first of its claims.
    disputes: Mapping[ClaimId, Dispute]
    #: Questions that no claim in any section stands for, by the first of their claims.
    questions: Mapping[ClaimId, BriefItem]

    def __or__(self, other: Written) -> Written:
        """Put what is written of other matters beside it."""
        return Written(
            {**self.items, **other.items},
            {**self.disputes, **other.disputes},
            {**self.questions, **other.questions},
        )


#: What is written of no matter.
BLANK = Written({}, {}, {})


def write_all(index: Index) -> Written:
    """Write out every claim of an index that has a place of its own."""
    places = find_places(index)
    earlier, later = earlier_answers(places.folded), weaker_answers(index, places.folded)
    writing = Writing(index, earlier, later, {})
    opened = {one.id for one in places.questions}
    return Written(
        items={id: written_item(writing, id) for id in _shown(places)},
        disputes={one.claims[0]: one for one in places.disputes},
        questions={
            one.claims[0]: question_item(one) for one in index.linked.questions if one.id in opened
        },
    )


def _shown(places: Places) -> Iterator[ClaimId]:
    for weighed in chain.from_iterable(places.sections.values()):
        yield weighed.claim.id
    for dispute in places.disputes:
        yield from dispute.claims
