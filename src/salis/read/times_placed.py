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
    place_day_of_month,
    place_day_of_week,
    place_holiday,
    place_iso,
    place_more_days,
    place_night,
    place_numeric,
    place_part,
    place_part_of_date,
    place_some_part,
)
from salis.read.times_lengths import (
    place_ago,
    place_bare_units,
    place_first_length,
    place_length,
    place_nth,
    place_period,
    place_quarter_length,
    place_reference,
    place_set,
    place_the_unit,
    place_window,
    place_window_half,
)
from salis.read.times_spans import (
    place_decade,
    place_fiscal,
    place_month,
    place_ordinal,
    place_part_length,
    place_quarter,
    place_season,
    place_year,
)
from salis.read.times_told import (
    place_after_named,
    place_before,
    place_later,
    place_neighbour,
    place_that,
    place_that_time,
    place_the_now,
    place_year_ago,
)

_PLACERS: dict[str, Callable[[Scene, Match], Reading]] = {
    "iso": place_iso,
    "slashed": place_numeric,
    "clock_date": place_date,
    "clock_day": place_day,
    "clock_part": place_clock,
    "clock": place_clock,
    "clock_first": place_clock,
    "part_of_date": place_part_of_date,
    "date": place_date,
    "day_of_month": place_day_of_month,
    "more_days": place_more_days,
    "days_after": place_more_days,
    "day_of_week": place_day_of_week,
    "night_of": place_night,
    "day": place_day,
    "part": place_part,
    "that": place_that,
    "that_time": place_that_time,
    "nth": place_nth,
    "ordinal": place_ordinal,
    "part_length": place_part_length,
    "quarter_of": place_quarter,
    "quarter": place_quarter,
    "quarter_first": place_quarter,
    "quarter_second": place_quarter,
    "fiscal": place_fiscal,
    "month": place_month,
    "bare_month": place_month,
    "season": place_season,
    "window_half": place_window_half,
    "window": place_window,
    "ago": place_ago,
    "neighbour": place_neighbour,
    "period": place_period,
    "this_unit": place_period,
    "period_after": place_after_named,
    "edge_of_unit": place_the_now,
    "set": place_set,
    "daily": place_set,
    "plural": place_set,
    "recent_units": place_reference,
    "these_days": place_reference,
    "later": place_later,
    "year_ago": place_year_ago,
    "before": place_before,
    "length_first": place_first_length,
    "quarter_length": place_quarter_length,
    "length": place_length,
    "the_now": place_the_now,
    "the_unit": place_the_unit,
    "bare_units": place_bare_units,
    "decade": place_decade,
    "year_span": place_year,
    "the_year": place_year,
    "year": place_year,
    "holiday": place_holiday,
    "later_time": place_reference,
    "time_ago": place_reference,
    "moment": place_reference,
    "reference": place_reference,
    "past_future": place_reference,
    "term": place_reference,
    "some_part": place_some_part,
}
#: Before a time these make it a bound or a comparison, not the time that is told of.
_COMPARED = frozenset(("since", "than", "versus"))


def place_match(scene: Scene, match: Match) -> Reading:
    """Put one expression on the calendar, and keep it for times told from it."""
    reading = _PLACERS[match.rule](scene, match)
    stretch = reading.stretch if reading.kind in ("DATE", "TIME") else None
    if stretch is not None:
        before = scene.lex.lows[match.start - 1] if match.start else ""
        if stretch.end - stretch.start <= timedelta(days=1) and before not in _COMPARED:
            scene.last_day = scene.told_day = stretch.start.date()
        if before not in _COMPARED:
            scene.last, scene.last_end = stretch, match.end
    return reading
