"""Chooses for each rule of the grammar the function that puts its matches on the calendar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from salis.read.time_rules import Match
from salis.read.time_scene import Reading, Scene
from salis.read.times_days import (
    place_clock,
    place_date,
    place_day,
    place_holiday,
    place_iso,
    place_numeric,
    place_part,
)
from salis.read.times_lengths import (
    place_ago,
    place_bare_units,
    place_edge_of_unit,
    place_length,
    place_period,
    place_reference,
    place_set,
    place_the_unit,
    place_window,
)
from salis.read.times_spans import (
    place_decade,
    place_month,
    place_ordinal_week,
    place_quarter,
    place_season,
    place_year,
)

_PLACERS: dict[str, Callable[[Scene, Match], Reading]] = {
    "iso": place_iso,
    "slashed": place_numeric,
    "clock_date": place_date,
    "clock_day": place_day,
    "clock_part": place_clock,
    "clock": place_clock,
    "part_of_date": place_date,
    "date": place_date,
    "day": place_day,
    "part": place_part,
    "ordinal": place_ordinal_week,
    "quarter": place_quarter,
    "month": place_month,
    "bare_month": place_month,
    "season": place_season,
    "window": place_window,
    "ago": place_ago,
    "period": place_period,
    "period_after": place_period,
    "edge_of_unit": place_edge_of_unit,
    "set": place_set,
    "daily": place_set,
    "recent_units": place_reference,
    "length": place_length,
    "the_unit": place_the_unit,
    "bare_units": place_bare_units,
    "decade": place_decade,
    "year_span": place_year,
    "year": place_year,
    "holiday": place_holiday,
    "reference": place_reference,
    "past_future": place_reference,
}


def place_match(scene: Scene, match: Match) -> Reading:
    """Put one expression on the calendar, and keep its day for clock times to come."""
    reading = _PLACERS[match.rule](scene, match)
    stretch = reading.stretch if reading.kind in ("DATE", "TIME") else None
    if stretch is not None and stretch.end - stretch.start <= timedelta(days=1):
        scene.last_day = stretch.start.date()
    return reading
