"""Spelling: whether two words of names may be one name, spelt or transliterated in two ways.

This only ever joins origins: where it is wrong, a claim has one origin fewer, never one more.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

#: Ways of writing one sound in names from other scripts and languages, applied in this order.
_SOUNDS = (
    (re.compile("sch|sh|ch|zh"), "s"),
    (re.compile("kh|gh"), "h"),
    (re.compile("ph"), "f"),
    (re.compile("ck|q|c"), "k"),
    (re.compile("ks|x"), "ks"),
    (re.compile("ou|oo"), "u"),
    (re.compile("ts|tz|z"), "s"),
    (re.compile("w"), "v"),
    (re.compile("y|j|ee"), "i"),
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile("(?<=.)(?:ev|ov|ew|ow)a?$"), "ov"),
    (re.compile("i+$"), "i"),
)
#: Of these the ones that never make one name of two.
_SCRIPTS = (
    (re.compile("ie|ye|je"), "e"),
    (re.compile("ou|oo"), "u"),
    (re.compile("ks|x"), "ks"),
    (re.compile("w"), "v"),
    (re.compile("y|j|ee"), "i"),
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile("i+$"), "i"),
)
#: Letters; shorter words must sound the same, as one letter makes another name of them.
_LONG = 5


@lru_cache(maxsize=50_000)
def spelled_alike(one: str, other: str) -> bool:
    """Say whether two words, in small letters, may be one name in two spellings."""
    if one == other:
        return True
    sounds = _sound(one), _sound(other)
    if sounds[0] == sounds[1]:
        return bool(sounds[0])
    return min(map(len, sounds)) >= _LONG and _one_edit(*sounds)


@lru_cache(maxsize=50_000)
def plain_spelling(word: str) -> str:
    """Give one spelling to the ways in which one name is carried over from another script.

    "Sergei" and "Sergey" have the same, "Chang" and "Zhang" have not: it is used to say that two
    names are one, where a mistake makes one person of two.
    """
    letters = _letters(word)
    for pattern, letter in _SCRIPTS:
        letters = pattern.sub(letter, letters)
    return letters


def _letters(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word)
    return "".join(c for c in plain if c.isalpha() and not unicodedata.combining(c))


@lru_cache(maxsize=50_000)
def _sound(word: str) -> str:
    letters = _letters(word)
    for pattern, sound in _SOUNDS:
        letters = pattern.sub(sound, letters)
    return letters


def _one_edit(one: str, other: str) -> bool:
    """Say whether one letter more, less or other, or two changed about, makes one of the other."""
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1:
        return False
    at = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    changed = short[at + 1 :] == long[at + 1 :]
    about = short[at : at + 2] == long[at : at + 2][::-1] and short[at + 2 :] == long[at + 2 :]
    return changed or about
