"""Tells whether two sentences report one event: by the pair model that linking asks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from benchmarks.pairs import PairReader
from benchmarks.rows import Row


def predict(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield `{"id", "label", "score"}`."""
    pairs = PairReader()
    for row in rows:
        share = pairs.compare(row["a"], row["b"]).same_event
        yield {"id": row["id"], "label": int(share > 0.5), "score": round(share, 4)}
