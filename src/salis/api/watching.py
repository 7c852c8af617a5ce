"""Watch the ledger for whoever listens: one look a second, however many listen."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from salis.model.errors import SalisError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from salis.ledger.interface import Head

_LOOK_SECONDS = 1.0


class Watching:
    """Wakes listeners when the ledger's head moves; looks only while somebody listens."""

    def __init__(self, look: Callable[[], Awaitable[Head]]) -> None:
        """Take how to look at the ledger's head."""
        self._look = look
        self._moved = asyncio.Condition()
        self._seq = 0
        self._listeners = 0
        self.closed = False
        self._task: asyncio.Task[None] | None = None

    @property
    def listeners(self) -> int:
        """Tell how many listen."""
        return self._listeners

    async def past(self, seq: int, seconds: float) -> int | None:
        """Wait until the ledger has an entry past this one; None where that takes too long.

        When the server stops, nobody waits any longer.
        """
        self._listeners += 1
        try:
            async with asyncio.timeout(seconds), self._moved:
                if self._task is None or self._task.done():
                    self._task = asyncio.create_task(self._watch())
                await self._moved.wait_for(lambda: self.closed or self._seq > seq)
                return None if self.closed else self._seq
        except TimeoutError:
            return None
        finally:
            self._listeners -= 1

    async def close(self) -> None:
        """Stop watching, and send everybody who listens away."""
        self.closed = True
        if self._task is not None:
            self._task.cancel()
        async with self._moved:
            self._moved.notify_all()

    async def _watch(self) -> None:
        while self._listeners:
            try:
                seq = (await self._look()).seq
            except SalisError:
                seq = self._seq  # it may be readable again at the next look
            if seq != self._seq:
                async with self._moved:
                    self._seq = seq
                    self._moved.notify_all()
            await asyncio.sleep(_LOOK_SECONDS)
