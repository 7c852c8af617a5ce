"""Measure `salis serve` while many read and one adds: the real server, the real `salis add`.

Every reader is a client of its own (127.0.1.N) that asks, reads the whole answer, and pauses. What
they ask is what a person's day is made of: the brief, lists, single claims and documents, searches.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from statistics import quantiles
from threading import Event, Thread

import httpx

from benchmarks.processes import run_python
from benchmarks.rows import BadInput

_API = "/api/v1"
#: What is asked how often; `{claim}`, `{document}` and `{word}` are drawn anew each time.
_ASKED = (
    ("page", "/", 4),
    ("page", "/claim/{claim}", 3),
    ("page", "/document/{document}", 2),
    ("page", "/timeline", 1),
    ("page", "/search?q={word}", 1),
    ("API", f"{_API}/brief?length=20", 4),
    ("API", f"{_API}/claims?limit=50", 3),
    ("API", f"{_API}/claims/{{claim}}", 3),
    ("API", f"{_API}/documents/{{document}}", 2),
    ("API", f"{_API}/disputes?limit=50", 1),
    ("API", f"{_API}/search?text={{word}}&limit=20", 1),
    ("API", f"{_API}/head", 2),
)
_WORDS = ("ferry", "police", "killed", "minister", "bridge", "river", "water")
#: Seconds between two documents that are added.
_EVERY = 1.0


@dataclass(frozen=True, slots=True)
class Load:
    """How long answers took, by what was asked, in seconds."""

    readers: int
    seconds: float
    pause: float
    entries: int
    #: Documents added while it was measured.
    added: int
    first: float
    #: Until lists were answered, which take a whole view.
    lists: float
    #: Seconds of processor time that the server and its processes took meanwhile.
    processor: float
    took: dict[str, list[float]] = field(repr=False)
    refused: int = 0

    def table(self) -> str:
        """Write the figures as a table."""
        lines = [
            f"{self.readers} readers, each pausing {self.pause:g} s, for {self.seconds:.0f} s;"
            f" {self.entries:,} entries, {self.added} documents added meanwhile;"
            f" {self.refused} answers refused or failed",
            f"first brief of a server just started: {self.first * 1000:,.0f} ms; lists after"
            f" {self.lists:.1f} s; processor time while it was measured: {self.processor:.1f} s",
            "| asked | answers | p50 | p95 | p99 | longest |",
            "|---|---|---|---|---|---|",
        ]
        everything = [one for each in self.took.values() for one in each]
        for name, took in [*sorted(self.took.items()), ("all", everything)]:
            lines.append(_row(name, took))
        return "\n".join(lines)


def _row(name: str, took: Sequence[float]) -> str:
    cuts = quantiles(took, n=100) if len(took) > 1 else [*took] * 99
    cells = (*(min(cuts[at], max(took)) for at in (49, 94, 98)), max(took))
    return f"| {name} | {len(took)} | " + " | ".join(f"{one * 1000:.0f} ms" for one in cells) + " |"


def measure_serving(
    workspace: Path | None, *, readers: int, seconds: float, pause: float, as_of: str | None
) -> Load:
    """Measure on a copy of a workspace, the sample's by default.

    Raises:
        BadInput: the server did not start, or has nothing to ask for.
    """
    with tempfile.TemporaryDirectory(prefix="salis-serve-") as scratch:
        folder = Path(scratch) / "workspace"
        _prepare(workspace, folder)
        with _served(folder) as (address, server):
            began = time.monotonic()
            _wait_for(address, as_of)
            first = time.monotonic() - began
            paths = _choose_paths(address, as_of)
            lists = time.monotonic() - began
            stop, added, busy = Event(), [0], _processor_time(server)
            writer = Thread(target=_add_on, args=(folder, Path(scratch), stop, added), daemon=True)
            writer.start()
            took, refused = asyncio.run(_read_all(address, paths, readers, seconds, pause))
            busy = _processor_time(server) - busy
            stop.set()
            writer.join()
            entries = httpx.get(f"{address}{_API}/head", timeout=60).json()["head"]
    return Load(readers, seconds, pause, entries, added[0], first, lists, busy, took, refused)


def _prepare(workspace: Path | None, folder: Path) -> None:
    """Copy the workspace, and add one document so that its index is made before the clock runs."""
    if workspace is None:
        run_python("-m", "salis", "demo", str(folder), "-q")
    else:
        shutil.copytree(workspace, folder)
    _add(folder, folder.parent, 0)


@contextmanager
def _served(folder: Path) -> Iterator[tuple[str, int]]:
    """Serve a workspace; give the address and the number of the process."""
    call = [sys.executable, "-m", "salis", "-w", str(folder), "serve", "--port", "0"]
    log = folder.with_name("server.log")
    with log.open("w") as said, subprocess.Popen(call, stderr=said) as process:
        try:
            yield _find_address(process, log), process.pid
        finally:
            process.terminate()
            process.wait()
            _, _, more = log.read_text().partition("\n")
            if more:
                print(more, file=sys.stderr)


def _find_address(process: subprocess.Popen[bytes], log: Path) -> str:
    """Wait until the server says where it is."""
    while (found := re.search(r"http://[\d.]+:\d+", log.read_text())) is None:
        if process.poll() is not None:
            message = f"the server did not start: {log.read_text()}"
            raise BadInput(message)
        time.sleep(0.05)
    return found[0]


def _processor_time(process: int) -> float:
    """Give the processor time of a process and its children, those ended included, in seconds.

    It is 0 where the system does not tell.
    """
    ticks = 0
    for file in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = file.read_text().rpartition(")")[2].split()
            if process in (int(file.parent.name), int(fields[1])):
                ticks += sum(map(int, fields[11:15]))
    return ticks / os.sysconf("SC_CLK_TCK")


def _wait_for(address: str, as_of: str | None) -> None:
    """Ask for the brief until it is given."""
    asked = {"length": "20"} | ({"as_of": as_of} if as_of else {})
    with httpx.Client(base_url=address, timeout=600) as client:
        _ask(client, f"{_API}/brief", asked)


def _ask(client: httpx.Client, path: str, asked: dict[str, str]) -> httpx.Response:
    """Ask until it is answered; over a large ledger the first list takes minutes."""
    while True:
        answer = client.get(path, params=asked)
        if answer.status_code != httpx.codes.SERVICE_UNAVAILABLE:
            return answer.raise_for_status()
        time.sleep(0.5)


def _choose_paths(address: str, as_of: str | None) -> list[tuple[str, str]]:
    """Leave out pages where there are none; put each as often as it is asked."""
    with httpx.Client(base_url=address, timeout=600) as client:
        pages = client.get("/").status_code == httpx.codes.OK
        asked = {"limit": "200"} | ({"as_of": as_of} if as_of else {})
        claims = [one["id"] for one in _ask(client, f"{_API}/claims", asked).json()]
        documents = [one["id"] for one in _ask(client, f"{_API}/documents", asked).json()]
    if not claims or not documents:
        message = "the workspace has no claims to ask for"
        raise BadInput(message)
    random = Random(7)  # noqa: S311 (which page is opened is no secret)
    chosen = [one for one in _ASKED for _ in range(one[2]) if pages or one[0] != "page"]
    drawn = []
    for kind, path, _ in (random.choice(chosen) for _ in range(5000)):
        filled = path.format(
            claim=random.choice(claims),
            document=random.choice(documents),
            word=random.choice(_WORDS),
        )
        if as_of and not path.endswith("/head"):
            filled += f"{'&' if '?' in filled else '?'}as_of={as_of}"
        drawn.append((f"{kind} {path.partition('?')[0]}", filled))
    return drawn


async def _read_all(
    address: str, paths: Sequence[tuple[str, str]], readers: int, seconds: float, pause: float
) -> tuple[dict[str, list[float]], int]:
    """Let all readers read until the time is up."""
    took: dict[str, list[float]] = defaultdict(list)
    refused = [0]
    end = time.monotonic() + seconds

    async def read_on(number: int) -> None:
        transport = httpx.AsyncHTTPTransport(local_address=f"127.0.1.{number + 1}")
        place = number * len(paths) // readers
        async with httpx.AsyncClient(base_url=address, transport=transport, timeout=120) as client:
            await asyncio.sleep(pause * number / readers)
            while time.monotonic() < end:
                name, path = paths[place % len(paths)]
                place += 1
                began = time.monotonic()
                answer = await client.get(path)
                took[name].append(time.monotonic() - began)
                refused[0] += answer.status_code != httpx.codes.OK
                await asyncio.sleep(pause)

    await asyncio.gather(*(read_on(number) for number in range(readers)))
    return took, refused[0]


def _add_on(folder: Path, scratch: Path, stop: Event, added: list[int]) -> None:
    """Add small documents one after another, each by a call of `salis add`."""
    while not stop.wait(_EVERY):
        added[0] += 1
        _add(folder, scratch, added[0])


def _add(folder: Path, scratch: Path, number: int) -> None:
    """Add one report of a few sentences."""
    report = {
        "id": str(number),
        "source": f"Wire {number % 7}",
        "published": f"2025-05-06T{number // 60 % 24:02}:{number % 60:02}Z",
        "text": f"Harbour master Ilka Stroem said that {number + 12} people were rescued. "
        "The river police denied that the bridge was closed. "
        f"At least {number + 3} boats were on the water, according to the ministry.",
    }
    file = scratch / f"report-{number}.jsonl"
    file.write_text(json.dumps(report) + "\n", encoding="utf-8")
    run_python("-m", "salis", "-w", str(folder), "add", "-q", str(file), done=(0, 1))
