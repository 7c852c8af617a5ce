"""Shares: how many of some held, never said of a few, and never without its interval."""

from __future__ import annotations

from math import sqrt

from salis.model.record import Share
from salis.weigh.polls import SETTLED

#: The normal deviate of a 95 % interval.
_DEVIATE = 1.959964


def share_of(held: int, settled: int) -> Share | None:
    """Give a share with its 95 % interval; None of fewer than five.

    The interval is Wilson's ("Probable inference", JASA 1927): it stays between 0 and 1, and holds
    for few trials and for none or all of them held.
    """
    if settled < SETTLED:
        return None
    part, square = held / settled, _DEVIATE**2 / settled
    middle = (part + square / 2) / (1 + square)
    half = sqrt(part * (1 - part) * square + square**2 / 4) / (1 + square)
    return Share(
        held, settled, round(max(0.0, middle - half), 4), round(min(1.0, middle + half), 4)
    )


def is_poor(share: Share | None) -> bool:
    """Say whether fewer than half hold, whatever chance may have done: the interval is below it."""
    return share is not None and share.high < 0.5
