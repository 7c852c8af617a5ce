"""Times as a reader sees them: how sure they are is said."""

from __future__ import annotations

import pytest

from salis.formats.words import interval_words
from salis.views.records import IntervalRecord


@pytest.mark.parametrize(
    ("start", "end", "edtf", "shown"),
    [
        ("2031-05-03", "2031-05-04", "2031-05-03", "3 May 2031"),
        ("2031-05-03", "2031-05-04", "2031-05-03?", "3 May 2031 (uncertain)"),
        ("2031-01-01", "2031-05-01", "2031-01~/2031-04~", "Jan 2031 – Apr 2031 (approximate)"),
        ("2031-04-10", "2031-10-05", "[2031-04-10,2031-10-04]", "10 Apr 2031 or 4 Oct 2031"),
        ("2031-01-01", None, "2031~/..", "from 1 Jan 2031 (approximate)"),
    ],
)
def test_doubt_about_a_time_is_shown(start: str, end: str | None, edtf: str, shown: str) -> None:
    times = [None if day is None else f"{day}T00:00:00+00:00" for day in (start, end)]
    assert interval_words(IntervalRecord(times[0], times[1], edtf)) == shown
