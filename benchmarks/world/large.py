"""Write a ledger of hundreds of thousands of statements about one long event."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import batched
from pathlib import Path

from benchmarks.world.entries import FETCHED, Recording
from benchmarks.world.making import make_world
from benchmarks.world.setting import Setting
from salis.ledger.sqlite import SqliteLedger
from salis.model.entry import Payload

#: Statements that one unit of the setting below comes to, by measurement.
_UNIT = 1_520
_DAYS = 60
#: Payloads that one transaction holds.
_BATCH = 6_000
_SETTING = Setting(
    hours=24 * _DAYS, papers=120, agencies=6, accounts=60, sites=400, parties=6, asides=5.0
)


def long_setting(statements: int) -> Setting:
    """Give the setting of a two-month event that comes to about so many statements."""
    size = max(1, round(statements / _UNIT))
    return replace(
        _SETTING,
        bodies=8 + size,
        witnesses=20 * size,
        deeds=8 * size,
        rumours=3 * size,
        whos=2 * size,
        counts=2 * size,
        charges=3 * size,
        forecasts=3 * size,
        opinions=6 * size,
        floods=1 + size // 10,
        flood_size=60.0,
    )


def long_payloads(statements: int, seed: int = 1) -> Iterator[Payload]:
    """Give the payloads of a long event, three for each document."""
    return Recording(make_world(long_setting(statements), seed), links_each=4).payloads()


def write_ledger(path: Path, statements: int, seed: int = 1) -> int:
    """Write a long event into a new ledger's file; give the number of entries.

    Nothing is put into the archive: the documents' bytes were never anywhere.
    """
    ledger = SqliteLedger(path)
    count = 0
    try:
        for some in batched(long_payloads(statements, seed), _BATCH):
            recorded = FETCHED + timedelta(seconds=count)
            count += len(ledger.append(some, actor="world/1", recorded_at=recorded))
    finally:
        ledger.close()
    return count
