"""Answers to one question, and how one stands to another: as who meant that might have said this.

A voice that errs seldom says just anything. It leaves something out ("30" for "about 31", one name
of three), adds something, or slips (a digit, a letter). So an answer that leaves out what another
has is no full vote against it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from itertools import combinations
from math import comb, floor, log10

#: Names and figures shorter than this may differ by a letter without being a slip.
_SLIP_LENGTH = 4
#: Longer writings are not compared sign by sign.
_COMPARED = 40
#: How many ways there are to slip in a name, to add to a list, or to get half of it wrong.
_NAME_SLIPS, _ADDITIONS, _HALVES = 10.0, 10.0, 50.0
#: A figure rounded to so many digits or fewer is taken for the same one told more coarsely.
_ROUNDED = 4


class Relation(IntEnum):
    """How what a voice says stands to an answer."""

    EQUAL = 0
    #: It leaves out what the answer has.
    COARSER = 1
    #: It adds to the answer.
    FINER = 2
    #: It is the answer with a slip of a letter or digit.
    SLIP = 3
    OTHER = 4


@dataclass(frozen=True, slots=True)
class Likeness:
    """A relation, and among how many such sayings a voice chose."""

    relation: Relation
    #: None: among all that could be answered.
    ways: float | None = 1.0


EQUAL = Likeness(Relation.EQUAL)
OTHER = Likeness(Relation.OTHER, None)


@dataclass(frozen=True, slots=True, order=True)
class Number:
    """An answer to how many."""

    value: float


@dataclass(frozen=True, slots=True)
class Names:
    """An answer that lists people: last names in small letters; namesakes are numbered from 0."""

    names: frozenset[tuple[str, int]]


@dataclass(frozen=True, slots=True, order=True)
class Wording:
    """Any other answer; two are equal or they are not."""

    text: str


type Answer = Number | Names | Wording


def place_of(answer: Answer) -> tuple[str, object]:
    """Give an answer a place in an order that does not depend on how answers came in."""
    if isinstance(answer, Names):
        return "names", tuple(sorted(answer.names))
    if isinstance(answer, Number):
        return "number", answer.value
    return "wording", answer.text


def compare_answers(said: Answer, answer: Answer) -> Likeness:
    """Say how what a voice says stands to an answer."""
    if said == answer:
        return EQUAL
    if isinstance(said, Number) and isinstance(answer, Number):
        return _compare_numbers(said.value, answer.value)
    if isinstance(said, Names) and isinstance(answer, Names):
        return _compare_names(said.names, answer.names)
    return OTHER


def _compare_numbers(said: float, answer: float) -> Likeness:
    if said and answer:
        if _is_rounded(said, answer):
            return Likeness(Relation.COARSER, 3.0)
        if _is_rounded(answer, said):
            return Likeness(Relation.FINER, 10.0 ** min(3, _digits(said) - _digits(answer)))
    one, other = _written(said), _written(answer)
    if (said < 0) == (answer < 0) and _is_slip(one, other):
        return Likeness(Relation.SLIP, 10.0 * len(other))
    return OTHER


def _is_rounded(coarse: float, fine: float) -> bool:
    digits = _digits(coarse)
    if digits > _ROUNDED or digits >= _digits(fine):
        return False
    unit = 10.0 ** (floor(log10(abs(fine))) - digits + 1)
    return abs(round(fine / unit) * unit - coarse) < unit / 1000


def _digits(value: float) -> int:
    """Count the digits that a figure was told with, without the zeros that only fill up."""
    return max(1, len(_written(value).replace(".", "").strip("0")))


def _written(value: float) -> str:
    return f"{abs(value):.6f}".rstrip("0").rstrip(".")


def _compare_names(
    said: frozenset[tuple[str, int]], answer: frozenset[tuple[str, int]]
) -> Likeness:
    extra, missing, slips = _unmatched(said - answer, answer - said)
    count, wrong = len(answer), _NAME_SLIPS if slips else 1.0
    if not extra and not missing:
        return Likeness(Relation.SLIP, _NAME_SLIPS * count)
    if not extra:
        return Likeness(Relation.COARSER, (count - 1) * comb(count, missing) * wrong)
    if not missing:
        return Likeness(Relation.FINER, _ADDITIONS * wrong)
    if slips or missing < count:
        return Likeness(Relation.OTHER, _HALVES)
    return OTHER


def _unmatched(
    extra: frozenset[tuple[str, int]], missing: frozenset[tuple[str, int]]
) -> tuple[int, int, int]:
    """Match names that differ by a slip; count what is left on either side, and the slips."""
    left, slips = sorted(missing), 0
    for name, _ in sorted(extra):
        alike = next((one for one in left if _is_name_slip(name, one[0])), None)
        if alike is not None:
            left.remove(alike)
            slips += 1
    return len(extra) - slips, len(left), slips


def _is_name_slip(one: str, other: str) -> bool:
    """Say whether two names differ by a letter, or by a first name that was run into the last."""
    short, long = sorted((one, other), key=len)
    if len(short) < _SLIP_LENGTH:
        return False
    return long.startswith(short) or long.endswith(short) or _is_slip(short, long)


def _is_slip(one: str, other: str) -> bool:
    """Say whether two writings differ by one sign wrong, left out, or turned with its neighbour."""
    if max(len(one), len(other)) > _COMPARED:
        return False
    if len(one) == len(other):
        off = [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
        turned = len(off) == 2 and off[1] == off[0] + 1
        return len(off) == 1 or (
            turned and one[off[0]] == other[off[1]] and one[off[1]] == other[off[0]]
        )
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) != 1:
        return False
    return any("".join(left) == short for left in combinations(long, len(short)))
