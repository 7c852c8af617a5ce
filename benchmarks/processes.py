"""Run programs, and measure how long they take and how much memory they and their children hold."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

from benchmarks.rows import BadInput

_PROC = Path("/proc")
_EVERY = 0.2
_NO_BYTE_CODE = "PYTHONDONTWRITEBYTECODE"


@dataclass(frozen=True, slots=True)
class Ran:
    """How a program ran."""

    seconds: float
    #: Processor time of it and its children: what other work on the machine changes less.
    cpu_seconds: float
    #: Most memory that it and its children held at once; None where there is no /proc.
    peak_bytes: int | None
    output: str


def run_python(*arguments: str, watch: bool = False, done: Sequence[int] = (0,)) -> Ran:
    """Run a module or script in this Python and wait for it.

    Raises:
        BadInput: it ended with another exit code than those that count as done.
    """
    began, used = time.monotonic(), children_cpu()
    process = start_python(*arguments)
    stop, peaks = Event(), [0]
    watcher = Thread(target=_watch, args=(process.pid, stop, peaks), daemon=True)
    if watch:
        watcher.start()
    output, complaint = process.communicate()
    seconds = time.monotonic() - began
    stop.set()
    if process.returncode not in done:
        message = f"{' '.join(arguments[:3])} … ended with {process.returncode}: {complaint[-500:]}"
        raise BadInput(message)
    return Ran(seconds, children_cpu() - used, peaks[0] or None, output)


@dataclass(frozen=True, slots=True)
class RanTogether:
    """How programs ran that were started at once."""

    outputs: tuple[str, ...]
    peak_bytes: int | None


def run_together(programs: Sequence[Sequence[str]]) -> RanTogether:
    """Run programs at once, each given as its words, and wait for all.

    Raises:
        BadInput: one of them failed.
    """
    running = [_start(words) for words in programs]
    stop, peaks = Event(), [[0] for _ in running]
    for process, peak in zip(running, peaks, strict=True):
        Thread(target=_watch, args=(process.pid, stop, peak), daemon=True).start()
    ended = [process.communicate() for process in running]
    stop.set()
    for words, process, (_, complaint) in zip(programs, running, ended, strict=True):
        if process.returncode:
            message = f"{' '.join(words[:4])} … ended with {process.returncode}: {complaint[-500:]}"
            raise BadInput(message)
    return RanTogether(tuple(output for output, _ in ended), sum(peak[0] for peak in peaks) or None)


def start_python(*arguments: str) -> subprocess.Popen[str]:
    """Start a module or script in this Python, as a user's shell would."""
    return _start((sys.executable, *arguments))


def _start(words: Sequence[str]) -> subprocess.Popen[str]:
    """Start a program.

    Byte code is written and used even where this shell forbids it: without it, every start would
    compile the whole program.
    """
    return subprocess.Popen(
        words,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={
            **{name: value for name, value in os.environ.items() if name != _NO_BYTE_CODE},
            "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
            "OPENBLAS_NUM_THREADS": "1",
            "OMP_NUM_THREADS": "1",
        },
    )


def children_cpu() -> float:
    """Give the processor time of all programs that were started from here and have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def use_cores(count: int) -> int:
    """Keep this program and all it starts to some cores; give how many it has."""
    if not hasattr(os, "sched_setaffinity"):  # not on every system
        return os.cpu_count() or 1
    cores = sorted(os.sched_getaffinity(0))[:count]
    os.sched_setaffinity(0, cores)
    return len(cores)


def _watch(pid: int, stop: Event, peaks: list[int]) -> None:
    while not stop.wait(_EVERY):
        peaks[0] = max(peaks[0], sum(_memory(one) for one in _family(pid)))


def _family(pid: int) -> list[int]:
    """List a process and all its descendants."""
    family = [pid]
    for one in family:
        for children in _PROC.glob(f"{one}/task/*/children"):
            family.extend(map(int, _text(children).split()))
    return family


def _memory(pid: int) -> int:
    """Give a process's memory, what it shares with others counted by its part."""
    for line in _text(_PROC / str(pid) / "smaps_rollup").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return 0


def _text(file: Path) -> str:
    try:
        return file.read_text()
    except OSError:  # it has ended meanwhile
        return ""
