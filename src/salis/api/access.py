"""The only thing that touches the workspace from the web: questions in threads, one writer."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING

import anyio
import anyio.to_thread

from salis.api.adding import Adding
from salis.api.calm import calm
from salis.api.held_views import HeldViews
from salis.api.keeping import Keeping
from salis.api.kept import Asked, Kept, NotHere
from salis.api.moments import until_moment
from salis.api.view_store import ViewStore
from salis.api.watching import Watching
from salis.api.web_workspace import WebWorkspace
from salis.model.errors import NotFound, SalisError, UsageError
from salis.workspace.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Hashable
    from datetime import datetime
    from pathlib import Path

    from starlette.requests import Request
    from starlette.responses import Response

    from salis.ledger.interface import Head, Verified
    from salis.settings.settings import Settings
    from salis.views.kept_records import NewsRecord
    from salis.views.view import View

#: So many questions are answered at once; more only take turns on Python's one lock.
_ASKING = 4


class WorkspaceAccess:
    """A workspace for many readers and one writer, from the event loop.

    Nothing here blocks the loop. Views are kept and shared: never alter what they give.
    """

    def __init__(
        self,
        path: Path | str | None = None,
        *,
        stages: str | None = None,
        views: HeldViews | None = None,
    ) -> None:
        """Take the folder, found as `Workspace.open` finds it; nothing is opened yet.

        Args:
            path: The folder.
            stages: What reads and links, as `module:name`; by default what Salis comes with.
            views: The views to answer by; by default they are made when they are asked for.
        """
        found = Workspace.open(path)
        self.path: Path = found.path
        self.settings: Settings = found.settings
        self.adding = Adding(self.path, stages)
        self._writer = WebWorkspace(self.path)
        self.keeping = Keeping()
        #: What every view of now is asked before anybody waits for the answer, by question.
        self.asked_first: dict[Hashable, Callable[[View], object]] = {}
        self._store = views or ViewStore(self.path, self.keeping)
        self.watching = Watching(self.head)
        self._asking = anyio.CapacityLimiter(_ASKING)
        self._writing = asyncio.Lock()
        self._verifying = asyncio.Lock()
        self._warming: asyncio.Task[None] | None = None
        self._verified: tuple[Head, Verified] | None = None

    def check(self) -> None:
        """Open the ledger, before anything is served.

        Raises:
            SalisError: there is none, or it cannot be read.
        """
        self._store.open()
        self._writer.ledger.head()

    @asynccontextmanager
    async def serving(self) -> AsyncIterator[None]:
        """Hold the workspace open while an application runs; its lifespan."""
        self.check()
        try:
            async with calm():
                self._warming = asyncio.create_task(self._warm())
                yield
        finally:
            await self.watching.close()
            await self.adding.close()
            await self._store.close()
            self._writer.close()

    async def _warm(self) -> None:
        """Make the views of now before anybody asks for them; what is wrong is told who asks."""
        with suppress(SalisError, NotHere):
            view = await self.view()
            for question, ask in self.asked_first.items():
                await self.work(partial(self.keeping.of, view, question, ask, again=True))
        with suppress(SalisError):
            await self._store.whole(Asked(None, "published"), 0)

    @property
    def is_held(self) -> bool:
        """Tell whether it answers by one view that was made before, in a process of its own."""
        return isinstance(self._store, HeldViews)

    def answer_away_by(self, application: str) -> None:
        """Let whole views of a large ledger be held by processes that answer for this one.

        Args:
            application: Makes, of an access, what they answer by, as `module:name`.
        """
        self._store.application = application

    async def head(self) -> Head:
        """Tell the ledger's last entry, as of a tenth of a second ago at most."""
        return (await self._store.state()).head

    async def view(
        self, as_of: str | datetime | None = None, clock: str = "published", *, after: int = 0
    ) -> View:
        """Give what stands as of a moment; ask it in a thread (`ask`) where it may take long.

        While a new view is being made after the ledger grew, the one before it is given, unless
        that lacks the entry numbered `after`: what a decision led to is seen by asking for it. Of a
        large ledger it may be a view that cannot tell all and then raises `NotHere`: who asked is
        answered by `elsewhere`.

        Raises:
            UsageError: the moment or the clock cannot be read.
        """
        return (await self.kept(as_of, clock, after=after)).view

    async def kept(
        self,
        as_of: str | datetime | None = None,
        clock: str = "published",
        *,
        after: int = 0,
        whole: bool = False,
    ) -> Kept:
        """Give a view as `view` does, with the entry that it reaches to.

        With `whole`, all of it reaches to that entry, its lists too; it may be an earlier one.
        """
        choose = self._store.whole if whole else self._store.kept
        return await choose(Asked(_moment(as_of), clock), after)

    async def elsewhere(self, request: Request, asked: Asked, *, after: int = 0) -> Response:
        """Let the process that holds a whole view answer a request.

        Raises:
            NotHere: there is no such process.
        """
        return await self._store.elsewhere(request, asked, after)

    async def ask[T](
        self,
        question: Callable[[View], T],
        as_of: str | datetime | None = None,
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
        """Decide something, in a thread, one decision at a time; readers go on meanwhile.

        The action is tried in the view that readers see; where that does not have what it names,
        once more in a new one. Documents are added through `adding` instead.
        """
        async with self._writing:
            try:
                self._writer.seen = await self.view()
                return await anyio.to_thread.run_sync(action, self._writer)
            except (NotFound, NotHere):
                head = await self.head()
                self._writer.seen = (await self.kept(after=head.seq, whole=True)).view
                return await anyio.to_thread.run_sync(action, self._writer)
            finally:
                self._store.forget_state()

    async def news(self, after: int) -> NewsRecord:
        """Tell in short what was recorded after an entry."""
        return await self.work(partial(self._store.news, after))

    async def verify(self) -> Verified:
        """Check every entry and every archived document, once for each state of the ledger."""
        async with self._verifying:
            head = await self.head()
            if self._verified is None or self._verified[0] != head:
                self._verified = head, await self.work(self._verify)
            return self._verified[1]

    def _verify(self) -> Verified:
        with Workspace(self.path) as workspace:
            return workspace.verify()


def _moment(given: str | datetime | None) -> datetime | None:
    if not isinstance(given, str):
        return given
    try:
        return until_moment(given)
    except ValueError as fault:
        message = f"{given[:80]!r} is not {fault}"
        raise UsageError(message) from fault
