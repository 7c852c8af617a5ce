"""Cuts a text into the pieces that the grammars of times and quantities read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

#: Every alternative is linear: no piece can be matched in two ways over the same characters.
_LEXEME = re.compile(
    r"""
    ( [a-z]{2,}+(?![^\W\d_])                                            # most words, for speed
    | (?:[A-Za-z]\.){2,}                                              # U.S., p.m.
    | [Oo]['’]clock\b
    | (?!(?:US|USD|EUR|GBP|Rs|RM|FY)\d)[A-Z][A-Za-z]{0,9}\d[\w-]*         # G7, A380, MH17
    | (?!GMT|UTC|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)-)
        [A-Z][A-Za-z]{0,5}-\d{1,3}(?![\d,.]\d)\w*                     # F-16, COVID-19
    | [^\W\d_]+
    | ['’]\d0s\b | ['’][^\W\d_]*
    | [0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?
        (?:\s?Z\b|[+-][0-9]{2}:?[0-9]{2}\b)?)?(?![\w-])
    | [0-9]{1,2}/[0-9]{1,2}/(?:[0-9]{4}|[0-9]{2})\b
    | [0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}\b
    | [0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?![0-9:])
    | [0-9]{1,2}\.[0-9]{2}(?=\s?[ap]\.?m\b)
    | (?:[1-4]Q|[12]H)\b                                              # 3Q, 1H
    | \+[0-9][0-9 ()-]{6,16}[0-9]\b | [0-9]{3}-(?:[0-9]{3}-)?[0-9]{4}\b
    | [0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)? | [0-9]+(?:\.[0-9]+)*(?:(?:st|nd|rd|th|s)\b)?
    | \n+ | [^\s\w] | \w
    )[ ]*
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Lexemes:
    """The pieces of a text in order: as written, in lower case, and where they stand."""

    text: str
    words: list[str]
    lows: list[str]
    starts: list[int]
    ends: list[int]

    def adjacent(self, index: int) -> bool:
        """Tell whether no space stands between a piece and the one after it."""
        return index + 1 < len(self.starts) and self.ends[index] == self.starts[index + 1]


@lru_cache(maxsize=2)
def cut_lexemes(text: str) -> Lexemes:
    """Cut a text into its pieces; spaces are dropped, line ends kept."""
    found = [(m[1], m.start()) for m in _LEXEME.finditer(text)]
    words = [word for word, _ in found]
    starts = [start for _, start in found]
    ends = [start + len(word) for word, start in found]
    return Lexemes(text, words, [word.lower() for word in words], starts, ends)


@lru_cache(maxsize=16)
def load_rows(name: str) -> tuple[tuple[str, ...], ...]:
    """Read a list that ships with the package: tab-separated fields, `#` for remarks."""
    text = files("salis.read").joinpath("lists", name).read_text("utf-8")
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    return tuple(tuple(line.split("\t")) for line in lines)
