"""Run the command line: `python -m salis`."""

from __future__ import annotations

import sys

from salis.cli.exits import run


def main() -> None:
    """Run one verb and exit with its code."""
    sys.exit(run())


if __name__ == "__main__":
    main()
