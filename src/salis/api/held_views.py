"""The views of a process that holds one whole view and answers by it."""

from __future__ import annotations

import threading
import time
from functools import partial
from typing import TYPE_CHECKING, NoReturn

from anyio import to_thread

from salis.api.kept import Asked, Kept, NotHere, look
from salis.workspace.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.requests import Request

    from salis.api.kept import State
    from salis.views.kept_records import NewsRecord


class HeldViews:
    """One whole view that is held; others are quick ones, or made when they are asked for."""

    def __init__(self, path: Path, held: Asked, kept: Kept) -> None:
        """Take the view that is held."""
        self._held, self._kept = held, kept
        self._workspace = Workspace(path)
        self._others: dict[Asked, Kept] = {}
        self._pen = threading.Lock()
        self.application = ""

    def open(self) -> None:
        """Open nothing: the view is there."""

    async def close(self) -> None:
        """Let go of the workspace."""
        self._workspace.close()

    def news(self, after: int) -> NewsRecord:
        """Tell in short what was recorded after an entry."""
        with self._pen:
            return self._workspace.news(after)

    async def state(self) -> State:
        """Tell what the view was made of."""
        return self._kept.state

    def forget_state(self) -> None:
        """Forget nothing: the state stays."""

    async def kept(self, asked: Asked, after: int) -> Kept:
        """Give the view that is held, or another one as of now."""
        del after
        return self._kept if asked == self._held else await to_thread.run_sync(self._made, asked)

    whole = kept

    async def elsewhere(self, request: Request, asked: Asked, after: int) -> NoReturn:
        """Tell that nobody else can answer."""
        del request, after
        raise NotHere(asked)

    def _made(self, asked: Asked) -> Kept:
        """Give another view, the same until it is old."""
        with self._pen:
            if (last := self._others.get(asked)) is None or last.is_old:
                last = self._others[asked] = self._open(asked)
            return last

    def _open(self, asked: Asked) -> Kept:
        began = time.monotonic()
        state = look(self._workspace)
        otherwise = partial(self._workspace.whole_view, asked.as_of, asked.clock)
        view = self._workspace.quick_view(asked.as_of, asked.clock, otherwise) or otherwise()
        now = time.monotonic()
        return Kept(view, state, now, now - began)
