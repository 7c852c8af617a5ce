"""Finds the time expressions of the `time` rows with the reader's own grammar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from salis.model.times import Moment, Precision
from salis.read.times import find_dateline, find_times


def predict(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield `{"id", "timex": [{"span", "value"}]}` for each row."""
    for row in rows:
        anchor = _anchor(row.get("dct")) or find_dateline(row["text"])
        found = find_times(row["text"], anchor)
        timex = [{"span": [time.start, time.end], "value": time.value} for time in found]
        yield {"id": row["id"], "timex": timex}


def _anchor(dct: str | None) -> Moment | None:
    try:
        return Moment(datetime.fromisoformat(dct or "").replace(tzinfo=UTC), Precision.DAY)
    except ValueError:
        return None
