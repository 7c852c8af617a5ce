"""A program that writes to a ledger until it has written enough or is stopped: FILE NAME COUNT."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from salis.ledger.sqlite import SqliteLedger
from tests.ledger.making import document, entries_of


def main() -> None:
    """Append documents one transaction each, telling of each on stdout once it is recorded."""
    path, name, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    ledger = SqliteLedger(path)
    for number in range(count):
        payloads = entries_of(document(f"{name} writes number {number}.", source=name))
        ledger.append(payloads, actor=name, recorded_at=datetime.now(UTC))
        print(number, flush=True)  # noqa: T201 (it tells the test how far it is)


if __name__ == "__main__":
    main()
