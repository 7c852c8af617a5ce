"""Whole views that another process holds: it answers requests as this one would.

Making a whole view of a large ledger takes all of a core for long; in a process of its own that
makes nobody wait for Python's one lock, and its memory goes when it ends.
"""

from __future__ import annotations

import asyncio
import pickle
import time
from asyncio.subprocess import PIPE
from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import count
from typing import TYPE_CHECKING, Any, NoReturn, cast

from starlette.responses import Response

from salis.api.kept import Asked, Kept, NotHere, State
from salis.api.visits import visit_of
from salis.model.errors import LedgerError, SalisError
from salis.model.snapshot import Clock
from salis.pipeline.own_process import command_of, environment_of
from salis.views.view import View

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import Hashable, Sequence
    from datetime import datetime
    from pathlib import Path

    from starlette.requests import Request

    from salis.api.person import Person
    from salis.model.document import DocumentId
    from salis.model.statement import StatementId
    from salis.views.track_records import SourceRecord

#: A view that another replaced is still there for so many seconds, for who has it in hand.
_GRACE = 20.0
_STOP_SECONDS = 3.0
#: So many requests that were answered last are asked of the next view, for so many seconds.
_MOST_AGAIN, _ASKING_AGAIN = 32, 10.0
#: What of a request an answer depends on.
_OF_SCOPE = ("method", "path", "raw_path", "root_path", "query_string", "scheme", "server")
_HEADERS = (b"host", b"cookie", b"accept", b"accept-encoding", b"if-none-match")


@dataclass(frozen=True, slots=True)
class Forwarded:
    """A request as it is sent to another process: what its answer depends on."""

    number: int
    scope: dict[str, Any]
    #: With these the answer's forms carry the visitor's own token.
    secret: bytes
    key: str
    person: Person | None
    https: bool


@dataclass(frozen=True, slots=True)
class Put:
    """A question that is put to the view itself."""

    number: int
    name: str
    argument: str | None


@dataclass(frozen=True, slots=True)
class Ready:
    """The first thing that a process tells: what its view was made of."""

    state: State
    moment: datetime


@dataclass(frozen=True, slots=True)
class Answered:
    """What a process tells of a request or question: an answer, or an error to be raised."""

    number: int
    answer: object = None
    fault: Exception | None = None


async def open_away(
    folder: Path, application: str, asked: Asked, before: Kept | None = None
) -> Kept:
    """Let a process make a whole view and hold it.

    What was asked last of the one before is asked of it before it is given.

    Raises:
        SalisError: the view cannot be made.
    """
    began = time.monotonic()
    process = await asyncio.create_subprocess_exec(
        *command_of("salis.api.view_process"),
        str(folder),
        application,
        asked.as_of.isoformat() if asked.as_of else "",
        asked.clock,
        stdin=PIPE,
        stdout=PIPE,
        start_new_session=True,
        env=environment_of(),
    )
    try:
        told = await _receive(process)
    except BaseException as fault:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()
        if isinstance(fault, EOFError):
            message = f"{folder}: the process that makes a view of this ledger ended"
            raise LedgerError(message) from fault
        raise
    if isinstance(told, Answered):
        await process.wait()
        assert told.fault is not None
        raise told.fault
    assert isinstance(told, Ready)
    view = AwayView(process, asked, told.moment)
    if before is not None and isinstance(before.view, AwayView):
        await view.ask_again(before.view)
    now = time.monotonic()
    return Kept(view, told.state, now, now - began)


class AwayView(View):
    """A view that is held elsewhere: here it can only be asked for what decisions name."""

    def __init__(self, process: Process, asked: Asked, moment: datetime) -> None:
        """Take the process that holds it."""
        self._process = process
        self._asked = asked
        self._moment = moment
        self._loop = asyncio.get_running_loop()
        self._waiting: dict[int, asyncio.Future[Any]] = {}
        self._numbers = count()
        #: The requests that were answered last.
        self._latest: OrderedDict[Hashable, Forwarded] = OrderedDict()
        self._hearing = asyncio.create_task(self._hear())
        self._ending: asyncio.Task[None] | None = None

    @property
    def as_of(self) -> datetime | None:
        """Give the moment asked for."""
        return self._asked.as_of

    @property
    def clock(self) -> Clock:
        """Give what the moment cuts on."""
        return Clock(self._asked.clock)

    @property
    def moment(self) -> datetime:
        """Give the instant at which the claims were weighed."""
        return self._moment

    def __getattr__(self, name: str) -> NoReturn:
        """Refuse: whatever a view is made of is elsewhere."""
        if name.startswith("__"):
            raise AttributeError(name)
        raise NotHere(self._asked)

    def statement_of(self, id: str) -> StatementId:
        """Name the statement by which a decision holds on to a claim; in a thread."""
        return cast("StatementId", self._put("statement_of", id))

    def document_of(self, id: str) -> DocumentId:
        """Give the id of a document; in a thread."""
        return cast("DocumentId", self._put("document_of", id))

    def voice_of(self, name: str) -> str:
        """Give the entity of a speaker; in a thread."""
        return cast("str", self._put("voice_of", name))

    def sources(self) -> tuple[SourceRecord, ...]:
        """List the sources with their track records; in a thread."""
        return cast("tuple[SourceRecord, ...]", self._put("sources", None))

    async def answer(self, request: Request) -> Response:
        """Let the process answer a request."""
        visit = visit_of(request.scope)
        scope = {name: request.scope[name] for name in _OF_SCOPE if name in request.scope}
        # Parts of an application that others hold are called under their own paths.
        scope["path"], scope["root_path"] = request.url.path, ""
        scope["headers"] = [pair for pair in request.headers.raw if pair[0] in _HEADERS]
        asked = Forwarded(0, scope, visit.secret, visit.key, visit.person, visit.https)
        found = await self._ask(asked)
        self._remember(asked)
        status, headers, body = cast("tuple[int, Sequence[tuple[bytes, bytes]], bytes]", found)
        response = Response(body, status)
        response.raw_headers = [pair for pair in headers if pair[0] != b"set-cookie"]
        return response

    async def ask_again(self, before: AwayView) -> None:
        """Ask what was asked last of another view, so that nobody waits for the first answer."""
        end = time.monotonic() + _ASKING_AGAIN
        for asked in reversed(list(before._latest.values())):
            if time.monotonic() > end:
                return
            with suppress(SalisError):
                await self._ask(asked)
            self._remember(asked)

    def _remember(self, asked: Forwarded) -> None:
        place = (asked.scope["path"], asked.scope["query_string"], asked.person)
        self._latest[place] = asked
        self._latest.move_to_end(place)
        if len(self._latest) > _MOST_AGAIN:
            self._latest.popitem(last=False)

    @property
    def has_ended(self) -> bool:
        """Tell whether the process is gone."""
        return self._process.returncode is not None

    def end(self) -> None:
        """Let the process end when what it was asked is answered."""
        if self._ending is None:
            self._ending = asyncio.create_task(self._end())

    async def stop(self) -> None:
        """End the process now."""
        for task in (self._hearing, self._ending):
            if task is not None:
                task.cancel()
                with suppress(asyncio.CancelledError):
                    await task
        with suppress(ProcessLookupError):
            self._process.kill()
        await self._process.wait()

    async def _end(self) -> None:
        await asyncio.sleep(_GRACE)
        if self._waiting:
            await asyncio.wait(list(self._waiting.values()))
        assert self._process.stdin is not None
        self._process.stdin.close()
        try:
            await asyncio.wait_for(self._process.wait(), _STOP_SECONDS)
        except TimeoutError:
            with suppress(ProcessLookupError):
                self._process.kill()

    def _put(self, name: str, argument: str | None) -> object:
        asking = self._ask(Put(0, name, argument))
        return asyncio.run_coroutine_threadsafe(asking, self._loop).result()

    async def _ask(self, asked: Forwarded | Put) -> object:
        number = next(self._numbers)
        if self._hearing.done():
            raise LedgerError("The process that held this view ended; ask again.")
        waiting = self._waiting[number] = self._loop.create_future()
        try:
            data = pickle.dumps(replace(asked, number=number))
            assert self._process.stdin is not None
            self._process.stdin.write(len(data).to_bytes(4, "big") + data)
            return await waiting
        finally:
            self._waiting.pop(number, None)

    async def _hear(self) -> None:
        """Hand out answers as they come."""
        try:
            while True:
                told = await _receive(self._process)
                assert isinstance(told, Answered)
                waiting = self._waiting.get(told.number)
                if waiting is None or waiting.done():
                    continue
                if told.fault is None:
                    waiting.set_result(told.answer)
                else:
                    waiting.set_exception(told.fault)
        except EOFError:
            for waiting in self._waiting.values():
                if not waiting.done():
                    message = "The process that held this view ended; ask again."
                    waiting.set_exception(LedgerError(message))


async def _receive(process: Process) -> object:
    """Receive what a process tells next; it is our own, so that it may be unpickled."""
    assert process.stdout is not None
    try:
        length = int.from_bytes(await process.stdout.readexactly(4), "big")
        return pickle.loads(await process.stdout.readexactly(length))  # noqa: S301 (our own child)
    except asyncio.IncompleteReadError as fault:
        raise EOFError from fault
