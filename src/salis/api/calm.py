"""Keep one process quick for many readers while large views are made beside them."""

from __future__ import annotations

import asyncio
import gc
import sys
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

#: A thread that computes lets others in so often, in seconds; Python's own 5 ms add up for
#: answers that change threads several times.
_TURN = 0.0005
_COLLECT_SECONDS = 10.0
#: Of the collector's generations, the last one that is collected: what stays is in the one after.
_YOUNG = 1


@asynccontextmanager
async def calm() -> AsyncIterator[None]:
    """Hold back the collector's long walks, and share the processor in small turns.

    A view has a million objects that stay; walking over them stops all threads for a second. They
    are taken out of the collector's sight (`settle`), and only what is young is walked over.
    """
    turn, was_on = sys.getswitchinterval(), gc.isenabled()
    sys.setswitchinterval(_TURN)
    gc.disable()
    settle()
    collecting = asyncio.create_task(_collect_now_and_then())
    try:
        yield
    finally:
        collecting.cancel()
        with suppress(asyncio.CancelledError):
            await collecting
        sys.setswitchinterval(turn)
        gc.unfreeze()
        if was_on:
            gc.enable()


def settle() -> None:
    """Take all that is there now for what stays; it is still freed when nobody refers to it."""
    gc.freeze()


async def _collect_now_and_then() -> None:
    while True:
        await asyncio.sleep(_COLLECT_SECONDS)
        gc.collect(_YOUNG)
