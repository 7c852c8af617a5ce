"""Grammar of word pieces: what the parse says of the word that each piece belongs to.

The network is given it beside the pieces: a small network sees words well and clauses poorly.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.tokens import Doc

    from salis.read.pieces import Pieces

#: A word's `[start, end)`, its part of speech, its relation to its head, and its head.
Word = tuple[int, int, int, int, int]

_TABLE = tomllib.loads((files("salis.read") / "lists/grammar.toml").read_text("utf-8"))
_PART = {name: number for number, name in enumerate(_TABLE["parts"])}
_RELATION = {name: number for number, name in enumerate(_TABLE["relations"])}
#: How many values each column has: part of speech, relation, the head's part of speech and side.
GRAMMAR = (len(_PART), len(_RELATION), 2 * len(_PART))


def words_of(doc: Doc, base: int) -> list[Word]:
    """Give the words of a parsed paragraph; `base` is its place in the text."""
    return [
        (
            base + word.idx,
            base + word.idx + len(word.text),
            _PART.get(word.tag_, 0),
            _RELATION.get(word.dep_, 0),
            _PART.get(word.head.tag_, 0) + (len(_PART) if word.head.i > word.i else 0),
        )
        for word in doc
    ]


def grammar_of(pieces: Pieces, words: Iterable[Word]) -> NDArray[np.int64]:
    """Give each piece the grammar of its word, shape (pieces, 3); zeros where it has none."""
    table = np.array(list(words), np.int64).reshape(-1, 5)
    grammar = np.zeros((len(pieces.ids), len(GRAMMAR)), np.int64)
    if not len(table):
        return grammar
    at = np.searchsorted(table[:, 0], pieces.starts, "right") - 1
    inside = (at >= 0) & (pieces.starts < table[at, 1]) & (pieces.ends > pieces.starts)
    grammar[inside] = table[at[inside], 2:]
    return grammar
