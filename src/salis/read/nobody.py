"""Reads counts of zero: no casualties, nobody was hurt, none of the crew, without loss of life."""

from __future__ import annotations

from salis.read.counted import AUXILIARIES, PEOPLE, SCOPES, STOPS, is_plural
from salis.read.lexemes import Lexemes
from salis.read.scopes import scope_after

#: How far what is counted may stand from "no", in pieces.
_REACH = 4
_LOSS = (["loss", "of", "life"], ["losses", "of", "life"])


def none_counted(lex: Lexemes, index: int) -> tuple[str, int]:
    """Return what happened to nobody and where that is said; ("", next piece) for no count."""
    low, after = lex.lows[index], index + 1
    if low in ("nobody", "none") or lex.lows[after : after + 1] == ["one"]:
        return _happened(lex, _past_them(lex, after + (low == "no")), after)
    if lex.lows[after : after + 3] in _LOSS:
        return "killed", after + 3
    if low == "neither":
        return _happened(lex, after + 1, after)
    return _noun(lex, after)


def _past_them(lex: Lexemes, index: int) -> int:
    """Step over `of the passengers`, `of them`."""
    if lex.lows[index : index + 1] != ["of"]:
        return index
    for place in range(index + 1, min(index + 1 + _REACH, len(lex.lows))):
        low = lex.lows[place]
        if (
            low in ("them", "those", "us")
            or low in PEOPLE
            or (place > index + 1 and is_plural(low))
        ):
            return place + 1
    return index


def _happened(lex: Lexemes, start: int, otherwise: int) -> tuple[str, int]:
    """Read `was hurt`, `had been killed`."""
    for place in range(start, min(start + _REACH, len(lex.lows))):
        scope = SCOPES.get(("state", lex.lows[place]), "")
        if scope:
            return scope, place + 1
        if lex.lows[place] not in AUXILIARIES:
            break
    return "", otherwise


def _noun(lex: Lexemes, after: int) -> tuple[str, int]:
    """Read `casualties`, `deaths or injuries`, `passengers were killed`."""
    for place in range(after, min(after + _REACH, len(lex.lows))):
        word = lex.lows[place]
        scope = SCOPES.get(("noun", word), "")
        if scope and (is_plural(word) or word == "casualties"):
            return _two(lex, scope, place + 1)
        if word in PEOPLE or (is_plural(word) and word not in STOPS):
            found = scope_after(lex, place + 1)
            return found, place + 1
        if not word.isalpha() or word in STOPS:
            break
    return "", after


def _two(lex: Lexemes, scope: str, end: int) -> tuple[str, int]:
    """Read `no deaths or injuries` as no casualties."""
    if lex.lows[end : end + 1] in (["or"], ["and"]) and end + 1 < len(lex.lows):
        other = SCOPES.get(("noun", lex.lows[end + 1]), "")
        if other:
            return scope if other == scope else "casualties", end + 2
    return scope, end
