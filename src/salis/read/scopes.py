"""What happened to people who are counted: killed, wounded, missing, detained, evacuated."""

from __future__ import annotations

from salis.read.counted import AUXILIARIES, BOUND_WORDS, FILLERS, PEOPLE, PHRASES, SCOPES
from salis.read.lexemes import Lexemes
from salis.read.numbers import NUMBER_WORDS, parse_digits

#: Words that say what happened, and last words of phrases that do.
_WORDS = frozenset(word for _, word in (*SCOPES, *PHRASES))
#: How far what happened may stand from those it happened to, in pieces.
_SCOPE_REACH = 8


def find_scope(lex: Lexemes, start: int, end: int) -> str:
    """Tell what happened to the people counted in the pieces `[start, end)`; "" where not said."""
    low = lex.lows[end - 1]
    if ("noun", low) in SCOPES:
        return SCOPES["noun", low]
    if low == "lives" and start and lex.lows[start - 1] in ("cost", "costing", "costs"):
        return "killed"
    return scope_before(lex, start) or scope_after(lex, end) or _toll(lex, start)


def _said_at(lex: Lexemes, place: str, index: int) -> str:
    """Return the scope of the word, or of the phrase that ends, at a piece; "" for none."""
    low = lex.lows[index]
    if low not in _WORDS:
        return ""
    for phrase, scope in PHRASES.get((place, low), ()):
        first = index + 1 - len(phrase)
        if first >= 0 and tuple(lex.lows[first : index + 1]) == phrase:
            return scope
    return SCOPES.get((place, low), "")


def scope_before(lex: Lexemes, start: int) -> str:
    """Read `killed at least 12`; `left 5 injured` is read by what comes after."""
    index = start - 1
    for _ in range(4):
        if index >= 0 and (lex.lows[index] in BOUND_WORDS or lex.lows[index] in FILLERS):
            index -= 1
    if index < 0:
        return ""
    scope = _said_at(lex, "verb", index)
    if scope and index > 1 and lex.lows[index - 1] in ("or", "and"):
        other = SCOPES.get(("verb", lex.lows[index - 2]), scope)
        return scope if other == scope else "casualties"
    passive = index > 0 and lex.lows[index - 1] in ("was", "were", "been", "be", "is", "are")
    return "" if passive else scope


def scope_after(lex: Lexemes, end: int) -> str:
    """Read `were killed`, `dead`, `who had died` after what is counted, within the clause."""
    passive, end = False, _past_partner(lex, _past_aside(lex, end))
    for index in range(end, min(end + _SCOPE_REACH, len(lex.lows))):
        low = lex.lows[index]
        scope = _said_at(lex, "state", index)
        near = passive or all(word in AUXILIARIES for word in lex.lows[end:index])
        if scope and (near or low in _INTRANSITIVE):
            return "" if not passive and _has_object(lex, index + 1) else _both(lex, index, scope)
        passive = passive or low in ("was", "were", "been", "be")
        if low in _CLAUSE_ENDS or low in NUMBER_WORDS or not low.isalpha():
            break
    return ""


_INTRANSITIVE = frozenset(("died", "perished", "die", "dead", "drowned", "lives"))
_BE = frozenset(("was", "were", "have", "had", "died"))
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
            return index + 1 if after and after[0] in AUXILIARIES - {"and", "or"} else end
        if lex.lows[index] in ".;\n":
            break
    return end


def _past_partner(lex: Lexemes, end: int) -> int:
    """Step over `and a child`, which shares what happened to those counted before it."""
    if lex.lows[end : end + 1] != ["and"] or lex.lows[end + 1 : end + 2] not in (["a"], ["an"]):
        return end
    for index in range(end + 3, min(end + 6, len(lex.lows))):
        if lex.lows[index] in _BE:
            return index
    return end


def _both(lex: Lexemes, index: int, scope: str) -> str:
    """Read `killed or wounded` as casualties."""
    if lex.lows[index + 1 : index + 2] in (["or"], ["and"]):
        other = SCOPES.get(("state", "".join(lex.lows[index + 2 : index + 3])), scope)
        return scope if other == scope else "casualties"
    return scope


def _toll(lex: Lexemes, start: int) -> str:
    """Read `the death toll rose to 47`, `the number of people killed is 12`."""
    for index in range(start - 1, max(-1, start - 10), -1):
        low = lex.lows[index]
        if low == "toll":
            word = lex.lows[index - 1] if index else ""
            return (
                "wounded" if word == "injury" else "casualties" if word == "casualty" else "killed"
            )
        if low in (".", ";", ",", "\n") or parse_digits(low) is not None:
            return ""
        if lex.lows[index - 1 : index + 1] == ["number", "of"] and index > 0:
            at = index + 1 + (lex.lows[index + 1 : index + 2] == ["the"])
            noun = SCOPES.get(("noun", lex.lows[at]), "") if at < start else ""
            people = at + 1 < start and lex.lows[at] in PEOPLE
            return noun or (SCOPES.get(("state", lex.lows[at + 1]), "") if people else "")
    return ""
