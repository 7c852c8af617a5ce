"""Tells whether two sentences report one event: whether linking links their statements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from benchmarks.pairs import find_links, likeness
from benchmarks.reading import SentenceReader
from benchmarks.rows import Row


def predict(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield `{"id", "label", "score"}`; linked pairs come before all others."""
    sentences = SentenceReader()
    for row in rows:
        a, b = sentences.read(row["a"]), sentences.read(row["b"])
        links = find_links(a, b)
        score = max((1 + link.score for link in links), default=likeness(a, b))
        yield {"id": row["id"], "label": int(bool(links)), "score": round(score, 4)}
