"""Predictions: who said what would come, by when and on what condition, and whether it did."""

from __future__ import annotations

from collections.abc import Callable, Iterator
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
_OUTCOMES = {
    Standing.RESOLVED_TRUE: "kept",
    Standing.CONFIRMED: "kept",
    Standing.RESOLVED_FALSE: "failed",
    Standing.REFUTED: "failed",
    Standing.RETRACTED: "withdrawn",
    Standing.PENDING: None,
}
#: Something is told of what came, or a person could not find out.
_HEARD = frozenset({"outcome-told", "judged"})
_KINDS = {Act.PREDICT: "prediction", Act.PROMISE: "promise"}
_FAR = datetime.max.replace(tzinfo=UTC)

#: Gives the chance that a speaker gave to what it said; None where none can be told.
type ChanceGiven = Callable[[Statement], float | None]


def list_predictions(index: Index, chance_given: ChanceGiven) -> tuple[PredictionRecord, ...]:
    """List predictions, promises and announcements by when they fall due, undated ones last.

    Those that depend on a condition come after all others.
    """
    found = [
        (
            statement.condition is not None,
            _due(index, weighed, statement) or _FAR,
            index.in_order(statement),
            _record(index, weighed, statement, chance_given(statement)),
        )
        for weighed in index.weighed.values()
        for statement in _foretelling(index, weighed)
    ]
    found.sort(key=lambda entry: entry[:3])
    return tuple(record for *_, record in found)


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


def _due(index: Index, weighed: Weighed, statement: Statement) -> datetime | None:
    """Give by when it is to come, where its own words say so.

    A time that lies before it was said ("after last week's vote they will meet") is not that.
    """
    concerns = statement.concerns or weighed.claim.concerns
    if concerns is None or not concerns.text or concerns.end is None:
        return None
    published_at = index.linked.documents[statement.document].published_at
    past = published_at is not None and concerns.end <= published_at.at
    return None if past else concerns.end


def _record(
    index: Index, weighed: Weighed, statement: Statement, chance: float | None
) -> PredictionRecord:
    published_at = index.linked.documents[statement.document].published_at
    return PredictionRecord(
        claim=weighed.claim.id,
        text=statement.text,
        speaker=voice_of(index, statement),
        said_at=moment_instant(statement.said_at or published_at),
        due=instant(_due(index, weighed, statement)),
        condition=statement.condition,
        likelihood=statement.likelihood,
        outcome=_outcome(weighed),
        kind=_KINDS.get(statement.act, "announcement"),
        chance=None if chance is None else round(chance, 4),
        because=weighed.reasons[0].text if weighed.reasons else "",
    )


def _outcome(weighed: Weighed) -> str | None:
    """Say what came of it; None while its time has not come."""
    if weighed.standing in _OUTCOMES:
        return _OUTCOMES[weighed.standing]
    heard = any(one.code in _HEARD for one in weighed.reasons)
    return "undecided" if heard or weighed.standing is not Standing.UNKNOWN else "overdue"
