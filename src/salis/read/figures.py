"""Reads the figures of quantities: a number, the two ends of a range, half a unit."""

from __future__ import annotations

from dataclasses import dataclass, replace

from salis.model.statement import Bound
from salis.read.counted import bound_before, read_sign, sign_length
from salis.read.lexemes import Lexemes
from salis.read.measures import UNIT_WORDS, Measure, read_measure
from salis.read.numbers import NUMBER_WORDS, Number, read_number

_DASHES = ("-", "–", "—", "to")
_RANGING = ("range", "ranges", "ranged", "ranging", "anywhere", "vary", "varies", "varied")
#: What follows "a" where a quantity begins with it.
_AFTER_ARTICLE = (
    UNIT_WORDS
    | NUMBER_WORDS
    | {"few", "couple", "handful", "half", "quarter"}
    | {"third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"}
)


def may_begin(lex: Lexemes, index: int) -> bool:
    """Tell, quickly, whether a quantity can begin with the article at a piece."""
    return index + 1 < len(lex.lows) and lex.lows[index + 1] in _AFTER_ARTICLE


@dataclass(frozen=True, slots=True)
class Figure:
    """One number, or the two ends of a range, in the pieces `[start, end)`."""

    start: int
    end: int
    low: Number
    high: Number | None
    #: Where its unit stands, if that is not behind the number ("an hour and a half").
    unit_at: int = -1


def read_figure(lex: Lexemes, index: int) -> Figure | None:
    """Read a number or a range that begins at a piece; None for codes and what is no number."""
    low = read_number(lex, index)
    if low is None or _is_code(lex, index, low.end):
        return None
    unit_end, unit = _unit_between(lex, low)
    joint = lex.lows[unit_end] if unit_end < len(lex.lows) else ""
    first = index - sign_length(lex, index)
    between = joint == "and" and lex.lows[max(0, first - 1) : first] == ["between"]
    if joint == "to" and _is_change(lex, first):
        return Figure(index, low.end, low, None)
    if (joint in _DASHES or between or joint == "or") and unit_end + 1 < len(lex.lows):
        at = unit_end + 1
        signs = sign_length(lex, at + 1) if at + 1 < len(lex.lows) else 0
        high = read_number(lex, at + signs)
        if high is not None and not high.vague and high.end <= len(lex.lows):
            low = _share_scale(low, high)
            same = unit is None or _unit_between(lex, high)[1] == unit
            same = same and not (joint in "-–" and lex.words[at][0].isupper())
            if high.value > low.value and same and not _is_code(lex, index, high.end):
                return Figure(index, high.end, low, high)
    return Figure(index, low.end, low, None)


def _unit_between(lex: Lexemes, number: Number) -> tuple[int, Measure | None]:
    """Return the unit of the first end in `10% to 15%`, and where it ends."""
    found = read_measure(lex, number.end, number.value)
    return (number.end, None) if found is None else (found[1], found[0])


def _is_change(lex: Lexemes, first: int) -> bool:
    """Tell `rose from 5 to 7 percent`, which is no range, from `ranges from 5 to 7 percent`."""
    before = lex.lows[max(0, first - 2) : first]
    return before[-1:] == ["from"] and before[:-1] not in ([word] for word in _RANGING)


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
        return lex.lows[start - 2] != "magnitude"
    if end < len(lex.lows) and lex.adjacent(end - 1):
        joint, after = lex.lows[end], lex.lows[end + 1] if end + 1 < len(lex.lows) else ""
        if len(joint) == 1 and lex.words[end].isupper() and read_measure(lex, end, 0) is None:
            return True  # 5G
        return joint in "/:_@\\=" or (joint in "-–" and after[:1].isdigit() and _chained(lex, end))
    return False


def _chained(lex: Lexemes, end: int) -> bool:
    """Tell `555-01-99` from the range `10-15`."""
    after = lex.lows[end + 2 : end + 4]
    return len(after) == 2 and after[0] in ("-", "–", "/") and after[1][:1].isdigit()


def read_single(lex: Lexemes, index: int, free: int) -> Figure | None:
    """Read `half an hour`, `an hour and a half`, `more than a decade`."""
    low, follows = lex.lows[index], lex.lows[index + 1 : index + 2]
    if low == "half":
        at = index + 1 + (follows in (["a"], ["an"], ["-"]))
        found = read_measure(lex, at, 0.5)
        return None if found is None else Figure(index, at, Number(0.5, at, False, False), None)
    if low not in ("a", "an"):
        return None
    if follows == ["half"]:
        at = index + 2 + (lex.lows[index + 2 : index + 3] == ["-"])
        found = read_measure(lex, at, 0.5)
        return None if found is None else Figure(index, at, Number(0.5, at, False, False), None)
    found = read_measure(lex, index + 1, 1)
    if found is None:
        return None
    if lex.lows[found[1] : found[1] + 3] == ["and", "a", "half"]:
        number = Number(1.5, found[1] + 3, False, False)
        return Figure(index, found[1] + 3, number, None, index + 1)
    bound, _ = bound_before(lex, index, free)
    if bound is Bound.EXACT:
        return None
    return Figure(index, index + 1, Number(1.0, index + 1, False, False), None)


def with_scale(lex: Lexemes, figure: Figure, sign: str | None) -> Figure:
    """Read `$5 m` as five million: with a currency before it, a lone m is no metre."""
    scale = {"m": 1e6, "b": 1e9, "k": 1e3}.get("".join(lex.lows[figure.end : figure.end + 1]))
    if sign is None or scale is None or figure.high is not None or not figure.low.digits:
        return figure
    low = figure.low._replace(value=figure.low.value * scale, end=figure.end + 1)
    return replace(figure, low=low, end=figure.end + 1)
