"""Cuts a text into the pieces that the grammars of times and quantities read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

#: Every alternative is linear: no piece can be matched in two ways over the same characters.
_LEXEME = re.compile(
    r"""
    ( [a-z]{2,}+(?![^\W\d_]) | [A-Za-z][a-z]*+(?=[ ,]) | [.,](?=[ ])        # most pieces, for speed
    | (?:[A-Za-z]\.){2,}                                              # U.S., p.m.
    | [Oo]['’]clock\b
    | (?!(?:US|USD|EUR|GBP|Rs|RM|FY)\d)[A-Z][A-Za-z]{0,9}\d[\w-]*         # G7, A380, MH17
    | (?!GMT|UTC|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)-)
        [A-Z][A-Za-z]{0,5}-\d{1,3}(?![\d,.]\d)\w*                     # F-16, COVID-19
    | [^\W\d_]+
    | ['’]\d0s\b | ['’][^\W\d_]*
    | [0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?
        (?:\s?Z\b|[+-][0-9]{2}:?[0-9]{2}\b)?)?(?![\w-])
    | 9/11\b(?!/) | [0-9]{1,2}/[0-9]{1,2}/(?:[0-9]{4}|[0-9]{2})\b
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


#: Stands between words that are put in lower case together.
_MARK = "\x1f"


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
    spans = [found.span(1) for found in _LEXEME.finditer(text)]
    words = [text[start:end] for start, end in spans]
    starts, ends = [start for start, _ in spans], [end for _, end in spans]
    return Lexemes(text, words, _lower(words), starts, ends)


def _lower(words: list[str]) -> list[str]:
    """Put every word in lower case: in one go, which is quicker, where no word holds the mark."""
    lows = _MARK.join(words).lower().split(_MARK) if words else []
    return lows if len(lows) == len(words) else [word.lower() for word in words]


@lru_cache(maxsize=16)
def load_rows(name: str) -> tuple[tuple[str, ...], ...]:
    """Read a list that ships with the package: tab-separated fields, `#` for remarks."""
    text = files("salis.read").joinpath("lists", name).read_text("utf-8")
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    return tuple(tuple(line.split("\t")) for line in lines)
