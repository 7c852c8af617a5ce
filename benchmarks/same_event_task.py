"""Tells whether two sentences report one event: as the review queue does, by their pile."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from benchmarks.pairs import PairReader
from benchmarks.rows import Row
from salis.link.pile import MOST, Pile, read_one_event
from salis.pipeline.knowing import number_word


def predict(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield `{"id", "label", "score"}`; the pile is what the input has of one topic."""
    given, pairs, model = list(rows), PairReader(), read_one_event()
    piles = _pile_up(given)
    for row in given:
        near = piles[_topic(row)].near(row["a"], row["b"])
        share = model.share(near, pairs.compare(row["a"], row["b"]).same_event)
        yield {"id": row["id"], "label": int(share > 0.5), "score": round(share, 4)}


class _Piled:
    """The texts of one topic; the first ones, where they are more than a pile holds."""

    def __init__(self, texts: Iterable[str]) -> None:
        known = sorted(texts)[:MOST]
        self._places = {text: at for at, text in enumerate(known)}
        self._pile = Pile(known, number_word)

    def near(self, a: str, b: str) -> float:
        if a not in self._places or b not in self._places:
            return 0.0
        return self._pile.near(self._places[a], self._places[b])


def _pile_up(rows: Iterable[Row]) -> dict[str, _Piled]:
    texts: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        texts[_topic(row)] |= {row["a"], row["b"]}
    return {topic: _Piled(each) for topic, each in texts.items()}


def _topic(row: Row) -> str:
    return str(row.get("topic", ""))
