"""Views that are kept: each is made once, in a thread, however many wait for it."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING

import anyio.to_thread

from salis.api.calm import settle
from salis.settings.settings import FILE_NAME

if TYPE_CHECKING:
    from datetime import datetime

    from salis.ledger.interface import Head
    from salis.views.view import View
    from salis.workspace.workspace import Workspace

#: How long the ledger and the settings are taken as still so, in seconds.
_STATE_HOLDS = 0.1
#: How long a reader waits for the newest view before the last one will do, in seconds.
_PATIENCE = 0.2
#: A view of now is made anew after so many seconds, or so many times what making it took.
_NOW_HOLDS, _NOW_HOLDS_TIMES = 60.0, 20
#: Between the making of two views is a rest of so many times what the last one took, and at
#: most so many seconds: a new view is seldom waited for, the answers to readers always are.
_REST, _LONGEST_REST = 3, 30.0
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
    """Makes views of one workspace one at a time, and keeps those used last."""

    def __init__(self, workspace: Workspace, watcher: Workspace) -> None:
        """Take a workspace to make views of, and one to look at its head; nobody else uses them."""
        self._workspace = workspace
        self._watcher = watcher
        self._kept: OrderedDict[Asked, Kept] = OrderedDict()
        self._coming: dict[Asked, asyncio.Task[Kept]] = {}
        self._faulty: set[Asked] = set()
        self._pen = asyncio.Lock()
        self._hurry = asyncio.Event()
        self._rested = 0.0
        self._state: tuple[float, State] | None = None

    async def state(self) -> State:
        """Tell what views would be made of, as of a tenth of a second ago at most."""
        now = time.monotonic()
        if self._state is None or now - self._state[0] > _STATE_HOLDS:
            self._state = now, await anyio.to_thread.run_sync(_look, self._watcher)
        return self._state[1]

    def forget_state(self) -> None:
        """Look anew at the next question."""
        self._state = None

    async def kept(self, asked: Asked, after: int) -> Kept:
        """Give the newest view there is; make a newer one where the ledger or time went on."""
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
            return made if reached else await self.kept(asked, after)
        if last.took < _PATIENCE:
            await asyncio.wait([coming], timeout=_PATIENCE)
        return coming.result() if coming.done() else last

    def _make(self, asked: Asked) -> asyncio.Task[Kept]:
        """Begin to make a view, unless that has begun."""
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
            made = await anyio.to_thread.run_sync(self._open, asked)
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

    def _open(self, asked: Asked) -> Kept:
        began = time.monotonic()
        state = _look(self._workspace)
        self._workspace.read_settings()
        view = self._workspace.view(asked.as_of, asked.clock)
        view.brief(length=1)  # what all questions lean on is looked up now, not by the first reader
        settle()
        now = time.monotonic()
        return Kept(view, state, now, now - began)

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
