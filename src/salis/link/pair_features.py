"""What two texts have in common and what keeps them apart, as numbers for the pair model."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from salis.link.stems import opposites, stems_of, synonyms

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from salis.link.sides import Side

    type Floats = NDArray[np.float32]

#: How many numbers there are for both sides together, for each side, and for each word.
BOTH, EACH, MARKS = 14, 14, 8
FEATURES = BOTH + 2 * EACH
#: A word is nearly met on the other side by one whose cosine is at least this.
_NEARLY = 0.7
_NONE: frozenset[str] = frozenset()
#: Columns of a word's marks.
_RARITY, _MET, _ALIKE, _AGAINST, _NEAREST = 0, 4, 5, 6, 7


@dataclass(frozen=True, slots=True)
class Compared:
    """Two sides compared, as the network is given them."""

    #: Shape (FEATURES,).
    features: Floats
    #: What each side's words say that no word of the other does, shape (2 * WIDTH,).
    lacks: Floats


def compare_sides(a: Side, b: Side) -> Compared:
    """Compare two sides; the numbers of the first come before those of the second."""
    near = unit(a.known) @ unit(b.known).T
    marks_a, marks_b = _marks(a, b, near), _marks(b, a, near.T)
    numbers = [*_of_both(a, b), *_of_side(a, marks_a), *_of_side(b, marks_b)]
    lacks = np.concatenate((_lacks(a, b, marks_a, near), _lacks(b, a, marks_b, near.T)))
    return Compared(np.array(numbers, np.float32), lacks)


def _lacks(a: Side, b: Side, marks: Floats, near: Floats) -> Floats:
    """Give how far negations and the words that the other side lacks are from its nearest."""
    if not a.stems or not b.stems:
        return np.zeros(a.known.shape[1], np.float32)
    weight = a.rarity * (1 - marks[:, _MET]) + a.negations
    apart = (weight[:, None] * (a.known - b.known[near.argmax(1)])).sum(0)
    scaled: Floats = np.divide(apart, max(float(weight.sum()), 1.0), dtype=np.float32)
    return scaled


def unit(rows: Floats) -> Floats:
    """Give vectors the length 1."""
    lengths = np.linalg.norm(rows, axis=-1, keepdims=True)
    return np.divide(rows, np.maximum(lengths, 1e-6), dtype=np.float32)


def _marks(a: Side, b: Side, near: Floats) -> Floats:
    """Say of each word how rare and of what sort it is, and how it is met on the other side."""
    if not a.stems:
        return np.zeros((0, MARKS), np.float32)
    theirs = set(b.stems)
    groups = {synonyms().get(stem, stem) for stem in theirs}
    columns = (
        a.rarity,
        a.names,
        a.numbers,
        a.negations,
        [stem in theirs for stem in a.stems],
        [synonyms().get(stem, stem) in groups for stem in a.stems],
        [not opposites().get(stem, _NONE).isdisjoint(theirs) for stem in a.stems],
        near.max(1) if near.shape[1] else np.zeros(len(a.stems)),
    )
    return np.stack([np.asarray(one, np.float32) for one in columns], 1)


def _of_both(a: Side, b: Side) -> list[float]:
    weights: dict[str, float] = {}
    for side in (a, b):
        for stem, rare in zip(side.stems, side.rarity, strict=True):
            weights[stem] = max(float(rare), weights.get(stem, 0.0))  # in whichever order
    one, other = ({s for s in side.stems if weights[s] > 0} for side in (a, b))
    shared = sorted((weights[s] for s in one & other), reverse=True)
    heavy, whole = sum(shared), sum(weights[s] for s in one) + sum(weights[s] for s in other)
    mean_a, mean_b = (side.known.mean(0) if len(side.known) else side.vector for side in (a, b))
    return [
        float(a.vector @ b.vector),
        float(unit(mean_a) @ unit(mean_b)),
        _dice(set(a.stems), set(b.stems)),
        _dice(one, other),
        2 * heavy / max(whole, 1e-6),
        _dice(set(pairwise(a.stems)), set(pairwise(b.stems))),
        min(heavy, 8.0) / 4,
        *[*shared, 0.0, 0.0, 0.0][:3],
        float(a.negations.sum() != b.negations.sum()),
        _apart(a, b, "months.txt"),
        _apart(a, b, "weekdays.txt"),
        float(a.stems == b.stems),
    ]


def _apart(a: Side, b: Side, name: str) -> float:
    """Give 1 where both sides have words of a list but none in common, -1 where they share one."""
    one, other = (stems_of(name).intersection(side.stems) for side in (a, b))
    return float(bool(one and other) and one.isdisjoint(other)) - float(bool(one & other))


def _of_side(a: Side, marks: Floats) -> list[float]:
    """Give what one side has that the other meets or lacks."""
    if not a.stems:
        return [0.0] * EACH
    rarity, met, alike, nearest = (marks[:, at] for at in (_RARITY, _MET, _ALIKE, _NEAREST))
    content = rarity > 0
    weight = max(float(rarity.sum()), 1e-6)
    lacking = rarity * (1 - alike)
    numbers = [
        (rarity * met).sum() / weight,
        (rarity * alike).sum() / weight,
        (rarity * nearest).sum() / weight,
        nearest[content].min() if content.any() else 0.0,
        (lacking * nearest).sum() / max(float(lacking.sum()), 1e-6),
        min(float(lacking.sum()), 12.0) / 4,
        (a.names * met).sum() / 4,
        (a.names * (1 - met)).sum() / 4,
        (a.numbers * met).sum() / 2,
        (a.numbers * (1 - met)).sum() / 2,
        a.negations.sum(),
        marks[:, _AGAINST].sum(),
        np.log1p(len(a.stems)) / 4,
        (rarity * (alike < 1) * (nearest > _NEARLY)).sum() / weight,
    ]
    return [float(one) for one in numbers]


def _dice[T](a: Collection[T], b: Collection[T]) -> float:
    return 2 * len(set(a) & set(b)) / (len(a) + len(b)) if a and b else 0.0
