"""Items: claims in short, each with the passages that open it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from itertools import islice

from salis.model.claim import ClaimId, Question, Side, Standing, Weighed
from salis.model.statement import Statement
from salis.views.claims import reason_record
from salis.views.index import Index
from salis.views.instants import interval_record
from salis.views.leaning import is_leaning
from salis.views.records import AnswerRecord, BriefItem, PassageRef, ReasonRecord
from salis.views.voices import voices_against, voices_for

#: An item opens at most this many passages.
_PASSAGES = 3
#: And names at most so many later answers that stand less firmly.
_LATER = 3


def claim_item(
    index: Index,
    weighed: Weighed,
    earlier: Iterable[ClaimId] = (),
    later: Iterable[ClaimId] = (),
) -> BriefItem:
    """Write a claim in short, with the earlier answers it replaces and weaker ones since."""
    supporting = index.supporting(weighed)
    return BriefItem(
        id=weighed.claim.id,
        text=weighed.claim.text,
        standing=weighed.standing.value,
        reasons=tuple(reason_record(reason) for reason in weighed.reasons),
        independent_origins=sum(origin.independent for origin in supporting),
        origins=len(supporting),
        documents=len(index.documents_of(weighed)),
        speakers=voices_for(index, weighed),
        grains=weighed.grains,
        concerns=interval_record(weighed.claim.concerns),
        refs=tuple(passage_ref(index, one) for one in _best_passages(index, weighed)),
        denied_by=voices_against(index, weighed),
        earlier=tuple(answer_record(index.weighed[id]) for id in _latest_first(index, earlier)),
        leans=is_leaning(index, weighed.claim),
        probability=weighed.probability,
        later=tuple(answer_record(index.weighed[id]) for id in islice(later, _LATER)),
    )


@cache
def blank_item(standing: Standing) -> BriefItem:
    """Say of some claim where it stands, and no more."""
    return BriefItem(
        id="",
        text="",
        standing=standing.value,
        reasons=(),
        independent_origins=0,
        origins=0,
        documents=0,
        speakers=(),
        grains=0,
        concerns=None,
        refs=(),
    )


def question_item(question: Question) -> BriefItem:
    """Write an open question that no claim stands for."""
    reason = ReasonRecord("no-standing-claim", "No claim that stands answers it.", question.claims)
    blank = blank_item(Standing.UNKNOWN)
    return replace(blank, id=question.id, text=question.text, reasons=(reason,))


def answer_record(weighed: Weighed) -> AnswerRecord:
    """Write a claim as an answer."""
    return AnswerRecord(weighed.claim.id, weighed.claim.text, weighed.standing.value)


def passage_ref(index: Index, statement: Statement) -> PassageRef:
    """Write where to open the passage of a statement."""
    document = index.linked.documents[statement.document]
    source, passage = document.source.id, statement.passage
    return PassageRef(
        document=statement.document,
        source=source,
        statement=statement.id,
        start=passage.start,
        end=passage.end,
        exact=passage.exact,
        source_name=index.source_name(source),
        published_at=index.published[statement.document],
    )


def _latest_first(index: Index, claims: Iterable[ClaimId]) -> list[ClaimId]:
    def latest(id: ClaimId) -> tuple[int, str]:
        documents = index.documents_of(index.weighed[id])
        return (index.ranks[documents[-1]] if documents else -1), id

    return sorted(claims, key=latest, reverse=True)


def _best_passages(index: Index, weighed: Weighed) -> list[Statement]:
    """Choose direct words before others and earlier before later, a denial always among them."""
    carrying = _origins_first(weighed, _spread(index, index.carriers(weighed.claim)))
    denying = _spread(index, index.sided(weighed.claim, Side.AGAINST))[:1]
    if not denying or denying[0] in carrying:
        return carrying[:_PASSAGES]
    return [*carrying[: _PASSAGES - 1], *denying]


def _origins_first(weighed: Weighed, statements: list[Statement]) -> list[Statement]:
    """Put a passage of each independent origin before a second one of any."""
    if len(weighed.origins) < 2:
        return statements
    home = {id: one.id for one in weighed.origins if one.independent for id in one.statements}
    first: dict[str, Statement] = {}
    for statement in statements:
        if statement.id in home:
            first.setdefault(home[statement.id], statement)
    chosen = list(first.values())
    return [*chosen, *(one for one in statements if one not in chosen)]


def _spread(index: Index, statements: list[Statement]) -> list[Statement]:
    """Put the best first, each document once before any comes again."""
    if len(statements) == 1:
        return statements
    ranked = sorted(statements, key=lambda one: (not one.direct, *index.in_order(one)))
    first_of = {one.document: one for one in reversed(ranked)}
    return sorted(ranked, key=lambda one: first_of[one.document] is not one)
