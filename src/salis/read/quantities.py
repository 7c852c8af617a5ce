"""Finds quantities in a text: counts of people and things, money, shares, measures, durations.

A number counts only with something that it counts. Dates, clock times, scores, telephone numbers,
and numbers that are part of a name ("Article 5", "Boeing 737") are left alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from salis.model.statement import Bound, Quantity
from salis.read.counted import (
    Unit,
    bound_after,
    bound_before,
    is_age,
    part_of_name,
    read_sign,
    read_unit,
    sign_length,
)
from salis.read.lexemes import Lexemes, cut_lexemes
from salis.read.numbers import Number, read_number
from salis.read.scopes import find_scope, none_counted
from salis.read.times_grammar import match_times

#: Letters of the pieces that can begin a quantity: numbers, a, half, several, no.
_TRIGGER = re.compile("[dnYahq0]")
#: Expressions of time that are quantities as well.
_LENGTHS = frozenset(("length", "bare_units", "window", "recent_units", "ago"))
_DASHES = ("-", "–", "—", "to")
#: "About" is read as within a tenth.
_ABOUT = 0.1
#: From here on "pounds" are money.
_POUNDS_OF_MONEY = 100_000


@dataclass(frozen=True, slots=True)
class FoundQuantity:
    """A quantity and where its words stand."""

    start: int
    end: int
    quantity: Quantity


@dataclass(frozen=True, slots=True)
class _Figure:
    """One number, or the two ends of a range, in the pieces `[start, end)`."""

    start: int
    end: int
    low: Number
    high: Number | None


def find_quantities(text: str) -> tuple[FoundQuantity, ...]:
    """Find the quantities of a text, in order, not overlapping."""
    lex = cut_lexemes(text)
    tags, times = match_times(text)
    taken = bytearray(len(tags))
    for match in times:
        if match.rule not in _LENGTHS:
            taken[match.start : match.end] = b"\1" * (match.end - match.start)
    found: list[FoundQuantity] = []
    after = free = 0
    for place in _TRIGGER.finditer(tags):
        index = place.start()
        if index < after or taken[index]:
            continue
        count = len(found)
        if place.group() == "0":
            after = _read_none(lex, index, found)
        else:
            after = _read_at(lex, index, free, found)
        if len(found) > count:
            free = after
    return tuple(found)


def _read_at(lex: Lexemes, index: int, free: int, found: list[FoundQuantity]) -> int:
    """Read the quantity that begins at a piece; return the piece to go on from.

    Its words do not reach back beyond `free`, where the last one ended.
    """
    figure = _read_figure(lex, index)
    if figure is None:
        return index + 1
    sign = read_sign(lex, index)
    unit = read_unit(lex, figure.end, one=figure.low.value == 1 and figure.high is None)
    scope = find_scope(lex, index, figure.end if unit is None else unit.end)
    unit = _settle_unit(lex, figure, sign=sign, unit=unit, scope=scope)
    if unit is None or (sign is None and _in_name(lex, figure, unit, scope)):
        return figure.end
    found.append(_make(lex, figure, unit, scope if unit.people else "", free))
    return unit.end


def _in_name(lex: Lexemes, figure: _Figure, unit: Unit, scope: str) -> bool:
    """Tell `Boeing 737 jets` from `In Korr 12 people` and from `Velmark 20 percent`."""
    if lex.lows[figure.start] == "one" and unit.name == "day" and unit.end == figure.end + 1:
        return True
    sure = unit.measure or unit.people or bool(scope)
    return figure.low.digits and part_of_name(lex, figure.start, sure=sure)


def _settle_unit(
    lex: Lexemes, figure: _Figure, *, sign: str | None, unit: Unit | None, scope: str
) -> Unit | None:
    """Decide between a currency before the number, a unit after it, and people untold."""
    end = figure.end
    if sign is not None:
        return Unit(sign, 1.0, end, people=False)
    if unit is not None and unit.name == "kg" and figure.low.value >= _POUNDS_OF_MONEY:
        return Unit("GBP", 1.0, unit.end, people=False)
    if unit is None:
        counted = bool(scope) and not is_age(lex, figure.start, end)
        return Unit("person", 1.0, end, people=True) if counted else None
    if scope and not unit.measure:
        return Unit(unit.name, unit.factor, unit.end, people=True)
    return unit


def _read_figure(lex: Lexemes, index: int) -> _Figure | None:
    low = read_number(lex, index)
    if low is None or _is_code(lex, index, low.end):
        return None
    joint = lex.lows[low.end] if low.end < len(lex.lows) else ""
    first = index - sign_length(lex, index)
    between = joint == "and" and lex.lows[max(0, first - 1) : first] == ["between"]
    if (joint in _DASHES or between or joint == "or") and low.end + 1 < len(lex.lows):
        at = low.end + 1
        signs = sign_length(lex, at + 1) if at + 1 < len(lex.lows) else 0
        high = read_number(lex, at + signs)
        if high is not None and not high.vague and high.end <= len(lex.lows):
            low = _share_scale(low, high)
            if high.value > low.value and not _is_code(lex, index, high.end):
                return _Figure(index, high.end, low, high)
    return _Figure(index, low.end, low, None)


def _share_scale(low: Number, high: Number) -> Number:
    """Read `5 to 10 million` as five million to ten million."""
    for scale in (1e12, 1e9, 1e6, 1e3):
        if low.digits and not high.digits and high.value >= scale > low.value * 10:
            return low._replace(value=low.value * scale)
    return low


def _is_code(lex: Lexemes, start: int, end: int) -> bool:
    """Tell numbers chained by dashes, slashes, colons and letters from figures."""
    before = lex.lows[start - 1] if start and lex.adjacent(start - 1) else ""
    if before in ("/", ":", "#", "№", "_", "@", "\\", "&", "=") or before.isalnum():
        return read_sign(lex, start) is None
    if before in ("-", "–") and start > 1 and lex.adjacent(start - 2):
        return True
    if end < len(lex.lows) and lex.adjacent(end - 1):
        joint, after = lex.lows[end], lex.lows[end + 1] if end + 1 < len(lex.lows) else ""
        return joint in "/:_@\\=" or (joint in "-–" and after[:1].isdigit() and _chained(lex, end))
    return False


def _chained(lex: Lexemes, end: int) -> bool:
    """Tell `555-01-99` from the range `10-15`."""
    after = lex.lows[end + 2 : end + 4]
    return len(after) == 2 and after[0] in ("-", "–", "/") and after[1][:1].isdigit()


def _make(lex: Lexemes, figure: _Figure, unit: Unit, scope: str, free: int) -> FoundQuantity:
    """Put number, bounds and unit together; the words run from the bound to the unit."""
    first = figure.start - sign_length(lex, figure.start)
    bound, start = bound_before(lex, first, free)
    if figure.high is not None and first > free and lex.lows[first - 1] == "between":
        start = first - 1
    end = unit.end
    if bound is Bound.EXACT:
        bound, end = bound_after(lex, unit.end, figure.end)
    if bound is Bound.EXACT and figure.low.vague:
        bound = Bound.AT_LEAST
    low = _number(figure.low.value * unit.factor)
    high = None if figure.high is None else _number(figure.high.value * unit.factor)
    span = lex.starts[start], lex.ends[end - 1]
    text = lex.text[span[0] : span[1]]
    if high is not None:
        quantity = Quantity(low, low, high, unit.name, Bound.RANGE, scope, text)
    else:
        quantity = Quantity(low, *_limits(low, bound), unit.name, bound, scope, text)
    return FoundQuantity(*span, quantity)


def _number(value: float) -> float:
    """Drop the noise of binary fractions after a conversion."""
    return float(f"{value:.10g}")


def _limits(value: float, bound: Bound) -> tuple[float | None, float | None]:
    if bound is Bound.AT_LEAST:
        return value, None
    if bound is Bound.AT_MOST:
        return None, value
    if bound is Bound.ABOUT:
        return _number(value * (1 - _ABOUT)), _number(value * (1 + _ABOUT))
    return value, value


def _read_none(lex: Lexemes, index: int, found: list[FoundQuantity]) -> int:
    """Read `no casualties`, `nobody was hurt` as a count of zero."""
    scope, end = none_counted(lex, index)
    if scope:
        span = lex.starts[index], lex.ends[end - 1]
        text = lex.text[span[0] : span[1]]
        found.append(
            FoundQuantity(*span, Quantity(0.0, 0.0, 0.0, "person", Bound.EXACT, scope, text))
        )
    return end
