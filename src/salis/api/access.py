"""The only thing that touches the workspace from the web: questions in threads, one writer."""

from __future__ import annotations

from contextlib import asynccontextmanager
from functools import partial
from typing import TYPE_CHECKING

import anyio
import anyio.to_thread

from salis.api.view_store import Asked, ViewStore
from salis.workspace.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from salis.ledger.interface import Head
    from salis.settings.settings import Settings
    from salis.views.view import View

#: So many questions are answered at once; more only take turns on Python's one lock.
_ASKING = 4


class WorkspaceAccess:
    """A workspace for many readers and one writer, from the event loop.

    Nothing here blocks the loop. Views are kept and shared: never alter what they give.
    """

    def __init__(self, path: Path | str | None = None) -> None:
        """Take the folder, found as `Workspace.open` finds it; nothing is opened yet."""
        found = Workspace.open(path)
        self.path: Path = found.path
        self.settings: Settings = found.settings
        self._reader = Workspace(self.path)
        self._watcher = Workspace(self.path)
        self._writer = Workspace(self.path)
        self._store = ViewStore(self._reader, self._watcher)
        self._asking = anyio.CapacityLimiter(_ASKING)
        self._writing = anyio.Lock()

    def check(self) -> None:
        """Open the ledger, before anything is served.

        Raises:
            SalisError: there is none, or it cannot be read.
        """
        for workspace in self._own:
            workspace.ledger.head()

    @asynccontextmanager
    async def serving(self) -> AsyncIterator[None]:
        """Hold the workspace open while an application runs; its lifespan."""
        self.check()
        try:
            yield
        finally:
            self.close()

    async def head(self) -> Head:
        """Tell the ledger's last entry, as of a tenth of a second ago at most."""
        return await self._store.head()

    async def view(
        self, as_of: str | None = None, clock: str = "published", *, after: int = 0
    ) -> View:
        """Give what stands as of a moment; ask it in a thread (`ask`) where it may take long.

        While a new view is being made after the ledger grew, the one before it is given, unless
        that lacks the entry numbered `after`: what a decision led to is seen by asking for it.

        Raises:
            UsageError: the moment or the clock cannot be read.
        """
        return (await self._store.kept(Asked(as_of, clock), after)).view

    async def ask[T](
        self,
        question: Callable[[View], T],
        as_of: str | None = None,
        clock: str = "published",
        *,
        after: int = 0,
    ) -> T:
        """Put a question to a view, in a thread."""
        view = await self.view(as_of, clock, after=after)
        return await self.work(partial(question, view))

    async def work[T](self, work: Callable[[], T]) -> T:
        """Do some reading work in a thread, a few such at a time."""
        return await anyio.to_thread.run_sync(work, limiter=self._asking)

    async def act[T](self, action: Callable[[Workspace], T]) -> T:
        """Change the workspace, in a thread, one change at a time; readers go on meanwhile."""
        async with self._writing:
            try:
                return await anyio.to_thread.run_sync(action, self._writer)
            finally:
                self._store.forget_head()

    def close(self) -> None:
        """Let go of the workspace."""
        for workspace in self._own:
            workspace.close()

    @property
    def _own(self) -> tuple[Workspace, ...]:
        return self._reader, self._watcher, self._writer
