"""Values: the numbers that answers to one question give, one for each origin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from salis.model.claim import Question, QuestionId, Slot, Weighed
from salis.model.errors import NotFound
from salis.model.statement import Quantity, Statement, StatementId
from salis.views.detail_records import ValueRecord
from salis.views.index import Index
from salis.views.voices import voice_of

#: What a number is of, as far as it can be compared.
type _Kind = tuple[str, str]


def list_values(index: Index, id: str) -> tuple[ValueRecord, ...]:
    """List the values of a question that asks how many, in the order of telling; else nothing.

    Raises:
        NotFound: there is no such question.
    """
    question = index.questions.get(QuestionId(id))
    if question is None:
        raise NotFound(f"No question has the id '{id}' in this view.")
    if question.slot is not Slot.HOW_MANY:
        return ()
    told = list(_told(index, question))
    kinds = Counter(_kind(quantity) for _, one, _ in told for quantity in one.quantities)
    if not kinds:
        return ()
    kind = min(kinds, key=lambda one: (-kinds[one], one))
    records = [
        _record(index, weighed, one, quantity, documents)
        for weighed, one, documents in told
        if (quantity := next((q for q in one.quantities if _kind(q) == kind), None)) is not None
    ]
    return tuple(sorted(records, key=lambda one: (one.published_at or "", one.statement)))


def _kind(quantity: Quantity) -> _Kind:
    return quantity.unit, quantity.scope


def _told(index: Index, question: Question) -> Iterator[tuple[Weighed, Statement, int]]:
    """Give the first statement of each origin that has a number, with the origin's documents."""
    for id in question.claims:
        weighed = index.weighed.get(id)
        for origin in index.supporting(weighed) if weighed else ():
            first = next(_counting(index, origin.statements), None)
            if weighed is not None and first is not None:
                yield weighed, first, len(origin.documents)


def _counting(index: Index, ids: tuple[StatementId, ...]) -> Iterator[Statement]:
    for id in ids:
        statement = index.linked.statements.get(id)
        if statement is not None and statement.quantities:
            yield statement


def _record(
    index: Index, weighed: Weighed, statement: Statement, quantity: Quantity, documents: int
) -> ValueRecord:
    return ValueRecord(
        claim=weighed.claim.id,
        standing=weighed.standing.value,
        statement=statement.id,
        document=statement.document,
        source_name=index.source_name(index.source_of(statement.document)),
        speaker=voice_of(index, statement),
        published_at=index.published[statement.document],
        value=quantity.value,
        low=quantity.low,
        high=quantity.high,
        bound=quantity.bound.value,
        text=quantity.text,
        documents=documents,
    )
