"""Decides about pairs of articles as linking decides about documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from benchmarks.rows import Row, make_document
from salis.link import compare_documents
from salis.link.copies import Comparison, align_documents
from salis.model.document import Document


def predict(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield `{"id", "label"}`: `copy`, `derived` or `independent`."""
    for row in rows:
        found = compare_documents(*_documents(row))
        yield {"id": row["id"], "label": found.kind.value if found else "independent"}


def align_row(row: Row) -> Comparison:
    """Align the two articles of a row, for fitting the weights."""
    return align_documents(*_documents(row))


def _documents(row: Row) -> tuple[Document, Document]:
    sides = (row["a"], row["b"])
    a, b = (make_document(side["id"], side["text"], fields=side) for side in sides)
    return a, b
