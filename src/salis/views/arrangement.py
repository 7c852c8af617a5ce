"""Arrangement: every claim in one section of the brief, in order, or folded under a later one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from salis.model.claim import ClaimId, Question, Standing, Weighed
from salis.views.disputes import Dispute, find_disputes
from salis.views.folding import earlier_answers, fold_earlier, weaker_answers
from salis.views.gaps import find_gaps
from salis.views.importance import Importance
from salis.views.index import Index
from salis.views.names import Names
from salis.views.questions import is_empty
from salis.views.records import QuestionRecord


class Section(StrEnum):
    """Where a claim is shown that is in no dispute."""

    KNOWN = "known"
    ALLEGED = "alleged"
    PENDING = "pending"
    UNKNOWN = "unknown"
    OPINIONS = "opinions"


_SECTIONS = {
    Standing.CONFIRMED: Section.KNOWN,
    Standing.RESOLVED_TRUE: Section.KNOWN,
    Standing.RESOLVED_FALSE: Section.KNOWN,
    Standing.CORROBORATED: Section.KNOWN,
    Standing.REFUTED: Section.KNOWN,
    Standing.RETRACTED: Section.KNOWN,
    Standing.REPORTED: Section.KNOWN,
    Standing.ALLEGED: Section.ALLEGED,
    Standing.PENDING: Section.PENDING,
    Standing.UNKNOWN: Section.UNKNOWN,
    Standing.NOT_FACTUAL: Section.OPINIONS,
}
#: The reason of a forecast whose time has come without an answer.
UNSETTLED = "due-and-unsettled"
#: Stays among what is known, also where a weaker claim rivals it.
_ESTABLISHED = frozenset({Standing.CONFIRMED, Standing.RESOLVED_TRUE, Standing.CORROBORATED})


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Where everything is shown, the most important first."""

    sections: Mapping[Section, Sequence[Weighed]]
    disputes: Sequence[Dispute]
    #: Questions that no claim in any section stands for.
    questions: Sequence[Question]
    #: What stands leaves these open, and nobody says anything of them.
    gaps: Sequence[QuestionRecord]
    #: Earlier answers under the latest one.
    earlier: Mapping[ClaimId, Sequence[ClaimId]]
    #: Later answers that hold less firmly than one shown, the latest first.
    later: Mapping[ClaimId, Sequence[ClaimId]]


def arrange(index: Index, names: Names, importance: Importance) -> Arrangement:
    """Give every claim its one place."""
    folded = fold_earlier(index)
    earlier = earlier_answers(folded)
    importance.carry(earlier)
    disputes = _disputes(index, importance, folded)
    placed = {id for dispute in disputes for id in dispute.claims} | folded.keys()
    sections: dict[Section, list[Weighed]] = defaultdict(list)
    for id, weighed in index.weighed.items():
        if id not in placed:
            sections[_SECTIONS[weighed.standing]].append(weighed)
    for claims in sections.values():
        claims.sort(key=importance.order)
    sections[Section.UNKNOWN].sort(key=_is_unsettled)  # what is said not to be known comes first
    return Arrangement(
        sections,
        disputes,
        _questions(index),
        find_gaps(index, names),
        earlier,
        weaker_answers(index, folded),
    )


def _is_unsettled(weighed: Weighed) -> bool:
    return any(reason.code == UNSETTLED for reason in weighed.reasons)


def _disputes(
    index: Index, importance: Importance, folded: Mapping[ClaimId, ClaimId]
) -> list[Dispute]:
    def shown_elsewhere(weighed: Weighed) -> bool:
        return weighed.standing in _ESTABLISHED or weighed.claim.id in folded

    disputes = find_disputes(index, shown_elsewhere)
    return sorted(
        disputes, key=lambda one: min(importance.order(index.weighed[id]) for id in one.claims)
    )


def _questions(index: Index) -> list[Question]:
    return [
        question
        for question in index.linked.questions
        if is_empty(index, question)
        and not any(
            index.weighed[id].standing is Standing.UNKNOWN
            for id in question.claims
            if id in index.weighed
        )
    ]
