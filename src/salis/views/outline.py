"""Outlines: of each claim just what the brief must know to give it its place among all others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from salis.model.claim import ClaimId, Question, Standing, Weighed
from salis.model.document import DocumentId
from salis.model.statement import StatementId
from salis.views.arrangement import Section, find_places, is_unsettled, section_of
from salis.views.folding import earlier_answers
from salis.views.importance import count_carried, words_over
from salis.views.index import Index
from salis.views.leaning import is_leaning
from salis.views.voices import voices_for

#: Longest id that has a place in a column; longer ones cannot be ordered there.
LONGEST_ID = 24
#: So many voices with the fewest grains are named.
MOST_LEAST = 5
#: So many statements of one document have a place of their own in its order.
MOST_STATEMENTS = 10_000


class Place(IntEnum):
    """Where the brief shows something; a section by its place in `Section`."""

    KNOWN = 0
    ALLEGED = 1
    PENDING = 2
    UNKNOWN = 3
    OPINIONS = 4
    #: Among the claims of a dispute.
    DISPUTED = 5
    #: Under the later answer that replaced it.
    FOLDED = 6
    #: It is no claim, or no question, any more: people joined it to another.
    GONE = 7
    #: A question that no claim in any section stands for, and any other question.
    OPEN = 8
    ANSWERED = 9


_SECTIONS = dict(zip(Section, Place, strict=False))
#: Marks a name that is a source's id, and one that is a speaker's name.
SOURCE, SPEAKER = "s", "v"


@dataclass(frozen=True, slots=True)
class Outline:
    """A claim, or a question, as the brief ranks and counts it."""

    leader: StatementId
    place: Place
    is_question: bool = False
    standing: Standing = Standing.UNKNOWN
    independent: int = 0
    documents: int = 0
    #: The same with those of the earlier answers that it replaced.
    carried: int = 0
    #: The first and last document that carries it, in the order of telling.
    first: DocumentId | None = None
    last: DocumentId | None = None
    grains: int = 0
    contested: bool = False
    leans: bool = False
    unsettled: bool = False
    #: Whether its first statement counts people.
    counted: bool = False
    #: By how many words that is too long.
    long: int = 0
    #: Where that begins in its document.
    start: int = 0
    #: The first claim of the dispute that it is part of, by its leader.
    dispute: StatementId | None = None
    #: One name for each of its origins, small, marked as a source's id or a speaker's name.
    voices: tuple[str, ...] = ()
    #: The same as they are shown, of those that support it; for opinions only.
    shown: tuple[str, ...] = ()
    #: Who says it with the fewest grains of salt, `MOST_LEAST` voices at most: if the record of all
    #: of them is poor, it has one grain more. An empty name stands for those who have that grain.
    #: Only weighing tells; see `salis.pipeline.least`.
    least: tuple[str, ...] = ()


def outline_all(index: Index) -> Iterator[Outline]:
    """Outline every claim and question of a snapshot."""
    places = find_places(index)
    earlier = earlier_answers(places.folded)

    def outline(id: ClaimId, place: Place, dispute: ClaimId | None = None) -> Outline:
        return outline_claim(index, index.weighed[id], place, dispute, earlier=earlier.get(id, ()))

    for section, claims in places.sections.items():
        for weighed in claims:
            yield outline(weighed.claim.id, _SECTIONS[section])
    for dispute in places.disputes:
        for id in dispute.claims:
            yield outline(id, Place.DISPUTED, dispute.claims[0])
    for id in places.folded:
        yield outline_claim(index, index.weighed[id], Place.FOLDED)
    opened = {question.id for question in places.questions}
    for question in index.linked.questions:
        place = Place.OPEN if question.id in opened else Place.ANSWERED
        leader = index.linked.statements[_leader_of(index, question)]
        yield Outline(leader.id, place, is_question=True, start=leader.passage.start)


def outline_alone(index: Index, weighed: Weighed) -> Outline:
    """Outline a claim that nothing else bears on."""
    return outline_claim(index, weighed, _SECTIONS[section_of(weighed)])


def outline_claim(
    index: Index,
    weighed: Weighed,
    place: Place,
    dispute: ClaimId | None = None,
    *,
    earlier: Sequence[ClaimId] = (),
) -> Outline:
    """Outline one claim in its place."""
    claim = weighed.claim
    leader = claim.members[0].statement
    statement = index.linked.statements[leader]
    documents = index.documents_of(weighed)
    return Outline(
        leader=leader,
        place=place,
        standing=weighed.standing,
        independent=sum([origin.independent for origin in weighed.origins]),
        documents=len(documents),
        carried=count_carried(index, documents, earlier),
        first=documents[0] if documents else None,
        last=documents[-1] if documents else None,
        grains=weighed.grains,
        contested=bool(claim.rivals),
        leans=is_leaning(index, claim),
        unsettled=is_unsettled(weighed),
        counted=any(quantity.scope for quantity in statement.quantities),
        long=words_over(statement),
        start=statement.passage.start,
        dispute=None if dispute is None else index.linked.claims[dispute].members[0].statement,
        voices=_voices(weighed),
        shown=_shown(index, weighed) if place is Place.OPINIONS else (),
    )


def _leader_of(index: Index, question: Question) -> StatementId:
    return index.linked.claims[question.claims[0]].members[0].statement


def _voices(weighed: Weighed) -> tuple[str, ...]:
    return tuple(
        SPEAKER + origin.speaker.casefold() if origin.speaker else SOURCE + origin.source
        for origin in weighed.origins
    )


def _shown(index: Index, weighed: Weighed) -> tuple[str, ...]:
    names = [
        SPEAKER + origin.speaker if origin.speaker else SOURCE + origin.source
        for origin in index.supporting(weighed)
    ]
    return tuple(names or [SPEAKER + name for name in voices_for(index, weighed)])
