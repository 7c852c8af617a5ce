"""Reads numbers, in digits or words, from the pieces of a text."""

from __future__ import annotations

from typing import NamedTuple

from salis.read.lexemes import Lexemes, load_rows

_WORDS: dict[str, tuple[str, float]] = {
    word: (sort, float(value))
    for sort, value, words in load_rows("numbers.tsv")
    for word in words.split()
}
NUMBER_WORDS = frozenset(word for word, (sort, _) in _WORDS.items() if sort != "short")
#: After "3m" these make it metres.
_SIZES = tuple([word] for word in ("high", "tall", "long", "wide", "deep", "away", "thick"))
#: Longer runs of digits are identifiers.
_MAX_DIGITS = 15


class Number(NamedTuple):
    """A number read from the pieces `[start, end)`; vague ones are the least they can mean."""

    value: float
    end: int
    vague: bool
    #: Written in digits, without words.
    digits: bool


def _sort(lex: Lexemes, index: int) -> tuple[str, float]:
    if 0 <= index < len(lex.lows):
        return _WORDS.get(lex.lows[index], ("", 0.0))
    return "", 0.0


def parse_digits(word: str) -> float | None:
    """Read `1,234.5`; None for ordinals, decades, versions and identifiers."""
    plain = word.replace(",", "")
    if not plain[:1].isdigit() or len(plain) > _MAX_DIGITS or not plain.isascii():
        return None
    try:
        return float(plain)
    except ValueError:
        return None


def _scaled(lex: Lexemes, index: int, value: float) -> tuple[float, int]:
    """Apply `million`, `bn` and the like after a number, as often as they follow."""
    for _ in range(3):
        sort, scale = _sort(lex, index)
        hyphen = lex.lows[index : index + 1] == ["-"] and _sort(lex, index + 1)[0] == "scale"
        if sort in ("scale", "hundred") and not (scale == 12 and value < 1):
            value, index = value * scale, index + 1
        elif hyphen:
            value, index = value * _sort(lex, index + 1)[1], index + 2
        else:
            break
    return value, index


def _read_digits(lex: Lexemes, index: int) -> Number | None:
    value = parse_digits(lex.words[index])
    if value is None:
        return None
    after = index + 1
    if lex.adjacent(index):
        sort, scale = _sort(lex, after)
        tall = lex.lows[after] == "m" and lex.lows[after + 1 : after + 2] in _SIZES
        if sort == "short" and not tall:
            return Number(value * scale, after + 1, False, True)
    if _sort(lex, after)[0] == "short" and lex.lows[after] in ("bn", "mn", "tn", "mln", "bln"):
        return Number(value * _sort(lex, after)[1], after + 1, False, True)
    value, end = _scaled(lex, after, value)
    return Number(value, end, False, end == after)


def _read_small(lex: Lexemes, index: int) -> tuple[float, int]:
    """Read a number word below one hundred: `forty`, `forty-seven`, `twelve`."""
    sort, value = _sort(lex, index)
    index += 1
    if sort == "tens":
        step = 1 if lex.lows[index : index + 1] in (["-"], ["‐"]) else 0
        unit_sort, unit = _sort(lex, index + step)
        if unit_sort == "small" and 0 < unit < 10:
            return value + unit, index + step + 1
    return value, index


def _read_words(lex: Lexemes, index: int) -> Number:
    """Read `two hundred and fifty thousand` from left to right."""
    total = 0.0
    current, index = _read_small(lex, index)
    for _ in range(12):
        sort, value = _sort(lex, index)
        if sort == "hundred":
            current, index = max(current, 1.0) * value, index + 1
        elif sort == "scale":
            current, index = max(current, 1.0) * value, index + 1
            total, current = total + current, 0.0
        else:
            step = 1 if lex.lows[index : index + 1] == ["and"] and (current or total) >= 100 else 0
            large = total >= 1000 or (current >= 100 and current % 100 == 0)
            if not large or _sort(lex, index + step)[0] not in ("small", "tens"):
                break
            more, index = _read_small(lex, index + step)
            current += more
    return Number(total + current, index, False, False)


def _read_vague(lex: Lexemes, index: int) -> Number | None:
    """Read `dozens`, `tens of thousands`; `several` may scale what follows."""
    word, (_, value) = lex.lows[index], _sort(lex, index)
    after = index + 1
    if word == "several":
        value, after = _scaled(lex, after, value)
        return Number(value, after, True, False)
    if lex.lows[after : after + 1] == ["of"] and _sort(lex, after + 1)[0] == "vague":
        return Number(value * _sort(lex, after + 1)[1], after + 2, True, False)
    if word == "scores" and lex.lows[after : after + 1] != ["of"]:
        return None
    return Number(value, after, True, False)


def _read_article(lex: Lexemes, index: int) -> Number | None:
    """Read `a hundred`, `a dozen`, `a few`, `a couple`, `half a million`."""
    following = lex.lows[index + 1 : index + 5]
    if following[:1] == ["few"] or following[:2] == ["handful", "of"]:
        value, end = _scaled(lex, index + 2, 3.0)
        return Number(value, end, True, False)
    if following[:1] == ["couple"]:
        value, end = _scaled(lex, index + 2 + (following[1:2] == ["of"]), 2.0)
        return Number(value, end if value > 2 else index + 2, False, False)
    if following[:3] == ["quarter", "of", "a"] and _sort(lex, index + 4)[0] == "scale":
        return Number(_sort(lex, index + 4)[1] / 4, index + 5, False, False)
    if (
        following[:1] == ["half"]
        and _sort(lex, index + 2 + (following[1:2] == ["-"]))[0] == "scale"
    ):
        return read_number(lex, index + 1)
    if _sort(lex, index + 1)[0] not in ("scale", "hundred"):
        return None
    value, end = _scaled(lex, index + 1, 1.0)
    return Number(value, end, False, False)


_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}
_HALVES = (["and", "a", "half"], ["-", "and", "-", "a", "-", "half"])


def _with_half(lex: Lexemes, number: Number) -> Number:
    """Add `and a half` or ½, and what both are of: `two and a half million`."""
    more, end = 0.0, number.end
    for half in _HALVES:
        if lex.lows[end : end + len(half)] == half:
            more, end = 0.5, end + len(half)
    if not more and end < len(lex.lows) and lex.adjacent(end - 1):
        more = _FRACTIONS.get(lex.lows[end], 0.0)
        end += bool(more)
    if not more:
        return number
    value, end = _scaled(lex, end, number.value + more)
    return Number(value, end, False, False)


def _read_half(lex: Lexemes, index: int) -> Number | None:
    """Read `half a million`, `half a dozen`, `half-billion`."""
    if lex.lows[index + 1 : index + 2] in (["a"], ["an"]):
        found = _read_article(lex, index + 1)
        return None if found is None or found.vague else found._replace(value=found.value / 2)
    at = index + 1 + (lex.lows[index + 1 : index + 2] == ["-"])
    sort, scale = _sort(lex, at)
    return Number(scale / 2, at + 1, False, False) if sort == "scale" else None


def read_number(lex: Lexemes, index: int) -> Number | None:
    """Read the number that begins at a piece; None where none does."""
    word = lex.lows[index]
    if word[0].isdigit():
        found = _read_digits(lex, index)
        return None if found is None else _with_half(lex, found)
    if word in ("a", "an"):
        return _read_article(lex, index)
    if word == "half":
        return _read_half(lex, index)
    if word == "three" and lex.lows[index + 1 : index + 4] == ["quarters", "of", "a"]:
        sort, scale = _sort(lex, index + 4)
        if sort == "scale":
            return Number(scale * 0.75, index + 5, False, False)
    sort = _sort(lex, index)[0]
    if sort in ("small", "tens"):
        return _with_half(lex, _read_words(lex, index))
    return _read_vague(lex, index) if sort == "vague" else None
