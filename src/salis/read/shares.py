"""Reads shares in words as percent: a third of the voters, half the crew, one in five."""

from __future__ import annotations

from dataclasses import dataclass

from salis.read.counted import PEOPLE, is_plural
from salis.read.lexemes import Lexemes
from salis.read.numbers import read_number

_PARTS = {
    word: part
    for part, words in (
        (2, ("half", "halves")), (3, ("third", "thirds")), (4, ("quarter", "quarters", "fourths")),
        (5, ("fifth", "fifths")), (6, ("sixth", "sixths")), (7, ("seventh", "sevenths")),
        (8, ("eighth", "eighths")), (9, ("ninth", "ninths")), (10, ("tenth", "tenths")),
    )
    for word in words
}  # fmt: skip
_AFTER_NUMBER = frozenset(_PARTS) | {"-", "in", "out"}
#: After "half" these show a share of something, not half a unit of it.
_WHOLES = frozenset(("of", "the", "its", "their", "his", "her", "our", "all", "those", "these"))
#: Before "half" these make it one of two parts in a row, or the name of something.
_ORDERS = frozenset(("first", "second", "other", "latter", "top", "bottom", "better", "last"))
_TIMES = frozenset(
    ("a", "an", "past", "hour", "hours", "century", "day", "time", "million", "billion")
)


@dataclass(frozen=True, slots=True)
class Share:
    """A share in percent, and the piece after its words."""

    percent: float
    end: int


def read_share(lex: Lexemes, index: int) -> Share | None:
    """Read the share that begins at a piece; None where none does."""
    low = lex.lows[index]
    if low == "half":
        return _half(lex, index)
    if index + 1 == len(lex.lows) or lex.lows[index + 1] not in _AFTER_NUMBER:
        return None
    number = 1.0 if low in ("a", "an") else _small(lex, index)
    if number is None:
        return None
    after = index + 1 + (lex.lows[index + 1 : index + 2] == ["-"])
    part = _PARTS.get(lex.lows[after]) if after < len(lex.lows) else None
    if part is not None and low != "a" * (part == 2):
        return _parts(lex, number, part, after)
    return _in_some(lex, number, index)


def _small(lex: Lexemes, index: int) -> float | None:
    found = read_number(lex, index)
    if found is None or found.vague or found.end != index + 1 or not 1 <= found.value <= 10:
        return None
    return found.value


def _half(lex: Lexemes, index: int) -> Share | None:
    before = lex.lows[index - 1] if index else ""
    follows = lex.lows[index + 1] if index + 1 < len(lex.lows) else ""
    if follows not in _WHOLES or before in _ORDERS or lex.lows[index - 2 : index] == ["and", "a"]:
        return None
    return Share(50.0, index + 1)


def _parts(lex: Lexemes, number: float, part: int, after: int) -> Share | None:
    """Take `two-thirds`, and `a third of the city`; leave `a third man`, `a quarter of an hour`."""
    many = lex.lows[after].endswith("s") and number > 1
    follows = lex.lows[after + 1 : after + 3]
    of = follows[:1] == ["of"] and not (len(follows) > 1 and follows[1] in _TIMES)
    whole = many and part != 4 and follows[:1] != ["of"]
    if number >= part or not (of or whole):
        return None
    return Share(100 * number / part, after + 1)


def _in_some(lex: Lexemes, number: float, index: int) -> Share | None:
    """Read `one in five voters`, `nine out of ten`."""
    words = lex.lows[index + 1 : index + 3]
    size = 1 if words[:1] == ["in"] else 2 if words == ["out", "of"] else 0
    start = index + 1 + size
    if not size or start >= len(lex.lows):
        return None
    whole = read_number(lex, start)
    if whole is None or whole.vague or not number < whole.value <= 1000:
        return None
    follows = lex.lows[whole.end] if whole.end < len(lex.lows) else ""
    counted = follows in PEOPLE or is_plural(follows) or follows == "of"
    spelled = lex.lows[start].isalpha() and lex.lows[index].isalpha()
    if (size == 1 and not counted) or (size == 2 and not spelled) or follows in _TIMES:
        return None
    return Share(100 * number / whole.value, whole.end)
