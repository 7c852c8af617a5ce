"""A program that adds a path to a workspace, telling how far it is: FOLDER PATH."""

from __future__ import annotations

import sys
from pathlib import Path

from salis.workspace.workspace import Workspace
from tests.workspace.story_reader import STAGES


def main() -> None:
    """Add; tell of every transaction, and of Ctrl-C."""
    with Workspace(Path(sys.argv[1]), stages=STAGES) as workspace:
        try:
            workspace.add(sys.argv[2], progress=lambda done, _: _tell(f"recorded {done}"))
        except KeyboardInterrupt:
            _tell("stopped by Ctrl-C")


def _tell(what: str) -> None:
    print(what, flush=True)  # noqa: T201 (it tells the test how far it is)


if __name__ == "__main__":
    main()
