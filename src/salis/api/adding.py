"""Adding from the web: orders wait in line for one process, and can be looked at meanwhile."""

from __future__ import annotations

import asyncio
import secrets
import shutil
import signal
import tempfile
from asyncio.subprocess import PIPE
from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from anyio import to_thread

from salis.api.adding_process import Order
from salis.api.problems import Refusal
from salis.api.shapes import Added, Addition
from salis.pipeline.own_process import command_of, environment_of

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import Sequence

    from salis.api.actions import Upload

_MOST_WAITING, _MOST_KEPT = 20, 200
#: The process ends after so many seconds without an order: it holds the language model.
_IDLE = 300.0
_STOP_SECONDS = 5.0


@dataclass(slots=True)
class _Job:
    record: Addition
    order: Order
    folder: Path | None
    finished: asyncio.Event = field(default_factory=asyncio.Event)


class Adding:
    """The line of orders, and the process that obeys them one after another."""

    def __init__(self, workspace: Path, stages: str | None = None) -> None:
        """Take the workspace's folder; no process is started before it is needed."""
        self._arguments = [str(workspace), *([stages] if stages else [])]
        self._jobs: OrderedDict[str, _Job] = OrderedDict()
        self._line: asyncio.Queue[_Job] = asyncio.Queue(_MOST_WAITING)
        self._worker: asyncio.Task[None] | None = None
        self._process: Process | None = None

    async def order(self, order: Order, uploads: Sequence[Upload] = ()) -> Addition:
        """Put an order in line; look at it by the id given.

        Raises:
            Refusal: 503, too many wait.
        """
        if self._line.full():
            text = "Too much is waiting to be added; try again later."
            raise Refusal(503, "too-much-waiting", text, {"Retry-After": "60"})
        folder = await to_thread.run_sync(_put_down, uploads, order) if uploads else None
        record = Addition(secrets.token_hex(8), "waiting", order.by, 0, None, None, None)
        job = self._jobs[record.id] = _Job(record, order, folder)
        self._line.put_nowait(job)
        if len(self._jobs) > _MOST_KEPT:
            self._jobs.popitem(last=False)
        if self._worker is None or self._worker.done():
            self._worker = asyncio.create_task(self._work())
        return record

    def look(self, id: str) -> Addition | None:
        """Look at what was ordered; None where it is not known, or no longer."""
        job = self._jobs.get(id)
        return job.record if job else None

    async def wait(self, id: str, seconds: float) -> None:
        """Wait until an order is obeyed, at most so long."""
        job = self._jobs.get(id)
        if job is not None:
            with suppress(TimeoutError):
                await asyncio.wait_for(job.finished.wait(), seconds)

    async def close(self) -> None:
        """Stop: what has been read is recorded, what waits is dropped."""
        if self._worker is not None:
            self._worker.cancel()
            with suppress(asyncio.CancelledError):
                await self._worker
        await self._end_process(signal.SIGINT)
        while not self._line.empty():
            _clear(self._line.get_nowait())

    async def _work(self) -> None:
        """Obey orders until none comes for a while."""
        while True:
            try:
                job = await asyncio.wait_for(self._line.get(), _IDLE)
            except TimeoutError:
                await self._end_process(None)
                if self._line.empty():
                    return
                continue
            try:
                await self._obey(job)
            finally:
                _clear(job)

    async def _obey(self, job: _Job) -> None:
        job.record.state = "reading"
        try:
            process = await self._started()
            assert process.stdin is not None
            await _send(process.stdin, msgspec.json.encode(job.order))
            while job.record.state == "reading":
                assert process.stdout is not None
                _take(job.record, await _receive(process.stdout))
        except (OSError, asyncio.IncompleteReadError):
            job.record.state = "failed"
            job.record.error = "The process that adds ended; what it had recorded stays recorded."
            await self._end_process(None)

    async def _started(self) -> Process:
        if self._process is None or self._process.returncode is not None:
            self._process = await asyncio.create_subprocess_exec(
                *command_of("salis.api.adding_process"),
                *self._arguments,
                stdin=PIPE,
                stdout=PIPE,
                start_new_session=True,
                env=environment_of(),
            )
        return self._process

    async def _end_process(self, sent: signal.Signals | None) -> None:
        process, self._process = self._process, None
        if process is None or process.returncode is not None:
            return
        with suppress(ProcessLookupError):
            if sent is not None:
                process.send_signal(sent)
            assert process.stdin is not None
            process.stdin.close()
            try:
                await asyncio.wait_for(process.wait(), _STOP_SECONDS)
            except TimeoutError:
                process.kill()
                await process.wait()


def _take(record: Addition, message: dict[str, Any]) -> None:
    """Take what the process tells of an order."""
    if "report" in message:
        record.report = msgspec.convert(message["report"], Added)
        record.state = "done"
    elif "error" in message:
        record.error, record.state = message["error"], "failed"
    else:
        record.done, record.total = message["done"], message["total"]


def _put_down(uploads: Sequence[Upload], order: Order) -> Path:
    """Write uploads to a folder that only this user reads, under names of our own."""
    folder = Path(tempfile.mkdtemp(prefix="salis-"))
    for number, upload in enumerate(uploads):
        path = folder / str(number)
        path.write_bytes(upload.data)
        order.files.append((str(path), upload.name))
    return folder


def _clear(job: _Job) -> None:
    if job.folder is not None:
        shutil.rmtree(job.folder, ignore_errors=True)
    job.finished.set()


async def _send(pipe: asyncio.StreamWriter, data: bytes) -> None:
    pipe.write(len(data).to_bytes(4, "big") + data)
    await pipe.drain()


async def _receive(pipe: asyncio.StreamReader) -> dict[str, Any]:
    length = int.from_bytes(await pipe.readexactly(4), "big")
    message: dict[str, Any] = msgspec.json.decode(await pipe.readexactly(length))
    return message
