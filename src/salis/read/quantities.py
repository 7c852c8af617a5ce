"""Finds quantities in a text: counts of people and things, money, shares, measures, durations.

A number counts only with something that it counts. Dates, clock times, scores, telephone numbers,
and numbers that are part of a name ("Article 5", "Boeing 737") are left alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace

from salis.model.statement import Bound, Quantity
from salis.read.counted import (
    PEOPLE,
    Unit,
    bound_after,
    bound_before,
    is_age,
    is_years_old,
    may_happen,
    part_of_name,
    past_bound,
    read_sign,
    read_unit,
    sign_length,
)
from salis.read.figures import Figure, may_begin, read_figure, read_single, with_scale
from salis.read.lexemes import Lexemes, cut_lexemes
from salis.read.measures import Measure, step_of
from salis.read.nobody import none_counted
from salis.read.numbers import NUMBER_WORDS
from salis.read.scopes import find_scope, scope_after, scope_before
from salis.read.shares import Share, read_share
from salis.read.times_grammar import match_times

_JOINTS = (",", "and", ", and")
_PHRASES = frozenset(("in", "on", "at", "near", "during", "when", "after", "before", "since", "as"))
_PEOPLE = frozenset(PEOPLE.values())
#: Letters of the pieces that can begin a quantity: numbers, a, half, several, no.
_TRIGGER = re.compile("[dnYahq0]")
#: Expressions of time that are quantities as well.
_LENGTHS = frozenset(
    ["length", "bare_units", "window", "recent_units", "ago", "length_first", "later",
     "quarter_length"]
)  # fmt: skip
_FINITE = ("was", "were", "have", "has", "had", "are", "died", "drowned", "perished")
#: "About" is read as within a tenth.
_ABOUT = 0.1


@dataclass(frozen=True, slots=True)
class FoundQuantity:
    """A quantity and where its words stand."""

    start: int
    end: int
    quantity: Quantity


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
        if index < after or taken[index] or (place.group() == "a" and not may_begin(lex, index)):
            continue
        count = len(found)
        if place.group() == "0":
            after = _read_none(lex, index, found)
        else:
            after = _read_at(lex, index, free, found)
        if count and len(found) > count and found[-1].start < found[-2].end:
            found.pop()  # the sign before it was that of the one before: "0USD0"
        elif len(found) > count:
            free = after
    return tuple(_share_scopes(lex, found))


def _share_scopes(lex: Lexemes, found: list[FoundQuantity]) -> list[FoundQuantity]:
    """Let both of `12 soldiers and 3 civilians were killed`, `killed 12 and 3 civilians` be killed.

    What was done stands before the first of them, or what happened behind the last.
    """
    shared: set[int] = set()
    for index in range(len(found) - 2, -1, -1):
        one, two = found[index], found[index + 1]
        scope, other = two.quantity.scope, one.quantity.scope
        joint = lex.text[one.end : two.start].strip()
        if bool(scope) == bool(other) or joint not in _JOINTS:
            continue
        behind = bisect_left(lex.ends, two.end) + 1
        if scope and one.quantity.unit in _PEOPLE:
            if index + 1 in shared or scope_after(lex, behind) == scope:
                found[index] = _scoped(one, scope)
                shared.add(index)
        elif other and joint != "," and two.quantity.unit in _PEOPLE and _ends(lex, behind):
            done = scope_before(lex, bisect_left(lex.starts, one.start))
            found[index + 1] = _scoped(two, other) if done == other else two
    return found


def _scoped(found: FoundQuantity, scope: str) -> FoundQuantity:
    return replace(found, quantity=replace(found.quantity, scope=scope))


def _ends(lex: Lexemes, index: int) -> bool:
    """Tell whether no verb can follow: the clause ends, or a phrase of place or time begins."""
    return index >= len(lex.lows) or not lex.lows[index][0].isalnum() or lex.lows[index] in _PHRASES


def _read_at(lex: Lexemes, index: int, free: int, found: list[FoundQuantity]) -> int:
    """Read the quantity that begins at a piece; return the piece to go on from.

    Its words do not reach back beyond `free`, where the last one ended.
    """
    share = read_share(lex, index)
    if share is not None:
        found.append(_make_share(lex, index, share, free))
        return share.end
    figure = read_figure(lex, index) or read_single(lex, index, free)
    if figure is None:
        return index + 1
    sign = read_sign(lex, index)
    figure = with_scale(lex, figure, sign)
    if (end := _read_part(lex, figure, free, found)) is not None:
        return end
    one = figure.low.value == 1 and figure.high is None
    behind = past_bound(lex, figure.end) if figure.unit_at < 0 else figure.unit_at
    unit = read_unit(lex, behind, value=figure.low.value, one=one)
    if unit is not None and unit.measure and is_years_old(lex, unit.end):
        return unit.end
    scope = find_scope(lex, index, behind if unit is None else unit.end)
    if sign is None and _magnitude_start(lex, figure.start, free) < figure.start:
        unit = Unit("magnitude", figure.end, people=False)
    else:
        unit = _settle_unit(lex, figure, sign=sign, unit=unit, scope=scope)
    if unit is None or (sign is None and _in_name(lex, figure, unit, scope)):
        return figure.end
    if figure.end > unit.end:
        unit = replace(unit, end=figure.end)
    found.append(_make(lex, figure, unit, scope if unit.people else "", free))
    return unit.end


def _read_part(lex: Lexemes, figure: Figure, free: int, found: list[FoundQuantity]) -> int | None:
    """Read `12 of the 20 passengers died`: 12 are dead, and 20 are those that they are part of.

    Without a verb of its own ("one of 12 people killed") what happened is told of the whole.
    """
    at = _whole_at(lex, figure.end)
    whole = None if at is None else read_figure(lex, at)
    if at is None or whole is None or whole.low.value <= figure.low.value:
        return None
    unit = read_unit(lex, whole.end, value=whole.low.value, one=False)
    if unit is None or unit.measure is not None:
        return None
    scope = scope_after(lex, unit.end)
    finite = lex.lows[unit.end : unit.end + 1] in ([word] for word in _FINITE)
    mine = find_scope(lex, figure.start, figure.end) if not finite else scope
    part = Unit(unit.name, figure.end, people=unit.people or bool(scope))
    found.append(_make(lex, figure, part, mine, free))
    found.append(_make(lex, whole, unit, "" if finite else scope, at))
    return unit.end


def _is_number(low: str) -> bool:
    return low[0].isdigit() or low in NUMBER_WORDS


def _whole_at(lex: Lexemes, end: int) -> int | None:
    """Return where the whole of a part begins: the 20 of `12 of the 20 passengers`."""
    lows = lex.lows[end : end + 3]
    size = 2 if lows[:2] == ["out", "of"] else 1 if lows[:1] == ["of"] else 0
    if not size:
        return None
    at = end + size + (lows[size : size + 1] in (["the"], ["its"], ["their"], ["those"]))
    return at if at < len(lex.lows) and _is_number(lex.lows[at]) else None


def _in_name(lex: Lexemes, figure: Figure, unit: Unit, scope: str) -> bool:
    """Tell `Boeing 737 jets` from `In Korr 12 people` and from `Velmark 20 percent`."""
    if lex.lows[figure.start] == "one" and unit.name == "day" and unit.end == figure.end + 1:
        return True
    sure = unit.measure is not None or unit.people or bool(scope)
    return figure.low.digits and part_of_name(lex, figure.start, sure=sure)


def _settle_unit(
    lex: Lexemes, figure: Figure, *, sign: str | None, unit: Unit | None, scope: str
) -> Unit | None:
    """Decide between a currency before the number, a unit after it, and people untold."""
    end = figure.end
    if sign is not None:
        return Unit(sign, end, people=False)
    if unit is None:
        counted = bool(scope) and not is_age(lex, figure.start, end)
        return Unit("person", end, people=True) if counted else None
    if scope and unit.measure is None and not unit.people and may_happen(unit.name, scope):
        return Unit(unit.name, unit.end, people=True)
    return unit


def _magnitude_start(lex: Lexemes, start: int, free: int) -> int:
    """Return where the word of `magnitude 7.2` or `magnitude of 5.5` stands; else the number.

    What stands before `free` is read already.
    """
    for first in (start - 1, start - 2):
        if first >= free and lex.lows[first] == "magnitude":
            return first
        if first >= 0 and lex.lows[first] not in ("-", "of"):
            break
    return start


def _make(lex: Lexemes, figure: Figure, unit: Unit, scope: str, free: int) -> FoundQuantity:
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
    if unit.name == "magnitude":
        start = min(start, _magnitude_start(lex, first, free))
    negative = unit.measure is not None and _is_below_zero(lex, first, unit.measure)
    start = min(start, first - negative)
    if unit.measure is None and figure.low.value == 1 and first and lex.lows[first - 1] == "not":
        span = lex.starts[first - 1], lex.ends[unit.end - 1]  # "not one passenger"
        none = Quantity(0.0, 0.0, 0.0, unit.name, Bound.EXACT, scope, lex.text[slice(*span)])
        return FoundQuantity(*span, none)
    highest = None if figure.high is None else figure.high.value
    name, low, high = _measured(unit, -figure.low.value if negative else figure.low.value, highest)
    span = lex.starts[start], lex.ends[end - 1]
    text = lex.text[span[0] : span[1]]
    if high is not None:
        return FoundQuantity(*span, Quantity(low, low, high, name, Bound.RANGE, scope, text))
    return FoundQuantity(*span, Quantity(low, *_limits(low, bound), name, bound, scope, text))


def _make_share(lex: Lexemes, index: int, share: Share, free: int) -> FoundQuantity:
    """Write a share in percent; spoken shares are round."""
    bound, start = bound_before(lex, index, free)
    bound = Bound.ABOUT if bound is Bound.EXACT else bound
    value = _number(share.percent)
    span = lex.starts[start], lex.ends[share.end - 1]
    text = lex.text[span[0] : span[1]]
    return FoundQuantity(*span, Quantity(value, *_limits(value, bound), "percent", bound, "", text))


def _is_below_zero(lex: Lexemes, first: int, measure: Measure) -> bool:
    """Tell the minus of `minus 20 degrees` and `-5°C`."""
    if measure.kind != "temperature" and measure.name != "degree":
        return False
    before = lex.lows[first - 1] if first else ""
    tight = first > 0 and lex.adjacent(first - 1) and (first == 1 or not lex.adjacent(first - 2))
    return before == "minus" or (before in ("-", "−", "–") and tight)


def _measured(unit: Unit, low: float, high: float | None) -> tuple[str, float, float | None]:
    """Return unit and values on the step of the unit's kind that fits the lower value."""
    measure = unit.measure
    if measure is None:
        return unit.name, _number(low), None if high is None else _number(high)
    name, size = measure.name, 1.0
    base = low * measure.factor + measure.offset
    if measure.kind:
        name, size = step_of(measure.kind, base)
    top = None if high is None else _number((high * measure.factor + measure.offset) / size)
    return name, _number(base / size), top


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
