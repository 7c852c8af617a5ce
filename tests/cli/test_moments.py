"""Moments as people type them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from salis.cli.moments import MOMENT, UNTIL


@pytest.mark.parametrize(
    ("typed", "since", "until"),
    [
        ("2031-05-06T18:00Z", (2031, 5, 6, 18), (2031, 5, 6, 18)),
        ("2031-05-06T18:00+02:00", (2031, 5, 6, 16), (2031, 5, 6, 16)),
        ("2031-05-06", (2031, 5, 6), (2031, 5, 7)),
        ("2031-12", (2031, 12, 1), (2032, 1, 1)),
        ("2031", (2031, 1, 1), (2032, 1, 1)),
    ],
)
def test_since_a_day_begins_with_it_and_by_a_day_takes_all_of_it(
    typed: str, since: tuple[int, ...], until: tuple[int, ...]
) -> None:
    assert MOMENT.convert(typed, None, None) == datetime(*since, tzinfo=UTC)  # type: ignore[misc,arg-type]
    assert UNTIL.convert(typed, None, None) == datetime(*until, tzinfo=UTC)  # type: ignore[misc,arg-type]
