"""Run the command line: `python -m salis`."""

from __future__ import annotations

import os
import sys
from contextlib import suppress

from salis.cli.exits import run


def main() -> None:
    """Run one verb and leave with its code.

    Everything is closed by then; taking a large view apart in memory first would only cost time.
    """
    code = run()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):  # nobody reads any more
            stream.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
