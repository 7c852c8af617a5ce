"""Views that are kept: each is made once, in a thread or a process, however many wait for it."""

from __future__ import annotations

import asyncio
import threading
import time
from collections import OrderedDict
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from anyio import to_thread

from salis.api.away import AwayView, open_away
from salis.api.calm import settle
from salis.api.kept import Asked, Kept, NotHere, State, look
from salis.api.problems import Refusal
from salis.api.quick_views import QuickViews
from salis.pipeline.sizes import LARGE
from salis.workspace.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.requests import Request
    from starlette.responses import Response

    from salis.api.keeping import Keeping
    from salis.views.kept_records import NewsRecord

#: How long the ledger and the settings are taken as still so, in seconds.
_STATE_HOLDS = 0.1
#: How long a reader waits for the newest view before the last one will do, in seconds.
_PATIENCE = 0.2
#: How long who decided waits for a whole view of a large ledger that takes that in, in seconds.
_LONG_PATIENCE = 10.0
#: How long anybody waits for the first whole view of a moment, in seconds.
_FIRST_PATIENCE = 25.0
#: Between the making of two views is a rest of so many times what the last one took, and at
#: most so many seconds: a new view is seldom waited for, the answers to readers always are.
_REST, _LONGEST_REST = 3, 120.0
#: All views kept hold at most so many entries together; the one used last is always kept.
_MOST_ENTRIES = 400_000
#: An asker of many moments pushes no more than so many others out.
_MOST_VIEWS = 64


class ViewStore:
    """Makes views of one workspace, and keeps those used last.

    Whole views are made one at a time; those of a large ledger by processes of their own, which
    answer what only they can tell. Of a large ledger there are quick views too, which know all
    that is recorded.
    """

    def __init__(self, path: Path, keeping: Keeping) -> None:
        """Take the workspace's folder; it is opened by each of those who work on it.

        Args:
            path: The folder.
            keeping: What keeps answers of views.
        """
        self._path = path
        self._whole, self._watcher = Workspace(path), Workspace(path)
        self._quick = QuickViews(path, keeping)
        #: Makes the application that processes with whole views answer by, as `module:name`;
        #: empty: all views are made here.
        self.application = ""
        self._kept: OrderedDict[Asked, Kept] = OrderedDict()
        #: Views that others replaced, whose processes may not have ended yet.
        self._leaving: list[Kept] = []
        self._coming: dict[Asked, asyncio.Task[Kept]] = {}
        self._faulty: set[Asked] = set()
        self._pen = asyncio.Lock()
        #: One at a time looks: a connection that threads share gives rows that are none.
        self._watching = threading.Lock()
        self._hurry = asyncio.Event()
        self._rested = 0.0
        self._state: tuple[float, State] | None = None
        self._settings = ""

    def open(self) -> None:
        """Open the ledger.

        Raises:
            SalisError: there is none, or it cannot be read.
        """
        for workspace in (self._whole, self._watcher):
            workspace.ledger.head()

    async def close(self) -> None:
        """Let go of the workspace."""
        coming = list(self._coming.values())
        for one in coming:
            one.cancel()
        await asyncio.gather(*coming, return_exceptions=True)
        for kept in (*self._kept.values(), *self._leaving):
            if isinstance(kept.view, AwayView):
                await kept.view.stop()
        for workspace in (self._whole, self._watcher, self._quick):
            workspace.close()

    def news(self, after: int) -> NewsRecord:
        """Tell in short what was recorded after an entry."""
        with self._watching:
            return self._watcher.news(after)

    async def state(self) -> State:
        """Tell what views would be made of, as of a tenth of a second ago at most."""
        now = time.monotonic()
        if self._state is None or now - self._state[0] > _STATE_HOLDS:
            self._state = now, await to_thread.run_sync(self._look)
        return self._state[1]

    def _look(self) -> State:
        with self._watching:
            return look(self._watcher)

    def forget_state(self) -> None:
        """Look anew at the next question."""
        self._state = None

    async def kept(self, asked: Asked, after: int) -> Kept:
        """Give a view that takes in an entry: of a large ledger a quick one, where there can be."""
        state = await self.state()
        if self._is_large(state) and (quick := await self._quick.kept(asked, state, after)):
            return quick
        return await self.whole(asked, after)

    def _is_large(self, state: State) -> bool:
        """Tell whether whole views are held by processes, and there are quick ones beside them."""
        return bool(self.application) and state.head.seq >= LARGE

    async def elsewhere(self, request: Request, asked: Asked, after: int) -> Response:
        """Let the process that holds a whole view answer a request.

        Raises:
            NotHere: the view is held here.
            Refusal: 503, the first view of this moment is still being made.
        """
        try:
            async with asyncio.timeout(_FIRST_PATIENCE):
                kept = await self.whole(asked, after)
        except TimeoutError:
            text = (
                "For this all of the ledger has to be read, and that is still going on; try again"
                " in a minute. The brief, claims and documents of now can be read meanwhile."
            )
            raise Refusal(503, "still-reading", text, {"Retry-After": "60"}) from None
        if not isinstance(kept.view, AwayView):
            raise NotHere(asked)
        return await kept.view.answer(request)

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
        if last is None or asked in self._faulty:
            return await asyncio.shield(coming)
        if last.head.seq < after:
            return await self._patient(asked, after, last)
        if last.took < _PATIENCE:
            await asyncio.wait([coming], timeout=_PATIENCE)
        return coming.result() if coming.done() else last

    async def _patient(self, asked: Asked, after: int, last: Kept) -> Kept:
        """Wait for a view that takes in an entry; not for ever where that takes minutes."""
        patience = _LONG_PATIENCE if isinstance(last.view, AwayView) else None
        end = None if patience is None else time.monotonic() + patience
        while True:
            coming = self._make(asked)
            left = None if end is None else max(end - time.monotonic(), 0.0)
            done, _ = await asyncio.wait([coming], timeout=left)
            if not done:
                return last
            made, state = coming.result(), await self.state()
            if made.head.seq >= min(after, state.head.seq):
                return made

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
            if self._is_large(await self.state()):
                made = await open_away(self._path, self.application, asked, self._kept.get(asked))
            else:
                made = await to_thread.run_sync(self._open_whole, asked)
            self._rested = time.monotonic() + min(_REST * made.took, _LONGEST_REST)
        if asked in self._kept:
            self._let_go(self._kept[asked])
        self._kept[asked] = made
        self._kept.move_to_end(asked)
        self._make_room()
        return made

    async def _rest(self) -> None:
        """Leave the processor to readers for a while, unless one of them waits for a new view."""
        left = self._rested - time.monotonic()
        if left > 0:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._hurry.wait(), left)
        self._hurry.clear()

    def _open_whole(self, asked: Asked) -> Kept:
        began = time.monotonic()
        state = look(self._whole)
        if state.settings != self._settings:
            self._whole.read_settings()
            self._settings = state.settings
        view = self._whole.whole_view(asked.as_of, asked.clock)
        view.brief(length=1)  # what all questions lean on is looked up now, not by the first reader
        settle()
        now = time.monotonic()
        return Kept(view, state, now, now - began)

    def _make_room(self) -> None:
        entries = sum(kept.head.seq for kept in self._kept.values())
        while (entries > _MOST_ENTRIES or len(self._kept) > _MOST_VIEWS) and len(self._kept) > 1:
            _, gone = self._kept.popitem(last=False)
            self._let_go(gone)
            entries -= gone.head.seq

    def _let_go(self, kept: Kept) -> None:
        """End the process that holds a view, when who has it in hand is done."""
        if isinstance(kept.view, AwayView):
            kept.view.end()
            self._leaving = [one for one in self._leaving if not _has_ended(one)]
            self._leaving.append(kept)


def _has_ended(kept: Kept) -> bool:
    return isinstance(kept.view, AwayView) and kept.view.has_ended
