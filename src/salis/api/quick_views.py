"""Quick views of a large ledger, by editions: all views of an edition tell of one state.

When the ledger grows, the next edition is made ready beside the one that readers have, on
connections of its own: what is asked again and again is asked of it before anybody reads it.
"""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, NoReturn
from weakref import WeakSet

from anyio import to_thread

from salis.api.kept import Asked, Kept, NotHere, State, settings_of
from salis.model.errors import LedgerError
from salis.workspace.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from salis.api.keeping import Keeping
    from salis.ledger.interface import Head
    from salis.views.view import View

#: How long a reader waits for the next edition before the last one will do, in seconds.
_PATIENCE = 0.2
#: Between two editions is a rest of so many times what the last one took, and so many seconds at
#: most: several entries are recorded of each document.
_REST, _LONGEST_REST = 3, 5.0
#: What was asked of the last edition is asked of the next for so many seconds at most.
_RENEWING = 2.0
#: An asker of many moments pushes no more than so many others out.
_MOST_VIEWS = 64
NOW = Asked(None, "published")


@dataclass(eq=False)
class _Side:
    """A workspace over which one edition is open at a time."""

    workspace: Workspace
    settings: str = ""
    #: Views that somebody may still ask.
    views: WeakSet[View] = field(default_factory=WeakSet)


@dataclass(eq=False)
class _Edition:
    """The views of one state."""

    side: _Side
    now: Kept
    kept: OrderedDict[Asked, Kept] = field(default_factory=OrderedDict)


class QuickViews:
    """Gives the quick views of the newest edition that is ready."""

    def __init__(self, path: Path, keeping: Keeping) -> None:
        """Take the workspace's folder, and what keeps answers of views."""
        self._path = path
        self._keeping = keeping
        self._sides: list[_Side] = []
        self._edition: _Edition | None = None
        self._coming: asyncio.Task[_Edition | None] | None = None
        self._opening = asyncio.Lock()

    def close(self) -> None:
        """Let go of the workspace."""
        for side in self._sides:
            side.workspace.close()

    async def kept(self, asked: Asked, state: State, after: int) -> Kept | None:
        """Give a view of the newest edition, one that takes in an entry; None: there can be none.

        While the edition of a new state is being made, the last one is given.
        """
        edition = await self._newest(state, min(after, state.head.seq))
        if edition is None or asked == NOW:
            return None if edition is None else edition.now
        async with self._opening:
            kept = edition.kept.get(asked)
            if kept is None:
                kept = edition.kept[asked] = await to_thread.run_sync(self._open, edition, asked)
                if len(edition.kept) > _MOST_VIEWS:
                    edition.kept.popitem(last=False)
            edition.kept.move_to_end(asked)
            return kept

    async def _newest(self, state: State, after: int) -> _Edition | None:
        last = self._edition
        if last is not None:
            reaches = last.now.head.seq >= after
            if last.now.is_of(state, NOW) or (reaches and last.now.rests(_REST, _LONGEST_REST)):
                return last
        if self._coming is None or self._coming.done():
            self._coming = asyncio.create_task(self._make())
        coming = self._coming
        if last is None or last.now.head.seq < after:
            made = await asyncio.shield(coming)
            reached = made is None or made.now.head.seq >= after
            return made if reached else await self._newest(state, after)
        if last.now.took < _PATIENCE:
            await asyncio.wait([coming], timeout=_PATIENCE)
        return coming.result() if coming.done() else last

    async def _make(self) -> _Edition | None:
        """Make the edition of what is recorded now."""
        before = self._edition
        side = self._free_side(before)
        self._edition = await to_thread.run_sync(self._prepare, side, before)
        return self._edition

    def _free_side(self, before: _Edition | None) -> _Side:
        """Choose a side of which nobody asks any view any more, a new one where there is none."""
        for side in self._sides:
            if not side.views and (before is None or side is not before.side):
                return side
        side = _Side(Workspace(self._path))
        self._sides.append(side)
        return side

    def _prepare(self, side: _Side, before: _Edition | None) -> _Edition | None:
        began = time.monotonic()
        settings = settings_of(side.workspace)
        if settings != side.settings:
            side.workspace.read_settings()
            side.settings = settings
        with suppress(LedgerError):  # the whole view tells what is wrong
            head = side.workspace.hold()
            view = None if head is None else _open_view(side, NOW)
            if head is not None and view is not None:
                return self._renewed(side, before, head, view, began)
        return None

    def _renewed(
        self, side: _Side, before: _Edition | None, head: Head, view: View, began: float
    ) -> _Edition:
        """Make an edition of a view of now, and ask it what readers will."""
        if before is not None:
            self._keeping.renew(before.now.view, view, _RENEWING)
        now = time.monotonic()
        return _Edition(side, Kept(view, State(head, side.settings), now, now - began))

    def _open(self, edition: _Edition, asked: Asked) -> Kept:
        began = time.monotonic()
        view = _open_view(edition.side, asked)
        if view is None:
            raise NotHere(asked)
        now = time.monotonic()
        return Kept(view, edition.now.state, now, now - began)


def _open_view(side: _Side, asked: Asked) -> View | None:
    view = side.workspace.quick_view(asked.as_of, asked.clock, partial(_refuse, asked))
    if view is not None:
        side.views.add(view)
    return view


def _refuse(asked: Asked) -> NoReturn:
    raise NotHere(asked)
