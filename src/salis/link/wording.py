"""Words of a text as linking compares them: normalised, with their places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

from salis.link.quotations import find_quotations

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
#: How many texts' words are kept in memory.
_TEXTS_KEPT = 16_384


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a text in order, each with its span and whether it stands in quotation marks."""

    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    quoted: tuple[bool, ...]


def split_words(text: str) -> tuple[str, ...]:
    """Give the lower-cased words of a text in order."""
    return tuple(word.replace("’", "'") for word in _WORD.findall(text.lower()))


@lru_cache(maxsize=_TEXTS_KEPT)
def word_set(text: str) -> frozenset[str]:
    """Give the different lower-cased words of a text."""
    return frozenset(split_words(text))


def read_wording(text: str) -> Wording:
    """Split a text into words with their places."""
    found = list(_WORD.finditer(text))
    quotations = find_quotations(text)
    return Wording(
        words=tuple(match.group().lower().replace("’", "'") for match in found),
        spans=tuple(match.span() for match in found),
        quoted=_flags([match.start() for match in found], quotations),
    )


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
def read_pairs(name: str) -> frozenset[tuple[str, str]]:
    """Load pairs of words that exclude each other, in both directions."""
    pairs = [tuple(word.strip() for word in line.split(",")) for line in _lines(name)]
    return frozenset(
        (a, b) for line in pairs for one in pairwise(line) for a, b in (one, one[::-1])
    )


def _lines(name: str) -> list[str]:
    text = Path(__file__).with_name("lists").joinpath(name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
