"""Write the ledger of a long event that is over: `python -m benchmarks.past_event FOLDER COUNT`.

The made-up world happens in 2031; what is dated in the future is replayed for views of now.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.world import setting
from salis.workspace.workspace import Workspace

BEGIN = datetime(2025, 5, 3, 6, tzinfo=UTC)


def write_past_event(folder: Path, statements: int) -> int:
    """Make a workspace with about so many statements; give the number of entries."""
    setting.BEGIN = BEGIN
    from benchmarks.world.large import write_ledger  # it takes when the event begins as it loads

    Workspace.create(folder).close()
    return write_ledger(folder / "ledger.db", statements)


if __name__ == "__main__":
    write_past_event(Path(sys.argv[1]), int(sys.argv[2]))
