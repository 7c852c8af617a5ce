"""What two texts have in common and what keeps them apart, as numbers for the pair model."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from salis.link.sides import Side, stem_word
from salis.link.wording import read_groups, read_list, read_pairs

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: How many numbers `compare_sides` gives for a pair, and for each word.
FEATURES, MARKS = 42, 8


@dataclass(frozen=True, slots=True)
class Compared:
    """Two sides compared: numbers for the pair, (FEATURES,), and for each word, (words, MARKS)."""

    features: NDArray[np.float32]
    marks_a: NDArray[np.float32]
    marks_b: NDArray[np.float32]


def compare_sides(a: Side, b: Side) -> Compared:
    """Compare two sides; `compare_sides(b, a)` gives the same with the sides exchanged."""
    near = _nearness(a, b)
    marks_a, marks_b = _marks(a, b, near), _marks(b, a, near.T)
    both = [*_of_both(a, b), *_of_side(a, b, marks_a), *_of_side(b, a, marks_b)]
    return Compared(np.array(both, np.float32), marks_a, marks_b)


def _nearness(a: Side, b: Side) -> NDArray[np.float32]:
    """Give the cosine of every word of one side with every word of the other."""
    return _unit(a.known) @ _unit(b.known).T


def _unit(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    lengths = np.linalg.norm(rows, axis=-1, keepdims=True)
    return rows / np.maximum(lengths, 1e-6)


def _marks(a: Side, b: Side, near: NDArray[np.float32]) -> NDArray[np.float32]:
    """Say of each word how rare and of what sort it is, and how it is met on the other side."""
    if not a.stems:
        return np.zeros((0, MARKS), np.float32)
    theirs, groups = set(b.stems), _groups(b.stems)
    met = np.array([stem in theirs for stem in a.stems], np.float32)
    alike = np.array([group in groups for group in map(_group, a.stems)], np.float32)
    against = np.array([bool(_opposites().get(stem, _NONE) & theirs) for stem in a.stems])
    nearest = near.max(1) if near.shape[1] else np.zeros(len(a.stems))
    columns = (a.rarity, a.names, a.numbers, a.negations, met, np.maximum(met, alike), against, nearest)
    return np.stack([np.asarray(one, np.float32) for one in columns], 1)


_NONE: frozenset[str] = frozenset()


def _group(stem: str) -> str:
    return _synonyms().get(stem, stem)


def _groups(stems: tuple[str, ...]) -> set[str]:
    return {_group(stem) for stem in stems}


def _cached(make):
    from functools import cache
    return cache(make)


@_cached
def _synonyms() -> dict[str, str]:
    return {stem_word(word): stem_word(first) for word, first in read_groups("synonyms.txt").items()}


@_cached
def _opposites() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for one, other in read_pairs("antonyms.txt") | read_pairs("contraries.txt"):
        found.setdefault(stem_word(one), set()).add(stem_word(other))
    return {one: frozenset(others) for one, others in found.items()}


def _of_both(a: Side, b: Side) -> list[float]:
    weights = {s: float(w) for side in (a, b) for s, w in zip(side.stems, side.rarity, strict=True)}
    one, other = ({s for s in side.stems if weights[s] > 0} for side in (a, b))
    shared = one & other
    heavy = sum(weights[s] for s in shared)
    all_heavy = sum(weights[s] for s in one) + sum(weights[s] for s in other)
    pairs_a, pairs_b = set(pairwise(a.stems)), set(pairwise(b.stems))
    rarest = sorted((weights[s] for s in shared), reverse=True)[:3]
    mean_a, mean_b = (s.known.mean(0) if len(s.known) else s.vector for s in (a, b))
    return [
        float(a.vector @ b.vector),
        float(_unit(mean_a) @ _unit(mean_b)),
        _dice(set(a.stems), set(b.stems)),
        _dice(one, other),
        2 * heavy / max(all_heavy, 1e-6),
        _dice(pairs_a, pairs_b),
        min(heavy, 8.0) / 4,
        *(rarest + [0.0] * 3)[:3],
        float(a.negations.sum() != b.negations.sum()),
        _apart(a, b, "months.txt"),
        _apart(a, b, "weekdays.txt"),
        float(a.stems == b.stems),
    ]


def _apart(a: Side, b: Side, name: str) -> float:
    one, other = (frozenset(map(stem_word, read_list(name))) & set(side.stems) for side in (a, b))
    return float(bool(one and other) and one.isdisjoint(other)) - float(bool(one & other))


def _of_side(a: Side, b: Side, marks: NDArray[np.float32]) -> list[float]:
    """Give what one side has that the other meets or lacks."""
    if not a.stems:
        return [0.0] * 14
    rarity, met, alike, nearest = marks[:, 0], marks[:, 4], marks[:, 5], marks[:, 7]
    content = rarity > 0
    weight = max(float(rarity.sum()), 1e-6)
    lacking = rarity * (1 - alike)
    names, numbers = (np.asarray(kind, np.float32) for kind in (a.names, a.numbers))
    return [
        float((rarity * met).sum()) / weight,
        float((rarity * alike).sum()) / weight,
        float((rarity * nearest).sum()) / weight,
        float(nearest[content].min()) if content.any() else 0.0,
        float((lacking * nearest).sum()) / max(float(lacking.sum()), 1e-6),
        min(float(lacking.sum()), 12.0) / 4,
        float((names * met).sum()) / 4,
        float((names * (1 - met)).sum()) / 4,
        float((numbers * met).sum()) / 2,
        float((numbers * (1 - met)).sum()) / 2,
        float(a.negations.sum()),
        float(marks[:, 6].sum()),
        float(np.log1p(len(a.stems))) / 4,
        float((rarity * (alike < 1) * (nearest > 0.7)).sum()) / weight,
    ]


def _dice(a: set, b: set) -> float:
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0
