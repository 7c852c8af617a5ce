"""Tells what a sentence does in its article, and fact from opinion in one that stands alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from benchmarks.rows import Row, make_document
from salis.read.reader import Reader, load_reader
from salis.read.scores import ROLES

#: The benchmark's own groups of the roles.
_LABELS = {
    "Main": "report",
    "Main_Consequence": "report",
    "Cause_General": "report",
    "Distant_Evaluation": "opinion",
    "Cause_Specific": "background",
    "Distant_Historical": "background",
    "Distant_Expectations_Consequences": "prediction",
    "NA": "none",
    "Distant_Anecdotal": "anecdote",
}


def predict(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield `{"id", "label", …}` for each sentence; those of one article are read together."""
    articles: dict[str, list[Row]] = {}
    reader = load_reader()
    for row in rows:
        if "doc" in row:
            articles.setdefault(row["doc"], []).append(row)
        else:
            yield {"id": row["id"], "label": reader.stance(make_document(row["id"], row["text"]))}
    for article, parts in articles.items():
        yield from _article(article, sorted(parts, key=lambda row: row["sent"]), reader)


def _article(name: str, rows: Sequence[Row], reader: Reader) -> Iterator[Row]:
    starts = [0]
    for row in rows:
        starts.append(starts[-1] + len(row["text"]) + 2)
    spans = [(start, end - 2) for start, end in pairwise(starts)]
    document = make_document(name, "\n\n".join(row["text"] for row in rows))
    for row, found in zip(rows, reader.roles(document, spans), strict=True):
        yield {
            "id": row["id"],
            "label": _label(found.shares),
            "fine": found.role,
            "speech": found.speech > 0.5,
        }


def _label(shares: Sequence[float]) -> str:
    """Give the group of roles that holds the greatest share together."""
    groups = dict.fromkeys(_LABELS.values(), 0.0)
    for role, share in zip(ROLES, shares, strict=True):
        groups[_LABELS[role]] += share
    return max(groups, key=groups.__getitem__)
