"""A pile of short texts: which of them tell of one happening, as the whole pile shows.

Two sentences alone often tell too little: one names the ferry, another the harbour, and only a
third names both. So each text is tied to those that share most of its rarer words, and two texts
are near where many short chains of ties lead from one to the other.
"""

from __future__ import annotations

import math
import tomllib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from salis.link.sides import find_words, rarity_of
from salis.link.stems import light_words, stem_word

if TYPE_CHECKING:
    from numpy.typing import NDArray

    type Floats = NDArray[np.float32]

#: More texts than these no pile holds: time and memory grow with their square and more.
MOST = 2_000
#: Ties of each text, to the texts most alike; and how much each further link of a chain counts.
_TIES, _FURTHER = 6, 0.85
#: What a name counts more than another word, and what two words in a row count.
_NAME, _IN_A_ROW = 1.3, 0.5
#: Two words in a row are so much rarer than each of them.
_RARER = 1 / 1.2
#: Shares are kept this far from 0 and 1, where their odds have no end.
_LEAST, _LEAST_NEAR = 1e-4, 1e-4

#: Gives the number of the word piece that a word is, by how common it is; None where it takes more.
type Numbering = Callable[[str], int | None]


class Pile:
    """Texts that were compared with one another; how near two are depends on all of them."""

    def __init__(self, texts: Sequence[str], number_of: Numbering) -> None:
        """Compare at most `MOST` texts.

        Raises:
            ValueError: there are more.
        """
        if len(texts) > MOST:
            message = f"a pile holds {MOST:,} texts at most, not {len(texts):,}"
            raise ValueError(message)
        self.texts = tuple(texts)
        self._near = _chain(_likeness(self.texts, number_of))

    def near(self, a: int, b: int) -> float:
        """Give how near two texts are, 0 to 1, by their places in the pile."""
        return min(1.0, max(0.0, float(self._near[a, b])))

    def nearest(self, at: int, count: int) -> list[int]:
        """Give the places of the other texts nearest to one, the nearest first."""
        order = np.lexsort((np.arange(len(self.texts)), -self._near[at].round(6)))
        return [int(one) for one in order if one != at][:count]


@dataclass(frozen=True, slots=True)
class OneEvent:
    """A logistic model: that two texts tell of one happening, by the pile and by the two alone."""

    bias: float
    near_log: float
    pair_odds: float

    def share(self, near: float, same_event: float) -> float:
        """Give the share, 0 to 1, for texts so near, for which the pair model gave a share."""
        alone = min(1 - _LEAST, max(_LEAST, same_event))
        odds = (
            self.bias
            + self.near_log * math.log(max(_LEAST_NEAR, near))
            + self.pair_odds * math.log(alone / (1 - alone))
        )
        return 1 / (1 + math.exp(-odds))


@cache
def read_one_event() -> OneEvent:
    """Load the weights in `lists/pile.toml`."""
    text = files("salis.link").joinpath("lists", "pile.toml").read_text(encoding="utf-8")
    read = tomllib.loads(text)
    return OneEvent(read["bias"], read["near_log"], read["pair_odds"])


def _likeness(texts: Sequence[str], number_of: Numbering) -> Floats:
    """Give the cosine of each two texts over the terms that more than one and not all have."""
    rarity: dict[str, float] = {}
    terms = [_terms(text, rarity, number_of) for text in texts]
    known = Counter(term for one in terms for term in one)
    columns = {
        term: at
        for at, term in enumerate(sorted(t for t, count in known.items() if 1 < count < len(texts)))
    }
    rows = np.zeros((len(texts), len(columns)), np.float32)
    for at, one in enumerate(terms):
        for term, factor in one.items():
            column = columns.get(term)
            if column is not None:
                seldom = math.sqrt(math.log(len(texts) / known[term]))
                rows[at, column] = factor * _rarity(term, rarity) * seldom
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    rows /= np.where(lengths > 0, lengths, 1)
    likeness: Floats = rows @ rows.T
    return likeness


def _terms(text: str, rarity: dict[str, float], number_of: Numbering) -> dict[str, float]:
    """Give the words of a text, and each two in a row, with what they count; note how rare."""
    found: dict[str, float] = {}
    before = ""
    for match in find_words(text):
        word = match.group()
        if word.lower() in light_words():
            before = ""
            continue
        stem = stem_word(word)
        named = word[0].isupper() and match.start() > 0
        found[stem] = max(found.get(stem, 0.0), _NAME if named else 1.0)
        rarity[stem] = min(rarity.get(stem, 9.0), rarity_of(word, number_of(word)))
        if before:
            found[f"{before} {stem}"] = _IN_A_ROW
        before = stem
    return found


def _rarity(term: str, rarity: dict[str, float]) -> float:
    one, _, other = term.partition(" ")
    return (rarity[one] + rarity[other]) * _RARER if other else rarity[one]


def _chain(likeness: Floats) -> Floats:
    """Give how near each two are over chains of ties (a random walk that starts anew)."""
    size = len(likeness)
    if size < 2:
        return np.ones((size, size), np.float32)
    np.fill_diagonal(likeness, 0)
    least = np.sort(likeness, axis=1)[:, -min(_TIES, size)][:, None]
    ties = np.where(likeness >= least, likeness, 0)
    ties = np.maximum(ties, ties.T)
    strength = np.sqrt(np.maximum(ties.sum(axis=1), 1e-9))
    ties = ties / strength[:, None] / strength[None]
    chains = np.linalg.inv(np.eye(size) - _FURTHER * ties.astype(np.float64))
    scale = np.sqrt(np.diag(chains))
    near: Floats = (chains / scale[:, None] / scale[None]).astype(np.float32)
    return near
