"""Do something as a user who may read a folder but not write it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from salis.model.errors import SalisError

_NOBODY = 65534


def said_by_nobody(folder: Path, action: Callable[[], object]) -> str:
    """Tell what an action comes to, or how it fails, where the folder is read-only."""
    closed = [each for each in folder.parents if not each.stat().st_mode & 0o005]
    modes = {each: each.stat().st_mode for each in (folder, *closed)}
    mine = {each: mode for each, mode in modes.items() if each.stat().st_uid == os.getuid()}
    for each, mode in mine.items():
        each.chmod(0o555 if each == folder else mode | 0o055)
    try:
        return _said_by_child(action)
    finally:
        for each, mode in mine.items():
            each.chmod(mode)


def _said_by_child(action: Callable[[], object]) -> str:
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        said = "it failed otherwise"
        try:
            if os.getuid() == 0:
                os.setuid(_NOBODY)
            said = f"{action()}"
        except SalisError as fault:
            said = f"{type(fault).__name__}: {fault}"
        finally:
            os.write(write_end, said.encode())
            os._exit(0)
    os.close(write_end)
    os.waitpid(child, 0)
    with os.fdopen(read_end) as answer:
        return answer.read()
