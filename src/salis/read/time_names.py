"""Names of several words in which a time stands: holidays, and names that are no times at all."""

from __future__ import annotations

import re
from datetime import date, timedelta

from salis.read.lexemes import Lexemes, cut_lexemes, load_rows

#: What a list gives for a name that is no time.
NO_TIME = "-"
#: What a list gives for a holiday whose day the name alone does not tell.
UNKNOWN = "?"
_LONGEST = 6
_EASTER = re.compile(r"easter([+-]\d+)?")
_WEEKDAY = re.compile(r"(\d+)/(\d)/(-?\d)([+-]\d+)?")


def _key(lows: list[str]) -> tuple[str, ...]:
    return tuple(low.replace("’", "'") for low in lows)


_NAMES: dict[tuple[str, ...], str] = {
    _key(cut_lexemes(name).lows): day
    for day, names in load_rows("times_names.tsv")
    for name in names.split("|")
}
#: Words that such a name begins with.
FIRST_WORDS = frozenset(name[0] for name in _NAMES)


def name_at(lex: Lexemes, index: int) -> tuple[int, str]:
    """Return how many pieces the longest name at a piece has, and its day; (0, "") for none."""
    if lex.words[index][0].islower():
        return 0, ""
    lows = _key(lex.lows[index : index + _LONGEST])
    for size in range(len(lows), 0, -1):
        day = _NAMES.get(lows[:size])
        if day is not None:
            return size, day
    return 0, ""


def _easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar (Meeus, Astronomical Algorithms, 1991)."""
    century, rest = divmod(year, 100)
    moon = (
        19 * (year % 19) + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15
    ) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (year % 19 + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _weekday_of_month(year: int, month: int, weekday: int, which: int) -> date:
    """Return the first, second … or (-1) the last such weekday of a month."""
    if which < 0:
        after = date(year + month // 12, month % 12 + 1, 1)
        return after - timedelta(days=(after.isoweekday() - weekday - 1) % 7 + 1)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (which - 1))


def named_day(rule: str, year: int) -> date | None:
    """Return the day that a rule of the list gives for a year; None where it has none."""
    if not 1583 <= year <= 9990:
        return None
    if (found := _EASTER.fullmatch(rule)) is not None:
        return _easter(year) + timedelta(days=int(found[1] or 0))
    if (found := _WEEKDAY.fullmatch(rule)) is not None:
        month, weekday, which = (int(part) for part in found.groups()[:3])
        return _weekday_of_month(year, month, weekday, which) + timedelta(days=int(found[4] or 0))
    if len(rule) == len("2001-09-11"):
        return date.fromisoformat(rule)
    if rule == UNKNOWN:
        return None
    return date(year, int(rule[:2]), int(rule[3:]))
