"""What a number counts and how its words bound it: units, nouns, scopes, bounds."""

from __future__ import annotations

from dataclasses import dataclass

from salis.model.statement import Bound
from salis.read.lexemes import Lexemes, load_rows
from salis.read.measures import Measure, read_measure
from salis.read.numbers import NUMBER_WORDS


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure or counted noun, up to a piece."""

    name: str
    end: int
    people: bool
    #: What a value in it comes to; None where a noun is counted.
    measure: Measure | None = None


_SIGNS = {sign: code for code, signs in load_rows("units_signs.tsv") for sign in signs.split()}
PEOPLE = {word: lemma for lemma, words in load_rows("units_people.tsv") for word in words.split()}
_LISTS: dict[str, frozenset[str]] = {}
for _kind, _listed in load_rows("units_stops.tsv"):
    _LISTS[_kind] = _LISTS.get(_kind, frozenset()) | frozenset(_listed.split())
STOPS, FILLERS, AUXILIARIES = _LISTS["stop"], _LISTS["filler"], _LISTS["auxiliary"]
_LABELS, _THINGS = _LISTS["name"], _LISTS["thing"]
#: Endings of nouns for people, and what may happen to any living thing.
_AGENTS = ("er", "or", "ist", "ian", "ee", "ant", "man", "ese")
_ANY_SCOPE = frozenset(("killed", "wounded", "casualties"))
SCOPES: dict[tuple[str, str], str] = {
    (place, word): scope for scope, place, words in load_rows("units_scopes.tsv")
    for word in words.split() if "_" not in word
}  # fmt: skip
#: Phrases that say what happened, by where they stand and their last word.
PHRASES: dict[tuple[str, str], list[tuple[tuple[str, ...], str]]] = {}
for _scope, _place, _words in load_rows("units_scopes.tsv"):
    for _phrase in (tuple(word.split("_")) for word in _words.split() if "_" in word):
        PHRASES.setdefault((_place, _phrase[-1]), []).append((_phrase, _scope))
_BOUNDS: dict[tuple[str, ...], Bound] = {}
_BOUNDS_AFTER: dict[tuple[str, ...], Bound] = {}
for _name, _words in load_rows("units_bounds.tsv"):
    _table = _BOUNDS_AFTER if _name.startswith("after_") else _BOUNDS
    _table[tuple(_words.split())] = Bound(_name.removeprefix("after_"))
_BOUND_ENDS = frozenset(words[-1] for words in _BOUNDS)
BOUND_WORDS = frozenset(word for words in _BOUNDS for word in words)
#: What may stand between a number and what it counts: `200 or so people`, `200-odd people`.
_BETWEEN = (
    ("or", "so"), ("or", "more"), ("or", "fewer"), ("or", "less"), ("-", "odd"), ("-", "plus"),
    ("plus",), ("more",), ("additional",), ("further",),
)  # fmt: skip
_BETWEEN_STARTS = frozenset(words[0] for words in _BETWEEN)
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


def may_happen(noun: str, scope: str) -> bool:
    """Tell whether a scope can hold for what is counted: tanks are not missing persons."""
    return scope in _ANY_SCOPE or is_agent(noun)


def is_agent(noun: str) -> bool:
    """Tell whether a noun ends as those for people do ("driver", "guardian")."""
    return noun.endswith(_AGENTS) and noun not in _THINGS


def is_age(lex: Lexemes, start: int, end: int) -> bool:
    """Tell ages in `Orla Quist, 44, was arrested`, `the age of 65`, `under five` from counts."""
    before = lex.lows[start - 1] if start else ""
    if before == ",":
        return lex.lows[end : end + 1] == [","] and start > 1 and lex.words[start - 2][0].isupper()
    if before in ("aged", "age"):
        return True
    who = lex.lows[start - 2] if start > 1 else ""
    if before == "of" and who == "age":
        return True
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


def _measure(lex: Lexemes, index: int, value: float) -> Unit | None:
    found = read_measure(lex, index, value)
    if found is None:
        return None
    measure, end = found
    return Unit(measure.name, end, people=False, measure=measure)


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


_OF_THEM = ("the", "its", "their", "his", "her", "our", "these", "those")


def _hyphened(lex: Lexemes, end: int, value: float) -> Unit | None:
    """Read `-mile` and `-magnitude` after a number."""
    if lex.lows[end : end + 1] not in (["-"], ["‐"]):
        return None
    return _measure(lex, end + 1, value)


def is_years_old(lex: Lexemes, end: int) -> bool:
    """Tell whether `old` follows a unit: `43-year-old`, `5 years old`."""
    after = lex.lows[end : end + 2]
    return after in (["-", "old"], ["-", "olds"]) or after[:1] == ["old"]


def read_unit(lex: Lexemes, index: int, *, value: float, one: bool) -> Unit | None:
    """Read what a number counts that ends before this piece.

    Args:
        lex: The text.
        index: The piece after the number.
        value: The number.
        one: A singular noun may be counted.
    """
    index += lex.lows[index : index + 1] == ["+"]
    unit = _measure(lex, index, value) or _hyphened(lex, index, value)
    if unit is not None:
        return unit
    if lex.lows[index : index + 1] == ["of"]:
        index += 1 + (lex.lows[index + 1 : index + 2] in ([word] for word in _OF_THEM))
    if (unit := _measure(lex, index, value)) is not None:
        return unit
    run = list(_noun_run(lex, index))
    for place in run:
        low = lex.lows[place]
        if low in _SAME_PLURAL:
            return Unit(low, place + 1, people=False)
        if low in PEOPLE or low.endswith("men") or (("noun", low) in SCOPES and is_plural(low)):
            return Unit(_counted_people(low), place + 1, people=True)
    plurals = [place for place in run if is_plural(lex.lows[place])]
    if plurals and not one:
        place = _head(lex, plurals)
        return Unit(_singular(lex.lows[place]), place + 1, people=False)
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


def past_bound(lex: Lexemes, end: int) -> int:
    """Step over a bound between a number and what it counts; `200 more than` is none."""
    if end >= len(lex.lows) or lex.lows[end] not in _BETWEEN_STARTS:
        return end
    for words in _BETWEEN:
        after = end + len(words)
        if tuple(lex.lows[end:after]) == words and lex.lows[after : after + 1] != ["than"]:
            return after
    return end


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
