"""What a number counts and how its words bound it: units, nouns, scopes, bounds."""

from __future__ import annotations

from dataclasses import dataclass

from salis.model.statement import Bound
from salis.read.lexemes import Lexemes, load_rows
from salis.read.numbers import NUMBER_WORDS, parse_digits


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit or counted noun, up to a piece; the number is multiplied by the factor."""

    name: str
    factor: float
    end: int
    people: bool
    #: Whether it is a unit of measure rather than a noun.
    measure: bool = False


_UNITS: dict[str, tuple[str, float]] = {
    word: (unit, float(factor)) for unit, factor, words in load_rows("units.tsv")
    for word in words.split()
}  # fmt: skip
_SIGNS = {sign: code for code, signs in load_rows("units_signs.tsv") for sign in signs.split()}
_PEOPLE = {word: lemma for lemma, words in load_rows("units_people.tsv") for word in words.split()}
_STOPS = frozenset(w for kind, words in load_rows("units_stops.tsv") if kind == "stop" for w in words.split())
_LABELS = frozenset(w for kind, words in load_rows("units_stops.tsv") if kind == "name" for w in words.split())
_SCOPES: dict[tuple[str, str], str] = {
    (place, word): scope for scope, place, words in load_rows("units_scopes.tsv")
    for word in words.split()
}  # fmt: skip
_BOUNDS: dict[tuple[str, ...], Bound] = {}
_BOUNDS_AFTER: dict[tuple[str, ...], Bound] = {}
for _name, _words in load_rows("units_bounds.tsv"):
    _table = _BOUNDS_AFTER if _name.startswith("after_") else _BOUNDS
    _table[tuple(_words.split())] = Bound(_name.removeprefix("after_"))
_BOUND_ENDS = frozenset(words[-1] for words in _BOUNDS)
_BOUND_FIRST = frozenset(word for words in _BOUNDS for word in words)
_FILLERS = frozenset("another further additional total of the a an these those other only just".split())
_MULTI = {
    ("per", "cent"): "percent", ("percentage", "points"): "percentage_point",
    ("percentage", "point"): "percentage_point", ("square", "kilometres"): "km2",
    ("square", "kilometers"): "km2", ("sq", "km"): "km2", ("square", "metres"): "m2",
    ("square", "meters"): "m2", ("degrees", "celsius"): "celsius", ("degrees", "c"): "celsius",
    ("degrees", "fahrenheit"): "fahrenheit", ("°", "c"): "celsius", ("°", "f"): "fahrenheit",
}  # fmt: skip
#: How far a counted noun and what happened to it may stand from the number, in pieces.
_NOUN_REACH, _SCOPE_REACH = 6, 8
_SAME_PLURAL = frozenset(("aircraft", "spacecraft", "hovercraft", "sheep", "cattle"))
_UNPLURAL = ("ss", "us", "is")
_AUXILIARIES = frozenset(
    "was were have has had been being be are is also reportedly left confirmed feared believed"
    " reported presumed dead or and others more people who still now so far listed".split()
)


def read_sign(lex: Lexemes, index: int) -> str | None:
    """Return the currency whose sign or code stands before a number."""
    if index < 1:
        return None
    code = _SIGNS.get(lex.lows[index - 1])
    if lex.lows[index - 1] == "$" and index > 1 and lex.adjacent(index - 2):
        code = _SIGNS.get(lex.lows[index - 2] + "$", code)
    short = lex.lows[index - 1].isalpha() and not lex.words[index - 1][0].isupper()
    return None if short else code


def sign_length(lex: Lexemes, index: int) -> int:
    """Return how many pieces the currency sign before a number takes: `US$` is two."""
    if read_sign(lex, index) is None:
        return 0
    return 1 + (index > 1 and lex.lows[index - 2] + lex.lows[index - 1] in _SIGNS)


def part_of_name(lex: Lexemes, index: int, *, sure: bool) -> bool:
    """Tell whether digits belong to the name or label before them: `Article 5`, `Boeing 737`.

    Args:
        lex: The text.
        index: The piece with the digits.
        sure: What follows is surely counted, so that only a label before it speaks against it.
    """
    if index == 0:
        return False
    word, low = lex.words[index - 1], lex.lows[index - 1]
    if low == "." and index > 1 and lex.lows[index - 2] in ("no", "nos", "art", "sec"):
        return True
    if low in _LABELS:
        return True
    if sure:
        return False
    known = low in _STOPS or low in _BOUND_FIRST or low in _FILLERS or ("verb", low) in _SCOPES
    return word[0].isupper() and word.isalpha() and not known and not (word.isupper() and len(word) > 5)


def _measure(lex: Lexemes, index: int) -> Unit | None:
    two = tuple(lex.lows[index : index + 2])
    if two in _MULTI:
        return Unit(_MULTI[two], 1.0, index + 2, people=False, measure=True)
    if two[:1] == ("square",) and two[1:] in (("miles",), ("mile",)):
        return Unit("km2", 2.589988, index + 2, people=False, measure=True)
    found = _UNITS.get(lex.lows[index]) if index < len(lex.lows) else None
    if found is None:
        return None
    name, factor, end = *found, index + 1
    rest = lex.lows[end : end + 2]
    if name in ("km", "m") and rest in (["/", "h"], ["per", "hour"], ["an", "hour"]):
        return Unit("km/h", factor if name == "km" else factor / 1000, end + 2, False, True)
    if name == "m" and rest in (["/", "s"], ["per", "second"]):
        return Unit("km/h", factor * 3.6, end + 2, people=False, measure=True)
    return Unit(name, factor, end, people=False, measure=True)


def _singular(word: str) -> str:
    if word in _PEOPLE:
        return _PEOPLE[word]
    for ending, instead in (("ies", "y"), ("sses", "ss"), ("shes", "sh"), ("ches", "ch"), ("xes", "x")):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word.removesuffix(ending) + instead
    return word[:-1] if _plural(word) else word


def _plural(word: str) -> bool:
    return len(word) > 2 and word.endswith("s") and not word.endswith(_UNPLURAL)


def _age_or_length(lex: Lexemes, end: int) -> Unit | None:
    """Read `-year-old` and `-mile` after a number."""
    if lex.lows[end : end + 1] not in (["-"], ["‐"]):
        return None
    unit = _measure(lex, end + 1)
    if unit is None:
        return None
    if lex.lows[unit.end : unit.end + 2] == ["-", "old"]:
        return Unit(unit.name, unit.factor, unit.end + 2, people=False, measure=True)
    return unit


def read_unit(lex: Lexemes, index: int, *, one: bool) -> Unit | None:
    """Read what a number that ends before this piece counts; `one` lets a singular noun count."""
    index += lex.lows[index : index + 1] == ["+"]
    unit = _measure(lex, index) or _age_or_length(lex, index)
    if unit is not None:
        return unit
    if lex.lows[index : index + 1] == ["of"] and lex.lows[index + 1 : index + 2] in (
        ["the"], ["its"], ["their"], ["his"], ["her"], ["our"], ["these"], ["those"]
    ):  # fmt: skip
        index += 2
    elif lex.lows[index : index + 1] == ["of"]:
        index += 1
    run = list(_noun_run(lex, index))
    for place in run:
        low = lex.lows[place]
        if low in _SAME_PLURAL:
            return Unit(low, 1.0, place + 1, people=False)
        if low in _PEOPLE or low.endswith("men") or ("noun", low) in _SCOPES and _plural(low):
            return Unit(_counted_people(low), 1.0, place + 1, people=True)
    plurals = [place for place in run if _plural(lex.lows[place])]
    if plurals and not one:
        place = _head(lex, plurals)
        return Unit(_singular(lex.lows[place]), 1.0, place + 1, people=False)
    return None


def _counted_people(low: str) -> str:
    if ("noun", low) in _SCOPES:
        return "person"
    return _PEOPLE.get(low, low.removesuffix("men") + "man")


def _head(lex: Lexemes, plurals: list[int]) -> int:
    """Take the first plural, or the next at once after it (`sports cars`)."""
    first = plurals[0]
    return first + 1 if first + 1 in plurals and lex.words[first + 1].islower() else first


def _noun_run(lex: Lexemes, index: int) -> range:
    """Return the pieces of the noun phrase after a number, as far as words tell."""
    end = index
    while end < min(index + _NOUN_REACH, len(lex.lows)):
        low = lex.lows[end]
        if low in _STOPS or low in NUMBER_WORDS or not (low.isalpha() or low == "-"):
            break
        end += 1
        if _plural(low) and lex.lows[end : end + 1] and not _plural(lex.lows[end]):
            break
    return range(index, end)


def find_scope(lex: Lexemes, start: int, end: int) -> str:
    """Tell what happened to the people counted in the pieces `[start, end)`; "" where not said."""
    low = lex.lows[end - 1]
    if ("noun", low) in _SCOPES:
        return _SCOPES["noun", low]
    return _scope_before(lex, start) or _scope_after(lex, end) or _toll(lex, start)


def _scope_before(lex: Lexemes, start: int) -> str:
    """Read `killed at least 12`, `left 5 injured` is read by what comes after."""
    index = start - 1
    for _ in range(4):
        if index >= 0 and (lex.lows[index] in _BOUND_FIRST or lex.lows[index] in _FILLERS):
            index -= 1
    if index < 0:
        return ""
    scope = _SCOPES.get(("verb", lex.lows[index]), "")
    if scope and index > 1 and lex.lows[index - 1] in ("or", "and"):
        other = _SCOPES.get(("verb", lex.lows[index - 2]), scope)
        return scope if other == scope else "casualties"
    passive = index > 0 and lex.lows[index - 1] in ("was", "were", "been", "be", "is", "are")
    return "" if passive else scope


def _scope_after(lex: Lexemes, end: int) -> str:
    """Read `were killed`, `dead`, `who had died` after what is counted, within the clause."""
    passive, end = False, _past_aside(lex, end)
    for index in range(end, min(end + _SCOPE_REACH, len(lex.lows))):
        low = lex.lows[index]
        scope = _SCOPES.get(("state", low), "")
        near = passive or all(word in _AUXILIARIES for word in lex.lows[end:index])
        if scope and (near or low in _INTRANSITIVE):
            return "" if not passive and _has_object(lex, index + 1) else _both(lex, index, scope)
        passive = passive or low in ("was", "were", "been", "be")
        if low in _CLAUSE_ENDS or low in NUMBER_WORDS or not low.isalpha():
            break
    return ""


_INTRANSITIVE = frozenset(("died", "perished", "die", "dead"))
_CLAUSE_ENDS = frozenset("and or but not by when after that".split())
_OBJECT_STARTS = frozenset("a an the his her its their him them at over nearly some".split())
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
        other = _SCOPES.get(("state", "".join(lex.lows[index + 2 : index + 3])), scope)
        return scope if other == scope else "casualties"
    return scope


def _toll(lex: Lexemes, start: int) -> str:
    """Read `the death toll rose to 47`, `the number of wounded is 12`."""
    for index in range(start - 1, max(-1, start - 9), -1):
        low = lex.lows[index]
        if low == "toll":
            word = lex.lows[index - 1] if index else ""
            return "wounded" if word == "injury" else "casualties" if word == "casualty" else "killed"
        if low in (".", ";", ",", "\n") or parse_digits(low) is not None:
            return ""
        if lex.lows[index - 1 : index + 1] == ["number", "of"] and index > 0:
            return _SCOPES.get(("noun", lex.lows[index + 1]), "")
    return ""


def bound_before(lex: Lexemes, index: int, free: int) -> tuple[Bound, int]:
    """Read the bound before a number; return it with the piece where its words begin."""
    first = index
    while first > free and lex.lows[first - 1] in ("a", "an", "another", "the", "additional", "further"):
        first -= 1
    if first <= free or lex.lows[first - 1] not in _BOUND_ENDS:
        first = index
    for size in (4, 3, 2, 1):
        begin = first - size
        if begin >= free and (bound := _BOUNDS.get(tuple(lex.lows[begin:first]))) is not None:
            return bound, begin
    return Bound.EXACT, index


def bound_after(lex: Lexemes, unit_end: int, figure_end: int) -> tuple[Bound, int]:
    """Read `or more`, `or so`, `+` after the unit or the number."""
    for place in (unit_end, figure_end):
        for size in (2, 1):
            bound = _BOUNDS_AFTER.get(tuple(lex.lows[place : place + size]))
            if bound is not None:
                return bound, max(unit_end, place + size)
    return Bound.EXACT, unit_end


def none_counted(lex: Lexemes, index: int) -> tuple[str, int]:
    """Read `no casualties`, `nobody was hurt`; ("", next piece) where nothing is counted."""
    low, after = lex.lows[index], index + 1
    person = low == "nobody" or lex.lows[after : after + 1] == ["one"]
    if person:
        end = after + (low != "nobody")
        for place in range(end, min(end + 4, len(lex.lows))):
            scope = _SCOPES.get(("state", lex.lows[place]), "")
            if scope:
                return scope, place + 1
            if lex.lows[place] not in _AUXILIARIES:
                break
        return "", end
    for place in range(after, min(after + 4, len(lex.lows))):
        word = lex.lows[place]
        scope = _SCOPES.get(("noun", word), "")
        if scope and (_plural(word) or word == "casualties"):
            return scope, place + 1
        if word in _PEOPLE:
            return _scope_after(lex, place + 1), place + 1
        if not word.isalpha() or word in _STOPS:
            break
    return "", after
