"""Words of a text as linking compares them: normalised, with their places."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import pairwise
from pathlib import Path

from salis.link.quotations import find_quotations

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
#: How many texts' words are kept in memory.
_TEXTS_KEPT = 16_384


@dataclass(frozen=True)
class Wording:
    """The words of a text in order; where they stand is found when it is asked for.

    Most texts are looked at for their words alone, and many are kept at once.
    """

    text: str
    words: tuple[str, ...]

    @cached_property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """The place of each word in the text, end exclusive."""
        return tuple(match.span() for match in _WORD.finditer(self.text))

    @cached_property
    def quoted(self) -> tuple[bool, ...]:
        """Whether each word stands in quotation marks."""
        starts = [match.start() for match in _WORD.finditer(self.text)]
        return _flags(starts, find_quotations(self.text))


def split_words(text: str) -> tuple[str, ...]:
    """Give the lower-cased words of a text in order."""
    return tuple(word.replace("’", "'") for word in _WORD.findall(text.lower()))


@lru_cache(maxsize=_TEXTS_KEPT)
def word_set(text: str) -> frozenset[str]:
    """Give the different lower-cased words of a text."""
    return frozenset(split_words(text))


def read_wording(text: str) -> Wording:
    """Split a text into words that can be found again in it."""
    words = (sys.intern(word.lower().replace("’", "'")) for word in _WORD.findall(text))
    return Wording(text, tuple(words))


def _flags(starts: list[int], spans: Sequence[tuple[int, int]]) -> tuple[bool, ...]:
    flags: list[bool] = []
    at = 0
    for start in starts:
        while at < len(spans) and spans[at][1] <= start:
            at += 1
        flags.append(at < len(spans) and spans[at][0] <= start)
    return tuple(flags)


@cache
def read_list(name: str) -> frozenset[str]:
    """Load a word list of this folder: one entry a line, `#` opens a comment line."""
    return frozenset(_lines(name))


@cache
def read_groups(name: str) -> dict[str, str]:
    """Load groups of words that count as one: each word is mapped to the first of its line."""
    return {
        word.strip(): line.split(",")[0].strip()
        for line in _lines(name)
        for word in line.split(",")
    }


@cache
def read_nicknames() -> dict[str, frozenset[str]]:
    """Load for each short first name the full ones that it may stand for."""
    found: dict[str, set[str]] = {}
    for line in _lines("nicknames.txt"):
        full, *short = (word.strip() for word in line.split(","))
        for word in short:
            found.setdefault(word, set()).add(full)
    return {word: frozenset(full) for word, full in found.items()}


@cache
def read_pairs(name: str) -> frozenset[tuple[str, str]]:
    """Load pairs of words that exclude each other, in both directions."""
    pairs = [tuple(word.strip() for word in line.split(",")) for line in _lines(name)]
    return frozenset(
        (a, b) for line in pairs for one in pairwise(line) for a, b in (one, one[::-1])
    )


def _lines(name: str) -> list[str]:
    text = Path(__file__).with_name("lists").joinpath(name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
