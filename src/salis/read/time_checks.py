"""Which check a rule's matches must pass: what must stand around them to be times at all."""

from __future__ import annotations

from collections.abc import Callable

from salis.read import time_checks_named as named
from salis.read import time_checks_told as told
from salis.read.lexemes import Lexemes
from salis.read.time_rules import Match

CHECKS: dict[str, Callable[[Lexemes, Match], bool]] = {
    "the_year": named.the_year_ok,
    "year": named.year_ok,
    "bare_month": named.month_ok,
    "clock": named.clock_ok,
    "clock_first": named.clock_first_ok,
    "quarter": named.quarter_ok,
    "quarter_of": named.quarter_of_ok,
    "quarter_first": named.quarters_ok,
    "quarter_second": named.quarters_ok,
    "season": named.season_ok,
    "decade": named.decade_ok,
    "year_span": named.year_span_ok,
    "fiscal": named.fiscal_ok,
    "day_of_month": named.day_of_month_ok,
    "more_days": named.more_days_ok,
    "days_after": named.days_after_ok,
    "bare_units": told.bare_units_ok,
    "length": told.length_ok,
    "length_first": told.length_first_ok,
    "quarter_length": told.quarter_length_ok,
    "later": told.later_ok,
    "year_ago": told.year_ago_ok,
    "before": told.before_ok,
    "neighbour": told.neighbour_ok,
    "part": told.part_ok,
    "nth": told.nth_ok,
    "ordinal": told.ordinal_ok,
    "part_length": told.ordinal_ok,
    "that": told.that_ok,
    "the_now": told.the_now_ok,
    "the_unit": told.the_unit_ok,
    "edge_of_unit": told.edge_ok,
    "part_of_date": told.part_of_date_ok,
    "day_of_week": told.day_of_week_ok,
    "night_of": told.night_ok,
    "some_part": told.some_part_ok,
    "reference": told.reference_ok,
    "past_future": told.past_future_ok,
    "period": told.period_ok,
    "moment": told.moment_ok,
    "plural": told.plural_ok,
    "these_days": told.these_days_ok,
    "this_unit": told.this_unit_ok,
    "window_half": told.window_half_ok,
}
