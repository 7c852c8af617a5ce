"""Tells how an event is presented: as the statement that its words stand in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from benchmarks.reading import SentenceReader
from benchmarks.rows import Row
from salis.model.document import Passage
from salis.model.statement import Act, Certainty, Polarity, Statement

_AHEAD = frozenset({Act.PREDICT, Act.PROMISE, Act.DEMAND})


def predict(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield `{"id", "certainty", "polarity", "time"}` for each event."""
    sentences = SentenceReader()
    for row in rows:
        start = min(span[0] for span in row["span"])
        statement = _around(start, sentences.read(row["text"]).statements)
        yield {"id": row["id"], **_manner(statement)}


def _around(place: int, statements: Sequence[Statement]) -> Statement | None:
    """Give the shortest statement that covers a place; the words that attribute stand in none."""
    covering = [
        one
        for one in statements
        if _covers(one.passage, place) and not (one.cue and _covers(one.cue, place))
    ]
    return min(covering, key=lambda one: len(one.passage.exact), default=None)


def _covers(passage: Passage, place: int) -> bool:
    return passage.start <= place < passage.end


def _manner(statement: Statement | None) -> Row:
    """Translate a statement; an event that no statement covers is one that simply happened."""
    if statement is None:
        return {"certainty": Certainty.CERTAIN, "polarity": Polarity.POS, "time": "non_future"}
    return {
        "certainty": statement.certainty.value,
        "polarity": statement.polarity.value,
        "time": "future" if statement.act in _AHEAD else "non_future",
    }
