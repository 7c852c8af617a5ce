"""The origins tree, laid out: documents on the left, the texts they print, the origins of these."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from salis.views.detail_records import DescentRecord, PrintRecord

#: The drawing's own measures; the page scales it.
_ROW, _TOP, _GAP = 22, 26, 10
DOCUMENT_X, TEXT_X, ORIGIN_X, WIDTH = 0, 400, 560, 900
#: Documents drawn of one text; the rest is counted.
_DRAWN = 8
_MOST_ROWS = 60


@dataclass(frozen=True, slots=True)
class Leaf:
    """A document, or how many more there are of its text."""

    y: int
    print: PrintRecord | None
    more: int = 0


@dataclass(frozen=True, slots=True)
class Twig:
    """A text between its documents and its origin."""

    y: float
    leaves: Sequence[Leaf]
    size: int


@dataclass(frozen=True, slots=True)
class Branch:
    """An origin with its texts."""

    y: float
    descent: DescentRecord
    twigs: Sequence[Twig]


@dataclass(frozen=True, slots=True)
class Tree:
    """The whole drawing."""

    height: int
    branches: Sequence[Branch]
    documents: int
    texts: int
    #: Origins that were left out, for there are too many to see.
    more: int


def draw_tree(descents: Sequence[DescentRecord]) -> Tree:
    """Lay the tree out, the independent origins first."""
    ranked = sorted(descents, key=lambda one: not one.independent)
    branches: list[Branch] = []
    y = _TOP
    for descent in ranked:
        if y > _MOST_ROWS * _ROW:
            break
        twigs = list(_twigs(descent, y))
        y = max(leaf.y for twig in twigs for leaf in twig.leaves) + _ROW + _GAP if twigs else y
        middle = sum(twig.y for twig in twigs) / len(twigs) if twigs else y
        branches.append(Branch(middle, descent, twigs))
    return Tree(
        height=y,
        branches=branches,
        documents=len(
            {one.document for each in descents for text in each.texts for one in text.prints}
        ),
        texts=sum(len(one.texts) for one in descents),
        more=len(ranked) - len(branches),
    )


def _twigs(descent: DescentRecord, y: int) -> Iterator[Twig]:
    for text in descent.texts:
        leaves = [Leaf(y + number * _ROW, one) for number, one in enumerate(text.prints[:_DRAWN])]
        if more := len(text.prints) - len(leaves):
            leaves.append(Leaf(y + len(leaves) * _ROW, None, more))
        yield Twig((leaves[0].y + leaves[-1].y) / 2, leaves, len(text.prints))
        y = leaves[-1].y + _ROW + _GAP // 2
