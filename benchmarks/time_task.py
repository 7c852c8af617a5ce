"""Finds the time expressions of the `time` rows with the reader's own grammar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from benchmarks.rows import Row, read_day
from salis.read.times import find_times


def predict(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield `{"id", "timex": [{"span", "value"}]}` for each row."""
    for row in rows:
        anchor = read_day(row.get("dct"))
        found = find_times(row["text"], anchor)
        timex = [{"span": [time.start, time.end], "value": time.value} for time in found]
        yield {"id": row["id"], "timex": timex}
