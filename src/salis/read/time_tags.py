"""Gives each piece of a text the one letter that the grammar of times reads (see `time_rules`)."""

from __future__ import annotations

import re

from salis.read.lexemes import Lexemes, load_rows
from salis.read.numbers import NUMBER_WORDS, parse_digits

#: Word to what it stands for: (tag, value).
MEANING: dict[str, tuple[str, str]] = {
    word: (tag, value) for tag, value, words in load_rows("times.tsv") for word in words.split()
}
ZONES: dict[str, str] = {
    name: offset for offset, names in load_rows("times_zones.tsv") for name in names.split()
}
_MARKS = {",": ",", "-": "-", "–": "-", "‐": "-", "—": "_", ".": "!", "?": "!", "(": "(", ")": ")"}
_TAGS: dict[str, str] = (
    dict.fromkeys(("no", "nobody", "without"), "0")
    | dict.fromkeys(NUMBER_WORDS, "n")
    | _MARKS
    | {word: tag for word, (tag, _) in MEANING.items()}
)
_LOWER_MONTHS = frozenset(
    w for w, (tag, _) in MEANING.items() if tag == "M" or w in ("june", "april")
)
_CLOCK_DIGITS = re.compile(r"[0-2][0-9][0-5][0-9]")


def _tag_other(word: str) -> str:
    first = word[0]
    if first in "'’":
        return "k" if word[-1] == "s" and len(word) == 4 else "."
    if first == "\n":
        return ";"
    return _tag_number(word) if first in "0123456789" else "."


def _tag_number(word: str) -> str:
    if word[4:5] == "-" and word[7:8] == "-":
        return "I"
    if ":" in word:
        return "C"
    if "/" in word:
        return "F"
    if word.count(".") == 2:
        return "F" if word[-5] == "." and len(word) <= 10 else "."
    if word.endswith("s"):
        return "K" if len(word) == 5 and word[3] == "0" else "k" if word[1:] == "0s" else "."
    if word[-1].isalpha():
        return "o" if len(word) <= 4 else "."
    if word.isdigit():
        if len(word) <= 2:
            return "d" if 1 <= int(word) <= 31 else "n"
        if len(word) == 4 and "1000" <= word < "2200":
            return "Y"
    return "." if parse_digits(word) is None else "n"


def _tag_zone(lex: Lexemes, tags: list[str], index: int) -> None:
    """Mark what follows a clock time as its zone: `GMT`, `(GMT +8)`, `Moscow time`."""
    at = index + (tags[index : index + 1] == ["("])
    words, lows = lex.words[at : at + 4], lex.lows[at : at + 4]
    if lows[1:2] == ["time"] and words[0][:1].isalpha():
        tags[at : at + 2] = "ZZ"
    elif lows[2:3] == ["time"] and lows[1] in ("standard", "daylight", "summer"):
        tags[at : at + 3] = "ZZZ"
    elif words and words[0] in ZONES and words[0].isupper():
        tags[at] = "Z"
        if words[0] in ("GMT", "UTC") and lows[1:2] in (["+"], ["-"]) and lows[2:3]:
            tags[at + 1 : at + 3] = (
                "ZZ" if lows[2].isdigit() or ":" in lows[2] else "Z" + tags[at + 2]
            )


def _settle(lex: Lexemes, tags: list[str], index: int) -> None:
    """Take back tags that need a capital letter; find clock times and zones by what follows."""
    tag, word = tags[index], lex.words[index]
    if tag in "MNBWwH":
        if (
            word[0].islower() and not (word in _LOWER_MONTHS or (tag == "W" and len(word) > 5))
        ) or (tag in "Bw" and word.isupper() and len(word) > 2 and word in ("SAT", "MAR", "SUN")):
            tags[index] = "."
    elif tag in "XzCL":
        _tag_zone(lex, tags, index + 1)
    elif _CLOCK_DIGITS.fullmatch(word) and lex.words[index + 1 : index + 2] in (["GMT"], ["UTC"]):
        tags[index] = "C"
        _tag_zone(lex, tags, index + 1)


_SETTLE = re.compile("[MNBWwHXzCLYn]")


def tag_lexemes(lex: Lexemes) -> str:
    """Write one letter for every piece of the text."""
    known, starts = _TAGS.get, "0123456789'’\n"
    tags = [known(w) or (_tag_other(w) if w[0] in starts else ".") for w in lex.lows]
    for found in _SETTLE.finditer("".join(tags)):
        _settle(lex, tags, found.start())
    return "".join(tags)
