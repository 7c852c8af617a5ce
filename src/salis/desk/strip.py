"""The history strip: a claim's standings one after another, to scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from salis.views.records import ChangeRecord

WIDTH = 1000.0
#: How much of the strip the last standing takes, whatever time has passed since.
_TAIL = 0.15
_NARROWEST = 6.0


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch in which a claim stood somewhere."""

    x: float
    width: float
    standing: str


def draw_strip(changes: Sequence[ChangeRecord]) -> Sequence[Stretch]:
    """Lay the standings out from the first to the last change, which reaches to the end."""
    if not changes:
        return ()
    times = [datetime.fromisoformat(one.at) for one in changes]
    length = max(times[-1] - times[0], timedelta(seconds=1)) / (1 - _TAIL)
    starts: list[float] = []
    for at in times:
        x = (at - times[0]) / length * WIDTH
        starts.append(max(x, starts[-1] + _NARROWEST) if starts else x)
    ends = [*starts[1:], WIDTH]
    return [
        Stretch(round(start, 1), round(max(end - start, _NARROWEST), 1), change.after)
        for start, end, change in zip(starts, ends, changes, strict=True)
    ]
