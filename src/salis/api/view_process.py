"""A process that holds one whole view: `python -m salis.api.view_process FOLDER APP MOMENT CLOCK`.

It makes the view, says so on stdout, and answers what comes on stdin until that ends: requests, as
the application of its parent does, and questions to the view.
"""

from __future__ import annotations

import asyncio
import os
import pickle
import sys
import threading
import time
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from salis.api.access import WorkspaceAccess
from salis.api.away import Answered, Forwarded, Put, Ready
from salis.api.calm import calm
from salis.api.held_views import HeldViews
from salis.api.kept import Asked, Kept, look
from salis.api.visits import Visit, begin_visit
from salis.model.errors import LedgerError, SalisError
from salis.pipeline.frames import receive_frame, send_frame
from salis.workspace.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from starlette.applications import Starlette
    from starlette.types import Message

#: How much less of the processor the making of a view claims than answers do.
_GENTLY = 10


def main(folder: str, application: str, as_of: str, clock: str) -> None:
    """Make a view and answer by it until stdin ends."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints goes to stderr
    asked = Asked(datetime.fromisoformat(as_of) if as_of else None, clock)
    pen = threading.Lock()

    def tell(what: object) -> None:
        with pen:
            send_frame(answers, pickle.dumps(what))

    with suppress(KeyboardInterrupt, BrokenPipeError):
        try:
            kept, app = _aside(lambda: _make(Path(folder), application, asked))
        except SalisError as fault:
            tell(Answered(0, fault=fault))
            return
        tell(Ready(kept.state, kept.view.moment))
        asyncio.run(_serve(app, kept, tell))


def _aside[T](work: Callable[[], T]) -> T:
    """Work in a thread that lets others go before, and so do the threads that it starts."""
    done: list[T] = []
    faults: list[BaseException] = []

    def do() -> None:
        with suppress(OSError, AttributeError):  # where threads have no priorities of their own
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _GENTLY)
        try:
            done.append(work())
        except BaseException as fault:  # noqa: BLE001 (raised on where it is waited for)
            faults.append(fault)

    thread = threading.Thread(target=do)
    thread.start()
    thread.join()
    for fault in faults:
        raise fault
    return done[0]


def _make(folder: Path, application: str, asked: Asked) -> tuple[Kept, Starlette]:
    """Make the view and what answers by it, and let it write its first pages."""
    began = time.monotonic()
    kept = _open(folder, asked)
    app = _load(application)(WorkspaceAccess(folder, views=HeldViews(folder, asked, kept)))
    asyncio.run(_write_first(app, asked))
    now = time.monotonic()
    return replace(kept, made=now, took=now - began), app


async def _write_first(app: Starlette, asked: Asked) -> None:
    """Ask for what leans on all of a view, so that no reader is the first to wait for it."""
    moment = {"as_of": asked.as_of.isoformat()} if asked.as_of else {}
    moment |= {} if asked.clock == "published" else {"clock": asked.clock}
    for path, query in getattr(app.state, "first_pages", ()):
        scope = {
            "method": "GET",
            "path": path,
            "query_string": urlencode({**query, **moment}).encode(),
            "headers": [(b"host", b"localhost")],
        }
        await _answer(app, Forwarded(0, scope, b"", "", None, https=False))


def _open(folder: Path, asked: Asked) -> Kept:
    began = time.monotonic()
    with Workspace(folder) as workspace:
        state = look(workspace)
        view = workspace.whole_view(asked.as_of, asked.clock)
    view.brief(length=1)  # what all questions lean on is looked up now, not by the first reader
    now = time.monotonic()
    return Kept(view, state, now, now - began)


async def _serve(app: Starlette, kept: Kept, tell: Callable[[object], None]) -> None:
    """Answer what comes on stdin, several at a time."""
    async with calm():
        under_way: set[asyncio.Task[None]] = set()
        while (data := await asyncio.to_thread(receive_frame, sys.stdin.buffer)) is not None:
            asked = pickle.loads(data)  # noqa: S301 (what our own parent sends)
            if isinstance(asked, Forwarded):
                answering: Coroutine[Any, Any, object] = _answer(app, asked)
            else:
                answering = asyncio.to_thread(_ask, kept, asked)
            task = asyncio.create_task(_told(asked.number, answering, tell))
            under_way.add(task)
            task.add_done_callback(under_way.discard)


async def _told(
    number: int, answering: Coroutine[Any, Any, object], tell: Callable[[object], None]
) -> None:
    try:
        told = Answered(number, await answering)
    except SalisError as fault:
        told = Answered(number, fault=fault)
    except Exception as fault:  # noqa: BLE001 (one question never stops the others)
        what = f"This is a bug in Salis ({type(fault).__name__}: {str(fault)[:200]})."
        told = Answered(number, fault=LedgerError(what))
    await asyncio.to_thread(tell, told)


def _ask(kept: Kept, put: Put) -> object:
    """Put a question to the view."""
    ask: Callable[..., object] = getattr(kept.view, put.name)
    return ask() if put.argument is None else ask(put.argument)


async def _answer(app: Starlette, asked: Forwarded) -> object:
    """Answer a request as the application does; give status, headers and body."""
    scope: dict[str, Any] = {"type": "http", "http_version": "1.1", **asked.scope}
    visit = Visit(
        asked.secret, _refuse, _refuse, _refuse, asked.person, asked.key, https=asked.https
    )
    begin_visit(scope, visit)
    begun: list[tuple[int, list[tuple[bytes, bytes]]]] = []
    body = bytearray()

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            begun.append((message["status"], list(message["headers"])))
        else:
            body.extend(message.get("body", b""))

    await app(scope, receive, send)
    status, headers = begun[0]
    return status, headers, bytes(body)


def _refuse(*_: str) -> None:
    """Refuse: nobody signs in here."""


def _load(name: str) -> Callable[[WorkspaceAccess], Starlette]:
    module, _, make = name.partition(":")
    found: Callable[[WorkspaceAccess], Starlette] = getattr(import_module(module), make)
    return found


if __name__ == "__main__":
    main(*sys.argv[1:])
