"""A text as the pair model is given it: its words with what the encoder knows of each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from salis.link.wording import read_groups, read_list

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

#: Width of what the encoder knows of a word piece.
WIDTH = 384
#: Words of a side at most; later ones are left out, so that no text takes long.
MOST_WORDS = 96
_WORD = re.compile(r"[^\W_]+(?:['’.,][^\W_]+)*%?")
_NEGATIONS = frozenset({"no", "not", "n't", "never", "nobody", "nothing", "none", "nor", "neither",
                        "without", "cannot", "nowhere"})
#: The first number of a word piece that is a word; commoner words have lower numbers.
_FIRST_PIECE, _PIECES = 1996, 30522
#: Rarity of a word that takes several pieces.
_RAREST = 1.1
_DOUBLED = re.compile(r"([bdgklmnprt])\1$")


@dataclass(frozen=True, slots=True)
class Known:
    """What the encoder knows of a text's word pieces.

    `ids`, `starts` and `ends` have shape (pieces,), the places are in the text; `known` has shape
    (pieces, WIDTH), `vector` (WIDTH,).
    """

    ids: NDArray[np.int64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    known: NDArray[np.float32]
    vector: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Side:
    """The words of a text, each with its stem, what it is, how rare, and what is known of it."""

    stems: tuple[str, ...]
    #: How rare each word is, 0 to 1.1; 0 for the light words of a sentence, shape (words,).
    rarity: NDArray[np.float32]
    names: NDArray[np.bool_]
    numbers: NDArray[np.bool_]
    negations: NDArray[np.bool_]
    #: Shape (words, WIDTH).
    known: NDArray[np.float32]
    vector: NDArray[np.float32]


def make_side(text: str, known: Known) -> Side:
    """Put together a side from a text and what the encoder knows of it."""
    found = list(_WORD.finditer(text))[:MOST_WORDS]
    words = [match.group() for match in found]
    spans = [_pieces(match.span(), known) for match in found]
    stems = tuple(map(stem_word, words))
    light = read_list("light.txt") | read_list("function_words.txt")
    rarity = [
        0.0 if word.lower() in light else _rarity(known.ids[first:last])
        for word, (first, last) in zip(words, spans, strict=True)
    ]
    return Side(
        stems=stems,
        rarity=np.array(rarity, np.float32),
        names=np.array(_names(text, words, [one.start() for one in found]), np.bool_),
        numbers=np.array([word[0].isdigit() for word in words], np.bool_),
        negations=np.array([_negates(word.lower()) for word in words], np.bool_),
        known=_means(known.known, spans),
        vector=known.vector,
    )


def _pieces(span: tuple[int, int], known: Known) -> tuple[int, int]:
    first = int(np.searchsorted(known.ends, span[0], "right"))
    return first, max(first + 1, int(np.searchsorted(known.starts, span[1], "left")))


def _means(known: NDArray[np.float32], spans: Sequence[tuple[int, int]]) -> NDArray[np.float32]:
    means = np.zeros((len(spans), WIDTH), np.float32)
    for at, (first, last) in enumerate(spans):
        if first < len(known):
            means[at] = known[first:last].mean(0)
    return means


def _rarity(ids: NDArray[np.int64]) -> float:
    if len(ids) != 1:
        return _RAREST
    rank = max(0, int(ids[0]) - _FIRST_PIECE)
    return float(np.log1p(rank) / np.log1p(_PIECES - _FIRST_PIECE))


def _negates(word: str) -> bool:
    return word in _NEGATIONS or word.endswith(("n't", "n’t"))


def _names(text: str, words: Sequence[str], starts: Sequence[int]) -> list[bool]:
    """Tell which words are names by their capitals; what opens a sentence does not count.

    In a headline, where most words are capitals, none tells anything.
    """
    capital = [word[0].isupper() for word in words]
    headline = sum(capital) > 0.6 * max(1, len(words)) and len(words) > 4
    opening = [not re.search(r"[^\s\"“'‘(]", text[max(0, at - 3) : at].rsplit(".", 1)[-1]) and (
        at == 0 or text[:at].rstrip("\"“'‘( ")[-1:] in ("", ".", "!", "?", ":"))
        for at in starts
    ]
    return [
        is_capital and not headline and not opens
        for is_capital, opens in zip(capital, opening, strict=True)
    ]


def stem_word(word: str) -> str:
    """Give what the forms of a word have in common: "Walked", "walks" and "walking" are "walk"."""
    word = word.lower().replace("’", "'").removesuffix("'s")
    if word[0].isdigit():
        return word.replace(",", "")
    word = read_groups("irregular.txt").get(word, word)
    if len(word) > 4:
        word = _cut(word)
    word = _DOUBLED.sub(r"\1", word)
    return word.removesuffix("e") if len(word) > 3 else word


def _cut(word: str) -> str:
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)] + instead
    return word


_ENDINGS = (
    ("sses", "ss"), ("ies", "y"), ("ied", "y"), ("ss", "ss"), ("us", "us"), ("ches", "ch"),
    ("shes", "sh"), ("xes", "x"), ("ing", ""), ("ed", ""), ("s", ""),
)
