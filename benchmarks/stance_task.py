"""Tells whether one text supports or contradicts another: by the pair model that linking asks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from benchmarks.pairs import PairReader
from benchmarks.rows import BadInput, Row

#: What a text that agrees, contradicts or does neither is called: bodies, pairs, RTE-3.
_BODY = ("agree", "disagree", "discuss")
_PAIR = ("entailment", "contradiction", "neutral")
_RTE = ("entailment", "not_entailment")


def predict(rows: Iterable[Row], bodies: Iterable[Row] | None = None) -> Iterator[Row]:
    """Yield `{"id", "label"}` for each claim and body, or pair of texts.

    Raises:
        BadInput: a claim is about a body that is not given.
    """
    texts = {body["id"]: body["text"] for body in bodies or ()}
    pairs = PairReader()
    for row in rows:
        yield {"id": row["id"], "label": _label(row, texts, pairs)}


def _label(row: Row, texts: dict[str, str], pairs: PairReader) -> str:
    if "claim" in row:
        if row["body"] not in texts:
            message = f"{row['id']}: body {row['body']} is not given; name its file with --bodies"
            raise BadInput(message)
        return _likeliest(_BODY, pairs.stance(row["claim"], texts[row["body"]]))
    likeness = pairs.compare(row["a"], row["b"])
    if row["id"].startswith("rte"):
        return _likeliest(_RTE, (likeness.implies, 1 - likeness.implies))
    return _likeliest(_PAIR, (likeness.agrees, likeness.contradicts, likeness.neither))


def _likeliest(names: tuple[str, ...], shares: tuple[float, ...]) -> str:
    return max(zip(shares, names, strict=True), key=lambda one: one[0])[1]
