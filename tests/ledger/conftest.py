"""Every store that can keep a ledger, for the contract suite."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from salis.ledger.interface import Ledger
from salis.ledger.sqlite import SqliteLedger

type Opener = Callable[[], Ledger]


def _sqlite(folder: Path) -> Ledger:
    return SqliteLedger(folder / "ledger.db")


#: A second store is one more line here; everything in contract/ then runs over it too.
STORES: dict[str, Callable[[Path], Ledger]] = {"sqlite": _sqlite}


@pytest.fixture(params=STORES)
def opener(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Opener]:
    """Open the same ledger as often as wanted; all are closed at the end."""
    opened: list[Ledger] = []

    def opens() -> Ledger:
        opened.append(STORES[request.param](tmp_path))
        return opened[-1]

    yield opens
    for each in opened:
        each.close()


@pytest.fixture
def ledger(opener: Opener) -> Ledger:
    """A ledger with nothing in it yet."""
    return opener()
