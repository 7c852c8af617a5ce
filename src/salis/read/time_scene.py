"""A text whose times are being placed: what its words and its anchor give."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from salis.read.anchors import (
    Anchor,
    find_tense,
)
from salis.read.lexemes import Lexemes
from salis.read.stretches import (
    Stretch,
    rest_of,
    third_of,
)
from salis.read.time_rules import Match
from salis.read.time_tags import MEANING

UNKNOWN_DAY = "XXXX-XX-XX"


@dataclass(frozen=True, slots=True)
class Reading:
    """What an expression means: its TIMEX3 value, kind, and place on the calendar if it has one."""

    value: str
    kind: str = "DATE"
    stretch: Stretch | None = None


@dataclass(slots=True)
class Scene:
    """A text being read: its pieces, its anchor, and the last day that was named."""

    lex: Lexemes
    tags: str
    anchor: Anchor | None
    #: The caller's word on tense; None: find it in the words around.
    future: bool | None = None
    #: Day that a clock time without one belongs to.
    last_day: date | None = None
    #: Day that was named last, for "that day" and "in the morning"; kept across lines.
    told_day: date | None = None
    #: Stretch of the calendar that was named last, for "that day" and "a year earlier".
    last: Stretch | None = None
    #: The piece after its words.
    last_end: int = 0
    #: Year to use for a month or day without one, from the other end of a range.
    year: int | None = None
    #: Pieces with the `p.m.` and the zone of the range's other end, for a clock time without them.
    tail: tuple[int, int] = (-1, -1)

    def meaning(self, match: Match, *names: str) -> str:
        """Return the listed value of the first of these parts that is there, else ""."""
        place = match.at(*names)
        return MEANING.get(self.lex.lows[place], ("", ""))[1] if place >= 0 else ""

    def direction(self, match: Match, name: str = "dir") -> int | None:
        """Return -1 for last, 0 for this, 1 for next; None where nothing is said."""
        place = match.at(name)
        if place < 0 or self.tags[place] not in "lix":
            return None
        return int(self.meaning(match, name))

    def tense(self, match: Match) -> bool | None:
        """Tell whether the words put it ahead (True) or behind (False) of the publication."""
        if self.future is not None:
            return self.future
        return find_tense(self.lex, self.tags, match.start, match.end)

    def same_sentence(self, match: Match) -> bool:
        """Tell whether the stretch named last stands in the sentence of a match."""
        between = self.tags[self.last_end : match.start]
        return "!" not in between and ";" not in between

    def number(self, match: Match, *names: str) -> int:
        """Return the whole number written in a part, ordinals included; -1 where there is none."""
        place = match.at(*names)
        if place < 0:
            return -1
        digits = "".join(ch for ch in self.lex.lows[place] if "0" <= ch <= "9")
        if digits:
            return int(digits[:6])
        listed = self.meaning(match, *names)
        return int(listed) if listed.isdigit() else -1


def dated(stretch: Stretch | None, fallback: str = UNKNOWN_DAY) -> Reading:
    """Read a stretch, or a value for one that is not known."""
    if stretch is None:
        return Reading(fallback)
    return Reading(stretch.value, stretch.kind, stretch)


def edged(scene: Scene, match: Match, stretch: Stretch | None, fallback: str) -> Reading:
    """Narrow to the early, mid or late part where the words say so."""
    start, end = match.span("edge")
    if match.rule == "edge_of_unit":
        start, end = match.start, match.end
    parts = [MEANING[low][1] for low in scene.lex.lows[max(start, 0) : max(end, 0)]
             if MEANING.get(low, ("", ""))[0] in ("E", "e")]  # fmt: skip
    if stretch is not None and parts and parts[0] in ("early", "mid", "late"):
        stretch = third_of(stretch, parts[0])
    if stretch is not None and parts == ["rest"] and scene.anchor is not None:
        stretch = rest_of(stretch, scene.anchor.day)
    return dated(stretch, fallback)


def unsure(stretch: Stretch) -> Stretch:
    """Mark a stretch as uncertain: the words alone do not tell that it is this one."""
    edtf = "/".join(
        part if part.endswith(("?", "%")) else f"{part}?" for part in stretch.edtf.split("/")
    )
    return replace(stretch, edtf=edtf)


def named_year(scene: Scene, match: Match) -> int | None:
    """Return the year given by number or as last, this, next year or the year; None: not said."""
    if match.at("y") >= 0:
        return scene.number(match, "y")
    place = match.at("ru", "ty")
    if place < 0 or scene.anchor is None:
        return None
    low = scene.lex.lows[place if match.at("ru") >= 0 else place + 1 + (match.at("ft") >= 0)]
    direction = scene.direction(match, "rel") or 0
    return scene.anchor.day.year + direction if low == "year" else None
