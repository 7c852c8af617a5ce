"""What a number counts and how its words bound it: units, nouns, scopes, bounds."""

from __future__ import annotations

from dataclasses import dataclass

from salis.model.statement import Bound
from salis.read.lexemes import Lexemes, load_rows
from salis.read.numbers import NUMBER_WORDS


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
PEOPLE = {word: lemma for lemma, words in load_rows("units_people.tsv") for word in words.split()}
STOPS = frozenset(
    w for kind, words in load_rows("units_stops.tsv") if kind == "stop" for w in words.split()
)
_LABELS = frozenset(
    w for kind, words in load_rows("units_stops.tsv") if kind == "name" for w in words.split()
)
SCOPES: dict[tuple[str, str], str] = {
    (place, word): scope for scope, place, words in load_rows("units_scopes.tsv")
    for word in words.split()
}  # fmt: skip
_BOUNDS: dict[tuple[str, ...], Bound] = {}
_BOUNDS_AFTER: dict[tuple[str, ...], Bound] = {}
for _name, _words in load_rows("units_bounds.tsv"):
    _table = _BOUNDS_AFTER if _name.startswith("after_") else _BOUNDS
    _table[tuple(_words.split())] = Bound(_name.removeprefix("after_"))
_BOUND_ENDS = frozenset(words[-1] for words in _BOUNDS)
BOUND_WORDS = frozenset(word for words in _BOUNDS for word in words)
FILLERS = frozenset(
    [
        "another",
        "further",
        "additional",
        "total",
        "of",
        "the",
        "a",
        "an",
        "these",
        "those",
        "other",
        "only",
        "just",
    ]
)
_MULTI = {
    ("per", "cent"): "percent", ("percentage", "points"): "percentage_point",
    ("percentage", "point"): "percentage_point", ("square", "kilometres"): "km2",
    ("square", "kilometers"): "km2", ("sq", "km"): "km2", ("square", "metres"): "m2",
    ("square", "meters"): "m2", ("degrees", "celsius"): "celsius", ("degrees", "c"): "celsius",
    ("degrees", "fahrenheit"): "fahrenheit", ("°", "c"): "celsius", ("°", "f"): "fahrenheit",
}  # fmt: skip
#: How far a counted noun may stand from its number, in pieces.
_NOUN_REACH = 6
_SAME_PLURAL = frozenset(("aircraft", "spacecraft", "hovercraft", "sheep", "cattle"))
_UNPLURAL = ("ss", "us", "is")


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


def is_age(lex: Lexemes, start: int, end: int) -> bool:
    """Tell the ages in `Orla Quist, 44, was arrested` and `children under five` from counts."""
    before = lex.lows[start - 1] if start else ""
    if before == ",":
        return lex.lows[end : end + 1] == [","] and start > 1 and lex.words[start - 2][0].isupper()
    if before in ("aged", "age"):
        return True
    who = lex.lows[start - 2] if start > 1 else ""
    return before in ("under", "over") and (who in PEOPLE or who in ("those", "anyone", "everyone"))


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
    known = low in STOPS or low in BOUND_WORDS or low in FILLERS or ("verb", low) in SCOPES
    return (
        word[0].isupper()
        and word.isalpha()
        and not known
        and not (word.isupper() and len(word) > 5)
    )


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
    if word in PEOPLE:
        return PEOPLE[word]
    for ending, instead in (
        ("ies", "y"),
        ("sses", "ss"),
        ("shes", "sh"),
        ("ches", "ch"),
        ("xes", "x"),
    ):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word.removesuffix(ending) + instead
    return word[:-1] if is_plural(word) else word


def is_plural(word: str) -> bool:
    """Tell whether a word looks like a regular plural."""
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
    if (unit := _measure(lex, index)) is not None:
        return unit
    run = list(_noun_run(lex, index))
    for place in run:
        low = lex.lows[place]
        if low in _SAME_PLURAL:
            return Unit(low, 1.0, place + 1, people=False)
        if low in PEOPLE or low.endswith("men") or (("noun", low) in SCOPES and is_plural(low)):
            return Unit(_counted_people(low), 1.0, place + 1, people=True)
    plurals = [place for place in run if is_plural(lex.lows[place])]
    if plurals and not one:
        place = _head(lex, plurals)
        return Unit(_singular(lex.lows[place]), 1.0, place + 1, people=False)
    return None


def _counted_people(low: str) -> str:
    if ("noun", low) in SCOPES:
        return "person"
    return PEOPLE.get(low, low.removesuffix("men") + "man")


def _head(lex: Lexemes, plurals: list[int]) -> int:
    """Take the first plural, or the next at once after it (`sports cars`)."""
    first = plurals[0]
    return first + 1 if first + 1 in plurals and lex.words[first + 1].islower() else first


def _noun_run(lex: Lexemes, index: int) -> range:
    """Return the pieces of the noun phrase after a number, as far as words tell."""
    end = index
    while end < min(index + _NOUN_REACH, len(lex.lows)):
        low = lex.lows[end]
        if low in STOPS or low in NUMBER_WORDS or not (low.isalpha() or low == "-"):
            break
        end += 1
        if is_plural(low) and lex.lows[end : end + 1] and not is_plural(lex.lows[end]):
            break
    return range(index, end)


def bound_before(lex: Lexemes, index: int, free: int) -> tuple[Bound, int]:
    """Read the bound before a number; return it with the piece where its words begin."""
    first = index
    while first > free and lex.lows[first - 1] in (
        "a",
        "an",
        "another",
        "the",
        "additional",
        "further",
    ):
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
            words = tuple(lex.lows[place : place + size])
            if (bound := _BOUNDS_AFTER.get(words)) is not None:
                return bound, max(unit_end, place + len(words))
    return Bound.EXACT, unit_end
