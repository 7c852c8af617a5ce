"""Finds time expressions in a text; gives each its TIMEX3 value and its place in time.

A grammar over pieces (`times_grammar`) finds them and `times_placed` puts them on the calendar.
Where the words alone do not place them, the publication time does: the anchor. Times that lean on
each other are joined in `times_joined`; `times_sides` reads open sides ("since", "by").
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from salis.model.times import Interval, Moment
from salis.read.anchors import make_anchor
from salis.read.lexemes import cut_lexemes
from salis.read.time_rules import Match
from salis.read.time_scene import Scene
from salis.read.times_compared import is_compared
from salis.read.times_grammar import match_times
from salis.read.times_joined import Placed, join_times, range_begin
from salis.read.times_placed import place_match
from salis.read.times_sides import open_sided, words_of


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
    #: Whether what is told is only compared with this time ("the most since 2003").
    compared: bool = False


_YEARLESS = frozenset(("date", "bare_month", "part_of_date", "more_days"))
#: Rules that give a day.
_DAYS = frozenset(("date", "day", "iso", "slashed", "day_of_week"))
_JOINTS = ("u", "-", "A", "6")


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
    placed = join_times(scene, _place_all(scene, matches))
    _set_intervals(scene, placed)
    return tuple(_found(scene, item) for item in placed)


def _place_all(scene: Scene, matches: tuple[Match, ...]) -> list[Placed]:
    placed = []
    for index, match in enumerate(matches):
        following = matches[index + 1] if index + 1 < len(matches) else None
        if ";" in scene.tags[matches[index - 1].end : match.start] or index == 0:
            scene.last_day = None
        scene.year = _borrowed_year(scene, match, following)
        scene.tail = _borrowed_tail(scene, match, following)
        if match.rule in ("clock", "some_part"):
            _look_ahead(scene, match, matches[index + 1 : index + 3])
        placed.append(Placed(match, place_match(scene, match)))
    return placed


def _borrowed_year(scene: Scene, match: Match, following: Match | None) -> int | None:
    """Take the year of the other end: `between June and August 2022`."""
    if following is None or match.rule not in _YEARLESS or match.at("y") >= 0:
        return None
    gap = scene.tags[match.end : following.start]
    if following.at("y") < 0 or following.rule == "year" or gap not in (*_JOINTS, "r", ","):
        return None
    return scene.number(following, "y")


def _borrowed_tail(scene: Scene, match: Match, following: Match | None) -> tuple[int, int]:
    """Take `p.m.` and the zone of the other end: `from 8 to 9 p.m.`, `10:00-12:00 UTC`."""
    start, end = (-1, -1) if following is None else following.span("clock")
    if match.at("clock") < 0 or start < 0 or scene.tags[match.end : start] not in _JOINTS:
        return (-1, -1)
    return start + 1, end


def _look_ahead(scene: Scene, match: Match, following: tuple[Match, ...]) -> None:
    """Let `14:00 GMT on Friday` and `2 p.m. (1200 GMT) on Friday` take their day from behind."""
    end = match.end
    for other in following:
        gap = scene.tags[end : other.start]
        if other.rule in _DAYS:
            if gap in ("p", "pt", ",p", ",", ")p", ")"):
                place_match(scene, other)
            return
        if other.rule != "clock" or gap not in ("(", ".", ","):
            return
        end = other.end


def _set_intervals(scene: Scene, placed: list[Placed]) -> None:
    for item in placed:
        item.compared = is_compared(scene, item.match)
        item.interval = open_sided(scene, item)
    for one, two in pairwise(placed):
        first, last = one.reading.stretch, two.reading.stretch
        begin = range_begin(scene, one, two)
        if begin is None or first is None or last is None or first.start >= last.start:
            continue
        if not any(mark in first.edtf + last.edtf for mark in "/["):
            text = words_of(scene, begin, two.match.end)
            edtf = f"{first.edtf}/{last.edtf}"
            one.interval = two.interval = Interval(first.start, last.end, edtf, text)


def _found(scene: Scene, item: Placed) -> FoundTime:
    start, end = scene.lex.starts[item.match.start], scene.lex.ends[item.match.end - 1]
    value, kind = item.reading.value, item.reading.kind
    return FoundTime(start, end, value, kind, item.interval, item.compared)
