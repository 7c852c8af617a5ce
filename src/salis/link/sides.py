"""A text as the pair model is given it: its words, with what the encoder knows of each."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from salis.link.stems import light_words, negates, stem_word

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: Width of what the encoder knows of a word piece.
WIDTH = 384
#: Words of a side at most; later ones are left out, so that no text takes long.
MOST_WORDS = 96
_WORD = re.compile(r"[^\W_]+(?:['’.,][^\W_]+)*%?")
#: Characters of a text that are looked at.
_MOST_CHARACTERS = 2_000
#: The encoder's first word piece that is a word, and how many pieces it has; commoner words have
#: lower numbers.
_FIRST_PIECE, _PIECES = 1996, 30522
#: Rarity of a word that takes several pieces.
_RAREST = 1.1
#: In a headline most words are capitals, so that none tells a name.
_HEADLINE, _HEADLINE_WORDS = 0.6, 4
_QUOTES = "\"“'‘( "


@dataclass(frozen=True, slots=True)
class Known:
    """What the encoder knows of a text's word pieces.

    `ids`, `starts` and `ends` have shape (pieces,), the places are in the text; `known` has shape
    (pieces, WIDTH); `vector`, the meaning of the whole, has shape (WIDTH,) and length 1.
    """

    ids: NDArray[np.int64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    known: NDArray[np.float32]
    vector: NDArray[np.float32]


#: Reads what the encoder knows of a text.
type Knowing = Callable[[str], Known]


@dataclass(frozen=True, slots=True)
class Side:
    """The words of a text; all arrays have one row a word."""

    text: str
    stems: tuple[str, ...]
    #: How rare each word is, 0 to 1.1; 0 for words that sentences share whatever they are about.
    rarity: NDArray[np.float32]
    names: NDArray[np.bool_]
    numbers: NDArray[np.bool_]
    negations: NDArray[np.bool_]
    #: Shape (words, WIDTH).
    known: NDArray[np.float32]
    vector: NDArray[np.float32]


def make_side(text: str, known: Known) -> Side:
    """Put together a side from a text and what the encoder knows of it."""
    found = find_words(text)
    words = [match.group() for match in found]
    spans = [_pieces(match.span(), known) for match in found]
    rarity = [
        _rarity(word, known.ids[slice(*span)]) for word, span in zip(words, spans, strict=True)
    ]
    return Side(
        text=text,
        stems=tuple(map(stem_word, words)),
        rarity=np.array(rarity, np.float32),
        names=np.array(_names(text, found), np.bool_),
        numbers=np.array([word[0].isdigit() for word in words], np.bool_),
        negations=np.array([negates(word) for word in words], np.bool_),
        known=_means(known.known, spans),
        vector=known.vector,
    )


def find_words(text: str) -> list[re.Match[str]]:
    """Find the words of a text that are looked at."""
    return list(_WORD.finditer(text[:_MOST_CHARACTERS]))[:MOST_WORDS]


def _pieces(span: tuple[int, int], known: Known) -> tuple[int, int]:
    first = int(np.searchsorted(known.ends, span[0], "right"))
    return first, max(first + 1, int(np.searchsorted(known.starts, span[1], "left")))


def _means(known: NDArray[np.float32], spans: Sequence[tuple[int, int]]) -> NDArray[np.float32]:
    means = np.zeros((len(spans), WIDTH), np.float32)
    for at, (first, last) in enumerate(spans):
        if first < len(known):
            means[at] = known[first:last].mean(0)
    return means


def _rarity(word: str, ids: NDArray[np.int64]) -> float:
    return rarity_of(word, int(ids[0]) if len(ids) == 1 else None)


def rarity_of(word: str, number: int | None) -> float:
    """Say how rare a word is, 0 to 1.1; 0 for words that sentences share whatever they are about.

    `number` is that of its word piece, None where it takes several: the encoder's pieces are
    numbered from the commonest word on.
    """
    if word.lower() in light_words():
        return 0.0
    if number is None:
        return _RAREST
    rank = max(0, number - _FIRST_PIECE)
    return float(np.log1p(rank) / np.log1p(_PIECES - _FIRST_PIECE))


def _names(text: str, found: Sequence[re.Match[str]]) -> list[bool]:
    """Tell which words are names by their capitals; what opens a sentence does not count."""
    capital = [match.group()[0].isupper() for match in found]
    if len(found) > _HEADLINE_WORDS and sum(capital) > _HEADLINE * len(found):
        return [False] * len(found)
    opens = [text[: match.start()].rstrip(_QUOTES)[-1:] in ("", *".!?:") for match in found]
    return [one and not other for one, other in zip(capital, opens, strict=True)]
