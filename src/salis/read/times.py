"""Finds time expressions in a text; gives each its TIMEX3 value and its place in time.

A grammar over pieces (`times_grammar`) finds them and `times_placed` puts them on the calendar.
Where the words alone do not place them, the publication time does: the anchor. Here ends of
ranges, open sides ("since", "by") and lengths tied to a date ("the month before …") are joined.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise

from salis.model.times import Interval, Moment
from salis.read.anchors import is_possessive, make_anchor
from salis.read.lexemes import cut_lexemes
from salis.read.stretches import Stretch, day_stretch, midnight, month_stretch, shift
from salis.read.time_rules import Match
from salis.read.time_scene import Reading, Scene
from salis.read.time_tags import MEANING
from salis.read.times_grammar import match_times
from salis.read.times_lengths import open_window
from salis.read.times_placed import place_match


@dataclass(frozen=True, slots=True)
class FoundTime:
    """A time expression: where it stands, what it means, and when that is.

    Both ends of a range ("between 2014 and 2016") are found, each with the whole range as its
    interval; the interval's text shows the words that gave it.
    """

    start: int
    end: int
    #: TIMEX3: `2008-03-01`, `2008-W35`, `2008-Q3`, `P1Y`, `PRESENT_REF`, `2008-03-01TEV` …
    value: str
    #: DATE, TIME, DURATION or SET.
    kind: str
    #: None where it has no place in time, or none that the anchor gives.
    interval: Interval | None


@dataclass(slots=True)
class _Placed:
    """A match with its reading, while neighbours are joined."""

    match: Match
    reading: Reading
    first: int
    interval: Interval | None = None


_YEARLESS = frozenset(("date", "bare_month", "part_of_date"))
_MONTH = re.compile(r"\d{4}-\d\d")
_DEPENDENT = frozenset(("the_unit", "length"))


def find_times(
    text: str, anchor: Moment | None, *, future: bool | None = None
) -> tuple[FoundTime, ...]:
    """Find the time expressions of a text, in order, not overlapping.

    Args:
        text: Any text; times of several sentences may lean on each other.
        anchor: When it was published; relative times have no interval without it.
        future: Whether bare weekdays and months lie ahead; None: told from the words around.
    """
    tags, matches = match_times(text)
    if not matches:
        return ()
    scene = Scene(cut_lexemes(text), tags, make_anchor(anchor), future)
    placed = _join_same(scene, _join_dependent(scene, _place_all(scene, matches)))
    _set_intervals(scene, placed)
    return tuple(_found(scene, item) for item in placed)


def _place_all(scene: Scene, matches: tuple[Match, ...]) -> list[_Placed]:
    placed = []
    for index, match in enumerate(matches):
        following = matches[index + 1] if index + 1 < len(matches) else None
        if ";" in scene.tags[matches[index - 1].end : match.start] or index == 0:
            scene.last_day = None
        scene.year = _borrowed_year(scene, match, following)
        if match.rule == "clock" and following is not None:
            _look_ahead(scene, match, following)
        placed.append(_Placed(match, place_match(scene, match), match.start))
    return placed


def _borrowed_year(scene: Scene, match: Match, following: Match | None) -> int | None:
    """Take the year of the other end: `between June and August 2022`."""
    if following is None or match.rule not in _YEARLESS or match.at("y") >= 0:
        return None
    gap = scene.tags[match.end : following.start]
    if following.at("y") < 0 or following.rule == "year" or gap not in ("A", "u", "-", "r"):
        return None
    return scene.number(following, "y")


def _look_ahead(scene: Scene, match: Match, following: Match) -> None:
    """Let `14:00 GMT on Friday` take its day from what follows."""
    near = scene.tags[match.end : following.start] in ("p", "pt", ",p", ",")
    if near and following.rule in ("date", "day", "iso", "slashed"):
        place_match(scene, following)


def _join_dependent(scene: Scene, placed: list[_Placed]) -> list[_Placed]:
    """Tie `the month before 22 February 2022` and `two days after Friday` to their date."""
    joined: list[_Placed] = []
    for item in placed:
        last = joined[-1] if joined else None
        if last is not None and last.match.rule in _DEPENDENT and item.reading.stretch is not None:
            direction = _before_or_after(scene, last.match.end, item.match.start)
            reading = _tied(scene, last, item.reading, direction) if direction else None
            if reading is not None:
                joined[-1] = _Placed(
                    replace(item.match, start=last.match.start), reading, last.first
                )
                continue
        joined.append(item)
    return [
        item for item in joined if item.match.rule != "the_unit" or item.reading.value[0] != "P"
    ]


def _join_same(scene: Scene, placed: list[_Placed]) -> list[_Placed]:
    """Give "in March … than in the same month last year" the March of that year."""
    named: Stretch | None = None
    for item in placed:
        start = _same_start(scene, item.match.start)
        stretch = item.reading.stretch
        if named is not None and start is not None and stretch is not None:
            moved = _moved_to_year(named, stretch.start.year)
            if moved is not None:
                item.match = replace(item.match, start=start)
                item.reading = Reading(moved.value, "DATE", moved)
        elif stretch is not None and _MONTH.fullmatch(item.reading.value):
            named = stretch
    return placed


def _same_start(scene: Scene, place: int) -> int | None:
    """Return where "the same month (of)" before a time begins; None where it is not said."""
    lows = scene.lex.lows
    last = place - 1 if place and lows[place - 1] in ("of", "in", "the") else place
    while last and lows[last - 1] in ("of", "in"):
        last -= 1
    if last < 2 or lows[last - 2] != "same" or lows[last - 1] not in ("month", "period"):
        return None
    return last - 3 if last > 2 and lows[last - 3] == "the" else last - 2


def _moved_to_year(month: Stretch, year: int) -> Stretch | None:
    return month_stretch(year, month.start.month) if 0 < year < month.start.year else None


def _before_or_after(scene: Scene, start: int, end: int) -> int:
    words = [low for low in scene.lex.lows[start:end] if low not in ("the", "on")]
    if words in (["before"], ["prior", "to"]):
        return -1
    return 1 if words in (["after"], ["following"]) else 0


def _tied(scene: Scene, last: _Placed, reading: Reading, direction: int) -> Reading | None:
    """Count from a date: "the month before" is all of it, "three weeks after" its last day."""
    unit = MEANING[scene.lex.lows[last.match.at("units", "unit", "weekend")]][1]
    digits = "".join(ch for ch in last.reading.value if ch in "0123456789.")
    stretch = reading.stretch
    if stretch is None or not digits or unit.startswith("T"):
        return None
    first = (stretch.start if direction < 0 else stretch.end - timedelta(days=1)).date()
    other = shift(first, unit, direction * float(digits))
    if other is None:
        return None
    if last.match.rule == "length" or unit == "D":
        point = day_stretch(other)
        return Reading(point.value, "DATE", point)
    low, high = sorted((first, other))
    edtf = f"{low.isoformat()}/{high.isoformat()}"
    end = midnight(high) + timedelta(days=direction > 0)
    return Reading(
        last.reading.value, "DURATION", replace(stretch, edtf=edtf, start=midnight(low), end=end)
    )


def _set_intervals(scene: Scene, placed: list[_Placed]) -> None:
    for item in placed:
        item.interval = _open_sided(scene, item)
    for one, two in pairwise(placed):
        begin = _range_begin(scene, one, two)
        if begin is not None and one.reading.stretch and two.reading.stretch:
            first, last = one.reading.stretch, two.reading.stretch
            text = _words(scene, begin, two.match.end)
            edtf = f"{first.edtf}/{last.edtf}"
            one.interval = two.interval = Interval(first.start, last.end, edtf, text)


def _range_begin(scene: Scene, one: _Placed, two: _Placed) -> int | None:
    """Return the piece where a range of two times begins; None where they are not one."""
    first, last = one.reading.stretch, two.reading.stretch
    if first is None or last is None or first.start >= last.start:
        return None
    if "/" in first.edtf + last.edtf:
        return None
    gap = scene.lex.lows[one.match.end : two.match.start]
    before = scene.lex.lows[one.match.start - 1] if one.match.start else ""
    led = (before == "from" and gap in (["to"], ["through"], ["until"], ["till"])) or (
        before == "between" and gap == ["and"]
    )
    if led:
        return one.match.start - 1
    return one.match.start if gap in (["to"], ["-"], ["–"], ["through"]) else None


def _open_sided(scene: Scene, item: _Placed) -> Interval | None:
    """Place an expression with the word before it: since, by, until, before, after, around."""
    stretch = item.reading.stretch
    if stretch is None:
        window = open_window(scene, item.match)
        words = _words(scene, item.match.start, item.match.end)
        return None if window is None else Interval(*window, words)
    index = item.match.start - 1
    vague = item.reading.kind == "TIME" and stretch.end - stretch.start >= timedelta(days=1)
    if vague:  # after 6 p.m. of an unknown zone is still that day
        index = -1
    word = scene.lex.lows[index] if index >= 0 else ""
    text = _words(scene, index, item.match.end)
    last = stretch.edtf.rsplit("/", 1)[-1]
    first = stretch.edtf.split("/", 1)[0]
    after = scene.lex.lows[item.match.end : item.match.end + 1]
    if is_possessive(scene.lex, item.match.end):
        word = ""
    if word == "since" or (word == "from" and after not in (["to"], ["until"], ["till"])):
        return Interval(stretch.start, None, f"{first}/..", text)
    if word in ("by", "until", "till", "through"):
        return Interval(None, stretch.end, f"../{last}", text)
    if word == "before" and _is_an_end(text):
        return Interval(None, stretch.end, f"../{stretch.edtf}", text)
    if word == "before":
        return Interval(None, stretch.start, f"../{_day_before(stretch.start)}", text)
    if word == "after":
        return Interval(stretch.end, None, f"{stretch.end.date().isoformat()}/..", text)
    edtf = stretch.edtf
    if word in ("around", "about", "circa", "approximately", "roughly"):
        return Interval(stretch.start, stretch.end, edtf if "~" in edtf else f"{edtf}~", text)
    return Interval(
        stretch.start, stretch.end, edtf, _words(scene, item.match.start, item.match.end)
    )


def _is_an_end(text: str) -> bool:
    """Say whether a stretch is told by its end: "before the end of the year" is any day of it."""
    return "end of" in text.lower()


def _day_before(moment: datetime) -> str:
    return (moment - timedelta(days=1)).date().isoformat() if moment.year > 1 else ".."


def _words(scene: Scene, start: int, end: int) -> str:
    return scene.lex.text[scene.lex.starts[max(start, 0)] : scene.lex.ends[end - 1]]


def _found(scene: Scene, item: _Placed) -> FoundTime:
    start, end = scene.lex.starts[item.match.start], scene.lex.ends[item.match.end - 1]
    return FoundTime(start, end, item.reading.value, item.reading.kind, item.interval)
