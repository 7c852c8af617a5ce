"""Questions: what rival claims answer, and whether anything that stands answers them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import log2

from salis.model.claim import ClaimId, Question, Side, Slot, Standing, Weighed
from salis.views.gaps import find_gaps
from salis.views.index import Index
from salis.views.instants import instant
from salis.views.items import answer_record
from salis.views.leaning import is_leaning
from salis.views.names import Names
from salis.views.records import QuestionRecord

_ANSWERS = frozenset(
    {Standing.CONFIRMED, Standing.RESOLVED_TRUE, Standing.CORROBORATED, Standing.REPORTED}
)
#: Answers to whether something is so: no.
_NEGATIVE = frozenset({Standing.REFUTED, Standing.RESOLVED_FALSE})
_EMPTY = frozenset({Standing.UNKNOWN, Standing.RETRACTED, *_NEGATIVE})

#: What a doubling of the documents that answer it adds to how much a question matters.
_EACH_DOUBLING = 0.1
#: The order in which states, and standings among the answers, are listed.
_STATES = ("disputed", "open", "answered")
_STANDINGS = (
    Standing.CONFIRMED,
    Standing.RESOLVED_TRUE,
    Standing.CORROBORATED,
    Standing.DISPUTED,
    Standing.REPORTED,
    Standing.PENDING,
    Standing.ALLEGED,
)


def list_questions(index: Index) -> tuple[QuestionRecord, ...]:
    """List the questions: disputed ones first, then open, then answered ones.

    In each state those come first that are about what most documents tell of; what cannot be
    understood alone comes last.
    """
    names = Names(index)
    asked = (_record(index, question) for question in index.linked.questions)
    records = [*asked, *find_gaps(index, names)]

    def place(record: QuestionRecord) -> tuple[int, bool, float]:
        claims = [ClaimId(one.claim) for one in record.answers]
        claims += [ClaimId(record.claim)] if record.claim else []
        leaning = all(is_leaning(index, index.weighed[id].claim) for id in claims)
        return _STATES.index(record.state), leaning, -_matter(index, names, claims)

    return tuple(sorted(records, key=place))


def _matter(index: Index, names: Names, claims: Iterable[ClaimId]) -> float:
    """Say how much documents tell of what a question is about."""
    members = (one.statement for id in claims for one in index.weighed[id].claim.members[:1])
    statements = [index.linked.statements[id] for id in members]
    told = max((names.topicality(one) + names.centrality(one) for one in statements), default=0.0)
    documents = {one.document for one in statements}
    return round(told + _EACH_DOUBLING * log2(1 + len(documents)), 6)


def is_empty(index: Index, question: Question) -> bool:
    """Say whether a question asks for more than yes or no and nothing stands as its answer."""
    claims = list(_claims(index, question))
    return question.slot is not Slot.WHETHER and all(one.standing in _EMPTY for one in claims)


def _record(index: Index, question: Question) -> QuestionRecord:
    claims = sorted(_claims(index, question), key=_firmness)
    return QuestionRecord(
        id=question.id,
        text=question.text,
        slot=question.slot.value,
        since=instant(question.since),
        state=_state(question, {weighed.standing for weighed in claims}),
        answers=tuple(answer_record(weighed) for weighed in claims),
        basis="disclaimed" if _is_disclaimed(claims) else "answers",
    )


def _is_disclaimed(claims: list[Weighed]) -> bool:
    """Say whether nothing is told but that it is not known."""
    sides = {member.side for weighed in claims for member in weighed.claim.members}
    return sides == {Side.OPEN}


def _claims(index: Index, question: Question) -> Iterator[Weighed]:
    return (index.weighed[id] for id in question.claims if id in index.weighed)


def _firmness(weighed: Weighed) -> int:
    standing = weighed.standing
    return _STANDINGS.index(standing) if standing in _STANDINGS else len(_STANDINGS)


def _state(question: Question, standings: set[Standing]) -> str:
    if Standing.DISPUTED in standings:
        return "disputed"
    settling = _ANSWERS | _NEGATIVE if question.slot is Slot.WHETHER else _ANSWERS
    return "answered" if standings & settling else "open"
