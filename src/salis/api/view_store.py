"""Views that are kept: each is made once, in a thread, however many wait for it."""

from __future__ import annotations

import asyncio
import threading
import time
from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING

from anyio import to_thread

from salis.api.calm import settle
from salis.pipeline.sizes import LARGE
from salis.settings.settings import FILE_NAME
from salis.workspace.workspace import Workspace

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from salis.ledger.interface import Head
    from salis.views.kept_records import NewsRecord
    from salis.views.view import View

#: How long the ledger and the settings are taken as still so, in seconds.
_STATE_HOLDS = 0.1
#: How long a reader waits for the newest view before the last one will do, in seconds.
_PATIENCE = 0.2
#: A view of now is made anew after so many seconds, or so many times what making it took.
_NOW_HOLDS, _NOW_HOLDS_TIMES = 60.0, 20
#: Between the making of two views is a rest of so many times what the last one took, and at
#: most so many seconds: a new view is seldom waited for, the answers to readers always are.
_REST, _LONGEST_REST = 3, 120.0
#: All views kept hold at most so many entries together; the one used last is always kept.
_MOST_ENTRIES = 400_000
#: An asker of many moments pushes no more than so many others out.
_MOST_VIEWS = 64


@dataclass(frozen=True, slots=True)
class Asked:
    """What tells views of one ledger apart."""

    as_of: datetime | None
    clock: str


@dataclass(frozen=True, slots=True)
class State:
    """What views are made of: as long as it is the same, so are they."""

    head: Head
    #: Digest of salis.toml; empty where there is none.
    settings: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A view with the state it was made of, and when it was, by the steady clock."""

    view: View
    state: State
    made: float
    #: How long making it took, in seconds.
    took: float
    #: What a quick view leaves to another one, where that was made already.
    whole: Kept | None = None

    @property
    def head(self) -> Head:
        """Give the last entry that it takes in."""
        return self.state.head

    def is_of(self, state: State, asked: Asked) -> bool:
        """Tell whether it still answers: nothing is new, and now has not moved on far."""
        if self.state != state:
            return False
        age = time.monotonic() - self.made
        return asked.as_of is not None or age < max(_NOW_HOLDS, _NOW_HOLDS_TIMES * self.took)


class ViewStore:
    """Makes views of one workspace, and keeps those used last.

    Whole views are made one at a time. Of a large ledger there are quick views too, which know all
    that is recorded: what they cannot tell is asked of the whole view that was made last.
    """

    def __init__(self, path: Path) -> None:
        """Take the workspace's folder; it is opened by each of those who work on it."""
        self._whole, self._quick, self._watcher = (Workspace(path) for _ in range(3))
        self._kept: OrderedDict[Asked, Kept] = OrderedDict()
        self._quick_kept: OrderedDict[Asked, Kept] = OrderedDict()
        self._coming: dict[Asked, asyncio.Task[Kept]] = {}
        self._faulty: set[Asked] = set()
        self._pen, self._quick_pen = asyncio.Lock(), asyncio.Lock()
        self._hurry = asyncio.Event()
        self._rested = 0.0
        self._loop_thread = 0
        self._state: tuple[float, State] | None = None
        #: Digest of the settings that each workspace has read.
        self._settings: dict[Workspace, str] = {}

    def open(self) -> None:
        """Open the ledger.

        Raises:
            SalisError: there is none, or it cannot be read.
        """
        for workspace in (self._whole, self._quick, self._watcher):
            workspace.ledger.head()

    def close(self) -> None:
        """Let go of the workspace."""
        for workspace in (self._whole, self._quick, self._watcher):
            workspace.close()

    def news(self, after: int) -> NewsRecord:
        """Tell in short what was recorded after an entry."""
        return self._watcher.news(after)

    async def state(self) -> State:
        """Tell what views would be made of, as of a tenth of a second ago at most."""
        now = time.monotonic()
        if self._state is None or now - self._state[0] > _STATE_HOLDS:
            self._state = now, await to_thread.run_sync(_look, self._watcher)
        return self._state[1]

    def forget_state(self) -> None:
        """Look anew at the next question."""
        self._state = None

    async def kept(self, asked: Asked, after: int) -> Kept:
        """Give a view that takes in all that is recorded, or of a small ledger the newest one."""
        state = await self.state()
        if state.head.seq >= LARGE and (quick := await self._made_quick(asked, state)):
            return quick
        return await self.whole(asked, after)

    async def whole(self, asked: Asked, after: int) -> Kept:
        """Give the newest whole view; make a newer one where the ledger or time went on."""
        state = await self.state()
        last = self._kept.get(asked)
        if last is not None and last.is_of(state, asked):
            self._kept.move_to_end(asked)
            return last
        coming = self._make(asked)
        if last is None or after:
            self._hurry.set()
        if last is None or last.head.seq < after or asked in self._faulty:
            made = await asyncio.shield(coming)
            reached = made.head.seq >= min(after, state.head.seq)
            return made if reached else await self.whole(asked, after)
        if last.took < _PATIENCE:
            await asyncio.wait([coming], timeout=_PATIENCE)
        return coming.result() if coming.done() else last

    async def _made_quick(self, asked: Asked, state: State) -> Kept | None:
        """Give a quick view of a state; None where there can be none."""
        async with self._quick_pen:
            last, whole = self._quick_kept.get(asked), self._kept.get(asked)
            if last is not None and last.is_of(state, asked) and last.whole is whole:
                self._quick_kept.move_to_end(asked)
                return last
            loop, self._loop_thread = asyncio.get_running_loop(), threading.get_ident()
            made = await to_thread.run_sync(self._open_quick, asked, whole, loop)
            if made is not None:
                self._quick_kept[asked] = made
                self._quick_kept.move_to_end(asked)
                if len(self._quick_kept) > _MOST_VIEWS:
                    self._quick_kept.popitem(last=False)
            return made

    def _open_quick(
        self, asked: Asked, whole: Kept | None, loop: asyncio.AbstractEventLoop
    ) -> Kept | None:
        began = time.monotonic()
        state = _look(self._quick)
        self._read_settings(self._quick, state)

        def otherwise() -> View:
            """Give the whole view; where there is none yet, wait for it, but never in the loop."""
            if whole is None and threading.get_ident() == self._loop_thread:
                return self._quick.whole_view(asked.as_of, asked.clock)
            coming = asyncio.run_coroutine_threadsafe(self.whole(asked, 0), loop)
            return coming.result().view if whole is None else whole.view

        view = self._quick.quick_view(asked.as_of, asked.clock, otherwise)
        now = time.monotonic()
        return None if view is None else Kept(view, state, now, now - began, whole)

    def _make(self, asked: Asked) -> asyncio.Task[Kept]:
        """Begin to make a whole view, unless that has begun."""
        coming = self._coming.get(asked)
        if coming is None:
            coming = self._coming[asked] = asyncio.create_task(self._made(asked))
            coming.add_done_callback(partial(self._note_end, asked))
        return coming

    def _note_end(self, asked: Asked, made: asyncio.Task[Kept]) -> None:
        """Note whether a view could be made: where not, who asks next is told why, not served."""
        self._coming.pop(asked, None)
        if made.cancelled() or made.exception() is None:
            self._faulty.discard(asked)
        else:
            self._faulty.add(asked)

    async def _made(self, asked: Asked) -> Kept:
        async with self._pen:
            await self._rest()
            made = await to_thread.run_sync(self._open_whole, asked)
            self._rested = time.monotonic() + min(_REST * made.took, _LONGEST_REST)
        self._kept[asked] = made
        self._kept.move_to_end(asked)
        self._make_room()
        return made

    async def _rest(self) -> None:
        """Leave the processor to readers for a while, unless one of them waits for a new view."""
        left = self._rested - time.monotonic()
        if left > 0:
            self._hurry.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._hurry.wait(), left)

    def _open_whole(self, asked: Asked) -> Kept:
        began = time.monotonic()
        state = _look(self._whole)
        self._read_settings(self._whole, state)
        view = self._whole.whole_view(asked.as_of, asked.clock)
        view.brief(length=1)  # what all questions lean on is looked up now, not by the first reader
        settle()
        now = time.monotonic()
        return Kept(view, state, now, now - began)

    def _read_settings(self, workspace: Workspace, state: State) -> None:
        """Read the settings where they are not those that the workspace has read."""
        if self._settings.get(workspace) != state.settings:
            workspace.read_settings()
            self._settings[workspace] = state.settings

    def _make_room(self) -> None:
        entries = sum(kept.head.seq for kept in self._kept.values())
        while (entries > _MOST_ENTRIES or len(self._kept) > _MOST_VIEWS) and len(self._kept) > 1:
            _, gone = self._kept.popitem(last=False)
            entries -= gone.head.seq


def _look(workspace: Workspace) -> State:
    """Look at what views are made of."""
    try:
        settings = sha256((workspace.path / FILE_NAME).read_bytes()).hexdigest()
    except FileNotFoundError:
        settings = ""
    return State(workspace.ledger.head(), settings)
