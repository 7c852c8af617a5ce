"""Read documents in order: in this process where they are few, else in one process a core.

Processes are started as programs of their own rather than through `multiprocessing`: that would
run the caller's script again in each, which breaks the five-line script of the README.
"""

from __future__ import annotations

import os
import subprocess
import traceback
from collections import deque
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import suppress
from queue import SimpleQueue
from threading import Timer
from typing import TYPE_CHECKING, Self

import msgspec

from salis.model.entry import StatementsRead
from salis.model.errors import ReaderError
from salis.model.problem import Problem
from salis.pipeline.frames import receive_frame, send_frame
from salis.pipeline.own_process import command_of, environment_of
from salis.pipeline.reading_process import describe_fault
from salis.pipeline.stages import load_reader

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator
    from concurrent.futures import Future

    from salis.model.document import Document
    from salis.sources.collect import Fetched

_READ = msgspec.json.Decoder(StatementsRead)
#: Documents on their way, for each process: enough that none ever waits for the next.
_AHEAD = 16
#: How long to wait for a document before telling that nothing came, in seconds.
_PULSE = 1.0
#: A document that takes longer than this, and so many characters a second, is given up.
_LIMIT_SECONDS, _SLOWEST = 60.0, 1_000

#: How often a document is tried whose reader ends under it.
_TRIES = 2

type Read = tuple[Fetched, StatementsRead]


class _Lost(Exception):
    """The process ended in the middle of a document."""


def read_here(documents: Iterable[Fetched], reader_name: str) -> Generator[Read | None, None, None]:
    """Read documents in this process, loading the reader when the first one comes."""
    reader = None
    for fetched in documents:
        reader = reader or load_reader(reader_name)
        try:
            yield fetched, reader.read(fetched.document)
        except Exception as fault:  # noqa: BLE001 (one document never stops the others)
            if os.environ.get("SALIS_DEBUG"):
                traceback.print_exc()
            yield fetched, _not_read(fetched.document, describe_fault(fault))


def read_in_processes(
    documents: Iterable[Fetched], reader_name: str, *, processes: int
) -> Generator[Read | None, None, None]:
    """Read documents in several processes; they come back in their order.

    None comes where the next document keeps us waiting, so that what came before can be recorded
    meanwhile. Closing the iterator ends the processes at once.
    """
    waiting: deque[tuple[Fetched, Future[StatementsRead]]] = deque()
    with _Readers(reader_name, processes) as readers:
        for fetched in documents:
            waiting.append((fetched, readers.submit(fetched.document)))
            if len(waiting) >= processes * _AHEAD:
                yield from _next(waiting)
        while waiting:
            yield from _next(waiting)


def _next(waiting: deque[tuple[Fetched, Future[StatementsRead]]]) -> Iterator[Read | None]:
    """Give the document whose turn it is, and a pulse for every second that it takes."""
    fetched, future = waiting.popleft()
    while not wait([future], timeout=_PULSE).done:
        yield None
    yield fetched, future.result()


class _Readers:
    """Some reading processes, each served by a thread."""

    def __init__(self, reader_name: str, count: int) -> None:
        self._name = reader_name
        self._closing = False
        self._threads = ThreadPoolExecutor(count, thread_name_prefix="reading")
        self._idle: SimpleQueue[_ReaderProcess] = SimpleQueue()
        self._all = [_ReaderProcess(reader_name) for _ in range(count)]
        for process in self._all:
            self._idle.put(process)

    def submit(self, document: Document) -> Future[StatementsRead]:
        """Have a document read by the next process that is free."""
        return self._threads.submit(self._read, document)

    def _read(self, document: Document) -> StatementsRead:
        """Read in a process that is free; a crash that is not the document's doing is made good."""
        why = ""
        for _ in range(_TRIES):
            process = self._idle.get()
            try:
                return process.read(document)
            except _Lost as fault:
                why = str(fault)
                if not self._closing:
                    process = _ReaderProcess(self._name)
                    self._all.append(process)
            finally:
                self._idle.put(process)
        return _not_read(document, why)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """End all processes; the threads that wait for them then end too."""
        self._closing = True
        self._threads.shutdown(wait=False, cancel_futures=True)
        for process in self._all:
            process.end()
        self._threads.shutdown()
        for process in self._all:
            process.let_go()


class _ReaderProcess:
    """One process that reads a document at a time."""

    def __init__(self, reader_name: str) -> None:
        self._ready = False
        self._process = subprocess.Popen(  # noqa: S603 (our own module in our own Python)
            [*command_of("salis.pipeline.reading_process"), reader_name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=None if os.environ.get("SALIS_DEBUG") else subprocess.DEVNULL,
            env=environment_of(OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1"),
        )

        assert self._process.stdin
        assert self._process.stdout
        self._questions, self._answers = self._process.stdin, self._process.stdout

    def read(self, document: Document) -> StatementsRead:
        """Read one document, within a limit of time.

        Raises:
            ReaderError: the reader cannot be loaded.
            _Lost: the process ended, or was ended because it took too long.
        """
        if not self._ready:
            self._await_reader()
        limit = _LIMIT_SECONDS + len(document.text) / _SLOWEST
        timer = Timer(limit, self._process.kill)
        timer.daemon = True
        timer.start()
        try:
            answer = self._ask(msgspec.json.encode(document))
        finally:
            timer.cancel()
        if answer[:1] == b"-":
            return _not_read(document, answer[1:].decode())
        return _READ.decode(answer[1:])

    def end(self) -> None:
        """End the process now."""
        self._process.kill()
        self._process.wait()

    def let_go(self) -> None:
        """End the process and close its pipes, once nobody listens any more."""
        self.end()
        for pipe in (self._questions, self._answers):
            with suppress(OSError):  # what was not sent when it ended never will be
                pipe.close()

    def _await_reader(self) -> None:
        answer = receive_frame(self._answers)
        if answer is None:
            message = "the process that reads documents ended at once (SALIS_DEBUG=1 shows why)"
            raise ReaderError(message)
        if answer[:1] == b"-":
            raise ReaderError(answer[1:].decode())
        self._ready = True

    def _ask(self, question: bytes) -> bytes:
        try:
            send_frame(self._questions, question)
            answer = receive_frame(self._answers)
        except (OSError, ValueError) as fault:
            raise _Lost(str(fault)) from fault
        if answer is None:
            message = "its reader crashed or ran out of time or memory"
            raise _Lost(message)
        return answer


def _not_read(document: Document, why: str) -> StatementsRead:
    """Say in the ledger that a document was not read, and why."""
    text = f"Reading it failed; it is kept without statements ({why})."
    return StatementsRead(document.id, (), (Problem("not-read", text, document.address),))
