"""Signals in tests that stop a program."""

from __future__ import annotations

import signal


def heed_ctrl_c() -> None:
    """Let a child heed Ctrl-C; a shell that runs the tests in the background has it ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
