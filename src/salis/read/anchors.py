"""What relative times lean on: the time of publication, and the tense of the words around."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from salis.model.times import Moment, Precision, utc
from salis.read.lexemes import Lexemes, load_rows
from salis.read.stretches import safe_day, shift

_TENSE: dict[str, bool] = {
    word: tense == "future"
    for tense, words in load_rows("times_tense.tsv")
    for word in words.split()
}
#: Pieces looked at before and after an expression for its tense.
_BEFORE, _AFTER = 14, 8
_LIMITS = frozenset(("by", "until", "till"))
_NO_LATER = ["later", "than"]
#: Days; so near ahead, a date without its year is ahead even beside the past tense.
_SOON = 31
_FINENESS = {Precision.YEAR: 0, Precision.MONTH: 1}
_NEEDS = {"Y": 0, "E": 0, "C": 0, "M": 1, "Q": 1}


@dataclass(frozen=True, slots=True)
class Anchor:
    """The publication's day, with how far it is known: 0 the year, 1 the month, 2 the day."""

    day: date
    fineness: int
    moment: Moment

    def knows(self, unit: str) -> bool:
        """Tell whether "this unit" can be computed from the anchor."""
        return self.fineness >= _NEEDS.get(unit, 2)


def make_anchor(moment: Moment | None) -> Anchor | None:
    """Take the anchor from a publication time."""
    if moment is None:
        return None
    return Anchor(utc(moment.at).date(), _FINENESS.get(moment.precision, 2), moment)


def _word_tense(lex: Lexemes, tags: str, index: int) -> bool | None:
    low = lex.lows[index]
    found = None if tags[index] == "N" else _TENSE.get(low)
    regular = tags[index] == "." and low.endswith("ed") and len(low) > 4
    if found is False or (found is None and regular):
        return lex.lows[index - 1 : index] == ["be"]
    return found


def find_tense(lex: Lexemes, tags: str, start: int, end: int) -> bool | None:
    """Tell whether the words around say future (True) or past (False); the nearest before wins."""
    limited = start > 0 and lex.lows[start - 1] in _LIMITS
    if (limited or lex.lows[max(0, start - 2) : start] == _NO_LATER) and not is_possessive(
        lex, end
    ):
        return True
    for index in range(start - 1, max(-1, start - 1 - _BEFORE), -1):
        if tags[index] in "!;":
            break
        if (found := _word_tense(lex, tags, index)) is not None:
            return found
    for index in range(end, min(len(tags), end + _AFTER)):
        if tags[index] in "!;":
            break
        if (found := _word_tense(lex, tags, index)) is not None:
            return found
    return None


def is_possessive(lex: Lexemes, end: int) -> bool:
    """Say whether a time owns what follows ("by Tuesday's flood"), and so sets no limit."""
    return end < len(lex.lows) and lex.lows[end] in ("'", "’", "'s", "’s", "s")


def nearest_weekday(anchor: date, weekday: int, *, future: bool | None) -> date | None:
    """Return the latest such day not after the anchor, or with `future` the next one after it."""
    back = (anchor.isoweekday() - weekday) % 7
    steps = -back if not future else (7 - back if back else 0)
    try:
        return anchor + timedelta(days=steps)
    except OverflowError:
        return None


def nearest_year(anchor: date, month: int, day: int, *, future: bool | None) -> int:
    """Return the year that a day and month without one are in.

    With no tense a date up to three months ahead is taken to be ahead when the last such day is
    at least three times as far back; news is mostly about what was. With the past tense that holds
    for a month ahead: who means last year's day says so ("unveiled a fair for 12 October").
    """
    years = (anchor.year - 1, anchor.year, anchor.year + 1)
    days = [found for year in years if (found := safe_day(year, month, day)) is not None]
    if not days:
        return anchor.year
    ahead = min((d for d in days if d >= anchor), default=days[-1])
    behind = max((d for d in days if d <= anchor), default=days[0])
    if not future:
        near = future is None or (ahead - anchor).days <= _SOON
        future = near and 3 * (ahead - anchor).days < (anchor - behind).days
    return ahead.year if future else behind.year


def nearest_month_year(anchor: date, month: int, *, future: bool | None) -> int:
    """Return the year of a bare month: the latest, or with `future` the next one."""
    if future:
        return anchor.year + (month < anchor.month)
    return anchor.year - (month > anchor.month)


def shifted(anchor: Anchor | None, unit: str, steps: float) -> date | None:
    """Move the anchor by whole units; None where it is not known that finely."""
    if anchor is None or not anchor.knows(unit):
        return None
    return shift(anchor.day, unit, steps)
