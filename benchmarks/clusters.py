"""Scores of a grouping: does what is one in the gold stand together, and nothing else with it?

B-cubed (Bagga and Baldwin 1998) asks it for each item and takes the mean; pairwise precision asks
for each pair that was put together. Groups never reach over two documents.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

#: An item's gold group and the group it was put in.
type Item = tuple[Hashable, Hashable]


@dataclass(frozen=True, slots=True)
class Grouping:
    """How well items were put together, over all documents."""

    items: int
    precision: float
    recall: float
    #: Share of the pairs put together that belong together; 1.0 where there are none.
    pair_precision: float
    #: Pairs put together that do not belong together.
    wrong_pairs: int
    #: Share of the documents whose groups are exactly the gold's.
    documents_right: float

    @property
    def f1(self) -> float:
        """Give the harmonic mean of B-cubed precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def score_groups(documents: Iterable[Sequence[Item]]) -> Grouping:
    """Score the items of documents; a document without items counts as right."""
    precision = recall = 0.0
    items = right = number = joined = good = 0
    for document in documents:
        both, gold, made = (
            Counter(document),
            Counter(item[0] for item in document),
            Counter(item[1] for item in document),
        )
        precision += sum(n * n / made[group] for (_, group), n in both.items())
        recall += sum(n * n / gold[group] for (group, _), n in both.items())
        joined += sum(_pairs(n) for n in made.values())
        good += sum(_pairs(n) for n in both.values())
        right += len(both) == len(gold) == len(made)
        items += len(document)
        number += 1
    return Grouping(
        items,
        precision / items if items else 0.0,
        recall / items if items else 0.0,
        good / joined if joined else 1.0,
        joined - good,
        right / number if number else 0.0,
    )


def _pairs(number: int) -> int:
    return number * (number - 1) // 2
