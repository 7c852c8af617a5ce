"""Compare counts: the same, later answers to one question, or rivals for the same time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto
from math import inf, isclose

from salis.link.traits import Traits
from salis.link.wording import read_list
from salis.model.link import LinkKind
from salis.model.statement import Bound, Quantity

#: Counts of one event told closer together than this are for the same time.
SAME_TIME = timedelta(hours=1)
#: A count that does not grow is for the same time within this.
_STEADY = timedelta(days=3)
_ONE_DAY = timedelta(days=1)
_ABOUT = 0.1


class Agreement(Enum):
    """How the counts of two statements stand to each other."""

    #: Neither counts anything.
    NONE = auto()
    EQUAL = auto()
    #: The same thing counted, with values that can both hold (at least 12, 27).
    COMPATIBLE = auto()
    #: The same thing counted, with values that cannot both hold.
    EXCLUSIVE = auto()
    #: One counts more than the other; what both count is equal.
    PARTIAL = auto()
    #: Different things are counted.
    UNLIKE = auto()


@dataclass(frozen=True, slots=True)
class Counts:
    """How the counts of two statements agree, and the pair that decided it."""

    agreement: Agreement
    a: Quantity | None = None
    b: Quantity | None = None

    @property
    def growing(self) -> bool:
        """Tell whether the count is one of people hit by an event, which is told in stages."""
        return self.a is not None and bool(self.a.scope)


@dataclass(frozen=True, slots=True)
class Telling:
    """A count with the time for which it is told."""

    quantity: Quantity
    at: datetime | None
    #: Whether only the day is known, so that two of one day may follow each other.
    coarse: bool = False


def relate_counts(a: Traits, b: Traits) -> Counts:
    """Compare what two statements count."""
    if not a.quantities or not b.quantities:
        both = not a.quantities and not b.quantities
        return Counts(Agreement.NONE if both else Agreement.PARTIAL)
    pairs, left, right = _pair(a.quantities, b.quantities)
    if any(not _equal(*pair) for pair in pairs) and not (_whole(a) and _whole(b)):
        return Counts(Agreement.UNLIKE)
    for one, other in pairs:
        if not _equal(one, other):
            overlap = _overlap(one, other)
            return Counts(Agreement.COMPATIBLE if overlap else Agreement.EXCLUSIVE, one, other)
    if not pairs or (left and right):
        return Counts(Agreement.UNLIKE)
    agreement = Agreement.PARTIAL if left or right else Agreement.EQUAL
    return Counts(agreement, *pairs[0])


def is_counted_on(traits: Traits) -> bool:
    """Tell whether what a statement counts goes on as the event does: people hit, cases."""
    units = {word for one in traits.quantities for word in one.unit.split()}
    return any(one.scope for one in traits.quantities) or not units.isdisjoint(
        read_list("growing.txt")
    )


def settle_counts(
    a: Telling, b: Telling, *, exclusive: bool, one_voice: bool, counted_on: bool
) -> tuple[LinkKind, bool]:
    """Say how two unlike counts of one thing stand, and whether `a` is the later one.

    Only what cannot both hold for one time is a dispute: a nil against any, or two exact figures
    told within a day. All else is a later answer, or just another one. So are two counts of what is
    counted on where only the day of one is known: the larger may be the later one.
    """
    known = a.at is not None and b.at is not None
    gap = a.at - b.at if a.at is not None and b.at is not None else timedelta(0)
    a_later = gap > timedelta(0)
    new, old = (a.quantity, b.quantity) if a_later else (b.quantity, a.quantity)
    nil = 0.0 in (new.value, old.value)
    if exclusive and nil and not one_voice and abs(gap) <= _STEADY:
        return LinkKind.DISPUTES, a_later
    if known and abs(gap) >= SAME_TIME and _replaces(new, old, one_voice=one_voice, gap=abs(gap)):
        return LinkKind.UPDATES, a_later
    exact = new.bound is Bound.EXACT and old.bound is Bound.EXACT
    near = abs(gap) <= (_ONE_DAY if counted_on else _STEADY)
    if counted_on and (a.coarse or b.coarse):
        return LinkKind.ANSWERS, a_later
    if exclusive and exact and near and not one_voice:
        return LinkKind.DISPUTES, a_later
    return LinkKind.ANSWERS, a_later


def _whole(traits: Traits) -> bool:
    """Tell whether a statement gives one count of a thing, not parts of it or what came on top."""
    things = [(one.scope or one.unit) for one in traits.quantities]
    return len(things) == len(set(things)) and read_list("parts.txt").isdisjoint(traits.wording)


def _replaces(new: Quantity, old: Quantity, *, one_voice: bool, gap: timedelta) -> bool:
    if one_voice:
        return True
    if not new.scope:
        return gap > _STEADY
    return new.scope == "missing" or new.value >= old.value


def _pair(
    a: tuple[Quantity, ...], b: tuple[Quantity, ...]
) -> tuple[list[tuple[Quantity, Quantity]], list[Quantity], list[Quantity]]:
    pairs: list[tuple[Quantity, Quantity]] = []
    rest = list(b)
    alone: list[Quantity] = []
    for one in a:
        matching = [other for other in rest if _same_thing(one, other)]
        found = next((other for other in matching if _equal(one, other)), None)
        found = found or next(iter(matching), None)
        if found is None:
            alone.append(one)
        else:
            pairs.append((one, found))
            rest.remove(found)
    return pairs, alone, rest


def _same_thing(a: Quantity, b: Quantity) -> bool:
    nil = 0.0 in (a.value, b.value)
    if nil and a.scope and b.scope:
        return a.scope == b.scope or "casualties" in (a.scope, b.scope)
    if a.scope != b.scope:
        return False
    generic = read_list("generic.txt")
    return a.unit == b.unit or (bool(a.scope) and a.unit in generic and b.unit in generic)


def _equal(a: Quantity, b: Quantity) -> bool:
    same_bound = a.bound is b.bound
    return same_bound and isclose(a.value, b.value) and _range(a) == _range(b)


def _overlap(a: Quantity, b: Quantity) -> bool:
    (low_a, high_a), (low_b, high_b) = _range(a), _range(b)
    return low_a <= high_b and low_b <= high_a


def _range(quantity: Quantity) -> tuple[float, float]:
    value = quantity.value
    low = value if quantity.low is None else quantity.low
    high = value if quantity.high is None else quantity.high
    if quantity.bound is Bound.AT_LEAST:
        return low, inf
    if quantity.bound is Bound.AT_MOST:
        return -inf, high
    if quantity.bound is Bound.ABOUT and quantity.low is None:
        return value * (1 - _ABOUT), value * (1 + _ABOUT)
    return low, high
