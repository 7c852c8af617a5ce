"""Gives each piece of a text the one letter that the grammar of times reads (see `time_rules`)."""

from __future__ import annotations

import re

from salis.read.lexemes import Lexemes, load_rows
from salis.read.numbers import NUMBER_WORDS, parse_digits
from salis.read.time_names import FIRST_WORDS, NO_TIME, name_at

#: Word to what it stands for: (tag, value).
MEANING: dict[str, tuple[str, str]] = {
    word: (tag, value) for tag, value, words in load_rows("times.tsv") for word in words.split()
}
ZONES: dict[str, str] = {
    name: offset for offset, names in load_rows("times_zones.tsv") for name in names.split("|")
}
_MARKS = {",": ",", "-": "-", "–": "-", "‐": "-", "—": "_", ".": "!", "?": "!", "(": "(", ")": ")"}
_TAGS: dict[str, str] = (
    dict.fromkeys(FIRST_WORDS, "*")
    | dict.fromkeys(("no", "nobody", "none", "neither", "without"), "0")
    | dict.fromkeys(NUMBER_WORDS, "n")
    | _MARKS
    | {word: tag for word, (tag, _) in MEANING.items()}
)
_LOWER_MONTHS = frozenset(
    w for w, (tag, _) in MEANING.items() if tag == "M" or w in ("june", "april")
)
_CLOCK_DIGITS = re.compile(r"[0-2][0-9][0-5][0-9]")
_CLOCK_DOTTED = re.compile(r"[0-2]?[0-9]\.[0-5][0-9]")
#: Longest name of a zone before "time", in pieces.
_ZONE_NAME = 3
_HOURS = ("hours", "hrs")
_CLOCK_LEADS = ("at", "by", "around", "about", "until", "from", "since", "before", "after")


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
    """Mark what follows a clock time as its zone: `GMT`, `(GMT +8)`, `New York time`."""
    at = index + (tags[index : index + 1] == ["("])
    words, lows = lex.words[at : at + 4], lex.lows[at : at + 4]
    if not words or not words[0][0].isalpha():
        return
    named = lows.index("time") if "time" in lows else 0
    proper = lows[0] == "local" or all(word[0].isupper() for word in words[:named])
    if 0 < named <= _ZONE_NAME and proper:
        tags[at : at + named + 1] = "Z" * (named + 1)
    elif words[0] in ZONES and words[0].isupper():
        tags[at] = "Z"
        shifted = words[0] in ("GMT", "UTC") and lows[1:2] in (["+"], ["-"])
        if shifted and lows[2:3] and (lows[2].isdigit() or ":" in lows[2]):
            tags[at + 1 : at + 3] = "ZZ"


def _is_zone(word: str) -> bool:
    return word.isupper() and word in ZONES


def _settle_number(lex: Lexemes, tags: list[str], index: int) -> None:
    """Tell `9.30 am`, `1630 GMT` and `at 0930 hours` from other numbers."""
    word, after = lex.words[index], lex.words[index + 1 : index + 2]
    dotted = _CLOCK_DOTTED.fullmatch(word) is not None
    if not after or not (dotted or _CLOCK_DIGITS.fullmatch(word)):
        return
    if after[0].lower() in _HOURS and not dotted:
        if index and lex.lows[index - 1] in _CLOCK_LEADS:
            tags[index : index + 2] = "Cz"
            _tag_zone(lex, tags, index + 2)
    elif tags[index + 1] == "X" or _is_zone(after[0]):
        tags[index] = "C"
        _tag_zone(lex, tags, index + 1)


def _settle_name(lex: Lexemes, tags: list[str], index: int) -> bool:
    """Mark a holiday (H, then 2 for each further piece), or take a name that is no time out."""
    size, day = name_at(lex, index)
    if day == NO_TIME:
        tags[index : index + size] = "." * size
    elif day:
        tags[index : index + size] = "H" + "2" * (size - 1)
    elif tags[index] == "*":
        tags[index] = "."
    return bool(day)


def _settle(lex: Lexemes, tags: list[str], index: int) -> None:
    """Take back tags that need a capital letter; find clock times and zones by what follows."""
    tag, word = tags[index], lex.words[index]
    if lex.lows[index] in FIRST_WORDS and _settle_name(lex, tags, index):
        return
    if tag in "MNBWw":
        if (
            word[0].islower() and not (word in _LOWER_MONTHS or (tag == "W" and len(word) > 5))
        ) or (tag in "Bw" and word.isupper() and len(word) > 2 and word in ("SAT", "MAR", "SUN")):
            tags[index] = "."
    elif tag in "XzCL":
        _tag_zone(lex, tags, index + 1)
    elif tag in "Yn":
        _settle_number(lex, tags, index)


#: Letters that are looked at again; the last are of words that names begin with.
_SETTLE = re.compile("[MNBWwXzCLYn*T8SH]")


def tag_lexemes(lex: Lexemes) -> str:
    """Write one letter for every piece of the text."""
    known, starts = _TAGS.get, "0123456789'’\n"
    tags = [known(w) or (_tag_other(w) if w[0] in starts else ".") for w in lex.lows]
    for found in _SETTLE.finditer("".join(tags)):
        _settle(lex, tags, found.start())
    return "".join(tags)
