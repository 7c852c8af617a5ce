"""How a process of Salis's own is started: with what this one can import, and nothing else.

Nothing of the folder that it runs in is ever imported: a stray `numpy.py` among downloads stays a
file like any other.
"""

from __future__ import annotations

import os
import sys


def command_of(module: str) -> tuple[str, ...]:
    """Give the command that runs a module of ours in our own Python."""
    return (sys.executable, "-P", "-m", module)


def environment_of(**more: str) -> dict[str, str]:
    """Give the environment for that command: ours, and the places that we import from."""
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
        **more,
    }
