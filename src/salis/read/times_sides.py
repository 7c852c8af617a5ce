"""Reads the word before a time that opens one side of it: since, by, until, before, after."""

from __future__ import annotations

from datetime import datetime, timedelta

from salis.model.times import Interval
from salis.read.anchors import is_possessive
from salis.read.stretches import Stretch
from salis.read.time_scene import Scene
from salis.read.times_joined import Placed
from salis.read.times_lengths import open_window

_LATEST = (["no", "later", "than"], ["not", "later", "than"])
_EARLIEST = (["no", "earlier", "than"], ["not", "earlier", "than"], ["no", "sooner", "than"])
_APPROXIMATE = frozenset(("around", "about", "circa", "approximately", "roughly"))
_TO = (["to"], ["until"], ["till"])


def open_sided(scene: Scene, item: Placed) -> Interval | None:
    """Place an expression with the words before it."""
    stretch = item.joined or item.reading.stretch
    words = words_of(scene, item.match.start, item.match.end)
    if stretch is None:
        window = open_window(scene, item.match)
        return None if window is None else Interval(*window, words)
    if item.joined is not None:
        return Interval(stretch.start, stretch.end, stretch.edtf, words)
    word, size = _lead(scene, item)
    text = words_of(scene, item.match.start - size, item.match.end)
    vague = item.reading.kind == "TIME" and stretch.end - stretch.start >= timedelta(days=1)
    side = _side(word, stretch, text, vague=vague)
    if side is not None:
        return side
    edtf = stretch.edtf
    if word in _APPROXIMATE:
        edtf = edtf if "~" in edtf else f"{edtf}~"
        return Interval(stretch.start, stretch.end, edtf, text)
    return Interval(stretch.start, stretch.end, edtf, words)


def _lead(scene: Scene, item: Placed) -> tuple[str, int]:
    """Return the word that opens a side, and how many pieces before the time belong to it."""
    start, lows = item.match.start, scene.lex.lows
    if start == 0 or is_possessive(scene.lex, item.match.end):
        return "", 0
    three = lows[max(0, start - 3) : start]
    if three in _LATEST:
        return "by", 3
    if three in _EARLIEST:
        return "since", 3
    word = lows[start - 1]
    if word == "from" and (item.compared or lows[item.match.end : item.match.end + 1] in _TO):
        return "", 0
    return word, 1


def _side(word: str, stretch: Stretch, text: str, *, vague: bool) -> Interval | None:
    """Open a side.

    Args:
        word: The word before.
        stretch: What the time stands for.
        text: The words of both.
        vague: It is a time of day that stands for its whole day: after it is still that day.
    """
    first, last = _ends(stretch)
    if word in ("since", "from"):
        return Interval(stretch.start, None, f"{first}/..", text)
    if word in ("by", "until", "till", "through"):
        return Interval(None, stretch.end, f"../{last}", text)
    if vague:
        return None
    if word == "before" and _is_an_end(text):
        return Interval(None, stretch.end, f"../{last}", text)
    if word == "before":
        return Interval(None, stretch.start, f"../{_day_before(stretch.start)}", text)
    if word == "after":
        return Interval(stretch.end, None, f"{stretch.end.date().isoformat()}/..", text)
    return None


def _ends(stretch: Stretch) -> tuple[str, str]:
    """Return the two ends in EDTF; of several possible days the outer ones."""
    if "[" in stretch.edtf:
        last = stretch.end - timedelta(days=1)
        return stretch.start.date().isoformat(), last.date().isoformat()
    return stretch.edtf.split("/", 1)[0], stretch.edtf.rsplit("/", 1)[-1]


def _is_an_end(text: str) -> bool:
    """Say whether a stretch is told by its end: "before the end of the year" is any day of it."""
    low = text.lower()
    return "end of" in low or low.endswith(("end", "-end"))


def _day_before(moment: datetime) -> str:
    return (moment - timedelta(days=1)).date().isoformat() if moment.year > 1 else ".."


def words_of(scene: Scene, start: int, end: int) -> str:
    """Return the text of the pieces `[start, end)`."""
    return scene.lex.text[scene.lex.starts[max(start, 0)] : scene.lex.ends[end - 1]]
