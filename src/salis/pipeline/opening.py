"""Open quick views, where the ledger allows it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from salis.model.errors import LedgerError
from salis.model.snapshot import Clock
from salis.model.times import Moment, utc
from salis.pipeline.moments import cut_at
from salis.pipeline.nearby import Asked
from salis.pipeline.quick import QuickView
from salis.pipeline.view import read_clock
from salis.weigh import CURRENT

if TYPE_CHECKING:
    from salis.pipeline.reckoning import Reckoning
    from salis.views.view import View


def open_quick_view(
    reckoning: Reckoning,
    replay: Callable[[], View],
    *,
    now: datetime,
    as_of: str | datetime | Moment | None = None,
    clock: str = Clock.PUBLISHED,
) -> View:
    """Open a view that reads only what it is asked for, where the ledger is large enough.

    Raises:
        UsageError: `as_of` names no moment, or there is no such clock.
    """
    cut, on = cut_at(as_of), read_clock(clock)
    try:
        quick = reckoning.take_in() and is_by_newest_rules(reckoning, on)
    except LedgerError:  # what is derived cannot be written: all else can be told without it
        quick = False
    if not quick:
        return replay()
    return QuickView(reckoning, Asked(cut, on, utc(now) if cut is None else cut.at), replay)


def is_by_newest_rules(reckoning: Reckoning, clock: Clock) -> bool:
    """Tell whether what is derived was weighed by the rules that hold for the moments of a clock.

    It is weighed by the newest; on the recorded clock earlier moments may have had others.
    """
    adopted = (reckoning.matters.noted("rules") or "").split()
    if clock is Clock.RECORDED:
        return adopted == [f"1:{CURRENT.version}"]
    return bool(adopted) and adopted[-1].partition(":")[2] == CURRENT.version
