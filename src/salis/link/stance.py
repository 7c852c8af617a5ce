"""How an article stands to a claim: as numbers for a small trained network, and its answer.

What counts are words that refute, hedge or confirm: in the claim, in the article's opening,
and in the sentences that come nearest to the claim.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from salis.link.stems import negates
from salis.link.wording import read_list, split_words

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from salis.link.sides import Side

    type Floats = NDArray[np.float32]

#: How many numbers `stance_features` gives.
STANCE_FEATURES = 32
#: Sentences of an article at most, and words of a sentence at least.
_MOST, _FEWEST = 60, 3
_END = re.compile(r"(?<=[.!?])[\"”’')]*\s+(?=[\"“‘'(]*[A-Z0-9])|\n+")
_LISTS = ("refuting.txt", "hedging.txt", "confirming.txt")
#: How sharply nearer sentences count for more.
_SHARP = 8.0


@dataclass(frozen=True, slots=True)
class Stance:
    """How an article stands to a claim; the three shares add up to 1."""

    agrees: float
    disagrees: float
    discusses: float


def split_sentences(text: str) -> list[str]:
    """Cut a text into its first sentences; what has hardly a word is left out."""
    parts = (part.strip() for part in _END.split(text))
    return [part for part in parts if len(part.split()) >= _FEWEST][:_MOST]


def stance_features(claim: Side, sentences: Sequence[Side]) -> Floats:
    """Say in numbers how the sentences of an article stand to a claim, shape (STANCE_FEATURES,)."""
    if not sentences:
        return np.zeros(STANCE_FEATURES, np.float32)
    own, told = _count(claim), np.stack([_count(sentence) for sentence in sentences])
    near = np.array([float(sentence.vector @ claim.vector) for sentence in sentences])
    nearest = np.argsort(-near, kind="stable")
    around = sorted({at + by for at in nearest[:2] for by in (-1, 0, 1)} & set(range(len(near))))
    parts = (told[nearest[:3]], told[around], told[:2])
    weights = np.exp(_SHARP * (near - near.max()))
    sums = [part.sum(0)[:4] for part in parts]
    numbers = [
        *own[:4],
        float("?" in claim.text),
        own[4] / 20,
        np.log(len(sentences)),
        *np.log1p(np.concatenate(sums)),
        *(100 * told.sum(0)[:4] / told.sum(0)[4]),
        *(told[:, :4] * (weights / weights.sum())[:, None]).sum(0),
        *_crossed(own, sums[0], sums[1], told.sum(0)),
    ]
    return np.array(numbers, np.float32)


def _count(side: Side) -> Floats:
    """Count the words that refute, hedge, confirm and negate, and all words."""
    words = split_words(side.text)
    counts = [sum(word in read_list(name) for word in words) for name in _LISTS]
    return np.array([*counts, sum(map(negates, words)), len(words) + 1], np.float32)


def _crossed(own: Floats, nearest: Floats, around: Floats, whole: Floats) -> list[float]:
    """Say whether claim and article both refute, or one of them alone."""
    refutes, hedges = bool(own[0]), bool(own[1])
    return [
        float(refutes) - float(nearest[0] > 0),
        float(refutes and whole[0] > 0),
        float(not refutes and whole[0] > 0),
        float(not refutes and around[0] > 0),
        float(hedges and around[1] > 0),
    ]
