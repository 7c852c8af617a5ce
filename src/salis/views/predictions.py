"""Predictions: who said what would come, by when, and whether it did."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from salis.model.claim import Side, Standing, Weighed
from salis.model.statement import Act, Statement
from salis.views.index import Index
from salis.views.instants import instant, moment_instant
from salis.views.records import PredictionRecord
from salis.views.voices import voice_of

_FORETELLING = frozenset({Act.PREDICT, Act.PROMISE})
#: Not about what will come, also where the claim is.
_OTHER = frozenset({Act.JUDGE, Act.DEMAND, Act.ASK, Act.DENY, Act.DISCLAIM})
_AHEAD = frozenset({Standing.PENDING, Standing.RESOLVED_TRUE, Standing.RESOLVED_FALSE})
_OUTCOMES = {Standing.RESOLVED_TRUE: "kept", Standing.RESOLVED_FALSE: "failed"}
_FAR = datetime.max.replace(tzinfo=UTC)


def list_predictions(index: Index) -> tuple[PredictionRecord, ...]:
    """List predictions, promises and announcements by when they fall due, undated ones last."""
    found = [
        (
            _due(weighed, statement) or _FAR,
            index.in_order(statement),
            _record(index, weighed, statement),
        )
        for weighed in index.weighed.values()
        for statement in _foretelling(index, weighed)
    ]
    found.sort(key=lambda entry: entry[:2])
    return tuple(record for _, _, record in found)


def _foretelling(index: Index, weighed: Weighed) -> Iterator[Statement]:
    """Give each voice's first statement; a copy or a repetition is no new prediction."""
    heard: set[str] = set()
    for statement in index.sided(weighed.claim, Side.FOR):
        ahead = weighed.standing in _AHEAD and statement.act not in _OTHER
        if ahead or statement.act in _FORETELLING:
            voice = _voice_key(index, statement)
            if voice not in heard:
                heard.add(voice)
                yield statement


def _voice_key(index: Index, statement: Statement) -> str:
    entity = index.entity_of(statement.speakers[-1]) if statement.speakers else None
    return entity or voice_of(index, statement).casefold()


def _due(weighed: Weighed, statement: Statement) -> datetime | None:
    concerns = statement.concerns or weighed.claim.concerns
    return None if concerns is None else concerns.end or concerns.start


def _record(index: Index, weighed: Weighed, statement: Statement) -> PredictionRecord:
    published_at = index.linked.documents[statement.document].published_at
    return PredictionRecord(
        claim=weighed.claim.id,
        text=statement.text,
        speaker=voice_of(index, statement),
        said_at=moment_instant(statement.said_at or published_at),
        due=instant(_due(weighed, statement)),
        condition=statement.condition,
        likelihood=statement.likelihood,
        outcome=_OUTCOMES.get(weighed.standing),
    )
