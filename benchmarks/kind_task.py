"""Tells what role a sentence plays, from the acts of its statements.

A statement has no act for background and anecdotes: those are never predicted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from benchmarks.reading import SentenceReader
from benchmarks.rows import Row, make_document
from salis.model.statement import Act, Statement
from salis.read.reader import Reader

_OPINION = frozenset({Act.JUDGE, Act.DEMAND, Act.ASK})
_AHEAD = frozenset({Act.PREDICT, Act.PROMISE})


def predict(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield `{"id", "label", …}` for each sentence; those of one article are read together."""
    articles: dict[str, list[Row]] = {}
    sentences = SentenceReader()
    for row in rows:
        if "doc" in row:
            articles.setdefault(row["doc"], []).append(row)
        else:
            yield {"id": row["id"], "label": _lone(sentences.read(row["text"]).statements)}
    for article, parts in articles.items():
        yield from _article(article, sorted(parts, key=lambda row: row["sent"]), sentences.reader)


def _article(name: str, rows: Sequence[Row], reader: Reader) -> Iterator[Row]:
    text = "\n\n".join(row["text"] for row in rows)
    read = reader.read(make_document(name, text))
    starts = [0]
    for row in rows:
        starts.append(starts[-1] + len(row["text"]) + 2)
    for row, (start, end) in zip(rows, pairwise(starts), strict=True):
        said = [one for one in read.statements if start <= one.passage.start < end]
        speech = any(one.speakers for one in said)
        yield {"id": row["id"], "label": _role(said), "speech": speech}


def _role(statements: Sequence[Statement]) -> str:
    """Give the part of an article that a sentence's statements make of it."""
    acts = {one.act for one in statements}
    if not acts:
        return "none"
    if acts & _AHEAD:
        return "prediction"
    return "opinion" if acts & _OPINION else "report"


def _lone(statements: Sequence[Statement]) -> str:
    """Tell fact from opinion in a sentence that stands alone."""
    judged = [one.act in _OPINION for one in statements]
    if not any(judged):
        return "factual"
    return "opinion" if all(judged) else "mixed"
