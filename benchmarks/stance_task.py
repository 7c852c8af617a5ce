"""Tells whether one text supports or contradicts another: by the links of their statements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from benchmarks.pairs import find_links
from benchmarks.reading import SentenceReader
from benchmarks.rows import BadInput, Row
from salis.link.compare import WHETHER
from salis.model.link import Link, LinkKind

#: What a text that agrees, disagrees or does neither is called: bodies, pairs, RTE-3.
_BODY = ("agree", "disagree", "discuss")
_PAIR = ("entailment", "contradiction", "neutral")
_RTE = ("entailment", "not_entailment", "not_entailment")


def predict(rows: Iterable[Row], bodies: Iterable[Row] | None = None) -> Iterator[Row]:
    """Yield `{"id", "label"}` for each claim and body, or pair of texts.

    Raises:
        BadInput: a claim is about a body that is not given.
    """
    texts = {body["id"]: body["text"] for body in bodies or ()}
    sentences = SentenceReader()
    for row in rows:
        a, b, names = _sides(row, texts)
        links = find_links(sentences.read(a), sentences.read(b))
        yield {"id": row["id"], "label": names[_stance(links)]}


def _sides(row: Row, texts: dict[str, str]) -> tuple[str, str, Sequence[str]]:
    if "claim" not in row:
        return row["a"], row["b"], _RTE if row["id"].startswith("rte") else _PAIR
    if row["body"] not in texts:
        message = f"{row['id']}: body {row['body']} is not given; name its file with --bodies"
        raise BadInput(message)
    return row["claim"], texts[row["body"]], _BODY


def _stance(links: Sequence[Link]) -> int:
    """Give 0 for agreement, 1 for contradiction, 2 for neither; the best links count."""
    against = [one.score for one in links if _opposes(one)]
    agree = [one.score for one in links if one.same and not _opposes(one)]
    if not agree and not against:
        return 2
    return int(max(against, default=0.0) > max(agree, default=0.0))


def _opposes(link: Link) -> bool:
    return link.kind is LinkKind.DISPUTES or (not link.same and WHETHER in link.reasons[:1])
