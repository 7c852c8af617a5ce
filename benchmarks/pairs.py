"""How linking relates two short texts: the links between their statements."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from benchmarks.reading import ReadText
from salis.link import compare_statements
from salis.link.traits import read_traits
from salis.model.link import Link


def find_links(a: ReadText, b: ReadText) -> list[Link]:
    """Find the links between the statements of two texts."""
    documents = (a.document, b.document)
    compared = (
        compare_statements(one, other, documents=documents)
        for one, other in product(a.statements, b.statements)
    )
    return [link for link in compared if link is not None]


def likeness(a: ReadText, b: ReadText) -> float:
    """Give the share of content words that the two most alike statements have in common."""
    left, right = (_words(text) for text in (a, b))
    shares = (2 * len(one & other) / (len(one) + len(other)) for one, other in product(left, right))
    return max(shares, default=0.0)


def _words(text: ReadText) -> Sequence[frozenset[str]]:
    return [words for one in text.statements if (words := read_traits(one).words)]
