"""What happened to people who are counted: killed, wounded, missing, detained, evacuated."""

from __future__ import annotations

from salis.read.counted import BOUND_WORDS, FILLERS, PEOPLE, SCOPES, STOPS, is_plural
from salis.read.lexemes import Lexemes
from salis.read.numbers import NUMBER_WORDS, parse_digits

_AUXILIARIES = frozenset(
    [
        "was",
        "were",
        "have",
        "has",
        "had",
        "been",
        "being",
        "be",
        "are",
        "is",
        "also",
        "reportedly",
        "left",
        "confirmed",
        "feared",
        "believed",
        "reported",
        "presumed",
        "dead",
        "or",
        "and",
        "others",
        "more",
        "people",
        "who",
        "still",
        "now",
        "so",
        "far",
        "listed",
    ]
)
#: How far what happened may stand from those it happened to, in pieces.
_SCOPE_REACH = 8


def find_scope(lex: Lexemes, start: int, end: int) -> str:
    """Tell what happened to the people counted in the pieces `[start, end)`; "" where not said."""
    low = lex.lows[end - 1]
    if ("noun", low) in SCOPES:
        return SCOPES["noun", low]
    return _scope_before(lex, start) or _scope_after(lex, end) or _toll(lex, start)


def _scope_before(lex: Lexemes, start: int) -> str:
    """Read `killed at least 12`, `left 5 injured` is read by what comes after."""
    index = start - 1
    for _ in range(4):
        if index >= 0 and (lex.lows[index] in BOUND_WORDS or lex.lows[index] in FILLERS):
            index -= 1
    if index < 0:
        return ""
    scope = SCOPES.get(("verb", lex.lows[index]), "")
    if scope and index > 1 and lex.lows[index - 1] in ("or", "and"):
        other = SCOPES.get(("verb", lex.lows[index - 2]), scope)
        return scope if other == scope else "casualties"
    passive = index > 0 and lex.lows[index - 1] in ("was", "were", "been", "be", "is", "are")
    return "" if passive else scope


def _scope_after(lex: Lexemes, end: int) -> str:
    """Read `were killed`, `dead`, `who had died` after what is counted, within the clause."""
    passive, end = False, _past_aside(lex, end)
    for index in range(end, min(end + _SCOPE_REACH, len(lex.lows))):
        low = lex.lows[index]
        scope = SCOPES.get(("state", low), "")
        near = passive or all(word in _AUXILIARIES for word in lex.lows[end:index])
        if scope and (near or low in _INTRANSITIVE):
            return "" if not passive and _has_object(lex, index + 1) else _both(lex, index, scope)
        passive = passive or low in ("was", "were", "been", "be")
        if low in _CLAUSE_ENDS or low in NUMBER_WORDS or not low.isalpha():
            break
    return ""


_INTRANSITIVE = frozenset(("died", "perished", "die", "dead"))
_CLAUSE_ENDS = frozenset(["and", "or", "but", "not", "by", "when", "after", "that"])
_OBJECT_STARTS = frozenset(
    ["a", "an", "the", "his", "her", "its", "their", "him", "them", "at", "over", "nearly", "some"]
)
#: Longest aside between commas that is stepped over.
_ASIDE = 9


def _has_object(lex: Lexemes, index: int) -> bool:
    """Tell whether `killed` is done by what was counted: `two attackers killed 12 people`."""
    low = lex.lows[index] if index < len(lex.lows) else ""
    if low in ("at", "over", "nearly", "some"):
        after = lex.lows[index + 1 : index + 3]
        return any(word[0].isdigit() or word in NUMBER_WORDS for word in after if word)
    return low in _OBJECT_STARTS or low in NUMBER_WORDS or low[:1].isdigit()


def _past_aside(lex: Lexemes, end: int) -> int:
    """Step over `, including two children,` between those counted and what happened to them."""
    if lex.lows[end : end + 1] != [","]:
        return end
    for index in range(end + 1, min(end + 1 + _ASIDE, len(lex.lows))):
        if lex.lows[index] == ",":
            after = lex.lows[index + 1 : index + 2]
            return index + 1 if after and after[0] in _AUXILIARIES - {"and", "or"} else end
        if lex.lows[index] in ".;\n":
            break
    return end


def _both(lex: Lexemes, index: int, scope: str) -> str:
    """Read `killed or wounded` as casualties."""
    if lex.lows[index + 1 : index + 2] in (["or"], ["and"]):
        other = SCOPES.get(("state", "".join(lex.lows[index + 2 : index + 3])), scope)
        return scope if other == scope else "casualties"
    return scope


def _toll(lex: Lexemes, start: int) -> str:
    """Read `the death toll rose to 47`, `the number of wounded is 12`."""
    for index in range(start - 1, max(-1, start - 9), -1):
        low = lex.lows[index]
        if low == "toll":
            word = lex.lows[index - 1] if index else ""
            return (
                "wounded" if word == "injury" else "casualties" if word == "casualty" else "killed"
            )
        if low in (".", ";", ",", "\n") or parse_digits(low) is not None:
            return ""
        if lex.lows[index - 1 : index + 1] == ["number", "of"] and index > 0:
            return SCOPES.get(("noun", lex.lows[index + 1]), "")
    return ""


def none_counted(lex: Lexemes, index: int) -> tuple[str, int]:
    """Read `no casualties`, `nobody was hurt`; ("", next piece) where nothing is counted."""
    low, after = lex.lows[index], index + 1
    person = low == "nobody" or lex.lows[after : after + 1] == ["one"]
    if person:
        end = after + (low != "nobody")
        for place in range(end, min(end + 4, len(lex.lows))):
            scope = SCOPES.get(("state", lex.lows[place]), "")
            if scope:
                return scope, place + 1
            if lex.lows[place] not in _AUXILIARIES:
                break
        return "", end
    for place in range(after, min(after + 4, len(lex.lows))):
        word = lex.lows[place]
        scope = SCOPES.get(("noun", word), "")
        if scope and (is_plural(word) or word == "casualties"):
            return scope, place + 1
        if word in PEOPLE:
            return _scope_after(lex, place + 1), place + 1
        if not word.isalpha() or word in STOPS:
            break
    return "", after
